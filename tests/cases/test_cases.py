"""Runs every given/when/then file below this folder, as `guiju test` does."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju.cases import Case, case_files, read_cases, run_case

CASES = [case for file in case_files(Path(__file__).parent) for case in read_cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert not run_case(case)


def test_no_two_cases_have_the_same_name() -> None:
    assert len({case.id for case in CASES}) == len(CASES)
