"""Every format, whole: compared with files a person has read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from guiju.diagnostics.github import to_github
from guiju.diagnostics.human import to_human
from guiju.diagnostics.json_form import to_json
from guiju.diagnostics.junit import to_junit
from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report
from guiju.diagnostics.sarif import to_sarif
from guiju.text import visible
from tests.unit.diagnostics.samples import hostile, report

FORMATS: dict[str, Callable[[Report, Lang], str]] = {
    "txt": to_human,
    "json": to_json,
    "sarif": to_sarif,
    "xml": to_junit,
    "github": to_github,
}
each = pytest.mark.parametrize("form", FORMATS)
either = pytest.mark.parametrize("lang", list(Lang))


@each
@either
def test_golden(form: str, lang: Lang, golden: Callable[[str, str], None]) -> None:
    golden(f"report.{lang}.{form}", FORMATS[form](report(), lang))


@each
def test_golden_of_hostile_names(form: str, golden: Callable[[str, str], None]) -> None:
    golden(f"hostile.{form}", FORMATS[form](Report((hostile(), hostile().as_expected()), ()), Lang.EN))


@each
@either
def test_nothing_hostile_is_printed(form: str, lang: Lang) -> None:
    text = FORMATS[form](Report((hostile(), hostile().as_expected()), (hostile().message.zh,)), lang)
    assert text.endswith("\n")
    assert all(visible(line) == line for line in text.split("\n"))


@each
@either
def test_nothing_found(form: str, lang: Lang) -> None:
    for files in ((), ("rules/a.rule",)):
        text = FORMATS[form](Report((), files), lang)
        assert text.endswith("\n") or (form == "github" and not text)


@each
def test_bytes_do_not_depend_on_the_order_found(form: str) -> None:
    given = report()
    assert FORMATS[form](Report(given.findings[::-1], given.files), Lang.ZH) == FORMATS[form](given, Lang.ZH)
