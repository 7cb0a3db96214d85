"""Pass `weights`: at every level the children sum exactly to their parent, and the whole to the full mark.

`weights` finds every place where they do not. After the declared defects have been told apart, `explain_weights` turns
the rest into one finding for each mistake: a wrong weight of a group shows at two levels and is reported once, and the
sum of a whole level only repeats what its groups say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from guiju.check.draft import Draft
from guiju.check.repair import QUICK_PAIRS, Changes, NoRepair, deviations, smallest_repairs
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Edit, Fix, Label, Text
from guiju.numbers.exact import decimal_text
from guiju.rulebook.scheme import Indicator
from guiju.source import Place

SUM_CODES = ("W401", "W402")
LEVEL_NAMES = {1: Text("一级指标", "level_1"), 2: Text("二级指标", "level_2"), 3: Text("三级指标", "level_3"),
               4: Text("四级指标", "level_4")}  # fmt: skip


_SHARES = Text(
    "百分比是在上级中所占的份额，各下级合计 100%",
    "per cent is the share of the parent, so that the children sum to 100%",
)


def figure(value: Fraction) -> str:
    """A weight as text: exact, up to 18 decimals."""
    return decimal_text(value, 18)


def weights(draft: Draft) -> Iterator[Diagnostic]:
    """Every node whose children do not sum to it, and every complete level that does not sum to the full mark."""
    for root in draft.schemes.values():
        if any(node.weight <= 0 for node in root.walk()):
            continue  # a missing or impossible weight has been reported; sums would only repeat it
        if _in_fractions(root):
            yield replace(_required(_node(root)), notes=(_FRACTIONS,))
            continue  # every sum below would only repeat it
        for node in root.walk():
            if node.children and (found := _node(node)):
                yield found
        yield from _levels(draft, root)


_FRACTIONS = Text(
    "合计恰为 1：权重像是按小数写的；写满分中的分数（60）或百分比（60%）",
    "they sum to 1 as if they were fractions: write points of the full mark (60) or per cent (60%)",
)


def _in_fractions(root: Indicator) -> bool:
    """Weights written as 0.6 and 0.4."""
    total = sum((child.weight for child in root.children), Fraction(0))
    return total == 1 != root.weight and len(root.children) > 1


def _required(found: Diagnostic | None) -> Diagnostic:
    assert found is not None
    return found


def _node(node: Indicator) -> Diagnostic | None:
    actual, expected = sums(node)
    if actual == expected:
        return None
    mark = "%" if node.children[0].in_percent else ""
    labels = tuple(
        Label(
            child.weight_place or child.place,
            Text(f"{child.name} {child.printed}", f"{child.name} {child.printed}"),
        )
        for child in node.children
    )
    return problem(
        "W402" if node.level == 0 else "W401",
        node.weight_place or node.place,
        labels=labels,
        notes=(_addition(node, actual), *((_SHARES,) if mark else ())),
        subject=node.name,
        figures=(actual, expected),
        name=node.name,
        actual=figure(actual) + mark,
        expected=figure(expected) + mark,
        difference=_signed(actual - expected) + mark,
    )


def sums(node: Indicator) -> tuple[Fraction, Fraction]:
    """Sum of the children and what it must be, both in the unit they are printed in."""
    total = sum((child.weight for child in node.children), Fraction(0))
    if node.children and all(child.in_percent for child in node.children):
        return total * 100 / node.weight, Fraction(100)
    return total, node.weight


def _addition(node: Indicator, actual: Fraction) -> Text:
    """The sum written out, child by child with its line."""
    terms = []
    for child in node.children:
        line = (child.weight_place or child.place).position.line
        terms.append(
            (f"{child.name} {child.printed}（第 {line} 行）", f"{child.name} {child.printed} (line {line})")
        )
    return Text(
        " + ".join(term for term, _ in terms) + f" = {figure(actual)}",
        " + ".join(term for _, term in terms) + f" = {figure(actual)}",
    )


def _levels(draft: Draft, root: Indicator) -> Iterator[Diagnostic]:
    level = 2
    while nodes := root.at_level(level):
        if not all(node.children for node in root.at_level(level - 1)):
            return
        total = sum((node.weight for node in nodes), Fraction(0))
        if total != root.weight:
            name = LEVEL_NAMES.get(level, Text(f"{level}级指标", f"level_{level}"))
            yield problem(
                "W403",
                root.place,
                subject=name.zh,
                figures=(total, root.weight),
                level=name,
                actual=figure(total),
                expected=figure(root.weight),
                difference=_signed(total - root.weight),
            )
        level += 1


def _signed(value: Fraction) -> str:
    return ("+" if value > 0 else "-") + figure(abs(value))


def explain_weights(draft: Draft, findings: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same findings with one for each mistake, and the smallest repair where there is exactly one."""
    result = list(findings)
    for root in draft.schemes.values():
        names = {node.name for node in root.walk()}
        open_ = [f for f in result if f.is_error and f.code.id in SUM_CODES and f.subject in names]
        if not open_:
            continue
        follows = [f for f in result if _follows(f, root, open_)]
        notes = tuple(Text(f"因此：{f.message.zh}", f"therefore: {f.message.en}") for f in follows)
        fix = _fix(root, open_)
        merged = _one_for_each_mistake(root, open_)
        result = [f for f in result if f not in open_ and f not in follows]
        for finding in merged:
            result.append(replace(finding, notes=finding.notes + notes, fixes=(fix,) if fix else ()))
    return tuple(result)


