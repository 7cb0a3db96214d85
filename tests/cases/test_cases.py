"""Runs every given/when/then file below this folder, as `guiju test` does, and asks what the cases leave uncovered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.case_runs import run_case
from guiju.cases import Case, case_files, read_cases

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "language.md"
CASES = [case for file in case_files(HERE) for case in read_cases(file)]
LEAST = 330
"""How many cases pin down the reference at the least."""
WITH_CASES = (*range(1, 15), 18)
"""The sections of the reference that say what rules mean; the others are tables, a tool, and folders of files."""


def sections() -> set[str]:
    """The numbers of the headings of the reference, such as 5 and 5.3."""
    return set(re.findall(r"^##+ (\d+(?:\.\d+)?) ", PAGE.read_text(encoding="utf-8"), re.MULTILINE))


def section(case: Case) -> str:
    """The section a case names; empty when it names none."""
    found = re.fullmatch(r"docs/language\.md (\d+(?:\.\d+)?)", case.clause)
    return found[1] if found else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert not run_case(case)


def test_no_two_cases_have_the_same_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= LEAST


def test_every_case_names_a_section_of_the_reference() -> None:
    known = sections()
    assert [case.id for case in CASES if section(case) not in known] == []


def test_every_section_has_a_case() -> None:
    """One with subsections has those of its subsections."""
    named = {section(case) for case in CASES}
    named |= {number.partition(".")[0] for number in named}
    wanted = {number for number in sections() if int(number.partition(".")[0]) in WITH_CASES}
    assert wanted - named == set()
