"""Given/when/then files: what a rulebook must say, written as data a drafter can read.

    about: a boundary belongs to the upper band          # 说明
    rules: |                                             # 规则, or rules_file: ../draft.rule
      标准 …
    cases:                                               # 用例
      - name: exactly on the boundary
        given: {产值: 75 亿元}
        when: 等级一                                      # a declared name; without it the total
        then: {value: 良好}
      - name: the better of two
        clause: Rankings                                 # 条文: the heading this pins down, in words
        year: 2024                                       # 年度, and data_date / 数据日期 where the rules ask for it
        given: {产值: {2023: 30 亿元, 2024: 35 亿元}}
        population:                                      # 总体: the towns it is compared with, after itself
          - {产值: {2024: 20 亿元}}
          - {name: 乙镇, given: {产值: {2024: 36}}, then: {value: "1"}}
        when: 名次
        then: {value: "2"}
      - name: a clause read otherwise
        readings: {汇总方法: 几何}                         # 解读: options in place of the defaults
        given: {产值: 75 亿元}
        then: {value: "7.5"}
      - name: under an amendment                         # 修订: one text, or several, each based on the one before
        amendment: |
          修订 t second 基于 first
            改 等级 等级一.良好 ≥ 75 → ≥ 80
        given: {产值: 75 亿元}
        then: {value: 合格}
      - name: several at once
        given: {产值: 75 亿元}
        each: {等级一: {value: 良好}, 总分: {value: "75"}}  # 各项: instead of when and then

`then` may hold: value (a number in the unit it is shown in, a fraction, a grade, true/false), unit, bounds, possible
(grades), verdict and criteria (of a designation), state, missing (names), stakes (all that is missing, with the points
open because of it), violated (constraints), error (a code) with line, warning (a code; nothing written: the data give
none), says (text of that finding). Unknown keys are errors. A series is a mapping by year, read as in a town file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guiju.source import Source
from guiju.towns import strict_yaml, tree

ENGLISH = {
    "说明": "about", "规则": "rules", "规则文件": "rules_file", "用例": "cases", "名称": "name", "已知": "given",
    "专家评分": "marks", "外部判定": "rulings", "求": "when", "应得": "then", "值": "value", "单位": "unit",
    "范围": "bounds", "可能": "possible", "结论": "verdict", "状态": "state", "缺少": "missing", "错误": "error",
    "行": "line", "条文": "clause", "年度": "year", "数据日期": "data_date", "总体": "population", "各项": "each",
    "修订": "amendment",
    "各条": "criteria", "所缺分数": "stakes", "违反": "violated", "警告": "warning", "写明": "says",
    "解读": "readings",
}  # fmt: skip
_FILE_KEYS = frozenset({"about", "clause", "rules", "rules_file", "amendment", "cases"})
_TOWN_KEYS = frozenset({"name", "given", "marks", "rulings", "year", "data_date", "then"})
_CASE_KEYS = _TOWN_KEYS | {"clause", "rules", "amendment", "population", "when", "each", "readings"}
VALUE_KEYS = frozenset({"value", "unit", "bounds", "possible", "verdict", "criteria", "state", "missing"})
_THEN_KEYS = VALUE_KEYS | {"stakes", "violated", "error", "line", "warning", "says"}


_TABLES = (("data", "given"), ("marks", "marks"), ("rulings", "rulings"))


class CaseError(Exception):
    """A case file that cannot be read; the text says where and why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One given/when/then; `id` is file stem and name.

    `given` is the town as a document and `population` the further towns evaluated with it; None when it stands alone.
    `rules` may be an amendment; its bases are the texts `beside` it, or lie in `folder`.
    `clause` says, in words, which clause or heading the case pins down. `each` is what further names come to, and
    `others` what `when` comes to for the towns of the population, by their place in it. `readings` are options that
    are taken in place of the defaults.
    """

    id: str
    rules: Source
    given: Mapping[str, Any]
    when: str | None
    then: Mapping[str, Any]
    clause: str = ""
    population: tuple[Mapping[str, Any], ...] | None = None
    each: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    others: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    beside: tuple[Source, ...] = ()
    folder: Path | None = None
    readings: Mapping[str, str] = field(default_factory=dict)


_HAS_CASES = re.compile(r"^(?:cases|用例) *:", re.MULTILINE)


def case_files(path: Path) -> tuple[Path, ...]:
    """The case files a path names: itself, or below a folder every `*.yaml` that holds cases; towns lie beside them."""
    if not path.is_dir():
        return (path,)
    return tuple(sorted(found for found in path.rglob("*.yaml") if _holds_cases(found)))


def _holds_cases(path: Path) -> bool:
    return _HAS_CASES.search(path.read_bytes().decode("utf-8", "replace")) is not None


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
    result: dict[str, Any] = {ENGLISH.get(str(key), str(key)): entry for key, entry in value.items()}
    if unknown := sorted(set(result) - known):
        raise CaseError(f"{where}: 不认识 {', '.join(unknown)} / unknown: {', '.join(unknown)}")
    return result


def _case(path: Path, content: Mapping[str, Any], entry: Any) -> Case:
    case = _mapping(entry, _CASE_KEYS, str(path))
    id_ = f"{path.stem}/{case.get('name', '?')}"
    each = case.get("each") or {}
    if not isinstance(each, dict) or not (each or isinstance(case.get("then"), dict)):
        raise CaseError(f"{id_}: 没有写应得 / then is missing")
    *beside, rules = _rules(path, content, case, id_)
    named = case.get("rules") is None and content.get("rules") is None
    towns = _population(case, id_)
    return Case(
        id_,
        rules,
        _document(case),
        case.get("when"),
        _mapping(case.get("then") or {}, _THEN_KEYS, id_),
        str(case.get("clause") or content.get("clause") or ""),
        None if towns is None else tuple(document for document, _ in towns),
        {name: _mapping(then, VALUE_KEYS, id_) for name, then in each.items()},
        {place: _mapping(then, VALUE_KEYS, id_) for place, (_, then) in enumerate(towns or (), 1) if then},
        tuple(beside),
        (path.parent / str(content["rules_file"])).parent if named else None,
        _readings(case, id_),
    )


def _readings(case: Mapping[str, Any], id_: str) -> Mapping[str, str]:
    """The options in place of the defaults."""
    found = case.get("readings") or {}
    if not isinstance(found, dict) or not all(isinstance(option, str) for option in found.values()):
        raise CaseError(f"{id_}: 解读 要写成 解读: 选项 / readings must be a mapping of readings to options")
    return found


def _rules(path: Path, content: Mapping[str, Any], case: Mapping[str, Any], id_: str) -> Iterator[Source]:
    """The rules of a case, then the amendments of them, each based on what stands before it."""
    text = case.get("rules") or content.get("rules")
    if text is not None:
        yield Source(f"{path.name}", text)
    elif content.get("rules_file"):
        file = path.parent / str(content["rules_file"])
        yield Source.of_bytes(file.name, file.read_bytes())
    else:
        raise CaseError(f"{id_}: 没有写规则 / rules are missing")
    amendments = case.get("amendment") or content.get("amendment") or []
    for number, one in enumerate(amendments if isinstance(amendments, list) else [amendments], 1):
        if not isinstance(one, str):
            raise CaseError(f"{id_}: 修订 要写成文字 / an amendment is a text")
        yield Source(f"{path.name} (amendment {number})", one)


def _document(town: Mapping[str, Any]) -> dict[str, Any]:
    """A town as the document that evaluate takes."""
    document = {key: town.get(name) or {} for key, name in _TABLES}
    return document | _time(town)


def _time(town: Mapping[str, Any]) -> dict[str, Any]:
    return {key: town[key] for key in ("year", "data_date") if key in town}


_Further = tuple[Mapping[str, Any], Mapping[str, Any] | None]


def _population(case: Mapping[str, Any], id_: str) -> tuple[_Further, ...] | None:
    """The further towns, each inputs alone or named; they speak of the year and the day of the case.

    With each the `then` it has, if any.
    """
    towns = case.get("population")
    if towns is None:
        return None
    if not isinstance(towns, list):
        raise CaseError(f"{id_}: 总体 要一列城镇 / population must be a list of towns")
    return tuple(_further(case, town, id_) for town in towns)


def _further(case: Mapping[str, Any], town: Any, id_: str) -> _Further:
    if isinstance(town, dict) and not {"given", "已知"}.isdisjoint(town):
        town = _mapping(town, _TOWN_KEYS, f"{id_}: 总体")
    elif isinstance(town, dict) or town is None:
        town = {"given": town}
    else:
        raise CaseError(f"{id_}: 总体 的每一项要写成 键: 值 / each town of the population is a mapping")
    document = _document(_time(case) | town)
    if town.get("name") is not None:
        document = {"town": town["name"], **document}
    return document, town.get("then")
