"""The XML parts of a workbook, read as a stream of elements with nothing kept but what is asked for.

A part that declares a document type is refused before anything is made of it: entities that grow, and references to
other files, cannot be written without one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final
from xml.parsers import expat

from guiju.towns.archive import Archive, unreadable

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]

_ESCAPE: Final = re.compile("_x([0-9A-Fa-f]{4})_")


def read_part(archive: Archive, part: str, start: Start, end: End, text: Characters) -> Iterator[None]:
    """Feed a part to the three functions, stopping after each piece of it. Raises Unreadable.

    Names come without the prefix that the first one has: `x:row` of an `x:worksheet` is `row`.
    """
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def root(name: str, attributes: dict[str, str]) -> None:
        """The first element: its prefix is that of the workbook's own elements."""
        prefix, colon, _ = name.rpartition(":")
        length = len(prefix) + len(colon)
        parser.StartElementHandler = start if not length else _without(prefix + colon, start)
        parser.EndElementHandler = end if not length else _without(prefix + colon, end)
        start(name[length:], attributes)

    def refused(*_: object) -> None:
        raise unreadable("I904", path=archive.path, part=part)

    parser.StartElementHandler = root
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refused
    parser.EntityDeclHandler = refused
    try:
        for piece in archive.chunks(part):
            parser.Parse(piece, False)
            yield
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise archive.damaged(part) from error
    yield


def _without(prefix: str, call: Callable[..., None]) -> Callable[..., None]:
    """`call` with the prefix of a name cut off; other names are left as they are."""

    def cut(name: str, *attributes: Mapping[str, str]) -> None:
        call(name.removeprefix(prefix), *attributes)

    return cut


def elements(archive: Archive, part: str) -> list[tuple[str, dict[str, str]]]:
    """All elements of a small part with their attributes, by their names without namespace. Raises Unreadable."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        found.append((name, {key.rpartition(":")[2]: value for key, value in attributes.items()}))

    for _ in read_part(archive, part, start, lambda _: None, lambda _: None):
        pass
    return found


def shared_texts(archive: Archive, part: str) -> list[str]:
    """The texts that cells refer to by number. Raises Unreadable."""
    texts: list[str] = []
    pieces: list[str] = []
    state = {"collecting": False, "phonetic": 0}

    def start(name: str, _: Mapping[str, str]) -> None:
        if name == "si":
            pieces.clear()
        elif name == "rPh":
            state["phonetic"] += 1
        state["collecting"] = name == "t" and not state["phonetic"]

    def end(name: str) -> None:
        state["collecting"] = False
        if name == "rPh":
            state["phonetic"] -= 1
        elif name == "si":
            texts.append(unescaped("".join(pieces)))

    def characters(data: str) -> None:
        if state["collecting"]:
            pieces.append(data)

    for _ in read_part(archive, part, start, end, characters):
        pass
    return texts


def unescaped(text: str) -> str:
    """`_x000D_`, as workbooks write what XML cannot hold, as the character."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text)
