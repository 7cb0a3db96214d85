"""The part of YAML that data files may use, read without constructing anything.

PyYAML's pure-Python scanner and parser deliver events (the C one dies of deep nesting); the tree is built
from them with an own stack, so that depth, size and number are limited before anything recurses. JSON is
read the same way, once it is known to be JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.source import Place, Source, Span
from guiju.text import visible
from guiju.towns import yaml_mistakes
from guiju.towns.repeated import given_twice
from guiju.towns.strict_json import not_json
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import short

if TYPE_CHECKING:
    import yaml

_PRIVATE_USE: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_MOST: Final = limits.SYNTAX_ERRORS

# Findings that leave the tree as it was meant; after any other it would only mislead.
_HARMLESS: Final = frozenset({"I813"})


def load(source: Source) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The tree of a data file, and what is wrong with the text.

    The tree is None when nothing can be made of it; a tree beside an error holds the first of two equal keys.
    Answers every text with findings and never raises.
    """
    size = len(source.text.encode("utf-8", "surrogatepass"))
    if size > limits.DATA_FILE_BYTES:
        place = Place(source, Span(0, 0))
        return None, (problem("I820", place, path=source.name, size=size, limit=limits.DATA_FILE_BYTES),)
    if hostile := tuple(forbidden(source)):
        return None, hostile
    is_json = source.name.casefold().endswith(".json")
    if is_json and (wrong := not_json(source)) is not None:
        return None, (wrong,)
    # Tabs are blanks between the parts of JSON and forbidden inside its texts.
    text = source.text.replace("\t", " ") if is_json else source.text
    builder = _Builder(source)
    failure = builder.run(text)
    if failure is not None:
        builder.found.append(failure)
    elif builder.root is None and not builder.found:
        builder.found.append(problem("I814", Place(source, Span(0, 0))))
    fatal = any(finding.code.id not in _HARMLESS for finding in builder.found)
    return None if fatal else builder.root, tuple(builder.found)


def forbidden_in(text: str) -> frozenset[str]:
    """The characters of `text` that cannot be seen, or that reorder what is seen; not line ends and tabs."""
    if visible(text) == text and not _PRIVATE_USE.search(text):
        return frozenset()
    return frozenset(
        char for char in set(text) - {"\n", "\t"} if visible(char) != char or _PRIVATE_USE.match(char)
    )


def forbidden(source: Source) -> Iterator[Diagnostic]:
    """A finding for each of the first characters of `source` that are not allowed."""
    wrong = forbidden_in(source.text)
    if not wrong:
        return
    pattern = re.compile("[" + "".join(map(re.escape, sorted(wrong))) + "]")
    for count, match in enumerate(pattern.finditer(source.text)):
        if count >= _MOST:
            return
        place = Place(source, Span(match.start(), match.end()))
        yield problem("I803", place, shown=f"U+{ord(match.group()):04X}")


