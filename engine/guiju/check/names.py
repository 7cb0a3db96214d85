"""Passes `units`, `names` and `unused`: what is declared, once and distinguishably."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from textwrap import dedent
from types import MappingProxyType

from guiju.check.draft import Draft, Kind, Symbol
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Label, Text
from guiju.numbers.rounding import RoundingMode
from guiju.rulebook.model import OptionChange, Reading
from guiju.syntax import ast
from guiju.text import look
from guiju.units import Unit, parse_unit

_DECLARING: tuple[tuple[type[ast.Declaration], Kind], ...] = (
    (ast.Input, Kind.INPUT),
    (ast.Population, Kind.POPULATION),
    (ast.Parameter, Kind.PARAMETER),
    (ast.Table, Kind.TABLE),
    (ast.Definition, Kind.DEFINITION),
    (ast.Reading, Kind.READING),
    (ast.Panel, Kind.PANEL),
    (ast.Scheme, Kind.SCHEME),
    (ast.Grades, Kind.GRADES),
    (ast.Ranking, Kind.RANKING),
    (ast.Designation, Kind.DESIGNATION),
)
# `总分` and the levels of the tree, which formulas may name without declaring them.
TOTAL = ("总分", "total")
DATA_DATE = ("数据日期", "data_date")
# What decides nothing unless something else names it.
_DECIDING = (Kind.INPUT, Kind.POPULATION, Kind.PARAMETER, Kind.TABLE, Kind.DEFINITION, Kind.READING)
LEVELS: Mapping[str, int] = MappingProxyType(
    {
        **{name: level for level, name in enumerate(("一级指标", "二级指标", "三级指标", "四级指标"), 1)},
        **{f"level_{level}": level for level in range(1, 5)},
    }
)
ROUNDING_MODES: Mapping[str, RoundingMode] = MappingProxyType(
    {
        "HALF_EVEN": RoundingMode.half_even,
        "HALF_UP": RoundingMode.half_up,
        "ROUND_UP": RoundingMode.up,
        "ROUND_DOWN": RoundingMode.down,
    }
)
# A unit run together with the connective after it: `亿元且产值`.
_JOINED = re.compile(r"(\w+?)(且|或|则|否则|得|其中|取)(\w+)$")
BUILT_IN_NAMES = frozenset({*TOTAL, *LEVELS, *DATA_DATE})
# A unit run together with the word for a limit: `户以上`.
_LIMIT = re.compile(r"(\w*?)(及以上|以上|及以下|以下|以内)")


def units(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.units` with what the file declares."""
    for statement in draft.of_kind(ast.UnitDeclaration):
        name = statement.name.text
        if name in draft.units:
            yield problem("N202", draft.place(statement.name), name=name, subject=name)
        elif statement.number is None or statement.unit is None:
            draft.units[name] = Unit(name, Fraction(1), ((name, 1),))
        else:
            base = parse_unit(statement.unit.text, draft.units)
            if base is None:
                yield unknown_unit(draft, statement.unit)
            elif statement.number.value <= 0:
                what = Text("单位的换算", "the conversion of a unit")
                rule = Text("写大于 0 的数", "write a number above 0")
                text = statement.number.raw
                yield problem("T311", draft.place(statement.number), what=what, text=text, rule=rule)
            else:
                draft.units[name] = Unit(
                    name, base.factor * statement.number.value, base.dimension, base.kind
                )


def unknown_unit(draft: Draft, unit: ast.Ident) -> Diagnostic:
    """A unit nobody declared; `亿` is told to become `亿元`, and a name after a bar to become a division."""
    whole, _, rest = unit.text.partition("/")
    if rest and parse_unit(whole, draft.units) and rest in draft.symbols:
        suggestion = Text(
            f"除以 `{rest}` 时在 / 两边留空格：{whole} / {rest}",
            f"to divide by `{rest}` put blanks around the bar: {whole} / {rest}",
        )
    elif joined := _JOINED.match(unit.text):
        word, after = joined.group(2), joined.group(3)
        suggestion = Text(
            f"在 `{word}` 两边留空格：{joined.group(1)} {word} {after}",
            f"put blanks around `{word}`: {joined.group(1)} {word} {after}",
        )
    elif unit.text in ("亿", "万"):
        kinds = [unit.text + kind for kind in ("元", "人", "吨") if unit.text + kind in draft.units]
        asked = "？".join([*kinds, ""]), "? ".join([*kinds, ""]).strip()
        suggestion = Text(f"写出是什么：{asked[0]}", f"say of what: {asked[1]}")
    elif limit := _LIMIT.fullmatch(unit.text):
        sign, kind = ("≥" if limit.group(2).endswith("上") else "≤"), limit.group(1)
        suggestion = Text(
            f"“{limit.group(2)}”用比较号写，放在数的前面：{sign} 90 {kind}".rstrip(),
            f"“{limit.group(2)}” is a comparison before the number: {sign} 90 {kind}".rstrip(),
        )
    else:
        otherwise = Text(
            f"先声明它：⟦单位 {whole}⟧，或改用已有的单位",
            f"declare it: ⟦unit {whole}⟧, or use a unit that exists",
        )
        suggestion = draft.suggestion(unit.text, draft.units, otherwise)
        if suggestion is not otherwise:
            suggestion = Text(
                f"{suggestion.zh}新单位要先声明：⟦单位 {whole}⟧",
                f"{suggestion.en} a new unit is declared: ⟦unit {whole}⟧",
            )
    return problem("N207", draft.place(unit), name=unit.text, suggestion=suggestion)


