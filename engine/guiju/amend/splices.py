"""Each change as what it puts in the place of which text of the base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from guiju.amend import scope
from guiju.amend.spelling import fingerprint, fits, is_fingerprint, spelled
from guiju.amend.targets import (
    Match,
    begins_line,
    block_indentation,
    extent,
    find,
    indentation,
    matches,
    names,
    row_of,
)
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.diagnostics.suggest import did_you_mean
from guiju.source import Piece, Place, Source, Span
from guiju.syntax import ast
from guiju.syntax.keywords import spelling

_ATOMS = (
    ast.Quantity, ast.Name, ast.TextLiteral, ast.DateLiteral, ast.YesNo, ast.NotApplicable, ast.Attribute, ast.Call,
    ast.Word,
)  # fmt: skip
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Splice:
    """Pieces that replace what stands at `span` of the base, and where the amendment says so."""

    span: Span
    pieces: tuple[Piece, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Amending:
    """The text in which changes stand, and the text and statements they change; `name` is that of what is changed.

    `scope` are the keywords of what may be touched, None for everything. A replacement quotes what it replaces unless
    the base is `known`: by its fingerprint, or because the changes stand in it (`own`). Of these, one to what the text
    says already is made.
    """

    source: Source
    base: Source
    file: ast.File
    name: str
    scope: tuple[ast.Word, ...] | None = None
    known: bool = False
    own: bool = False

    def place(self, node: ast.Node) -> Place:
        return self.source.origin(node.span)

    # --- the kinds of change ------------------------------------------------------------------------------------------

    def splice(self, change: ast.AmendmentChange) -> Splice | Diagnostic:
        """What one change does to the base, or why it does nothing."""
        target = change.target
        if target is None:
            assert isinstance(change, ast.Addition)
            return self._scoped(change, scope.of_nodes(None, change.content)) or self._put(
                change, len(self.base.text), 0
            )
        nodes = find(self.file, target)
        if len(nodes) != 1 and (change.old is None or not nodes):
            return self._missing(target, nodes)
        if change.old is not None and is_fingerprint(_text(change.old)):
            return self._fingerprinted(change, target, nodes)
        if change.old is None:
            return self._whole(change, target, nodes[0])
        words = spelled(self.source.slice(change.old.span))
        found = [(node, match) for node in nodes for match in matches(self.base, node, change.old, words)]
        if not found and self.own and (already := self._already(change, nodes)):
            return already
        if len(found) != 1:
            return self._unfit(target, change.old, nodes, [match for _, match in found])
        return self._quoted(change, target, *found[0])

    def _already(self, change: ast.AmendmentChange, nodes: tuple[ast.Node, ...]) -> Splice | None:
        """A change to words that stand there already: nothing."""
        if not isinstance(change, ast.Change):
            return None
        words = spelled(self.source.slice(change.new.span))
        found = [match for node in nodes for match in matches(self.base, node, change.new, words)]
        if len(found) != 1:
            return None
        span = found[0].span
        return Splice(span, self.base.cut(span.start, span.end), self.place(change))

    def _quoted(
        self, change: ast.AmendmentChange, target: ast.Target, node: ast.Node, match: Match
    ) -> Splice | Diagnostic:
        """A change that quotes what it replaces, and quotes it rightly."""
        if isinstance(change, ast.Change):
            pieces = list(self.source.cut(change.new.span.start, change.new.span.end))
            if match.operand and not isinstance(change.new.value, _ATOMS):
                pieces = [self._literal("(", change.new), *pieces, self._literal(")", change.new)]
            touched = (scope.of_match(target, match),)
            return self._scoped(change, touched) or Splice(match.span, tuple(pieces), self.place(change))
        if isinstance(change, ast.Deletion):
            return self._whole(change, target, row_of(self.base, node, match))
        row = (
            node
            if target.aspect or target.since or isinstance(change, ast.Replacement)
            else row_of(self.base, node, match)
        )
        return self._whole(change, target, row if isinstance(change, ast.Addition) else node)

    def _fingerprinted(
        self, change: ast.AmendmentChange, target: ast.Target, nodes: tuple[ast.Node, ...]
    ) -> Splice | Diagnostic:
        assert change.old is not None
        if len(nodes) != 1:
            return self._missing(target, nodes)
        now = self.fingerprint(nodes[0])
        if fits(_text(change.old), now):
            return self._whole(change, target, nodes[0])
        label = Label(self._label_place(nodes[0]), Text("这一处已经改变", "this has changed"))
        return problem(
            "V816",
            self.place(change.old),
            labels=(label,),
            quoted=_text(change.old),
            found=now[:15],
            name=self._named(target),
        )

    def fingerprint(self, node: ast.Node) -> str:
        """Of a statement of the base, its block included."""
        return fingerprint(self.base.slice(Span(node.span.start, max(node.span.end, node.span.start))))

    def _whole(self, change: ast.AmendmentChange, target: ast.Target, node: ast.Node) -> Splice | Diagnostic:
        """A change of a whole statement, or beside it."""
        text = self.base.text
        own = begins_line(text, node.span.start)
        lines = extent(text, node.span) if own else node.span
        depth = indentation(text, node.span.start)
        if isinstance(change, ast.Deletion):
            touched = scope.of_nodes(target, (node,))
            return self._scoped(change, touched) or Splice(self._gap(lines, own), (), self.place(change))
        assert not isinstance(change, ast.Change)
        if isinstance(change, ast.Replacement):
            both = (*scope.of_nodes(target, (node,)), *self._added(change, target))
            if refused := self._scoped(change, both) or self._unquoted(change, target, node):
                return refused
            pieces = self._content(change, depth) if own else self._inline(change)
            return Splice(lines, pieces, self.place(change))
        if refused := self._scoped(change, self._added(change, target)):
            return refused
        where = change.relation.terminal if change.relation else "AT"
        if where == "AT":
            return self._put(change, extent(text, node.span).end, block_indentation(self.base, node))
        line = extent(text, node.span)
        return self._put(change, line.start if where == "BEFORE" else line.end, depth)

    def _added(self, change: ast.Addition | ast.Replacement, target: ast.Target) -> tuple[str, ...]:
        """What the lines of a change touch; new indicators in one that had none share out its weight, no other."""
        beside = isinstance(change, ast.Replacement) or (change.relation and change.relation.terminal != "AT")
        inside = bool(target.aspect) if beside else not target.aspect
        nodes = find(self.file, replace(target, aspect=None)) if inside else ()
        divided = (
            len(nodes) == 1
            and isinstance(nodes[0], ast.Indicator)
            and not any(isinstance(line, ast.Indicator) for line in nodes[0].lines)
        )
        return tuple(scope.of_nodes(target, change.content, divided=divided))

    def _gap(self, lines: Span, own: bool) -> Span:
        """What goes when words inside a line are deleted: the blanks before them too."""
        start = lines.start
        while not own and self.base.text[start - 1 : start] in (" ", "\t", "\u3000"):
            start -= 1
        return Span(start, lines.end)

    # --- what is put there --------------------------------------------------------------------------------------------

    def _literal(self, text: str, node: ast.Node) -> Piece:
        return self._own(text, node.span.start)

    def _own(self, text: str, at: int) -> Piece:
        """Words that were not written: they stand for a place of the changes."""
        place = self.source.origin(Span(at, at))
        return Piece(text, place.source, place.span.start, verbatim=False)

    def _put(self, change: ast.Addition, at: int, depth: int) -> Splice:
        return Splice(Span(at, at), self._content(change, depth), self.place(change))

    def _rows(self, change: ast.Addition | ast.Replacement) -> list[Span]:
        """The lines below a change, each with its line end."""
        text, said = self.source.text, [change.span.start]
        said += [node.span.end for node in (change.target, change.old) if node is not None]
        start = text.find("\n", max(said)) + 1
        end = extent(text, change.span).end
        rows = []
        while 0 < start < end:
            stop = text.find("\n", start) + 1 or len(text)
            rows.append(Span(start, stop))
            start = stop
        return rows

    def _content(self, change: ast.Addition | ast.Replacement, depth: int) -> tuple[Piece, ...]:
        """The lines below a change, indented as they have to be where they are put."""
        text, pieces = self.source.text, []
        least: int | None = None
        for row in self._rows(change):
            line = text[row.start : row.end]
            blanks = len(line) - len(line.lstrip(" "))
            if least is None and line.strip() and line.strip()[0] not in "#＃":
                least = blanks
            further = max(0, blanks - (blanks if least is None else least))
            if line.strip():
                pieces.append(self._own(" " * (depth + further), row.start + blanks))
            pieces.extend(self.source.cut(row.start + blanks, row.end))
            if not line.endswith("\n"):
                pieces.append(self._own("\n", row.end))
        return tuple(pieces)

    def _inline(self, change: ast.Replacement) -> tuple[Piece, ...]:
        """The one line below a change, where it replaces words inside a line."""
        rows = self._rows(change)
        text = self.source.slice(rows[0]) if rows else ""
        start = rows[0].start + len(text) - len(text.lstrip()) if rows else 0
        return self.source.cut(start, start + len(text.strip())) if rows else ()

    # --- what is wrong ------------------------------------------------------------------------------------------------

    def _label_place(self, node: ast.Node) -> Place:
        """The first line of a statement of the base."""
        lines = extent(self.base.text, Span(node.span.start, node.span.start))
        return self.base.origin(
            Span(node.span.start, max(node.span.start, min(node.span.end, lines.end - 1)))
        )

    def _named(self, target: ast.Target) -> str:
        return " ".join(self.source.slice(target.span).split())

    def _missing(self, target: ast.Target, nodes: tuple[ast.Node, ...]) -> Diagnostic:
        if nodes:
            labels = tuple(
                Label(self._label_place(node), Text("其中之一", "one of them")) for node in nodes[:4]
            )
            return problem(
                "V817", self.place(target), labels=labels, quoted=self._named(target), count=len(nodes)
            )
        plain = Text(
            "名称照基准写；要加新的，用 ⟦增⟧",
            "write the name as the base does; what is new is added with ⟦add⟧",
        )
        name = target.name or target.kind
        suggestion = (
            did_you_mean(name.text, names(self.file, target), plain) if isinstance(name, ast.Ident) else plain
        )
        return problem(
            "V815",
            self.place(target),
            name=self._named(target),
            base=self.name,
            suggestion=suggestion,
        )

    def _unfit(
        self, target: ast.Target, old: ast.Wording, nodes: tuple[ast.Node, ...], found: list[Match]
    ) -> Diagnostic:
        quoted = " ".join(self.source.slice(old.span).split())
        if found:
            labels = tuple(
                Label(self.base.origin(match.span), Text("其中之一", "one of them")) for match in found[:4]
            )
            return problem("V817", self.place(old), labels=labels, quoted=quoted, count=len(found))
        place = self._label_place(nodes[0])
        label = Label(place, Text("基准里写的是这样", "this is what the base says"))
        return problem(
            "V816",
            self.place(old),
            labels=(label,),
            name=self._named(target),
            quoted=quoted,
            found=self._value(nodes[0]),
        )

    def _value(self, node: ast.Node) -> str:
        """What a message quotes of a statement: its value where it has one, else its first line."""
        if isinstance(node, ast.Weight):
            return self.base.slice(Span(node.number.span.start, node.span.end))
        value = getattr(node, "value", None) or getattr(node, "condition", None)
        span = value.span if isinstance(value, ast.Node) else self._first_line(node)
        text = " ".join(self.base.slice(span).split())
        return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"

    def _first_line(self, node: ast.Node) -> Span:
        end = self.base.text.find("\n", node.span.start)
        return Span(node.span.start, min(node.span.end, end if end >= 0 else node.span.end))

    def _unquoted(self, change: ast.Replacement, target: ast.Target, node: ast.Node) -> Diagnostic | None:
        if change.old is not None or self.known:
            return None
        label = Label(self._label_place(node), Text("将被替换", "this would be replaced"))
        return problem(
            "V820",
            self.place(target),
            labels=(label,),
            name=self._named(target),
            fingerprint=self.fingerprint(node)[:15],
        )

    def _scoped(
        self, change: ast.AmendmentChange, touched: Iterator[str] | tuple[str, ...]
    ) -> Diagnostic | None:
        allowed = self.scope
        if allowed is None:
            return None
        words = {word.terminal for word in allowed}
        outside = dict.fromkeys(name for name in touched if name not in words)
        if not outside:
            return None
        said = Label(self.place(allowed[0]), Text("这里声明的范围", "the scope that is declared"))
        names = [spelling(name) for name in outside]
        what = Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))
        at = change.target or change
        return problem("V819", self.place(at), labels=(said,), what=what)


def _text(wording: ast.Wording) -> str:
    return wording.value.text if isinstance(wording.value, ast.TextLiteral) else ""
