"""Given/when/then files: what a rulebook must say, written as data a drafter can read.

    about: a boundary belongs to the upper band          # 说明
    rules: |                                             # 规则, or rules_file: ../draft.rule
      标准 …
    cases:                                               # 用例
      - name: exactly on the boundary
        given: {产值: 75 亿元}
        when: 等级一                                      # a declared name; without it the total
        then: {value: 良好}

`then` may hold: value (a number in the unit it is shown in, a fraction, a grade, true/false), unit, bounds, possible
(grades), verdict (of a designation), state, missing (names), error (a code) with line. Unknown keys are errors.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from guiju.api import DataError, Rulebook
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.evaluate.outcome import Outcome, Result, verdict
from guiju.numbers.exact import exact_text
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.towns import strict_yaml, tree

_ENGLISH = {
    "说明": "about", "规则": "rules", "规则文件": "rules_file", "用例": "cases", "名称": "name", "已知": "given",
    "专家评分": "marks", "外部判定": "rulings", "求": "when", "应得": "then", "值": "value", "单位": "unit",
    "范围": "bounds", "可能": "possible", "结论": "verdict", "状态": "state", "缺少": "missing", "错误": "error",
    "行": "line", "条文": "clause",
}  # fmt: skip
_FILE_KEYS = frozenset({"about", "clause", "rules", "rules_file", "cases"})
_CASE_KEYS = frozenset({"name", "clause", "rules", "given", "marks", "rulings", "when", "then"})
_THEN_KEYS = frozenset(
    {"value", "unit", "bounds", "possible", "verdict", "state", "missing", "error", "line"}
)


class CaseError(Exception):
    """A case file that cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One given/when/then; `id` is file stem and name."""

    id: str
    rules: Source
    given: Mapping[str, Any]
    when: str | None
    then: Mapping[str, Any]


def case_files(path: Path) -> tuple[Path, ...]:
    """The case files a path names: itself, or every `*.yaml` below a folder."""
    return tuple(sorted(path.rglob("*.yaml"))) if path.is_dir() else (path,)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The cases of one file. Raises CaseError and OSError."""
    source = Source.of_bytes(str(path), path.read_bytes())
    node, problems = strict_yaml.load(source)
    if node is None or any(p.is_error for p in problems):
        raise CaseError("; ".join(f"{p.place}: {p.message.zh}" for p in problems))
    content = _mapping(plain(node), _FILE_KEYS, str(path))
    cases = content.get("cases")
    if not isinstance(cases, Sequence) or not cases:
        raise CaseError(f"{path}: 没有用例 / no cases")
    return tuple(_case(path, content, entry) for entry in cases)


def plain(node: tree.Node) -> Any:
    """A tree of text as dictionaries, lists and strings; nothing written at all is None."""
    match node:
        case tree.Scalar():
            return None if node.empty else node.text
        case tree.Mapping(entries=entries):
            return {key.text: plain(value) for key, value in entries}
        case tree.Sequence(items=items):
            return [plain(item) for item in items]


def _mapping(value: Any, known: frozenset[str], where: str) -> dict[str, Any]:
    """Keys in English, all of them known."""
    if not isinstance(value, dict):
        raise CaseError(f"{where}: 这里要写成 键: 值 / a mapping is needed here")
    result: dict[str, Any] = {_ENGLISH.get(str(key), str(key)): entry for key, entry in value.items()}
    if unknown := sorted(set(result) - known):
        raise CaseError(f"{where}: 不认识 {', '.join(unknown)} / unknown: {', '.join(unknown)}")
    return result


def _case(path: Path, content: Mapping[str, Any], entry: Any) -> Case:
    case = _mapping(entry, _CASE_KEYS, str(path))
    id_ = f"{path.stem}/{case.get('name', '?')}"
    if not isinstance(case.get("then"), dict):
        raise CaseError(f"{id_}: 没有写应得 / then is missing")
    text = case.get("rules") or content.get("rules")
    if text is not None:
        rules = Source(f"{path.name}", text)
    elif content.get("rules_file"):
        file = path.parent / str(content["rules_file"])
        rules = Source.of_bytes(file.name, file.read_bytes())
    else:
        raise CaseError(f"{id_}: 没有写规则 / rules are missing")
    given = {
        "data": case.get("given") or {},
        "marks": case.get("marks") or {},
        "rulings": case.get("rulings") or {},
    }
    return Case(id_, rules, given, case.get("when"), _mapping(case["then"], _THEN_KEYS, id_))


