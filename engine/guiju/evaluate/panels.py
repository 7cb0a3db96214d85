"""The experts of a town: whose marks count, and the trees of those whose totals are averaged.

While the total of one expert is found, a name whose value depends on a mark of that expert is kept apart (`_own`); all
other names are found once for all of them. Afterwards the nodes of the tree get the mean of what the experts whose
totals count gave them, so that what follows the scheme (a gate, another indicator) sees one value.
"""

from __future__ import annotations

import weakref
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from guiju.evaluate.panel_reports import members
from guiju.evaluate.steps import Step
from guiju.numbers.states import Cause, CauseKind, Missing, State, merge
from guiju.rulebook import exact
from guiju.rulebook.aggregating import of_tree
from guiju.rulebook.averaging import counts
from guiju.rulebook.exact import Value
from guiju.rulebook.experts import ByExpert, Experts, ExpertTotal, Mark, Shares, Spread
from guiju.rulebook.scheme import ExpertMark, Indicator

if TYPE_CHECKING:
    from guiju.evaluate.interpreter import Recorder


class TownExperts(Experts):
    """A local object of one evaluation."""

    def __init__(self, recorder: Recorder) -> None:
        # Weak, because the recorder owns this: a ring would keep all steps until the collector comes by.
        self._recorder = weakref.ref(recorder)
        self.marks = recorder.town.marks
        self.expert: str | None = None
        self.root: Indicator | None = None
        self._touched = False
        self._own: dict[str, Value] = {}
        self._spread: Spread | None = None
        self._points: Mapping[str, Mapping[str, Value]] = {}
        self._begun: set[str] = set()
        self._names: dict[str, tuple[str, ...]] = {}

    @property
    def recorder(self) -> Recorder:
        """The evaluation these are the experts of."""
        found = self._recorder()
        assert found is not None
        return found

    # --- whose marks ----------------------------------------------------------------------------------------------

    def of(self, node: ExpertMark) -> Any:
        if not any(node.indicator in given for given in self.marks.values()):
            return super().of(node)
        return self.of_panel(node.panel)

    def of_panel(self, panel: str | None) -> tuple[str, ...]:
        """The experts of a panel, in the order of the data."""
        return members(self.marks, self._marked.get(panel, ()))

    @cached_property
    def _marked(self) -> Mapping[str | None, frozenset[str]]:
        """What each panel marks."""
        found: dict[str | None, set[str]] = {}
        for node in self.recorder.rulebook.indicators.values():
            if isinstance(node.scoring, ExpertMark):
                found.setdefault(node.scoring.panel, set()).add(node.name)
        return {panel: frozenset(names) for panel, names in found.items()}

    def at_hand(self, node: ExpertMark) -> str | None:
        return self.expert if self.root is not None and node.indicator in self._totalled(self.root) else None

    def mark(self, indicator: str, expert: str) -> Value:
        self._touched = True
        datum = self.marks[expert].get(indicator)
        given = None if datum is None else datum.value
        if given is not None and not isinstance(given, Missing):
            return given
        state = State.NOT_SUPPLIED if given is None else given.state
        kind = CauseKind.MARKS if given is None else next(iter(given.because)).kind
        if kind is CauseKind.MARKS and self._is_marked(indicator):
            kind = CauseKind.MARK
        because = frozenset({Cause(kind, f"{indicator}（{expert}）")})
        full = self.recorder.rulebook.indicators[indicator].weight
        return Missing(state, because, exact.ZERO, full)

    def _is_marked(self, indicator: str) -> bool:
        """Whether at least one expert gave a mark."""
        given = (marks.get(indicator) for marks in self.marks.values())
        return any(datum is not None and not isinstance(datum.value, Missing) for datum in given)

    def quorum(self, panel: str | None, count: int, name: str) -> Missing | None:
        declared = self.recorder.rulebook.panels.get(panel) if panel else None
        if declared is None:
            return None if count else Missing(State.UNKNOWN, frozenset({Cause(CauseKind.MARKS, name)}))
        if max(declared.least or 1, 1) <= count and (declared.most is None or count <= declared.most):
            return None
        return Missing(State.UNKNOWN, frozenset({Cause(CauseKind.PANEL, declared.name)}))

    # --- totals ---------------------------------------------------------------------------------------------------

    @cached_property
    def _schemes(self) -> Mapping[str, Indicator]:
        """The scheme of every node whose scheme averages totals."""
        found: dict[str, Indicator] = {}
        for root in self.recorder.rulebook.schemes.values():
            for node in root.walk() if root.totals is not None else ():
                found |= dict.fromkeys((node.name, *(one.name for one in node.adjustments)), root)
        return found

    def total_first(self, name: str) -> None:
        """A node of a scheme that averages totals has its points from them: they are found before it is asked for."""
        root = self._schemes.get(name) if self._schemes else None
        if root is None or root.name in self._begun or root.name == name:
            return
        before = self.expert, self.root, self._own, self._touched
        self.expert, self.root, self._own = None, None, {}
        self.recorder.once(root)
        self.expert, self.root, self._own, self._touched = before

    def _totalled(self, root: Indicator) -> tuple[str, ...]:
        if root.name not in self._names:
            self._names[root.name] = root.totalled
        return self._names[root.name]

    def taking_part(self, node: Indicator) -> tuple[str, ...]:
        assert node.totals is not None
        self._begun.add(node.name)
        if not any(name in given for given in self.marks.values() for name in self._totalled(node)):
            return ()
        return self.of_panel(node.totals.panel)

    def total(self, node: ExpertTotal) -> Value:
        """The tree with the marks of one expert; only the marks of one who does not take part in all of it."""
        root, expert = node.scheme, node.expert
        assert root.totals is not None
        marks = {name: self.mark(name, expert) for name in self._totalled(root)}
        apart = [mark for mark in marks.values() if not counts(mark, root.totals.by)]
        if apart:
            for name in marks:
                self.recorder.of(Mark(name, expert))
            return merge(tuple(apart)).within(root.lowest, root.highest)
        self.expert, self.root, self._own = expert, root, {}
        value = of_tree(self.recorder, root)
        self._points = {**self._points, expert: self._own}
        self.expert, self.root, self._own = None, None, {}
        return value

    def once(self, node: Any) -> Value:
        """The value of a named node in the tree of one expert."""
        name, recorder = node.name, self.recorder
        if name in self._own or name in recorder.known:
            mine = name in self._own
            self._touched = self._touched or mine
            value = self._own[name] if mine else recorder.known[name]
            recorder.steps.append(Step(node, value, ()))
            return value
        before, self._touched = self._touched, False
        value = recorder.afresh(node)
        (self._own if self._touched else recorder.known)[name] = value
        self._touched = self._touched or before
        return value

    def spread(self, node: Indicator, experts: Sequence[str], shares: Shares) -> None:
        assert node.totals is not None
        self._spread = Spread(tuple(experts), shares, node.totals.by)
        for part in (*node.children, *node.adjustments):
            self.recorder.once(part)
        self._spread, self._points = None, {}

    def spreading(self, name: str) -> Spread | None:
        if self._spread is None or name not in self._points[self._spread.experts[0]]:
            return None
        return self._spread

    def points(self, node: ByExpert) -> Value:
        return self._points[node.expert][node.name]
