"""What changed between two revisions, as data. Which town gets what is said in `effects`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from guiju.diagnostics.model import Text
from guiju.rulebook.model import Rulebook


class Construct(StrEnum):
    """What kind of thing an edit is about."""

    HEADER = "header"
    CLAUSE = "clause"
    INPUT = "input"
    PARAMETER = "parameter"
    TABLE = "table"
    DEFINITION = "definition"
    READING = "reading"
    PANEL = "panel"
    INDICATOR = "indicator"
    CONSTRAINT = "constraint"
    GRADES = "grades"
    DESIGNATION = "designation"
    POPULATION = "population"
    RANKING = "ranking"
    DEFECT = "known_defect"


class Change(StrEnum):
    """What happened to it; one that moved or got another name may have changed otherwise, too."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MOVED = "moved"
    CHANGED = "changed"


class Aspect(StrEnum):
    """What of it changed."""

    NAME = "name"
    KIND = "kind"
    PARENT = "parent"
    LABEL = "label"
    CLAUSES = "clauses"
    PROPOSAL = "proposal"
    TITLE = "title"
    NUMBER = "number"
    REVISION = "revision"
    STATUS = "status"
    ISSUED = "issued"
    EFFECTIVE = "effective"
    ENDS = "ends"
    NOT_COMPUTED = "not_computed"
    TYPE = "type"
    UNIT = "unit"
    LOWER = "lower"
    UPPER = "upper"
    USUAL = "usual"
    EVIDENCE = "evidence"
    PROVIDERS = "providers"
    FORMERLY = "formerly"
    FALLBACK = "fallback"
    VALUE = "value"
    COLUMN = "column"
    ROW = "row"
    CELL = "cell"
    REPORTED = "reported"
    OPTIONS = "options"
    OPTION_TEXT = "option_text"
    CHOSEN = "chosen"
    DEFAULT = "default"
    EXPERTS = "experts"
    STEP = "step"
    TRIM = "trim"
    AVERAGE = "average"
    ABSENT = "absent"
    DEVIATION = "deviation"
    ROUNDING = "rounding"
    WEIGHT = "weight"
    CHILDREN = "children"
    AGGREGATION = "aggregation"
    POLICY = "policy"
    MEASURE = "measure"
    SCORING = "scoring"
    BENCHMARKS = "benchmarks"
    SENSE = "sense"
    ADJUSTMENT = "adjustment"
    VETO = "veto"
    APPLIES = "applies"
    CEILING = "ceiling"
    FLOOR = "floor"
    CONDITION = "condition"
    SUBJECT = "subject"
    BAND = "band"
    GATE = "gate"
    CAP = "cap"
    ORDER = "order"
    CRITERION = "criterion"
    MODAL = "modal"
    SIZE = "size"
    GROUPING = "grouping"
    POPULATION = "population"
    KEY = "key"
    TIES = "ties"
    FIGURES = "figures"


# What a reader is told and no result depends on.
SAID_ONLY = frozenset(
    {
        Aspect.LABEL, Aspect.CLAUSES, Aspect.PROPOSAL, Aspect.TITLE, Aspect.NUMBER, Aspect.REVISION,
        Aspect.STATUS, Aspect.ISSUED, Aspect.EFFECTIVE, Aspect.ENDS, Aspect.NOT_COMPUTED, Aspect.EVIDENCE,
        Aspect.PROVIDERS, Aspect.FORMERLY, Aspect.USUAL, Aspect.SENSE,
    }
)  # fmt: skip


class Direction(StrEnum):
    """Whether a requirement became harder to meet; `NONE` where that is not asked or not decided."""

    NONE = ""
    TIGHTENED = "tightened"
    LOOSENED = "loosened"

    @property
    def opposite(self) -> Direction:
        return {"": Direction.NONE, "tightened": Direction.LOOSENED, "loosened": Direction.TIGHTENED}[self]


@dataclass(frozen=True, slots=True)
class Detail:
    """One difference: `what` names the part (a band, a criterion), None stands for a side that has no such part."""

    aspect: Aspect
    old: Text | None
    new: Text | None
    what: str = ""
    direction: Direction = Direction.NONE


@dataclass(frozen=True, slots=True)
class Edit:
    """Everything that changed of one declared thing.

    `name` is its name in the new revision, or in the old one where it is removed; `was` the old name of what is
    renamed, and `evidence` says why it is taken for the same. `affects` names what uses it, `clauses` where it belongs.
    """

    construct: Construct
    change: Change
    name: str
    label: str = ""
    was: str = ""
    clauses: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    evidence: tuple[Text, ...] = ()
    affects: tuple[str, ...] = ()
    line_old: int | None = None
    line_new: int | None = None

    @property
    def id(self) -> str:
        """Stable and unique in one comparison."""
        return f"{self.construct}:{'-' if self.change is Change.REMOVED else ''}{self.name}"

    @property
    def says_only(self) -> bool:
        """Whether no result of any town can depend on it."""
        return self.change is Change.CHANGED and all(d.aspect in SAID_ONLY for d in self.details)

    def mirrored(self) -> Edit:
        """The edit that takes this one back."""
        change = {Change.ADDED: Change.REMOVED, Change.REMOVED: Change.ADDED}.get(self.change, self.change)
        details = tuple(
            replace(d, old=d.new, new=d.old, direction=d.direction.opposite) for d in self.details
        )
        name, was = (self.was, self.name) if self.was else (self.name, "")
        return replace(
            self,
            change=change,
            name=name,
            was=was,
            details=details,
            line_old=self.line_new,
            line_new=self.line_old,
        )


@dataclass(frozen=True)
class Revision:
    """Two revisions and their edits in clause order; `names` maps every old name that has a partner to the new one."""

    old: Rulebook
    new: Rulebook
    edits: tuple[Edit, ...]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether both mean the same."""
        return not self.edits
