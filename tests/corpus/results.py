"""Old rules over old data, computed again: what came out, and a digest of the whole trace.

`python -m tests.corpus.results NAME…` prints the digest of some entries, for a process with other settings.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from guiju.api import Rulebook, load
from guiju.evaluate import Outcome
from guiju.explain.trace import trace
from guiju.towns.opened import read_town

HERE = Path(__file__).parent
FILES = HERE / "files"
ENTRIES = HERE / "entries.yaml"

# What a trace says of the program that wrote it and not of the result. Everything else counts.
LEFT_OUT = ("engine",)


@dataclass(frozen=True)
class Entry:
    """A rule file (or a folder and a day) and the towns under it, alone or compared with each other."""

    name: str
    rules: str
    folder: str
    towns: tuple[str, ...]
    as_of: str | None = None
    together: bool = False

    @property
    def files(self) -> tuple[Path, ...]:
        """The data files."""
        return tuple(FILES / self.folder / f"{town}.yaml" for town in self.towns)


@cache
def entries() -> Mapping[str, Entry]:
    """Every entry by its name."""
    written = yaml.load(ENTRIES.read_text(encoding="utf-8"), yaml.BaseLoader)
    found = [
        Entry(**{**one, "towns": tuple(one["towns"]), "together": one.get("together") == "yes"})
        for one in written
    ]
    assert len({entry.name for entry in found}) == len(found)
    return {entry.name: entry for entry in found}


@cache
def outcomes(name: str) -> tuple[Outcome, ...]:
    """The outcome of each town of an entry; figures that only other rules know are left out."""
    entry = entries()[name]
    rulebook = load(FILES / entry.rules, entry.as_of)
    towns = [_town(rulebook, file) for file in entry.files]
    return rulebook.evaluate_many(towns) if entry.together else tuple(map(rulebook.evaluate, towns))


def _town(rulebook: Rulebook, file: Path) -> Any:
    town, problems = read_town(file, rulebook.binder, lenient=True)
    assert town is not None, [problem.message.en for problem in problems]
    return town


def canonical(outcome: Outcome) -> bytes:
    """The whole trace without what it says of the engine."""
    kept = {key: value for key, value in trace(outcome).items() if key not in LEFT_OUT}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def digest(outcome: Outcome) -> str:
    """SHA-256 of the trace."""
    return hashlib.sha256(canonical(outcome)).hexdigest()


def summary(name: str) -> str:
    """What came out, for a reader, and what the trace of each town comes to."""
    return "\n".join("\n".join(_lines(outcome)) for outcome in outcomes(name)) + "\n"


def _lines(outcome: Outcome) -> Iterator[str]:
    found = outcome.to_dict()
    yield f"{found['town']['name']}  {found['status']}  trace sha256:{digest(outcome)}"
    if found["total"]:
        yield f"  total = {_value(found['total'])}"
    for scale in outcome.rulebook.grades:
        grade = outcome.grade_on(scale)
        yield f"  {scale}: {grade.name or '? ' + ' / '.join(grade.possible)}"
    for label, verdict in outcome.designations.items():
        yield f"  {label}: {verdict}"
    for label in found["violations"]:
        yield f"  contradicted: {label}"
    for label, value in found["values"].items():
        if label not in outcome.rulebook.grades:
            yield f"  {label} = {_value(value)}"
    for one in found["missing"]:
        yield f"  missing {one['kind']} {one['name']}: {one['points']}"


def _value(value: Mapping[str, Any]) -> str:
    shown = value["value"]
    if isinstance(shown, bool):
        shown = "yes" if shown else "no"
    elif shown is None:
        ends = ["…" if end is None else end for end in value["bounds"] or ()]
        shown = f"({value['state']})" + (f" [{' – '.join(ends)}]" if ends else "")
    exact = f" = {value['exact']}" if value["exact"] and "/" in value["exact"] else ""
    return f"{shown}{exact} {value['unit']}".rstrip()


def digest_of_all(parts: Mapping[str, str]) -> str:
    """One digest of the summaries of all entries, by their names."""
    joined = "".join(f"{name}\n{text}" for name, text in sorted(parts.items()))
    return hashlib.sha256(joined.encode()).hexdigest()


def main(names: Iterable[str]) -> None:
    """Print the digest of the summaries of some entries."""
    sys.stdout.write(digest_of_all({name: summary(name) for name in names}))


if __name__ == "__main__":
    main(sys.argv[1:])
