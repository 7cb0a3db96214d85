"""Every code has a page, and what the page shows is what the engine says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.diagnostics.codes import CODES
from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Diagnostic, Lang, Severity
from guiju.diagnostics.report import Report
from tests.diagnostics.examples import HEADINGS, PAGES, RIGHT, WRONG, findings, page

GOLDEN = Path(__file__).with_name("golden")

# One mistake that rightly is two errors.
WITH_OTHERS: dict[str, set[str]] = {}
SHOWN = tuple(CODES)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _errors(found: tuple[Diagnostic, ...]) -> set[str]:
    return {finding.code.id for finding in found if finding.is_error}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_form(code: str) -> None:
    """Title and headings are fixed, and every explanation is there in both languages."""
    whole = page(code)
    title = CODES[code].title
    assert whole.title == f"# {code} {title.zh} · {title.en}"
    assert tuple(whole.sections) == HEADINGS
    for heading in (HEADINGS[0], HEADINGS[3]):
        chinese, english = whole.sections[heading].strip().split("\n\n")
        assert re.search(r"[\u4e00-\u9fff]", chinese)
        assert re.search(r"[A-Za-z]{3}", english)
        assert not re.search(r"[，。；]", english)


@pytest.mark.parametrize("code", SHOWN)
def test_wrong_example(code: str, folder: Path) -> None:
    """The wrong example has this finding, and no error but this."""
    found = findings(code, WRONG, folder)
    assert code in {finding.code.id for finding in found}
    own = {code} if CODES[code].severity is Severity.ERROR else set()
    assert _errors(found) == own | WITH_OTHERS.get(code, set())


@pytest.mark.parametrize("code", CODES)
def test_right_example(code: str, folder: Path) -> None:
    """The right example has neither this finding nor any error."""
    found = findings(code, RIGHT, folder)
    assert code not in {finding.code.id for finding in found}
    assert not _errors(found)


@pytest.mark.parametrize("code", SHOWN)
def test_messages(code: str, folder: Path, request: pytest.FixtureRequest) -> None:
    """What a person reads, in both languages: nothing unfilled, and the same as was read and approved."""
    found = findings(code, WRONG, folder)
    for finding in found:
        for lang in Lang:
            assert not re.search(r"\{[a-z_]+\}", finding.message.in_(lang) + finding.help.in_(lang))
    report = Report(found, ())
    text = to_human(report, Lang.ZH) + "\n" + to_human(report, Lang.EN)
    path = GOLDEN / f"{code}.txt"
    if request.config.getoption("--update-golden"):
        path.write_bytes(text.encode("utf-8"))
    assert path.is_file(), "run with --update-golden, read the new file, keep it if it is good"
    assert text == path.read_bytes().decode("utf-8")


def test_no_golden_without_a_code() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(SHOWN)
