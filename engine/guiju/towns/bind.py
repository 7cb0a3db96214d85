"""The data of a town, from a tree or from plain Python values, to a Town of one rulebook."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any

from guiju.diagnostics.model import Diagnostic
from guiju.numbers.states import State
from guiju.towns.amounts import NumberReader
from guiju.towns.document import Document
from guiju.towns.model import NO_PROVENANCE, DataFile, Datum, Town
from guiju.towns.plain import converters, is_document, to_tree
from guiju.towns.refusal import Refusal
from guiju.towns.slots import NO_OTHER_NAMES, NO_STANDARD, OtherNames, Standard, schema_of
from guiju.towns.tree import Node
from guiju.types import Field
from guiju.units import BUILT_IN, Unit

Result = tuple[Town | None, tuple[Diagnostic, ...]]


class Binder:
    """Turns data into towns of one rulebook; made once, used for any number of towns.

    `fields` are the inputs by name, `indicators` the indicators experts mark with their full marks, `steps`
    the grid of these marks where there is one, `documents` the external documents, `units` the units there
    are, `others` further names that the data may use, `standard` which rules these are. Every input the data leave
    out becomes Missing: nothing is ever taken as zero. The Town is None when there is an error.
    """

    def __init__(
        self,
        fields: Mapping[str, Field],
        indicators: Mapping[str, Fraction] | None = None,
        documents: Collection[str] = (),
        units: Mapping[str, Unit] = BUILT_IN,
        steps: Mapping[str, Fraction] | None = None,
        others: OtherNames = NO_OTHER_NAMES,
        standard: Standard = NO_STANDARD,
    ) -> None:
        self.standard = standard
        self.schema = schema_of(fields, indicators or {}, documents, units, steps or {}, others)
        self._absent = {
            name: Datum(slot.missing[State.NOT_SUPPLIED], NO_PROVENANCE)
            for name, slot in self.schema.inputs.items()
        }
        self._converters = converters(self.schema)
        self._numbers = {
            name: self._converters[name]
            for name, slot in self.schema.inputs.items()
            if isinstance(slot.reader, NumberReader) and not slot.is_series
        }

    def town_of_mapping(self, data: Mapping[str, Any], *, lenient: bool = False) -> Result:
        """A town from plain values by input name, or from a document with 数据/data as in a town file.

        Values are int, Fraction, Decimal, float (at its shortest decimal form), text, bool, date, lists of
        mappings, mappings by year for a series, or None for not supplied.
        """
        try:
            values = self._absent.copy()
            converters_ = self._converters
            for name, value in data.items():
                values[name] = converters_[name](value)
        except (KeyError, TypeError, Refusal):
            return self._slowly(data, lenient)
        return Town("", values), ()

    def town_of_tree(
        self,
        root: Node,
        *,
        file: str = "",
        shared: Sequence[tuple[str, Node]] = (),
        files: tuple[DataFile, ...] = (),
        fingerprint: str = "",
        lenient: bool = False,
        may_be_empty: bool = False,
    ) -> Result:
        """A town from the tree of its file and those of the files it shares, each with its name.

        A row or a form that nobody filled in `may_be_empty`; a file written by hand may not.
        """
        document = Document(self.schema, lenient, file, self._numbers)
        document.town(root)
        for document.file, tree in shared:
            document.shared(tree)
        if not may_be_empty:
            document.finish()
        return self._result(document, files, fingerprint)

    def _slowly(self, data: Mapping[str, Any], lenient: bool) -> Result:
        """The way on which every mistake is named."""
        document = Document(self.schema, lenient)
        tree = to_tree(data, document.cells)
        if tree is not None:
            if is_document(data, self.schema):
                document.town(tree, from_file=False)
            else:
                document.data(tree)
        return self._result(document, (), "")

    def _result(self, document: Document, files: tuple[DataFile, ...], fingerprint: str) -> Result:
        findings = tuple(document.cells.found)
        if document.cells.errors:
            return None, findings
        values = {**self._absent, **document.values}
        town = Town(
            document.name,
            values,
            document.marks,
            document.rulings,
            document.data_date,
            files,
            fingerprint,
            document.year,
            tuple(document.decisions),
        )
        return town, findings
