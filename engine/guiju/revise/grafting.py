"""The tree of indicators of a mixture: which nodes are there, below which group, and what has to change together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from guiju.revise import compare_tree
from guiju.revise.edits import Change, Edit, Revision
from guiju.rulebook.scheme import Indicator

Choice = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Node:
    """An indicator of either revision or of both; `above_old` and `above_new` are the nodes it stands below."""

    id: str
    old: Indicator | None
    new: Indicator | None
    above_old: str | None
    above_new: str | None

    @property
    def moves(self) -> bool:
        """Whether it is in both and stands elsewhere."""
        return self.old is not None and self.new is not None and self.above_old != self.above_new


class Tree:
    """The nodes of both revisions by an id of their own."""

    def __init__(self, revision: Revision) -> None:
        old, new, names = revision.old.indicators, revision.new.indicators, revision.names
        partner = {name: names[name] for name in old if names.get(name) in new}
        taken = set(partner.values())
        self.id_old = {name: f"@{partner[name]}" if name in partner else f"-{name}" for name in old}
        self.id_new = {name: f"@{name}" if name in taken else f"+{name}" for name in new}
        above_old = {c: n.name for c, n in compare_tree.parents(revision.old.schemes).items()}
        above_new = {c: n.name for c, n in compare_tree.parents(revision.new.schemes).items()}
        back = {other: name for name, other in partner.items()}
        self.nodes: dict[str, Node] = {}
        for name, node in new.items():
            one = old[back[name]] if name in back else None
            up_old = above_old.get(back[name]) if name in back else None
            up_new = above_new.get(name)
            self.nodes[self.id_new[name]] = Node(
                self.id_new[name],
                one,
                node,
                None if up_old is None else self.id_old[up_old],
                None if up_new is None else self.id_new[up_new],
            )
        for name, node in old.items():
            if name not in partner:
                up = above_old.get(name)
                ident = self.id_old[name]
                self.nodes[ident] = Node(ident, node, None, None if up is None else self.id_old[up], None)

    def top(self, ident: str) -> str:
        """The uppermost node that came (or went) together with one."""
        node = self.nodes[ident]
        above = node.above_old if node.new is None else node.above_new
        if above is None or above[0] != ident[0]:
            return ident
        return self.top(above)

    def touched(self, edit: Edit) -> tuple[str, ...]:
        """The nodes an edit is about; what came or went below a node belongs to the edit of that node."""
        if edit.change is Change.ADDED:
            return tuple(n for n in self.nodes if n[0] == "+" and self.top(n) == self.id_new[edit.name])
        if edit.change is Change.REMOVED:
            return tuple(n for n in self.nodes if n[0] == "-" and self.top(n) == self.id_old[edit.name])
        return (self.id_new[edit.name],)

    def together(self, edited: Mapping[str, Any]) -> Iterator[Sequence[str]]:
        """Nodes whose edits only make sense at once."""
        moving = [node for node in self.nodes.values() if node.moves]
        groups = [node.id for node in moving if _is_group(node)]
        if len(groups) > 1:
            yield groups  # one of them might end up below itself
        for node in self.nodes.values():
            yield from self._with_ends(node)
            if _is_group(node):
                yield from self._children(node, edited)

    def _with_ends(self, node: Node) -> Iterator[Sequence[str]]:
        """What moves out of a group that goes, or into one that comes."""
        if node.old is None or node.new is None:
            return
        for above in (node.above_old, node.above_new):
            if above is not None and above[0] != "@":
                yield node.id, above

    def _children(self, group: Node, edited: Mapping[str, Any]) -> Iterator[Sequence[str]]:
        """Children that come and go: at once where nothing else would be left, and with a group that was a leaf."""
        before = [n.id for n in self.nodes.values() if n.above_old == group.id]
        after = [n.id for n in self.nodes.values() if n.above_new == group.id]
        stay = set(before) & set(after)
        changing = [ident for ident in dict.fromkeys((*before, *after)) if ident not in stay]
        turned = group.old is not None and group.new is not None and bool(before) is not bool(after)
        if turned:
            yield group.id, *changing
        elif not stay and len(changing) > 1:
            yield changing

    def schemes(self, is_new: Choice) -> dict[str, Indicator]:
        """The trees of a mixture."""
        below: dict[str | None, list[Node]] = {}
        for node in self.nodes.values():
            new = is_new(node.id)
            if (node.new if new else node.old) is not None:
                below.setdefault(node.above_new if new else node.above_old, []).append(node)
        built = (self._built(node, is_new, below, 0) for node in below.get(None, ()))
        return {one.name: one for one in built}

    def _built(
        self, node: Node, is_new: Choice, below: Mapping[str | None, list[Node]], level: int
    ) -> Indicator:
        one = node.new if is_new(node.id) else node.old
        assert one is not None
        children = tuple(self._built(child, is_new, below, level + 1) for child in below.get(node.id, ()))
        return replace(one, children=children, level=level)


def _is_group(node: Node) -> bool:
    return any(one is not None and one.scoring is None for one in (node.old, node.new))
