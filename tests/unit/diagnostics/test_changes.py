"""The lines a fix leads to."""

from __future__ import annotations

import pytest

from guiju.diagnostics.changes import Change, changes
from guiju.diagnostics.model import Edit
from guiju.source import Place, Source, Span

SOURCE = Source("a", "甲 1\n乙 2\n丙 3\n丁 4")


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(Place(SOURCE, Span(start, end)), text)


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([edit(6, 7, "5")], [Change("~", 2, 2, ("乙 5",))]),
        ([edit(6, 7, "5"), edit(4, 5, "戊")], [Change("~", 2, 0, ("戊 5",))]),
        ([edit(4, 8, "")], [Change("-", 2, 0, ("乙 2",))]),
        ([edit(4, 4, "新 9\n")], [Change("+", 2, 0, ("新 9",))]),
        ([edit(15, 15, "\n戊 5\n己 6")], [Change("+", 5, 0, ("戊 5", "己 6"))]),
        (
            [edit(0, 0, "标准\n"), edit(14, 15, "8")],
            [Change("+", 1, 0, ("标准",)), Change("~", 5, 2, ("丁 8",))],
        ),
        ([edit(2, 7, "1 2")], [Change("~", 1, 3, ("甲 1 2",))]),
        ([edit(6, 7, "2")], []),
        ([edit(4, 7, "x"), edit(6, 8, "y")], []),
        ([], []),
    ],
    ids=[
        "replace",
        "same line",
        "delete",
        "insert",
        "append",
        "shifted",
        "join",
        "no change",
        "overlap",
        "none",
    ],
)
def test_changes(edits: list[Edit], expected: list[Change]) -> None:
    assert list(changes(SOURCE, edits)) == expected
