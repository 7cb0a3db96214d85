"""`guiju repair RULES`"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from guiju.check.repair import MOST_CHANGES, MOST_SETS, Shared, TooLarge
from guiju.check.repair_amendment import amendment
from guiju.check.repairs import Claim, Figure, Repairs, RepairSet, SchemeRepair, repairs
from guiju.cli.console import Exit, Progress, UsageError, language, tell, write
from guiju.cli.output import refuse_over, save
from guiju.diagnostics.changes import changes
from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Edit, Lang, Text
from guiju.diagnostics.report import Report
from guiju.numbers.exact import decimal_text
from guiju.pipeline import consolidate_file
from guiju.source import Source
from guiju.text import visible

_NOTHING = Text("权重和数目都加得起来，没有要改的", "all weights and counts add up: nothing to repair")
_FOUND = Text(
    "`{name}` 有 {wrong} 处的下级合计与上级不等；最少改 {count} 个数，这样的改法有 {sets} 种",
    "`{name}`: {wrong} sums are off; at least {count} figures must change, and there are {sets} ways to do it",
)
_ONLY = Text(
    "`{name}` 有 {wrong} 处的下级合计与上级不等；最少改 {count} 个数，这样的改法只有一种",
    "`{name}`: {wrong} sums are off; at least {count} figures must change, and there is just one way to do it",
)
_MORE = Text("多于 {sets} 种，只列出这些", "more than {sets}; only these are listed")
_SHARED = Text(
    "`{name}` 有 {wrong} 处的下级合计与上级不等；最少改 {count} 个数，但其中几个数怎样分摊有无穷多种，不能逐一列出",
    "`{name}`: {wrong} sums are off; at least {count} figures must change, and as some of them can share an amount in"
    " any proportion, there are ways without end",
)
_LARGE = Text(
    "`{name}` 有 {wrong} 处的下级合计与上级不等；要改的多于 {most} 个数，或组合太多，没有算完",
    "`{name}`: {wrong} sums are off; more than {most} figures must change or there are too many combinations: given up",
)
_MIXED = Text(
    "`{name}` 有 {wrong} 处的下级合计与上级不等；百分比之下又有分数，改一个对另一个意味着什么，规则没有写",
    "`{name}`: {wrong} sums are off; there are points below per cent, and the rules do not say what one means for the"
    " other",
)
_NONE = Text(
    "`{name}` 有 {wrong} 处的下级合计与上级不等；没有不使权重为零或负的改法",
    "`{name}`: {wrong} sums are off; no change of weights mends them and keeps every weight above 0",
)
_SET = Text("改法 {number}：改 {count} 个数，共改动 {size}", "way {number}: {count} figures, {size} in all")
_WEIGHT = Text(
    "{name} 权重 {old} → {new}{clauses}（{place}）", "{name} weight {old} → {new}{clauses} ({place})"
)
_PER = Text("，依据 {clauses}", ", per {clauses}")
_SUM = Text(
    "{name}：{terms} = {after}（原 {before}），应为 {expected}",
    "{name}: {terms} = {after} (was {before}), must be {expected}",
)
_AMENDMENT = Text("写成修订：", "as an amendment:")
_CLAIM = Text(
    "约束“{name}”写 {old}，实有 {new}{clauses}（{place}）：改数目 {old} → {new}，或{verb} {count} 项指标",
    "the constraint “{name}” says {old}, there are {new}{clauses} ({place}): change the count {old} → {new}, or {verb}"
    " {count} of them",
)
_ADD, _DELETE = Text("增加", "add"), Text("删去", "delete")
_WAITING = Text("正在计算，已比较 {pairs} 种组合", "computing, {pairs} combinations compared")


def run(arguments: argparse.Namespace) -> int:
    """Every smallest repair; exit 1 when there is one that cannot be listed."""
    lang = language(arguments.lang)
    path = Path(arguments.rules)
    output = Path(arguments.output) if arguments.output else None
    if output is not None:
        refuse_over(output, force=arguments.force, inputs=(path,))
    found = _read(path, lang)
    if found is None:
        return Exit.FINDINGS
    write("\n".join(_report(found, arguments.revision, lang)) + "\n")
    if output is not None:
        _save(output, found, arguments)
    return Exit.DONE if all(scheme.sets for scheme in found.schemes) else Exit.FINDINGS


def _read(path: Path, lang: Lang) -> Repairs | None:
    """The repairs of one file; None when it cannot be read so far, which is told."""
    whole = consolidate_file(path)
    problems = whole.findings
    if whole.file is not None:
        progress = Progress(_WAITING, lang)
        found = repairs(whole.file, lambda pairs: progress(pairs=pairs))
        if isinstance(found, Repairs):
            return found
        problems = tuple(found)
    tell(to_human(Report(problems, (str(path),)), lang))
    return None


def _report(found: Repairs, revision: str, lang: Lang) -> Iterator[str]:
    if not found.schemes and not found.claims:
        yield _NOTHING.in_(lang)
        return
    for scheme in found.schemes:
        yield _summary(scheme, lang)
    for number, chosen in enumerate(found.sets, 1):
        yield ""
        size = decimal_text(chosen.size, 18)
        yield _SET.fill(number=number, count=len(chosen.figures), size=size).in_(lang)
        yield from _figures(chosen, lang)
        yield from (f"  {line}" for line in _changed(found.source, chosen.edits))
        yield f"  {_AMENDMENT.in_(lang)}"
        yield from (f"    {visible(line)}" for line in amendment(found, chosen, revision).splitlines())
    for claim in found.claims:
        yield from ("", _claim(claim, lang))
        yield from (f"  {line}" for line in _changed(found.source, claim.fix.edits))


def _summary(scheme: SchemeRepair, lang: Lang) -> str:
    values = {"name": scheme.scheme.name, "wrong": scheme.wrong}
    match scheme.failure:
        case None:
            pass
        case Shared():
            return _SHARED.fill(**values, count=scheme.failure.count).in_(lang)
        case TooLarge():
            return _LARGE.fill(**values, most=MOST_CHANGES).in_(lang)
        case _:
            return _MIXED.fill(**values).in_(lang)
    if not scheme.sets:
        return _NONE.fill(**values).in_(lang)
    text = _ONLY if len(scheme.sets) == 1 else _FOUND
    told = text.fill(**values, count=len(scheme.sets[0].figures), sets=len(scheme.sets)).in_(lang)
    return told + ("（" + _MORE.fill(sets=MOST_SETS).in_(lang) + "）" if scheme.more else "")


def _figures(chosen: RepairSet, lang: Lang) -> Iterator[str]:
    for figure in chosen.figures:
        yield "  " + _WEIGHT.fill(**_values(figure, lang)).in_(lang)
    for one in chosen.sums:
        terms = " + ".join(
            f"{name} {new}" if old == new else f"{name} {old}→{new}" for name, old, new in one.terms
        )
        before, after = one.expected
        expected = after if before == after else f"{before}→{after}"
        told = _SUM.fill(name=one.name, terms=terms, before=one.before, after=one.after, expected=expected)
        yield "  " + told.in_(lang)


def _values(figure: Figure, lang: Lang) -> dict[str, str]:
    clauses = visible("、".join(figure.clauses))
    return {
        "name": visible(figure.name),
        "old": figure.old,
        "new": figure.new,
        "clauses": _PER.fill(clauses=clauses).in_(lang) if clauses else "",
        "place": visible(str(figure.place)),
    }


def _claim(claim: Claim, lang: Lang) -> str:
    missing = int(claim.figure.old) - int(claim.figure.new) if _whole(claim) else 0
    verb = _ADD if missing > 0 else _DELETE
    values = _values(claim.figure, lang)
    return _CLAIM.fill(**values, verb=verb, count=abs(missing)).in_(lang)


def _whole(claim: Claim) -> bool:
    return claim.figure.old.lstrip("-").isdigit() and claim.figure.new.lstrip("-").isdigit()


def _changed(source: Source, edits: tuple[Edit, ...]) -> Iterator[str]:
    """The lines as the edits leave them."""
    for change in changes(source, edits):
        for offset, line in enumerate(change.lines):
            yield f"{change.line + offset} {change.sign} {visible(line.strip())}"


def _save(output: Path, found: Repairs, arguments: argparse.Namespace) -> None:
    sets = found.sets
    number = arguments.set or (1 if len(sets) == 1 else 0)
    if not sets:
        raise UsageError("没有可以写成修订的改法 / there is no repair to write as an amendment")
    if not 1 <= number <= len(sets):
        raise UsageError(
            f"改法有 {len(sets)} 种，用 --set N 选一种 / there are {len(sets)} ways, choose one with --set N"
        )
    if not found.revision:
        raise UsageError("规则没有写版次，修订不能说基于哪一版 / the rules state no revision to be based on")
    save(output, amendment(found, sets[number - 1], arguments.revision), force=arguments.force,
         inputs=(Path(arguments.rules),))  # fmt: skip
