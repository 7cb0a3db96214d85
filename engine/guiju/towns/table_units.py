"""Units that a table gives for many figures at once: `单位：万元` or `产值表（万元）` above its header, units below it.

Whoever leaves them unread takes 万元 for 亿元, and nobody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic
from guiju.source import Place
from guiju.towns.amounts import NumberReader
from guiju.towns.headers import Header, plain
from guiju.towns.places import TableRow
from guiju.towns.sheet_cells import Cell
from guiju.towns.slots import Schema, Slot
from guiju.towns.tabled import is_number, same_unit, unit_fits, unit_words
from guiju.towns.words import is_unclear, short
from guiju.units import Unit, parse_unit

_SAID: Final = re.compile(r"单位[：:]([^（）()【】\[\]。]*)")
_BRACKETED: Final = re.compile(r"[（(]([^（）()]+)[)）]")
_WORDS: Final = frozenset({"单位", "计量单位", "金额单位", "unit", "units"})
_BETWEEN: Final = re.compile("[、，,；;和及]")


@dataclass(slots=True)
class TableUnits:
    """What the titles of one table say of units: `said` with the cell where each stands."""

    schema: Schema
    found: list[Diagnostic]
    said: dict[str, Place] = field(default_factory=dict)
    _ambiguous: set[str] = field(default_factory=set)

    def title(self, row: TableRow) -> bool:
        """Whether a row above the header says units, which are taken over. A name behind 单位 is that of an office."""
        texts = [plain(cell.text) for cell in row.cells]
        if len(texts) == 2 and texts[0].casefold() in _WORDS:
            return self._said(texts[1], row.place(row.cells[1]))
        found = False
        for cell in row.cells:
            text, place = plain(cell.text), row.place(cell)
            for match in _SAID.finditer(text):
                found |= self._said(match.group(1), place)
            for match in _BRACKETED.finditer(text):
                if all(parse_unit(word, self._units) for word in _BETWEEN.split(match.group(1))):
                    found |= self._said(match.group(1), place)
        return found

    def _said(self, text: str, place: Place) -> bool:
        """Take over the units of a list; what is none beside some that are is told, since figures may be in it."""
        words = [word for word in _BETWEEN.split(text) if word]
        known = [word for word in words if parse_unit(word, self._units) is not None]
        for word in words if known else ():
            if word in known:
                self.said.setdefault(word, place)
            else:
                self.found.append(problem("I916", place, text=short(word)))
        return bool(known)

    @property
    def _units(self) -> Mapping[str, Unit]:
        """The units there are."""
        readers = (slot.reader for slot in self.schema.inputs.values())
        return next((one.units for one in readers if isinstance(one, NumberReader)), {})

    def of(self, slot: Slot) -> str:
        """The unit of the figures of a slot where nothing else says one; empty when the titles do not either."""
        fitting = [unit for unit in self.said if is_number(slot) and unit_fits(unit, slot)]
        if len(fitting) > 1 and slot.name not in self._ambiguous:
            self._ambiguous.add(slot.name)
            units = "、".join(fitting)
            self.found.append(problem("I917", self.said[fitting[0]], name=slot.name, units=units))
        return fitting[0] if fitting else ""

    def below(self, headers: Mapping[int, Header], row: TableRow) -> dict[int, Header] | None:
        """The headers with the units of the row below them; None when that is a row of figures."""
        units: dict[int, Cell] = {}
        for cell in row.cells:
            text, header = plain(cell.text), headers.get(cell.column)
            if text.casefold() in _WORDS or is_unclear(text):
                continue
            if header is None or header.named is None or parse_unit(text, self._units) is None:
                return None
            units[cell.column] = cell
        if not any(is_number(headers[column].named.slot) for column in units):  # type: ignore[union-attr]
            return None
        return {at: self._with(header, units.get(at), row) for at, header in headers.items()}

    def _with(self, header: Header, cell: Cell | None, row: TableRow) -> Header:
        of = header.named
        if cell is None or of is None:
            return header
        unit, slot = plain(cell.text), of.slot
        values: dict[str, Any] = {"name": slot.name, "unit": short(unit)}
        if not unit_fits(unit, slot):
            self.found.append(problem("I933", row.place(cell), **values, wanted=unit_words(slot)))
        elif of.unit and not same_unit(of.unit, unit, self._units):
            text = short(unit)
            self.found.append(problem("I935", row.place(cell), **values, text=text, column=short(of.unit)))
        else:
            return replace(header, named=replace(of, unit=unit))
        return header


def with_units(headers: Sequence[Header], units: TableUnits) -> dict[int, Header]:
    """The headers by column; one without a unit of its own has the one that the titles give it."""
    found: dict[int, Header] = {}
    for header in headers:
        of = header.named
        if of is not None and not of.unit and not of.evidence and (unit := units.of(of.slot)):
            header = replace(header, named=replace(of, unit=unit))  # noqa: PLW2901
        found[header.column] = header
    return found
