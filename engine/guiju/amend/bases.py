"""Where the base of an amendment is: in the file beside it that states the standard and the revision.

A base is named by its identifiers, never by a path, so that nothing outside the folder can be reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from guiju import limits
from guiju.source import Source
from guiju.syntax.files import SUFFIX, decode_rules

_ID = r"(\w[\w.\-]*)"
_START = r"(?:[ \t]*(?:[#＃][^\n]*)?\n)*"
_STANDARD = re.compile(rf"{_START}(?:标准|standard)[ \t\u3000]+{_ID}[^\n]*\n((?:(?:[ \t]+[^\n]*|[ \t]*)\n)*)")
_REVISION = re.compile(rf"^[ \t]+(?:版次|revision)[ \t\u3000]+{_ID}", re.MULTILINE)
_AMENDMENT = re.compile(rf"{_START}(?:修订|amendment)[ \t\u3000]+{_ID}[ \t\u3000]+{_ID}")

Revision = tuple[str, str]
"""The identifiers of a standard and of its revision."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule file, and which revision it says it is."""

    source: Source
    revision: Revision


def revision_of(text: str) -> Revision | None:
    """Which revision of which standard a text says it is; None where its first line does not say so."""
    text += "\n"
    if amended := _AMENDMENT.match(text):
        return amended[1], amended[2]
    standard = _STANDARD.match(text)
    if standard is None:
        return None
    revision = _REVISION.search(standard[2])
    return standard[1], revision[1] if revision else ""


def of_texts(sources: Iterable[Source]) -> tuple[Candidate, ...]:
    """Rule texts that stand in no folder."""
    found = ((source, revision_of(source.text)) for source in sources)
    return tuple(Candidate(source, revision) for source, revision in found if revision is not None)


def candidates(folder: Path | None) -> tuple[Candidate, ...]:
    """The rule files of a folder (not below it, and no links that lead out of it), in the order of their names.

    What cannot be read is not there.
    """
    if folder is None or not folder.is_dir():
        return ()
    home = folder.resolve()
    found = []
    for path in sorted(folder.glob("*" + SUFFIX))[: limits.BASE_CANDIDATES]:
        try:
            if not path.is_file() or path.resolve().parent != home:
                continue
            with path.open("rb") as file:
                data = file.read(limits.RULE_FILE_BYTES + 1)
        except OSError:
            continue
        source, _ = decode_rules(str(path), data)
        revision = revision_of(source.text) if source else None
        if source and revision:
            found.append(Candidate(source, revision))
    return tuple(found)
