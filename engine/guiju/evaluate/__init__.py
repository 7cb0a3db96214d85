"""(Rulebook, Town) -> Outcome; a pure function."""

from guiju.evaluate.interpreter import evaluate, evaluate_together
from guiju.evaluate.outcome import Grade, Outcome, Result, Stake
from guiju.evaluate.steps import Step

__all__ = ["Grade", "Outcome", "Result", "Stake", "Step", "evaluate", "evaluate_together"]