@dataclass(slots=True)
class _Open:
    """A mapping or sequence whose end has not come. `parts` of a mapping are keys and values in turn."""

    start: int
    is_mapping: bool
    in_brackets: bool
    parts: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class _Builder:
    """Builds the tree from events, on its own stack."""

    source: Source
    root: Node | None = None
    found: list[Diagnostic] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    nodes: int = 0
    documents: int = 0

    def run(self, text: str) -> Diagnostic | None:
        """Take all events of `text`; what stopped it."""
        import yaml

        loader: Any = None
        try:
            loader = yaml.SafeLoader(text)
            while loader.check_event():
                stop = self._take(loader.get_event())
                if stop is not None:
                    return stop
        except yaml.YAMLError as error:
            return yaml_mistakes.explain(self.source, error, self.stack[-1].start if self.stack else None)
        except (ValueError, OverflowError, IndexError):
            # Known defects of PyYAML: escapes beyond Unicode, endless version numbers.
            at = min(loader.index if loader is not None else 0, max(len(self.source.text) - 1, 0))
            return yaml_mistakes.not_yaml(Place(self.source, Span(at, at + 1)))
        return None

    def _take(self, event: yaml.Event) -> Diagnostic | None:
        import yaml

        match event:
            case yaml.DocumentStartEvent():
                return self._document(event)
            case yaml.AliasEvent():
                self._refuse("I810", self._place(event))
                self._add(Scalar("", True, self._place(event)))
            case yaml.ScalarEvent():
                self._properties(event)
                return self._scalar(event)
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._properties(event)
                start = self._place(event).span.start
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                self.stack.append(_Open(start, is_mapping, bool(event.flow_style)))
                if len(self.stack) > limits.DATA_DEPTH:
                    return problem("I821", self._place(event), limit=limits.DATA_DEPTH)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close(event)
            case _:
                pass  # stream and document ends
        self.nodes += 1
        if self.nodes > limits.DATA_NODES:
            return problem("I822", self._place(event), limit=limits.DATA_NODES)
        return None

    def _document(self, event: yaml.DocumentStartEvent) -> Diagnostic | None:
        self.documents += 1
        return problem("I809", self._place(event)) if self.documents > 1 else None

    def _properties(self, event: Any) -> None:
        """Anchors and tags, which are refused."""
        if event.anchor is None and event.tag is None:
            return
        place = self._place(event)
        if event.anchor is not None:
            self._refuse("I810", place)
        if event.tag is not None:
            self._refuse("I812", place)

    def _refuse(self, code: str, place: Place) -> None:
        if len(self.found) < _MOST:
            self.found.append(problem(code, place, text=short(place.text.split("\n")[0])))

    def _scalar(self, event: yaml.ScalarEvent) -> Diagnostic | None:
        place = self._place(event)
        quoted = bool(event.style)
        text = event.value
        if quoted and "\\" in place.text:
            joined = _join_surrogates(text)
            wrong = forbidden_in(joined)
            if wrong or "\t" in joined:
                shown = min(wrong) if wrong else "\t"
                return problem("I803", place, shown=f"U+{ord(shown):04X}")
            text = joined
        if text == "<<" and not quoted and self._at_key():
            self._refuse("I811", place)
        if text[:1] in ("\u3000", "\u00a0") and not quoted and not place.position.before.strip(" "):
            self._refuse("I806", place)
        self._add(Scalar(text, quoted, place))
        self.nodes += 1
        return problem("I822", place, limit=limits.DATA_NODES) if self.nodes > limits.DATA_NODES else None

    def _at_key(self) -> bool:
        return bool(self.stack) and self.stack[-1].is_mapping and len(self.stack[-1].parts) % 2 == 0

    def _close(self, event: yaml.Event) -> None:
        done = self.stack.pop()
        end = self._place(event).span.end
        if not done.in_brackets:  # the end PyYAML gives a block is the beginning of what comes next
            end = max((part.place.span.end for part in done.parts if part.place), default=end)
        place = Place(self.source, Span(done.start, max(end, done.start)))
        self._add(self._mapping(done, place) if done.is_mapping else Sequence(tuple(done.parts), place))

    def _mapping(self, done: _Open, place: Place) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, node in zip(done.parts[::2], done.parts[1::2], strict=True):
            if not isinstance(key, Scalar) or not key.text.strip():
                self.found.append(problem("I816", key.place))
            elif key.text in entries:
                self.found.append(given_twice(key.text, key.place, entries[key.text][0].place))
            else:
                entries[key.text] = (key, node)
        return Mapping(tuple(entries.values()), place)

    def _add(self, node: Node) -> None:
        if self.stack:
            self.stack[-1].parts.append(node)
        elif self.root is None and not (isinstance(node, Scalar) and node.empty):
            self.root = node

    def _place(self, event: yaml.Event) -> Place:
        # The position of PyYAML is counted in characters of the text, as ours is.
        start, end = (mark.index if mark else 0 for mark in (event.start_mark, event.end_mark))
        return Place(self.source, Span(start, max(start, end)))


def _join_surrogates(text: str) -> str:
    r"""JSON writes characters beyond the first plane as two escapes, `\ud83d\ude00`; one alone stays."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