def run_case(case: Case) -> tuple[str, ...]:
    """What does not come out as the case says; nothing when it holds."""
    checked = check_source(case.rules)
    errors = [d for d in checked.findings if d.is_error]
    if checked.rulebook is None:
        return _expect_error(case, errors)
    try:
        outcome = Rulebook(checked.rulebook).evaluate(case.given)
    except DataError as error:
        return _expect_error(case, [d for d in error.diagnostics if d.is_error])
    if "error" in case.then:
        found = [d for d in checked.findings if d.code.id == case.then["error"] and not d.expected]
        return () if found else (f"没有出现 {case.then['error']} / did not occur",)
    return tuple(_differences(case, outcome))


def _expect_error(case: Case, errors: Sequence[Diagnostic]) -> tuple[str, ...]:
    found = [(d.code.id, str(d.place.position.line) if d.place else "?") for d in errors]
    wanted = case.then.get("error")
    if wanted is None:
        return tuple(f"{d.place}: {d.code.id} {d.message.in_(Lang.ZH)}" for d in errors)
    line = case.then.get("line")
    if all(code == wanted for code, _ in found) and (line is None or line in [at for _, at in found]):
        return ()
    return (f"应为 {wanted}@{line or '*'}，实为 {found} / expected {wanted}, found {found}",)


def _differences(case: Case, outcome: Outcome) -> Iterator[str]:
    then = case.then
    if case.when is None:
        result = outcome.total
        if result is None:
            yield "规则没有唯一的指标体系，请写 求 / there is no single scheme: write when"
            return
    else:
        try:
            result = outcome[case.when]
        except KeyError:
            yield f"没有 {case.when} / no such name"
            return
    if "value" in then and not _same(then["value"], result):
        yield f"值应为 {then['value']}，实为 {result} / value: expected {then['value']}, found {result}"
    for key, found in _facts(case, outcome, result).items():
        if key in then and _normal(then[key]) != _normal(found):
            yield f"{key}: 应为 {then[key]}，实为 {found} / expected {then[key]}, found {found}"


def _facts(case: Case, outcome: Outcome, result: Result) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "unit": result.unit.symbol,
        "state": str(result.state),
        "bounds": [None if end is None else exact_text(end) for end in (result.lower, result.upper)],
        "missing": sorted(cause.name for cause in result.because),
    }
    if case.when is not None and case.when in outcome.rulebook.grades:
        facts["possible"] = list(outcome.grade_on(case.when).possible)
    if case.when is not None and case.when in outcome.rulebook.designations:
        facts["verdict"] = verdict(outcome.known[case.when])
    return facts


def _normal(value: Any) -> Any:
    if isinstance(value, list):
        return [None if entry in (None, "?") else _number(entry) or entry for entry in value]
    return value


def _number(text: Any) -> Fraction | None:
    try:
        return Fraction(str(text))
    except ValueError:
        return None


def _same(wanted: Any, result: Result) -> bool:
    """Exactly the same; a number with `≈` in front to the digits written."""
    if wanted is None:
        return result.text is None
    text = str(wanted)
    if text.startswith("≈") and result.number is not None:
        digits = text[1:].strip()
        places = len(digits.partition(".")[2])
        low, high = (
            result.number.bounds(places + 3)
            if not isinstance(result.number, Fraction)
            else (result.number,) * 2
        )
        half = Fraction(1, 2 * 10**places)
        return Fraction(digits) - half <= low and high <= Fraction(digits) + half
    if result.exact is not None:
        return _number(text) == result.exact
    words = {"是": "true", "否": "false"}
    return words.get(text, text) == result.text
