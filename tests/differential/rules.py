"""A rulebook printed as rule text, with Chinese or English keywords."""

from __future__ import annotations

from tests.differential.declarations import Dated, Input, Table
from tests.differential.model import LOOSE, RANKED, Formula
from tests.differential.print_formulas import Printer, amount
from tests.differential.print_tree import TreePrinter
from tests.differential.tree import Rulebook
from tests.differential.words import Words


def rule_text(book: Rulebook) -> str:
    """The whole file."""
    words = Words(book.english)
    return "\n".join(_Rules(book, words).lines()) + "\n"


class _Rules:
    def __init__(self, book: Rulebook, words: Words) -> None:
        self.book, self.words = book, words
        self.formula = Printer(words).text

    def lines(self) -> list[str]:
        w, book = self.words, self.book
        lines = [f'{w("标准")} t "random"', f"  {w('状态')} {w('征求意见')}"]
        for what in book.inputs.values():
            lines += self._input(what)
        if book.population:
            size = f" {w('共')} {book.population_size}" if book.population_size else ""
            lines.append(f"{w('总体')} {book.population}{size}")
            lines += [f"  {w('分组')} {self.formula(book.grouping)}"] if book.grouping else []
        for name, x in book.parameters.items():
            lines += self._parameter(name, x)
        for table in book.tables.values():
            lines += self._table(table)
        for definition in book.definitions.values():
            choice = f" : {w('选项')}({' > '.join(RANKED)})" if definition.choice else ""
            unit = f" {w('单位')} {definition.unit}" if definition.unit else ""
            lines.append(f"{w('定义')} {definition.name}{choice} = {self.formula(definition.formula)}{unit}")
        lines += [f'{w("约束")} "{label}" : {self.formula(x)}' for label, x in book.constraints.items()]
        return lines + TreePrinter(book, w).lines()

    def _input(self, what: Input, indent: str = "") -> list[str]:
        w = self.words
        head = f"{w('数据')} {what.name} : " if not indent else f"{indent}{what.name} : "
        match what.shape:
            case "number":
                kind = f"{w('整数' if what.integer else '数值')}" + (f"({what.unit})" if what.unit else "")
                ends = [("≥", what.low), ("≤", what.high)]
                limits = [f"{sign} {amount(x, what.kind, what.unit)}" for sign, x in ends if x is not None]
                series = f"{w('逐年')} " if what.yearly else ""
                head += series + kind + (" " + ", ".join(limits) if limits else "")
            case "yes_no":
                head += w("是非")
            case "ranked":
                head += f"{w('选项')}({' > '.join(RANKED)})"
            case "loose":
                head += f"{w('选项')}({', '.join(LOOSE)})"
            case "date":
                head += w("日期")
            case "records":
                head += f"{w('清单')}(个)" + (f" {w('共')} {what.size}" if what.size else "")
            case _:
                pass
        if what.fallback is not None:
            head += f" {w('缺省')} {self.formula(what.fallback)}"
        return [head, *(line for field in what.fields for line in self._input(field, indent + "  "))]

    def _parameter(self, name: str, x: Formula | Dated) -> list[str]:
        w = self.words
        if not isinstance(x, Dated):
            return [f"{w('参数')} {name} = {self.formula(x)}"]
        rows = [f"  {w('自')} {day.isoformat()} = {self.formula(value)}" for day, value in x.values]
        return [f"{w('参数')} {name}", *rows]

    def _table(self, table: Table) -> list[str]:
        columns = f" : {', '.join(table.columns)}" if table.columns else ""
        lines = [f"{self.words('表')} {table.name}{columns}"]
        for option, cells in table.rows:
            written = ", ".join(f"{sign} {self.formula(x)}".strip() for sign, x in cells)
            lines.append(f"  {option or self.words('其他')} : {written}")
        return lines
