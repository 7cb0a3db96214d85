"""Passes `populations`, `tables` and `rankings`: towns compared with each other, and tables by options."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from guiju.check.draft import Draft
from guiju.check.resolve import Resolver
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook import expressions as ex
from guiju.rulebook.model import Population, Ranking, RankingKey, Ties
from guiju.syntax import ast
from guiju.types import ChoiceType, NumberType, RecordsType

_TIES = {
    "TIE_BEST": Ties.BEST,
    "TIE_WORST": Ties.WORST,
    "TIE_MEAN": Ties.MEAN,
    "TIE_DENSE": Ties.DENSE,
    "UNDETERMINED": Ties.UNDETERMINED,
}


def populations(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.populations`; what groups them may need definitions and is resolved by `groupings`."""
    for statement in draft.of_kind(ast.Population):
        name, size = statement.name.text, statement.size
        if size is not None and (size.value.denominator != 1 or size.value < 1):
            what = Text("总体的个数", "the number of towns")
            rule = Text("写大于 0 的整数", "write a whole number above 0")
            yield problem("T311", draft.place(size), what=what, text=size.raw, rule=rule)
        draft.populations[name] = Population(
            name,
            statement.label.text if statement.label else "",
            int(size.value) if size else None,
            (),
            draft.remarks(statement),
            draft.head(statement),
        )


def groupings(draft: Draft) -> Iterator[Diagnostic]:
    """Resolves by what a population is grouped."""
    for statement in draft.of_kind(ast.Population):
        found: list[Diagnostic] = []
        resolver = Resolver(draft, found)
        grouping: list[ex.Expression] = []
        for written in statement.grouping:
            value = resolver.expression(written)
            if value is not None and isinstance(value.type, RecordsType):
                resolver.wrong_type(value, Text("分组", "grouped_by"), Text("单个的值", "a single value"))
            elif value is not None:
                grouping.append(value)
        yield from found
        name = statement.name.text
        draft.populations[name] = replace(draft.populations[name], grouping=tuple(grouping))


def tables(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.tables`: every row as wide as the table, every row and column once."""
    for statement in draft.of_kind(ast.Table):
        name = statement.name.text
        draft.tables[name] = statement
        width = max(len(statement.columns), 1)
        for row in statement.rows:
            if len(row.cells) != width:
                yield problem(
                    "T317", draft.head(row), name=name, columns=width, cells=len(row.cells), subject=name
                )
        for names in (statement.columns, [row.option for row in statement.rows if row.option]):
            for position, one in enumerate(names):
                if one.text in [earlier.text for earlier in names[:position]]:
                    yield problem("N202", draft.place(one), name=one.text)


def rankings(draft: Draft) -> Iterator[Diagnostic]:
    """Fills `draft.rankings`."""
    for statement in draft.of_kind(ast.Ranking):
        found: list[Diagnostic] = []
        name = statement.name.text
        population = draft.populations.get(statement.population.text)
        if population is None:
            wanted = statement.population.text
            otherwise = Text(f"先声明它：⟦总体 {wanted}⟧", f"declare it: ⟦population {wanted}⟧")
            suggestion = draft.suggestion(wanted, draft.populations, otherwise)
            found.append(
                problem("N201", draft.place(statement.population), name=wanted, suggestion=suggestion)
            )
        else:
            draft.used.add(population.name)
        keys = [key for line in statement.keys if (key := _key(draft, line, found)) is not None]
        if not statement.keys:
            found.append(problem("B516", draft.place(statement.name), name=name, subject=name))
        if not statement.ties:
            found.append(problem("B517", draft.place(statement.name), name=name, subject=name))
        for line in statement.ties[1:]:
            what = Text("并列", "ties")
            found.append(problem("S116", draft.head(line), name=name, what=what, subject=name))
        yield from found
        draft.rankings[name] = Ranking(
            name,
            statement.label.text if statement.label else "",
            statement.population.text,
            tuple(keys),
            _TIES[statement.ties[0].word.terminal] if statement.ties else Ties.UNDETERMINED,
            draft.remarks(statement),
            draft.head(statement),
        )


def _key(draft: Draft, line: ast.RankingKey, found: list[Diagnostic]) -> RankingKey | None:
    resolver = Resolver(draft, found)
    value = resolver.expression(line.value)
    if value is None:
        return None
    if isinstance(value.type, ChoiceType) and value.type.ordered:
        value = ex.OptionRank(value, type=NumberType(), place=value.place)
    if not isinstance(value.type, NumberType):
        resolver.wrong_type(
            value, Text("排名", "a ranking"), Text("数值或有次序的选项", "a number or an ordered choice")
        )
        return None
    return RankingKey(value, line.direction.terminal == "HIGH_TO_LOW", draft.remarks(line), draft.head(line))


__all__ = ["groupings", "populations", "rankings", "tables"]
