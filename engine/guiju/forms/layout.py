"""Which number each line of a form has, and on which sheet it stands: what the form and its hidden map are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final

from guiju.diagnostics.model import Lang, Text
from guiju.forms.items import Item, Marked, Section, items, marked, sections
from guiju.forms.names import Names, sheet_name
from guiju.forms.wording import unit_of
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Rulebook
from guiju.source import Place
from guiju.towns.form_map import Entry
from guiju.towns.form_part import Part
from guiju.towns.form_words import LISTS_SHEET, MAP_SHEET, Kind, asked
from guiju.types import Field, RecordsType, SeriesType

COVER: Final = Text("封面", "Cover")
OFFICES: Final = Text("责任单位", "Offices")
OTHERS: Final = Text("认定和核对", "Other figures")
RULINGS: Final = Text("外部判定", "Rulings")
FURTHER: Final = Text("其他数值", "Further values")
SCORES: Final = Text("评分 专家{}", "Marks expert {}")
ONE_SCORE: Final = Text("评分", "Marks")
EXPERT: Final = Text("专家{}", "Expert {}")
_LIST: Final = Text("清单 {}", "List {}")
_TOWN: Final = (
    ("town", Text("镇的名称", "name of the town")),
    ("rules", Text("规则文件", "rule file")),
    ("data_date", Text("数据日期", "data date")),
    ("year", Text("年度", "year")),
)
_NAME: Final = Text("专家姓名", "name of the expert")
_OWN_NAME: Final = Text("专家姓名（必填）", "name of the expert (required)")
_LEAST_YEARS: Final = 3
SPARE_YEARS: Final = 2
_MOST_YEARS: Final = 15


@dataclass(frozen=True, slots=True)
class Layout:
    """All lines of a form. `of_item` gives the entry of an input, `lists` the sheet of each list, `scores` are the
    sheets of the experts, `further` is that for further values, where there are figures. `part` says whose data the
    form asks for (None: everybody's).
    """

    book: Rulebook
    lang: Lang
    items: Mapping[str, Item]
    sections: tuple[tuple[str, Section], ...]
    lists: Mapping[str, str]
    of_item: Mapping[str, Entry]
    town: tuple[Entry, ...]
    expert: Entry
    marks: tuple[tuple[Entry, Marked], ...]
    rulings: tuple[Entry, ...]
    further: Entry | None
    scores: tuple[str, ...]
    years: int
    part: Part | None

    def entries(self) -> Iterator[Entry]:
        """Every line, in the order of the form; the heads of a list after the list."""
        yield from self.town
        for name, entry in self.of_item.items():
            yield entry
            type_ = self.items[name].input.field.type
            if isinstance(type_, RecordsType):
                for column in type_.fields:
                    yield Entry(Kind.COLUMN, entry.number, column.name, head_of(column), "")
        if self.scores:
            yield self.expert
            yield from (entry for entry, _ in self.marks)
        yield from self.rulings
        if self.further is not None:
            yield self.further

    @property
    def figures(self) -> tuple[Entry, ...]:
        """The inputs that are single figures or figures by year, which may have further values."""
        return tuple(entry for entry in self.of_item.values() if entry.kind is not Kind.LIST)


def layout(book: Rulebook, lang: Lang, experts: int = 0, part: Part | None = None) -> Layout:
    """The lines of a form for some rules, with a score sheet for each expert. A line has the same number in the whole
    form and in every part.
    """
    every = items(book)
    known = {n: item for n, item in every.items() if part is None or part.asks_for(item.input.providers)}
    scores = _scores(lang, experts, part)
    fixed = tuple(name.in_(lang) for name in (COVER, OFFICES, RULINGS, FURTHER))
    names = Names(sheet_name, (MAP_SHEET, LISTS_SHEET, *fixed, *scores))
    parts = tuple(
        (names.of(section.indicator.name if section.indicator else OTHERS.in_(lang)), section)
        for section in _asked(book, known, part)
    )
    lists = {
        name: names.of(_LIST.in_(lang).format(name))
        for name, item in known.items()
        if isinstance(item.input.field.type, RecordsType)
    }
    width = max(3, len(str(len(every))))
    of_item = {
        name: _entry(item, f"D{at:0{width}}")
        for at, (name, item) in enumerate(every.items(), 1)
        if name in known
    }
    figures = any(entry.kind is not Kind.LIST for entry in of_item.values())
    return Layout(
        book=book,
        lang=lang,
        items=known,
        sections=parts,
        lists=lists,
        of_item=of_item,
        town=tuple(
            Entry(Kind.TOWN, f"T{at}", name, label.in_(lang), "") for at, (name, label) in enumerate(_TOWN, 1)
        ),
        expert=Entry(Kind.EXPERT, "E1", "expert", (_NAME if part is None else _OWN_NAME).in_(lang), ""),
        marks=tuple(
            (Entry(Kind.MARK, f"M{at:02}", one.indicator.name, _label(one.indicator), ""), one)
            for at, one in enumerate(marked(book), 1)
        ),
        rulings=tuple(
            Entry(Kind.RULING, f"R{at:02}", name, name, "")
            for at, name in enumerate(sorted(book.documents), 1)
            if part is None or part.others
        ),
        further=Entry(Kind.FURTHER, "V1", "further", FURTHER.in_(lang), "") if figures else None,
        scores=scores,
        years=_years(book),
        part=part,
    )


def _scores(lang: Lang, experts: int, part: Part | None) -> tuple[str, ...]:
    """The names of the score sheets; one that comes alone is not said to be that of the first expert."""
    if part is not None and not part.experts:
        return ()
    if experts == 1 and part is not None:
        return (ONE_SCORE.in_(lang),)
    return tuple(SCORES.in_(lang).format(number) for number in range(1, experts + 1))


def _asked(book: Rulebook, known: Mapping[str, Item], part: Part | None) -> Iterator[Section]:
    """The sections with what is asked for; those of a part that would only point at others are left out."""
    for section in sections(book):
        own = tuple(item for item in section.items if item.name in known)
        if part is None or own:
            there = tuple(one for one in section.elsewhere if one[0].name in known)
            yield Section(section.indicator, own, there)


def head_of(column: Field) -> str:
    """The head of a column of a list: its name, with its unit."""
    unit = unit_of(column.type).symbol
    return f"{column.name}（{unit}）" if unit else column.name


def _entry(item: Item, number: str) -> Entry:
    field = item.input.field
    kind = Kind.ITEM
    if isinstance(field.type, SeriesType):
        kind = Kind.SERIES
    elif isinstance(field.type, RecordsType):
        kind = Kind.LIST
    return Entry(kind, number, item.name, _label(field), asked(field))


def _label(thing: Any) -> str:
    """The name, and what it stands for where that says more."""
    label = thing.label.strip()
    return f"{thing.name}：{label}" if label and label != thing.name else str(thing.name)


def _years(book: Rulebook) -> int:
    """For how many years there is room: what the rules look back, and some to spare."""
    back, together = 0, 1
    for node in _nodes(
        (book.schemes, book.definitions, book.designations, book.constraints, book.grades, book.rankings)
    ):
        if isinstance(node, ex.SeriesRef):
            back = max(back, node.back)
        elif isinstance(node, ex.YearsRef):
            together = max(together, node.count)
    return min(max(back + together, _LEAST_YEARS) + SPARE_YEARS, _MOST_YEARS)


def _nodes(root: Any) -> Iterator[Any]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, tuple):
            waiting.extend(node)
        elif isinstance(node, Mapping):
            waiting.extend(node.values())
        elif is_dataclass(node) and not isinstance(node, type | Place):
            yield node
            waiting.extend(getattr(node, one.name) for one in fields(node) if one.name != "type")
