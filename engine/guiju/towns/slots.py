"""What a rulebook expects of the data, made ready for reading: one slot for each input, mark and ruling."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as slot_field
from fractions import Fraction
from types import MappingProxyType

from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.towns.amounts import NumberReader
from guiju.towns.reading import Reader, reader_for
from guiju.towns.words import ABSENCES
from guiju.types import Bound, ChoiceType, Field, NumberType, RecordsType, SeriesType, YesNoType
from guiju.units import SCORE, Unit


@dataclass(frozen=True)
class Slot:
    """A place for one value. `reader` is None for a list of records, whose fields are `columns`.

    `missing` holds what stands for the value in each of the states in which it is not given. The reader of a series
    is that of its points, which `point` gives a slot of their own. A column is no series: check refuses that. A mark
    may also be one of `absences`.
    """

    field: Field
    reader: Reader | None
    columns: Mapping[str, Slot]
    missing: Mapping[State, Missing]
    step: Fraction | None = None
    absences: Mapping[str, Missing] = slot_field(default_factory=dict)
    name: str = slot_field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", self.field.name)

    @property
    def options(self) -> tuple[str, ...]:
        """The words that are values and not marks for nothing (`无` may be an option)."""
        return self.field.type.options if isinstance(self.field.type, ChoiceType) else ()

    @property
    def is_series(self) -> bool:
        """Whether the value is a figure for each year."""
        return isinstance(self.field.type, SeriesType)

    def point(self, year: int) -> Slot:
        """The slot of one year of a series."""
        assert isinstance(self.field.type, SeriesType)
        assert isinstance(self.reader, NumberReader)
        field = replace(self.field, name=point_name(self.name, year), type=self.field.type.number)
        missing = {state: missing_point(self.field, year, state) for state in self.missing}
        return Slot(field, replace(self.reader, name=field.name), self.columns, MappingProxyType(missing))


def point_name(name: str, year: int) -> str:
    """What one year of a series is called: `产值（2022年）`."""
    return f"{name}（{year}年）"


def missing_point(field: Field, year: int, state: State = State.NOT_SUPPLIED) -> Missing:
    """What stands for a year of the series `field` that is not given: it lies where the field is declared to lie."""
    because = Cause(CauseKind.INPUT, point_name(field.name, year))
    return _missing(because, *_declared(field))[state]


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Names data may use beside those of today: `formerly` the former ones with that of today, `elsewhere` those of
    inputs and marks the rules know only when one of their clauses is read otherwise.
    """

    formerly: Mapping[str, str] = slot_field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()


NO_OTHER_NAMES = OtherNames()


@dataclass(frozen=True, slots=True)
class Standard:
    """The rules that data are read for: identifier, revision and fingerprint, and which offices supply which input."""

    name: str = ""
    revision: str = ""
    fingerprint: str = ""
    providers: Mapping[str, tuple[str, ...]] = slot_field(default_factory=dict)


NO_STANDARD = Standard()


@dataclass(frozen=True)
class Schema:
    """All slots by name: inputs, experts' marks by indicator, rulings by document.

    `formerly` holds the former names of inputs and of marked indicators with the name of today. `elsewhere` are names
    of inputs and marks the rules know only when one of their clauses is read otherwise.
    """

    inputs: Mapping[str, Slot]
    marks: Mapping[str, Slot]
    rulings: Mapping[str, Slot]
    formerly: Mapping[str, str]
    elsewhere: frozenset[str] = frozenset()


def schema_of(
    fields: Mapping[str, Field],
    indicators: Mapping[str, Fraction],
    documents: Collection[str],
    units: Mapping[str, Unit],
    steps: Mapping[str, Fraction],
    others: OtherNames,
) -> Schema:
    """The slots for these inputs, marks (from 0 to the full mark of each indicator) and documents."""
    inputs = {name: input_slot(field, units) for name, field in fields.items()}
    marks = {name: _mark_slot(name, full, units, steps.get(name)) for name, full in indicators.items()}
    rulings = {name: _ruling_slot(name) for name in sorted(documents)}
    former = {**former_names(inputs), **others.formerly}
    return Schema(
        MappingProxyType(inputs),
        MappingProxyType(marks),
        MappingProxyType(rulings),
        MappingProxyType(former),
        others.elsewhere,
    )


def former_names(slots: Mapping[str, Slot]) -> dict[str, str]:
    """The former names of some slots with the name of today."""
    return {former: name for name, slot in slots.items() for former in slot.field.formerly}


def input_slot(field: Field, units: Mapping[str, Unit], cause: str = "") -> Slot:
    """The slot of an input, or of a column of the input called `cause`."""
    cause = cause or field.name
    because = Cause(CauseKind.INPUT, cause)
    if isinstance(field.type, RecordsType):
        columns = {column.name: input_slot(column, units, cause) for column in field.type.fields}
        return Slot(field, None, MappingProxyType(columns), _missing(because, None, None))
    title = field.name if cause == field.name else f"{cause}.{field.name}"
    reader = reader_for(replace(field, name=title), units)
    return Slot(field, reader, MappingProxyType({}), _missing(because, *_declared(field)))


def _declared(field: Field) -> tuple[Fraction | None, Fraction | None]:
    """The ends of the range a number must lie in."""
    lower, upper = (bound.value if bound else None for bound in (field.lower, field.upper))
    return lower, upper


def _mark_slot(name: str, full: Fraction, units: Mapping[str, Unit], step: Fraction | None) -> Slot:
    field = Field(name, NumberType(SCORE), Bound(Fraction(0)), Bound(full))
    missing = _missing(Cause(CauseKind.MARKS, name), Fraction(0), full)
    absences = {
        word: Missing(State.UNKNOWN, frozenset({Cause(kind, name)}), Fraction(0), full)
        for word, kind in ABSENCES.items()
    }
    reader = NumberReader(name, NumberType(SCORE), field.lower, field.upper, units, full=full)
    return Slot(field, reader, MappingProxyType({}), missing, step, MappingProxyType(absences))


def _ruling_slot(name: str) -> Slot:
    field = Field(name, YesNoType())
    missing = _missing(Cause(CauseKind.EXTERNAL, name), None, None)
    return Slot(field, reader_for(field, {}), MappingProxyType({}), missing)


def _missing(because: Cause, lower: Fraction | None, upper: Fraction | None) -> Mapping[State, Missing]:
    """What does not exist has no bounds; what is only not known lies where it was declared to lie."""
    causes = frozenset({because})
    return MappingProxyType(
        {
            State.NOT_SUPPLIED: Missing(State.NOT_SUPPLIED, causes, lower, upper),
            State.UNKNOWN: Missing(State.UNKNOWN, causes, lower, upper),
            State.NOT_APPLICABLE: Missing(State.NOT_APPLICABLE, causes),
        }
    )
