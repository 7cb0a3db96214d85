"""Cases against a rulebook: what does not come out as they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from guiju.api import DataError, Rulebook, RuleError
from guiju.cases import ENGLISH, VALUE_KEYS, Case
from guiju.diagnostics.model import Diagnostic, Text
from guiju.evaluate.outcome import Outcome, Result, verdict
from guiju.numbers.exact import exact_text
from guiju.pipeline import check_whole, consolidate_source

_CHINESE = {english: chinese for chinese, english in ENGLISH.items()}


def run_case(case: Case) -> tuple[Text, ...]:
    """What does not come out as the case says; nothing when it holds."""
    whole = consolidate_source(case.rules, case.folder, case.beside)
    checked = check_whole(whole)
    errors = [d for d in checked.findings if d.is_error]
    if checked.rulebook is None:
        return _expect_error(case, errors)
    rulebook = Rulebook(checked.rulebook, whole)
    try:
        rulebook = rulebook.under(case.readings)
        outcomes = _evaluated(rulebook, case)
    except (RuleError, DataError) as error:
        return _expect_error(case, [d for d in error.diagnostics if d.is_error])
    findings = (*checked.findings, *rulebook.binder.town_of_mapping(case.given)[1])
    return (*_expect_finding(case, findings), *_differences(case, outcomes))


def _evaluated(rulebook: Rulebook, case: Case) -> tuple[Outcome, ...]:
    if case.population is None:
        return (rulebook.evaluate(case.given),)
    return rulebook.evaluate_many((case.given, *case.population))


def _expect_finding(case: Case, findings: Sequence[Diagnostic]) -> Iterator[Text]:
    """What is reported of rules and data that can be used all the same."""
    for key in {"error", "warning"} & case.then.keys():
        code, says = case.then[key], case.then.get("says", "")
        if code is None:
            yield from (
                Text(f"不应有 {d.code.id}", f"unexpected {d.code.id}")
                for d in findings
                if d.code.id[0] == "I"
            )
            continue
        found = [d for d in findings if d.code.id == code and not d.expected]
        if not found:
            yield Text(f"没有出现 {code}", f"{code} did not occur")
        elif not any(says in text for d in found for text in _said(d)):
            told = [*_said(found[0])]
            yield Text(f"{code} 没有写明 {says}：{told}", f"{code} does not say {says}: {told}")


def _said(finding: Diagnostic) -> Iterator[str]:
    for text in (finding.message, *finding.notes):
        yield from (text.zh, text.en)


def _expect_error(case: Case, errors: Sequence[Diagnostic]) -> tuple[Text, ...]:
    found = [(d.code.id, str(d.place.position.line) if d.place else "?") for d in errors]
    wanted = case.then.get("error")
    if wanted is None:
        return tuple(
            Text(f"{d.place}: {d.code.id} {d.message.zh}", f"{d.place}: {d.code.id} {d.message.en}")
            for d in errors
        )
    line = case.then.get("line")
    says = case.then.get("says", "")
    if all(code == wanted for code, _ in found) and (line is None or line in [at for _, at in found]):
        told = [text for finding in errors for text in _said(finding)]
        if any(says in text for text in told):
            return ()
        return (Text(f"没有写明 {says}：{told}", f"does not say {says}: {told}"),)
    place = f"{wanted}@{line or '*'}"
    return (Text(f"应为 {place}，实为 {found}", f"expected {place}, found {found}"),)


def _differences(case: Case, outcomes: Sequence[Outcome]) -> Iterator[Text]:
    first = outcomes[0]
    whole = {
        "stakes": {stake.cause.name: stake.points for stake in first.missing},
        "violated": [constraint.label for constraint in first.violated],
    }
    yield from _unlike(case.then, whole)
    if VALUE_KEYS & case.then.keys():
        yield from _value_differences(first, case.when, case.then)
    for name, then in case.each.items():
        for difference in _value_differences(first, name, then):
            yield Text(f"{name}：{difference.zh}", f"{name}: {difference.en}")
    for place, then in case.others.items():
        for difference in _value_differences(outcomes[place], case.when, then):
            yield Text(
                f"总体第 {place} 个：{difference.zh}", f"town {place} of the population: {difference.en}"
            )


def _value_differences(outcome: Outcome, name: str | None, then: Mapping[str, Any]) -> Iterator[Text]:
    """What one value is not; `name` None stands for the total."""
    result = outcome.total if name is None else None
    if name is None and result is None:
        yield Text("规则没有唯一的指标体系，请写 求", "there is no single scheme: write when")
        return
    try:
        result = result or outcome[str(name)]
    except KeyError:
        yield Text(f"没有 {name}", f"nothing is called {name}")
        return
    if "value" in then and not _same(then["value"], result):
        wanted = then["value"] if result.exact is None else result.unit.show(str(then["value"]))
        yield Text(f"应得 {wanted}，实得 {result}", f"expected {wanted}, found {result}")
    yield from _unlike(then, _facts(outcome, name, result))


def _unlike(then: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Text]:
    for key, found in facts.items():
        if key in then and _normal(then[key]) != _normal(found):
            wanted = then[key]
            yield Text(
                f"{_CHINESE.get(key, key)}应为 {wanted}，实为 {found}",
                f"{key}: expected {wanted}, found {found}",
            )


def _facts(outcome: Outcome, name: str | None, result: Result) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "unit": result.unit.symbol,
        "state": str(result.state),
        "bounds": [None if end is None else exact_text(end) for end in (result.lower, result.upper)],
        "missing": sorted(cause.name for cause in result.because),
    }
    if name is not None and name in outcome.rulebook.grades:
        facts["possible"] = list(outcome.grade_on(name).possible)
    if name is not None and name in outcome.rulebook.designations:
        facts["verdict"] = verdict(outcome.known[name])
        criteria = outcome.to_dict()["designations"][name]["criteria"]
        facts["criteria"] = [entry["verdict"] for entry in criteria]
    return facts


def _normal(value: Any) -> Any:
    if isinstance(value, list):
        return [None if entry in (None, "?") else _number(entry) or entry for entry in value]
    if isinstance(value, dict):
        return [(name, _number(entry)) for name, entry in value.items()]
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
