"""Towns of one name to one town: ten bureaus send a file each, experts a score sheet each.

What one file says is taken. What several say of one figure becomes its accounts, as if they stood below 各方 in one
file, each with its own provenance. Nothing depends on the order in which the files are given: they go by their names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.text import look
from guiju.towns.bind import Result
from guiju.towns.citing import file_of, place_of
from guiju.towns.joined_figures import Figures, is_nothing
from guiju.towns.model import DataFile, Datum, Provenance, Town, fingerprint_of
from guiju.towns.settling import agree, is_silent
from guiju.towns.words import short


def join(towns: Iterable[Town]) -> Result:
    """One town of several of the same name; None when an error says why there is none. Never raises."""
    parts = ordered(towns)
    if not parts:
        return None, (problem("I839", None),)
    other = next((town for town in parts if town.name != parts[0].name), None)
    if other is not None:
        return None, (problem("I978", None, one=short(parts[0].name), other=short(other.name)),)
    if len(parts) == 1 and not parts[0].decisions:
        return parts[0], ()
    return _Joining(parts).result()


def by_name(towns: Iterable[Town]) -> Mapping[str, tuple[Town, ...]]:
    """Towns by their names, in the order of their files."""
    found: dict[str, tuple[Town, ...]] = {}
    for town in ordered(towns):
        found[town.name] = (*found.get(town.name, ()), town)
    return found


def ordered(towns: Iterable[Town]) -> tuple[Town, ...]:
    """Towns by the names of their files, then by what these hold; that of a file that was read twice is there once."""
    found: list[Town] = []
    read: set[tuple[str, tuple[DataFile, ...]]] = set()
    for town in sorted(towns, key=_order):
        if not town.files or (town.name, town.files) not in read:
            found.append(town)
        read.add((town.name, town.files))
    return tuple(found)


def _order(town: Town) -> tuple[str, str, str]:
    if not town.files:
        return "", "", repr(town)
    return town.files[0].name, town.fingerprint, ""


def undecided(town: Town) -> tuple[Diagnostic, ...]:
    """What to say of a town that decides between values of other files, and was never joined with them."""
    return tuple(
        problem("I975", place_of(one.provenance), name=one.name, word=short(one.word))
        for one in town.decisions
    )


def alone(result: Result) -> Result:
    """What is read of one file, where it is not joined with others."""
    town, found = result
    wrong = undecided(town) if town is not None else ()
    return (None if wrong else town), (*found, *wrong)


@dataclass(slots=True)
class _Joining:
    """One town in the making, of its parts in their order."""

    parts: Sequence[Town]
    found: list[Diagnostic] = field(default_factory=list)

    def result(self) -> Result:
        figures = Figures(self.parts, self.found)
        values = figures.values()
        marks, rulings = self._marks(), self._rulings()
        date = self._head(Text("数据日期", "data_date"), [town.data_date for town in self.parts])
        year = self._head(Text("年度", "year"), [town.year for town in self.parts])
        if any(finding.is_error for finding in self.found):
            return None, tuple(self.found)
        files = tuple(dict.fromkeys(file for town in self.parts for file in town.files))
        town = Town(
            self.parts[0].name,
            values,
            marks,
            rulings,
            date or "",
            files,
            fingerprint_of(file.fingerprint for file in files) if files else "",
            year,
        )
        return town, tuple(self.found)

    def _marks(self) -> dict[str, Mapping[str, Datum]]:
        """The marks of all files; an expert who has none yet in one of them may have them in another."""
        rows: dict[str, tuple[str, Mapping[str, Datum]]] = {}
        for town in self.parts:
            for expert, row in town.marks.items():
                before = rows.get(look(expert))
                if before is None or not _has_marked(before[1]):
                    rows[look(expert)] = (expert, row)
                elif _has_marked(row):
                    self._marked_twice(expert, before[1], row)
        return dict(rows.values())

    def _marked_twice(self, expert: str, before: Mapping[str, Datum], row: Mapping[str, Datum]) -> None:
        first, second = (next(iter(marks.values())).provenance for marks in (before, row))
        self._report("I974", first, second, name=short(expert), one=file_of(first), other=file_of(second))

    def _rulings(self) -> dict[str, Datum]:
        """The rulings of all files; those that say the same are one."""
        rulings: dict[str, Datum] = {}
        for town in self.parts:
            for document, ruling in town.rulings.items():
                before = rulings.setdefault(document, ruling)
                if not agree((before, ruling)):
                    what = Text(f"外部判定 `{short(document)}`", f"the ruling on `{short(document)}`")
                    one, other = (_said(datum) for datum in (before, ruling))
                    self._report(
                        "I977", before.provenance, ruling.provenance, what=what, one=one, other=other
                    )
                elif is_silent(before.value) and (not is_silent(ruling.value) or is_nothing(before)):
                    rulings[document] = ruling
        return rulings

    def _head(self, what: Text, values: Sequence[Any]) -> Any:
        """What stands at the head of the files; those that say anything say the same."""
        said = [(value, town) for value, town in zip(values, self.parts, strict=True) if value]
        different = next((one for one in said if one[0] != said[0][0]), None)
        if different is not None:
            one, other = (_in_file(str(value), _own_file(town)) for value, town in (said[0], different))
            self.found.append(problem("I977", None, what=what, one=one, other=other))
        return said[0][0] if said else None

    def _report(self, code: str, first: Provenance, second: Provenance, **values: Any) -> None:
        """Something that two files say, with both places."""
        at = place_of(first)
        labels = (Label(at, Text("另一处在这里", "the other one")),) if at is not None else ()
        self.found.append(problem(code, place_of(second), labels=labels, **values))


def _has_marked(row: Mapping[str, Datum]) -> bool:
    return not all(map(is_nothing, row.values()))


def _said(ruling: Datum) -> Text:
    written = ruling.provenance.written or str(ruling.value)
    return _in_file(written.strip(), file_of(ruling.provenance))


def _in_file(value: str, file: Text) -> Text:
    return Text(f"`{short(value)}`（{file.zh}）", f"`{short(value)}` ({file.en})")


def _own_file(town: Town) -> Text:
    name = town.files[0].name if town.files else ""
    return file_of(Provenance(name))
