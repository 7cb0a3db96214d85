"""Why a scoring has no value although everything it looks at is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from guiju.evaluate.steps import Step
from guiju.explain.document import Line, LineKind
from guiju.explain.marks import averaged
from guiju.explain.writer import Writer
from guiju.numbers.states import CauseKind
from guiju.rulebook import scheme


def without_value(writer: Writer, step: Step, depth: int) -> None:
    """Why a scoring has no value although everything it looks at is given."""
    text = WITHOUT_VALUE[type(step.node)](writer, step)
    if text:
        writer.add(Line(depth, LineKind.NOTE, head=writer.word("note"), value=text))


def _word(key: str) -> Callable[[Writer, Step], str]:
    return lambda writer, step: writer.word(key)


def _nothing(writer: Writer, step: Step) -> str:
    return ""


def _no_panel(writer: Writer, step: Step) -> str:
    """No marks, a panel that may not decide, or nothing left without the extremes."""
    node: scheme.ExpertMark = step.node
    causes = step.value.because
    if any(cause.kind is CauseKind.UNDEFINED for cause in causes):
        return writer.word("no_marks_left")
    panel = writer.outcome.rulebook.panels.get(node.panel or "")
    if panel is None or not any(cause.kind is CauseKind.PANEL for cause in causes):
        return writer.word("no_marks")
    ends = {"least": panel.least or 1, "most": "…" if panel.most is None else panel.most}
    return writer.word("panel_size", count=averaged(step).counted, **ends)


WITHOUT_VALUE: Mapping[type, Callable[[Writer, Step], str]] = MappingProxyType(
    {
        scheme.Linear: _word("knots_disordered"),
        scheme.Steps: _word("no_step_fits"),
        scheme.PerUnit: _word("unit_is_zero"),
        scheme.Checklist: _nothing,  # open only where an item is
        scheme.YesNoScoring: _nothing,  # open only where the measure is
        scheme.Rank: _word("rank_outside"),
        scheme.Direct: _nothing,  # open only where the measure is
        scheme.Deductions: _nothing,  # open only where an item is
        scheme.ExpertMark: _no_panel,
        scheme.OpenScoring: _nothing,  # the statement gives the reason
    }
)