def _follows(finding: Diagnostic, root: Indicator, open_: Sequence[Diagnostic]) -> bool:
    """Whether a finding only repeats what wrong sums say: the sum of a level, a checklist, a declared defect gone."""
    if not finding.is_error:
        return False
    if finding.code.id == "W403":
        return finding.place == root.place
    if finding.code.id == "V804":
        return finding.subject in (*SUM_CODES, "W403")
    if finding.code.id == "B515":
        parent = next((n for n in root.walk() if finding.subject in [c.name for c in n.children]), None)
        return any(
            parent and f.subject == parent.name and _deviation(f) == -_deviation(finding) for f in open_
        )
    return False


def _one_for_each_mistake(root: Indicator, found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Fold the finding of a parent into that of the child whose weight is wrong for both."""
    by_name = {finding.subject: finding for finding in found}
    for node in root.walk():
        for child in node.children:
            upper, lower = by_name.get(node.name), by_name.get(child.name)
            if upper is None or lower is None or child.in_percent:
                continue
            if _deviation(upper) == -_deviation(lower):
                note = Text(f"它也使{upper.message.zh}", f"it also makes this: {upper.message.en}")
                by_name[child.name] = replace(lower, notes=(*lower.notes, note, *upper.notes))
                del by_name[node.name]
                break
    return [
        finding for finding in found if finding.subject in by_name and by_name[finding.subject] is finding
    ] + [finding for finding in by_name.values() if finding not in found]


def _deviation(finding: Diagnostic) -> Fraction:
    assert finding.figures
    return finding.figures[0] - finding.figures[1]


def _fix(root: Indicator, found: Sequence[Diagnostic]) -> Fix | None:
    subjects = {finding.subject for finding in found}
    wrong = {name: deviation for name, deviation in deviations(root).items() if name in subjects}
    try:
        repairs = smallest_repairs(root, wrong, most_pairs=QUICK_PAIRS)
    except NoRepair:
        return None
    return fix_of(root, repairs[0]) if len(repairs) == 1 else None


def fix_of(root: Indicator, changes: Changes) -> Fix | None:
    """The edits that make these changes; None where a weight has no place to write it."""
    nodes = {node.name: node for node in root.walk()}
    printed = printed_values(root)
    edits: list[Edit] = []
    words: list[str] = []
    for name, change in changes.items():
        node = nodes[name]
        place: Place | None = node.weight_place
        if place is None:
            return None
        new = figure(printed[name] + change)
        edits.append(Edit(place, new))
        words.append(f"{name} {node.printed.rstrip('%')} → {new}")
    return Fix(Text("改权重：" + "，".join(words), "change weights: " + ", ".join(words)), tuple(edits))


def printed_values(root: Indicator) -> dict[str, Fraction]:
    """Every weight by name in the unit it is printed in: points, or per cent of the parent."""
    found = {root.name: root.weight}
    for node in root.walk():
        for child in node.children:
            found[child.name] = child.weight * 100 / node.weight if child.in_percent else child.weight
    return found