def names(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.symbols`; a name is declared once in a file, whatever it stands for."""
    folded: dict[str, Symbol] = {}
    for symbol in _declared(draft):
        if symbol.name in BUILT_IN_NAMES:
            yield problem("N212", symbol.place, name=symbol.name, subject=symbol.name)
        if symbol.name in draft.symbols:
            label = Label(draft.symbols[symbol.name].place, Text("先在这里声明", "first declared here"))
            yield problem("N202", symbol.place, labels=(label,), name=symbol.name, subject=symbol.name)
            continue
        other = folded.setdefault(look(symbol.name), symbol)
        if other.name != symbol.name:
            label = Label(other.place, Text("看上去一样的名称", "the name that looks alike"))
            yield problem(
                "N203", symbol.place, labels=(label,), name=symbol.name, other=other.name, subject=symbol.name
            )
        draft.symbols[symbol.name] = symbol


def _declared(draft: Draft) -> Iterator[Symbol]:
    for statement in draft.file.statements:
        for kind_of_node, kind in _DECLARING:
            if isinstance(statement, kind_of_node):
                name = statement.name  # type: ignore[union-attr]
                yield Symbol(name.text, kind, statement, draft.place(name))
                if isinstance(statement, ast.Scheme):
                    yield from _indicators(draft, statement.lines)


def _indicators(draft: Draft, lines: tuple[ast.NodeLine, ...]) -> Iterator[Symbol]:
    for line in lines:
        if isinstance(line, ast.Indicator):
            yield Symbol(line.name.text, Kind.INDICATOR, line, draft.place(line.name))
            yield from _indicators(draft, line.lines)
        elif isinstance(line, ast.Adjustment):
            yield Symbol(line.name.text, Kind.ADJUSTMENT, line, draft.place(line.name))


def readings(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.readings`."""
    for statement in draft.of_kind(ast.Reading):
        defaults = [option for option in statement.options if option.default]
        if len(defaults) != 1:
            at = defaults[-1].name if defaults else statement.name
            what = Text("不止一个默认项", "has more than one default")
            if not defaults:
                what = Text("没有默认项", "has no default")
            yield problem("N209", draft.place(at), name=statement.name.text, what=what)
        default = (defaults or statement.options)[0]
        for option in defaults:
            if option.changes:
                yield problem("N222", draft.place(option.name), name=option.name.text)
        draft.readings[statement.name.text] = _reading(draft, statement, default.name.text)


def _reading(draft: Draft, statement: ast.Reading, default: str) -> Reading:
    """The reading with the option that is asked for, else its default."""
    name = statement.name.text
    names = [option.name.text for option in statement.options]
    asked = draft.choices.get(name, default)
    changes = {
        option.name.text: tuple(
            OptionChange(_words(draft, change), repr(change)) for change in option.changes
        )
        for option in statement.options
        if option.changes
    }
    if changes:
        draft.used.add(name)
    return Reading(
        name,
        statement.label.text if statement.label else "",
        tuple((o.name.text, o.label.text if o.label else "") for o in statement.options),
        asked if asked in names else default,
        default,
        draft.remarks(statement),
        draft.head(statement),
        MappingProxyType(changes),
    )


def _words(draft: Draft, change: ast.Statement) -> str:
    """A change as it is written, without the blanks before its lines that all of them have."""
    first, *rest = draft.place(change).text.rstrip().split("\n")
    return "\n".join([first, *dedent("\n".join(rest)).split("\n")] if rest else [first])


def _is_result(draft: Draft, symbol: Symbol) -> bool:
    """A definition that is reported, cites its clause, or stands in a file without indicators."""
    if symbol.kind is not Kind.DEFINITION:
        return False
    return (
        symbol.node.reported
        or bool(symbol.node.annotations.citations)
        or not (draft.schemes or draft.grades or draft.designations)
    )


def unused(draft: Draft) -> Iterator[Diagnostic]:
    """Inputs, populations, parameters, tables, definitions and readings that decide nothing."""
    for symbol in draft.symbols.values():
        if symbol.kind in _DECIDING and symbol.name not in draft.used and not _is_result(draft, symbol):
            yield problem("N205", symbol.place, name=symbol.name, subject=symbol.name)
