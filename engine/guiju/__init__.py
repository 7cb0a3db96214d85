"""规矩: a rules-as-code engine for standards that score, grade and designate.

    import guiju
    rulebook = guiju.load("rules/db1409-1/detail.rule")
    outcome = rulebook.evaluate({"特色产业产值": "120.89 亿元"})
    outcome.grade.possible

Everything public is named here; each name is imported when it is first used, so that a program pays only for what it
needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from guiju.version import LANGUAGE_VERSION, VERSION

if TYPE_CHECKING:
    from guiju.api import DataError, GuijuError, Rulebook, RuleError, join_towns, load, read_town, read_towns
    from guiju.diagnostics.model import Diagnostic
    from guiju.evaluate.outcome import Grade, Outcome, Result, Stake
    from guiju.evaluate.steps import Step
    from guiju.numbers.states import Cause, CauseKind, Missing, State
    from guiju.towns.model import Datum, Decision, Provenance, Town

__version__ = VERSION

_HOMES = {
    "guiju.api": ("DataError", "GuijuError", "Rulebook", "RuleError", "join_towns", "load", "read_town", "read_towns"),
    "guiju.diagnostics.model": ("Diagnostic",),
    "guiju.evaluate.outcome": ("Grade", "Outcome", "Result", "Stake"),
    "guiju.evaluate.steps": ("Step",),
    "guiju.numbers.states": ("Cause", "CauseKind", "Missing", "State"),
    "guiju.towns.model": ("Datum", "Decision", "Provenance", "Town"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "LANGUAGE_VERSION",
    "Cause",
    "CauseKind",
    "DataError",
    "Datum",
    "Decision",
    "Diagnostic",
    "Grade",
    "GuijuError",
    "Missing",
    "Outcome",
    "Provenance",
    "Result",
    "RuleError",
    "Rulebook",
    "Stake",
    "State",
    "Step",
    "Town",
    "__version__",
    "join_towns",
    "load",
    "read_town",
    "read_towns",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'guiju' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
