"""Every construct has a printer in every output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guiju.explain
from guiju.diagnostics.model import Lang
from guiju.evaluate.interpreter import ARMS
from guiju.evaluate.outcome import verdict
from guiju.explain.aggregates import METHODS_WRITTEN, aggregate
from guiju.explain.arithmetic import SCORING_NUMBERS
from guiju.explain.collected import NUMBERS
from guiju.explain.compose import KINDS_COMPOSED
from guiju.explain.document import LineKind, SectionKind
from guiju.explain.formulas import EXPRESSIONS
from guiju.explain.kinds import KINDS
from guiju.explain.leaves import SCORING
from guiju.explain.markdown import FORMS
from guiju.explain.paragraphs import PRINTED, explain
from guiju.explain.terms import CAUSES, POLICIES, ROUNDINGS, STATES, TIES, YES_NO
from guiju.explain.words import W
from guiju.explain.worked import TIER_NUMBERS
from guiju.functions import FUNCTIONS, Shape
from guiju.numbers.rounding import RoundingMode
from guiju.numbers.states import CauseKind, State
from guiju.rulebook import expressions as ex
from guiju.rulebook.arms import EXPRESSION_ARMS
from guiju.rulebook.model import Modal, Status, Ties
from guiju.rulebook.scheme import Indicator, Method, Policy, Scoring
from guiju.rulebook.words import METHODS, MODALS, STATUSES, VERDICTS
from tests.traces.samples import everything, panel

ALL = sorted(ARMS, key=lambda node: node.__name__)


@pytest.mark.parametrize("node", ALL, ids=lambda node: node.__name__)
def test_every_class_of_step_has_a_printer_in_every_output(node: type) -> None:
    assert node in KINDS, "the JSON trace"
    assert node in PRINTED, "the document, and with it terminal and Markdown"


def test_no_printer_stands_for_a_class_that_is_never_evaluated() -> None:
    assert set(KINDS) == set(ARMS)
    assert set(PRINTED) == set(ARMS)


def test_every_expression_is_woven_and_every_shape_is_computed() -> None:
    assert set(EXPRESSION_ARMS) == EXPRESSIONS
    shapes = {node for node in ARMS if issubclass(node, Scoring)}
    assert shapes == set(SCORING_NUMBERS) == set(SCORING)


def test_every_function_over_records_has_its_arithmetic() -> None:
    shapes = {Shape.NUMBERS, Shape.EXTREME, Shape.TRIMMED, Shape.RECORDS}
    shapes |= {Shape.QUANTIFIED, Shape.STANDING, Shape.NAMING}
    over_records = {function.en for function in FUNCTIONS if function.shape in shapes}
    assert set(NUMBERS) == over_records - {"every_year", "some_year"}  # they become every and some


def test_every_table_over_a_number_has_its_arithmetic() -> None:
    assert set(TIER_NUMBERS) == {function.en for function in FUNCTIONS if function.shape is Shape.TIERS}


def test_the_golden_rulebook_uses_every_function() -> None:
    met = set()
    for step in everything().walk():
        if isinstance(step.node, (ex.Apply, ex.Collect, ex.NamedExtreme, ex.Tiers)):
            met.add(step.node.function)
    written = {
        "every_year",
        "some_year",
        "in_year",
        "one_of",
        "satisfies",
        "lookup",
        "interpolate",
    }  # other nodes
    assert met == {function.en for function in FUNCTIONS} - written


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS.values()}) == len(KINDS)


def test_the_golden_rulebook_uses_every_construct() -> None:
    """So that every printer stands in a golden file and was looked at."""
    outcomes = (everything(), everything("everything-missing"), panel())
    met = {type(step.node) for outcome in outcomes for step in outcome.walk()}
    assert {node.__name__ for node in ARMS} == {node.__name__ for node in met}


def test_the_golden_rulebook_uses_every_way_to_aggregate_and_every_policy() -> None:
    groups = [node for node in everything().rulebook.indicators.values() if node.aggregation is not None]
    assert {node.aggregation.method for node in groups if node.aggregation} == set(Method)
    missing = [state for state in State if state is not State.GIVEN]
    met = {node.policy.of(state) for node in groups for state in missing}
    assert met | {Policy.FULL} == set(Policy)
    for step in everything().walk():
        if isinstance(step.node, Indicator) and step.node.scoring is None and step.children:
            in_names, in_numbers = aggregate(step)
            assert in_names
            assert in_numbers


def test_lines_and_sections_have_a_form_in_every_output() -> None:
    assert set(KINDS_COMPOSED) == set(LineKind)
    assert set(FORMS) == set(SectionKind)
    sections = {section.kind for section in explain(everything(), Lang.ZH).sections}
    assert sections == set(SectionKind)


def test_every_word_of_the_model_has_a_translation() -> None:
    assert set(STATES) == set(State)
    assert set(CAUSES) == set(CauseKind)
    assert set(MODALS) == set(Modal)
    assert set(STATUSES) == set(Status)
    assert set(METHODS) == set(Method)
    assert set(POLICIES) == set(Policy)
    assert set(VERDICTS) == {verdict(value) for value in (True, False, None)}
    assert set(YES_NO) == {True, False}
    assert set(TIES) == set(Ties)
    assert set(ROUNDINGS) == set(RoundingMode)
    assert set(METHODS_WRITTEN) == set(Method) - {Method.SUM, Method.CAPPED_SUM, Method.FORMULA}


def test_words_have_the_same_blanks_in_both_languages() -> None:
    for key, text in W.items():
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), key


def test_every_fixed_word_is_used() -> None:
    folder = Path(guiju.explain.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "words.py")
    assert [key for key in W if not re.search(rf"[\"']{key}[\"']", sources)] == []
