"""Every construct has a printer in every output."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import guiju.explain
from guiju.diagnostics.model import Lang
from guiju.evaluate.interpreter import ARMS
from guiju.explain.aggregates import aggregate
from guiju.explain.arithmetic import SCORING_NUMBERS
from guiju.explain.compose import KINDS_COMPOSED
from guiju.explain.document import LineKind, SectionKind
from guiju.explain.formulas import EXPRESSIONS
from guiju.explain.kinds import KINDS
from guiju.explain.leaves import SCORING
from guiju.explain.markdown import FORMS
from guiju.explain.paragraphs import PRINTED, explain
from guiju.explain.words import CAUSES, METHODS, MODALS, POLICIES, STATES, STATUSES, VERDICTS, YES_NO, W
from guiju.numbers.states import CauseKind, State
from guiju.rulebook.model import Modal, Status
from guiju.rulebook.scheme import Indicator, Method, Policy, Scoring
from guiju.rulebook.walk import EXPRESSION_ARMS
from tests.traces.samples import everything

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


def test_kinds_have_names_of_their_own() -> None:
    assert len({kind.name for kind in KINDS.values()}) == len(KINDS)


def test_the_golden_rulebook_uses_every_construct() -> None:
    """So that every printer stands in a golden file and was looked at."""
    met = {
        type(step.node) for town in ("everything", "everything-missing") for step in everything(town).walk()
    }
    assert {node.__name__ for node in ARMS} == {node.__name__ for node in met}


def test_the_golden_rulebook_uses_every_way_to_aggregate_and_every_policy() -> None:
    groups = [node for node in everything().rulebook.indicators.values() if node.aggregation is not None]
    assert {node.aggregation.method for node in groups if node.aggregation} == set(Method)
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
    assert set(VERDICTS) == {True, False, None}
    assert set(YES_NO) == {True, False}


def test_words_have_the_same_blanks_in_both_languages() -> None:
    for key, text in W.items():
        assert set(re.findall(r"\{(\w+)\}", text.zh)) == set(re.findall(r"\{(\w+)\}", text.en)), key


def test_every_fixed_word_is_used() -> None:
    folder = Path(guiju.explain.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in folder.glob("*.py") if path.name != "words.py")
    assert [key for key in W if not re.search(rf"[\"']{key}[\"']", sources)] == []
