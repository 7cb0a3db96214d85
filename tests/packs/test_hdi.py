"""The pack of the Human Development Index: every published value, group and rank of two editions."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pytest

from guiju.api import Rulebook, load, read_town
from guiju.case_runs import run_case
from guiju.cases import Case, case_files, read_cases
from guiju.evaluate import Outcome
from guiju.shipped import shipped

PACK = shipped("rules") / "hdi"
EDITIONS = {"HDR21-22": ("2022", "2021"), "HDR23-24": ("2024", "2022")}  # when it came out, and its last year
INDICATORS = ("life_expectancy", "expected_schooling", "mean_schooling", "income_per_head")
GROUPS = {"very_high": "Very High", "high": "High", "medium": "Medium", "low": "Low"}

Row = Mapping[str, str]
Table = tuple[str, str]  # edition and year: the countries that are ranked together


def rows(name: str) -> Iterator[Row]:
    with (PACK / "data" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def tables() -> dict[Table, list[Row]]:
    """The rows of each edition and year, input and published figures in one."""
    published = {row["id"]: row for row in rows("expected.csv")}
    found: defaultdict[Table, list[Row]] = defaultdict(list)
    for row in rows("inputs.csv"):
        edition, _, year = row["id"].split("/")
        found[edition, year].append({**published.pop(row["id"]), **row})
    assert not published, "figures are published for rows that have no indicators"
    return dict(found)


TABLES = tables()


def country(row: Row) -> dict[str, Any]:
    """A country as a town: its figures are the text of the file, so that no binary float comes between."""
    edition, _, year = row["id"].split("/")
    figures = {name: row[name] for name in INDICATORS}
    return {"town": row["id"], "data": {**figures, "edition": EDITIONS[edition][0], "year": year}}


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load(PACK / "hdi.rule")


def value(outcome: Outcome) -> Fraction:
    found = outcome["published"].exact
    assert found is not None
    return found


def test_no_row_is_left_out() -> None:
    assert len(TABLES) == 32 + 33
    assert sum(len(table) for table in TABLES.values()) == 11_379
    assert {table: len(TABLES[table]) for table in TABLES if any(row["rank"] for row in TABLES[table])} == {
        ("HDR21-22", "2021"): 191,
        ("HDR23-24", "2022"): 193,
    }
    ranked = [row for table in TABLES.values() for row in table if row["group"]]
    assert len(ranked) == 191 + 193
    assert all(row["rank"] for row in ranked)


@pytest.mark.parametrize("table", TABLES, ids="/".join)
def test_every_published_value(rulebook: Rulebook, table: Table) -> None:
    """To three decimals and exactly; the index is irrational, so that no value hangs on how a half is rounded."""
    different = []
    for row in TABLES[table]:
        outcome = rulebook.evaluate(country(row))
        assert outcome.total is not None
        assert outcome.total.number is not None
        assert outcome.total.exact is None
        if value(outcome) != Fraction(row["hdi"]):
            different.append((row["id"], row["hdi"], outcome["published"].text))
    assert not different


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_published_group_and_rank(rulebook: Rulebook, edition: str) -> None:
    table = TABLES[edition, EDITIONS[edition][1]]
    outcomes = rulebook.evaluate_many([country(row) for row in table])
    different = []
    for row, outcome in zip(table, outcomes, strict=True):
        assert outcome.grade is not None
        assert outcome.grade.name is not None
        found = GROUPS[outcome.grade.name], outcome["position"].exact, value(outcome)
        if found != (row["group"], Fraction(row["rank"]), Fraction(row["hdi"])):
            different.append((row["id"], *found))
    assert not different


def test_countries_of_another_edition_or_year_are_not_compared(rulebook: Rulebook) -> None:
    """The best ten of each edition in one population: every country has the rank it has without the other edition."""
    best = [row for table in TABLES.values() for row in table if row["rank"] and int(row["rank"]) <= 10]
    last_year = [row for row in TABLES["HDR23-24", "2021"] if row["id"].split("/")[1] in {"NOR", "CHE"}]
    outcomes = rulebook.evaluate_many([country(row) for row in [*best, *last_year]])
    ranks = [outcome["position"].exact for outcome in outcomes]
    assert ranks[: len(best)] == [int(row["rank"]) for row in best]
    assert sorted(rank for rank in ranks[len(best) :] if rank is not None) == [1, 2]


def test_the_figures_hold_what_the_rules_must_cap() -> None:
    rows_ = [row for table in TABLES.values() for row in table]
    assert sum(Fraction(row["expected_schooling"]) > 18 for row in rows_) == 341
    assert sum(Fraction(row["income_per_head"]) > 75_000 for row in rows_) == 235
    assert sum(Fraction(row["life_expectancy"]) > 85 for row in rows_) == 8


def test_the_town_is_the_row_of_the_table(rulebook: Rulebook) -> None:
    town = read_town(PACK / "towns" / "norway-2022.yaml", rulebook)
    (row,) = [row for row in TABLES["HDR23-24", "2022"] if row["id"].split("/")[1] == "NOR"]
    other = rulebook.evaluate(country(row))
    outcome = rulebook.evaluate(town)
    assert [outcome[name].number for name in INDICATORS] == [other[name].number for name in INDICATORS]
    assert value(outcome) == value(other) == Fraction("0.966")


CASES = [case for path in case_files(PACK / "cases") for case in read_cases(path)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case) -> None:
    assert not run_case(case)
