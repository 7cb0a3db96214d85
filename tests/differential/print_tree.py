"""The scheme and the judging printed as rule text (sections 8 to 13)."""

from __future__ import annotations

from tests.differential import tree
from tests.differential.print_formulas import Printer, decimal
from tests.differential.tree import Mark, Node, Rulebook
from tests.differential.words import Words


class TreePrinter:
    def __init__(self, book: Rulebook, words: Words) -> None:
        self.book, self.words = book, words
        self.formula = Printer(words).text

    def lines(self) -> list[str]:
        w, book = self.words, self.book
        lines: list[str] = []
        for reading in book.readings.values():
            lines.append(f"{w('解读')} {reading.name}")
            for place, (option, _) in enumerate(reading.methods):
                lines.append(f'  {option} "{option}"' + (f" {w('默认')}" if place == 0 else ""))
        for panel in book.panels.values():
            lines += self._panel(panel)
        if book.scheme is not None:
            head = f"{w('指标体系')} {book.scheme.name} {w('满分')} {decimal(book.scheme.weight)}"
            lines += [head, *self._body(book.scheme, "  ")]
            if len({how for _, how in self._methods(book.scheme)}) > 1:
                lines.append(
                    f'{w("预期")} W407 {"at" if w.english else "于"} {book.scheme.name} "two aggregations"'
                )
        for scale in book.scales:
            lines += self._scale(scale)
        for ranking in book.rankings:
            lines.append(f"{w('排名')} {ranking.name} {w('于')} {book.population}")
            for key, sign in ranking.keys:
                order = w("从高到低" if sign > 0 else "从低到高")
                lines.append(f"  {w('按')} {self.formula(key)} {order}")
            lines.append(f"  {w('并列')} {w(ranking.ties)}")
        for designation in book.designations:
            lines.append(f"{w('认定')} {designation.name}")
            for modal, condition in designation.criteria:
                lines += self._condition(condition, f"{w(modal)} ", "  ")
        return lines

    def _methods(self, node: Node) -> tuple[tuple[str, str], ...]:
        return self.book.readings[node.reading].methods if node.reading else ()

    def mark(self, mark: Mark) -> str:
        return self.words("满分") if mark.text == "满分" else mark.text

    def _panel(self, panel: tree.Panel) -> list[str]:
        w = self.words
        lines = [f"{w('评审')} {panel.name}", f"  {w('人数')} {panel.least} {w('至')} {panel.most}"]
        if panel.step is not None:
            lines.append(f"  {w('步长')} {decimal(panel.step)}")
        trim = f"{w('去极值')} {panel.trim} {w('当')} {w('人数')} ≥ {panel.trim_from}" if panel.trim else ""
        way = w(panel.average) + (f" {w('中位数')}" if panel.median else "")
        if panel.reading:
            (used, _), (other, _) = self.book.readings[panel.reading].methods
            lines.append(f"  {w('平均')} {w('按')} {w('解读')} {panel.reading}")
            lines.append(f"    {other} : {w('总分' if panel.average == '逐项' else '逐项')}")
            lines.append(f"    {used} : {way}" + (f", {trim}" if trim else ""))
        else:
            lines += [f"  {w('平均')} {way}"] if (panel.average, panel.median) != ("逐项", False) else []
            lines += [f"  {trim}"] if trim else []
        if panel.absent:
            lines.append(f"  {w('缺席')} {w(panel.absent)}")
        if panel.places is not None:
            lines.append(f"  {w('修约')} {panel.places} {w('位')} {w(panel.rounding)}")
        return lines

    def _body(self, node: Node, indent: str) -> list[str]:
        w = self.words
        lines: list[str] = []
        if node.reading:
            lines.append(f"{w('汇总')} {w('按')} {w('解读')} {node.reading}")
            lines += [f"  {option} : {w(how)}" for option, how in self.book.readings[node.reading].methods]
        elif node.formula is not None:
            lines.append(f"{w('汇总')} {w('算式')} {self.formula(node.formula)}")
        elif node.method:
            lines.append(f"{w('汇总')} {w(node.method)}")
        if node.first_level:
            lines.append(f"{w('汇总')} {w.level(1)} {w(node.first_level)}")
        for policy in node.policies:
            state = f"{w(policy.state)} " if policy.state else ""
            least = f" {w('至少')} {decimal(policy.least * 100)}%" if policy.least is not None else ""
            lines.append(f"{w('缺项')} {state}{w(policy.what)}{least}")
        lines += [f"{w('适用')} {self.formula(node.applies)}"] if node.applies is not None else []
        lines += [f"{w('最高')} {self.mark(node.ceiling)}"] if node.ceiling else []
        lines += [f"{w('最低')} {self.mark(node.floor)}"] if node.floor else []
        lines += [f"{w('否决')} {self.formula(veto)}" for veto in node.vetoes]
        lines += [f"{w('取值')} {self.formula(node.measure)}"] if node.measure is not None else []
        if node.scoring is not None:
            head, *rows = self._scoring(node.scoring)
            lines += [f"{w('评分')} {head}", *(f"  {row}" for row in rows)]
        for child in node.children:
            lines.append(f"{w('指标')} {child.name} {w('权重')} {child.printed}")
            lines += self._body(child, "  ")
        for adjustment in node.adjustments:
            most = f" {w('最高')} {self.mark(adjustment.most)}" if adjustment.most else ""
            lines.append(f"{w('加分' if adjustment.sign > 0 else '扣分')} {adjustment.name}{most}")
            lines += [f"  {self._adjusting(row, adjustment.sign)}" for row in adjustment.rows]
        return [indent + line for line in lines]

    def _adjusting(self, row: tree.Adjusting, sign: int) -> str:
        w = self.words
        if row.unit is None:
            return f"{self.formula(row.item)} : {w('扣') + ' ' if sign < 0 else ''}{self.mark(row.mark)}"
        verb = w("得" if sign > 0 else "扣")
        most = f", {w('最高')} {self.mark(row.most)}" if row.most else ""
        each = w("每满" if row.whole else "每")
        return (
            f"{self.formula(row.item)} : {each} {self.formula(row.unit)} {verb} {self.mark(row.mark)}{most}"
        )

    def _scoring(self, scoring: tree.Scoring) -> list[str]:
        w, mark = self.words, self.mark
        match scoring:
            case tree.Linear(knots=knots):
                return [f"{w('线性')} " + ", ".join(f"{self.formula(x)} → {mark(m)}" for x, m in knots)]
            case tree.Steps(rows=rows):
                written = [
                    f"{sign} {self.formula(x)} : {mark(m)}" if x is not None else f"{w('其他')} : {mark(m)}"
                    for sign, x, m in rows
                ]
                return [w("分段"), *written]
            case tree.Each(whole=whole, unit=unit, gives=gives, most=most):
                last = f", {w('最高')} {mark(most)}" if most else ""
                return [f"{w('每满' if whole else '每')} {self.formula(unit)} {w('得')} {mark(gives)}{last}"]
            case tree.Checklist(items=items):
                head = "checklist" if w.english else "清单"
                return [head, *(f"{self.formula(item)} : {mark(m)}" for item, m in items)]
            case tree.Deductions(floor=floor, rows=adjusting):
                last = f" {w('最低')} {mark(floor)}" if floor else ""
                return [f"{w('扣分')}{last}", *(self._adjusting(row, -1) for row in adjusting)]
            case tree.YesNo():
                return [w("是非")]
            case tree.Place(of=of):
                return [f"{w('排名')} {w('共')} {of}"]
            case tree.Direct():
                return [w("直接")]
            case tree.Expert(panel=panel):
                return [w("专家") + (f" {panel}" if panel else "")]
            case tree.OpenScoring():
                return [f'{w("未定")} "nothing said"']

    def _scale(self, scale: tree.Scale) -> list[str]:
        w = self.words
        how = w("全数值")
        if scale.places is not None:
            how = f"{w('修约值')} {scale.places} {w('位')}" + (
                f" {w(scale.rounding)}" if scale.rounding else ""
            )
        lines = [f"{w('等级')} {scale.name} {w('按')} {self.formula(scale.by)} {w('判定')} {how}"]
        lines += [f"  {w('方向')} {w('越小越好')}"] if scale.lower_better else []
        for band in scale.bands:
            it = w.name("score")
            if band.low is not None and band.high is not None:
                low_sign = "≤" if band.low_sign == "≥" else "<"
                text = f"{self.formula(band.low)} {low_sign} {it} {band.high_sign} {self.formula(band.high)}"
            elif band.low is not None:
                text = f"{it} {band.low_sign} {self.formula(band.low)}"
            elif band.high is not None:
                text = f"{it} {band.high_sign} {self.formula(band.high)}"
            else:
                text = w("其他")
            lines.append(
                f"  {band.name} : {text}"
                + (f" {w('须')} {self.formula(band.requires)}" if band.requires else "")
            )
        lines += [f"  {w('限级')} {name} {w('当')} {self.formula(when)}" for name, when in scale.caps]
        return lines + [f"  {w('否决')} {self.formula(veto)}" for veto in scale.vetoes]

    def _condition(self, condition: tree.Condition, before: str, indent: str) -> list[str]:
        w = self.words
        match condition:
            case tree.External(document=document):
                return [f'{indent}{before}{w("外部")} "{document}"']
            case tree.Undecided():
                return [f'{indent}{before}{w("未定")} "vague"']
            case tree.Group(word=word, least=least, parts=parts):
                head = f"{w('至少')} {least} {w('项')}" if word == "至少" else w(word)
                inner = [line for part in parts for line in self._condition(part, "", indent + "  ")]
                return [f"{indent}{before}{head}", *inner]
            case _:
                return [f"{indent}{before}{self.formula(condition)}"]
