"""The terminal text: depth, one name, hostile data, colour."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from guiju import Outcome
from guiju.diagnostics.model import Lang
from guiju.explain.paragraphs import explain
from guiju.explain.terminal import explain_rich, explain_text
from guiju.source import cell_width
from guiju.text import visible
from tests.traces.samples import dingxiang, english, everything
from tests.unit.explain.hostile import hostile


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("width", [40, 72, 100])
def test_no_line_is_wider_than_asked(lang: Lang, width: int) -> None:
    for outcome in (everything(), everything("everything-missing"), dingxiang(), hostile()):
        for line in explain_text(outcome, lang, width=width).splitlines():
            assert cell_width(line) <= width


@pytest.mark.parametrize("width", [1, 8, 20])
def test_a_terminal_that_is_far_too_narrow_still_gets_the_whole_text(width: int) -> None:
    wide, narrow = (explain_text(english(), Lang.EN, width=w) for w in (500, width))
    assert "".join(narrow.split()) == "".join(wide.split())


def test_nothing_is_ever_cut_off() -> None:
    wide, narrow = (explain_text(dingxiang(), Lang.ZH, width=w) for w in (1000, 40))
    assert "".join(narrow.split()) == "".join(wide.split())


def test_hostile_data_is_printed_as_what_it_is() -> None:
    for text in (explain_text(hostile(), lang, width=10_000) for lang in Lang):
        assert all(visible(line) == line for line in text.splitlines())
        assert "[red]x[/red] [/foo] :smile:" in text
        assert "\\x1b]0;t" in text
        assert "/home/" not in text


def test_colour_says_the_same_words() -> None:
    for outcome in (everything(), hostile()):
        out = io.StringIO()
        console = Console(
            file=out, force_terminal=True, width=72, color_system="truecolor", legacy_windows=False
        )
        explain_rich(outcome, Lang.ZH, console)
        coloured = out.getvalue()
        assert "\x1b[1m" in coloured
        plain = io.StringIO()
        explain_rich(outcome, Lang.ZH, Console(file=plain, width=72))
        lines = [line.rstrip() for line in plain.getvalue().splitlines()]
        assert lines == explain_text(outcome, Lang.ZH, width=72).splitlines()


def test_depth_leaves_out_derivations_and_no_warning() -> None:
    whole, flat = explain(everything(), Lang.ZH), explain(everything(), Lang.ZH, depth=0)
    assert whole.facts == flat.facts
    assert whole.sections[0] == flat.sections[0]
    assert whole.sections[1] == flat.sections[1]
    assert max(line.depth for section in flat.sections[2:] for line in section.lines) == 0
    shallow = explain(everything(), Lang.ZH, depth=2)
    for one, other in zip(shallow.sections, whole.sections, strict=True):
        assert {(line.name, line.value) for line in one.lines} <= {
            (line.name, line.value) for line in other.lines
        }


def test_what_depth_leaves_out_is_never_said_to_stand_above() -> None:
    for depth in range(6):
        document = explain(everything(), Lang.ZH, depth=depth)
        derived: set[str] = set()
        for section in document.sections:
            for line in section.lines:
                if line.source == "见上":
                    assert line.name in derived
                elif line.name:
                    derived.add(line.name)


@pytest.mark.parametrize(
    "name",
    [
        "产值规模",
        "评价",
        "支撑",
        "利润率",
        "评价等级",
        "示范镇",
        "产值门槛",
        "产值",
        "综合排名",
        "创新加分",
        "出口额",
    ],
)
def test_one_name_keeps_the_warnings_and_stands_on_its_own(name: str) -> None:
    whole, one = explain(everything(), Lang.ZH), explain(everything(), Lang.ZH, only=name)
    assert one.sections[0] == whole.sections[0]
    lines = one.sections[2].lines
    assert name in (lines[0].name, lines[0].head)
    assert lines[0].source != "见上"
    derived: set[str] = set()
    for line in lines:
        if line.source == "见上":
            assert line.name in derived
        derived.add(line.name)


def test_a_name_nobody_declared() -> None:
    with pytest.raises(KeyError):
        explain_text(everything(), Lang.ZH, only="没有")


def test_every_declared_name_can_be_asked_for() -> None:
    book = everything().rulebook
    for names in (
        book.indicators,
        book.definitions,
        book.parameters,
        book.grades,
        book.designations,
        book.inputs,
        book.rankings,
        book.adjustments,
    ):
        for name in names:
            assert explain(everything(), Lang.EN, only=name).sections[2].lines


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("depth", [None, 0, 3])
def test_the_top_of_every_print_says_what_is_wrong(lang: Lang, depth: int | None) -> None:
    """Known defects, unresolved criteria, readings, made-up and missing data: never hidden."""
    outcome = everything("everything-missing")
    for only in (None, "产值规模", "示范镇"):
        text = explain_text(outcome, lang, depth=depth, only=only, width=10_000)
        first = text[: text.index("结果" if lang is Lang.ZH else "\nresult")]
        for word in (
            "C610",
            "W407",
            "另行公布的认定办法",
            "“左右”没有给出容差",
            "汇总方法",
            "按权重平均",
            "有资金",
            "服务",
        ):
            assert word in first
    head = explain_text(everything(), lang, depth=0)
    names = ["利润", "从业人员", "年产值（2024年）" if lang is Lang.ZH else "年产值(2024)", "有资金"]
    assert "".join(names) in re.sub(r"[、,\s]", "", head)


def test_every_score_line_and_every_figure_carries_what_it_must() -> None:
    """Clause, formula, numbers and source, on each of the leaves of the real standard."""
    document = explain(dingxiang(), Lang.ZH)
    scores = next(section for section in document.sections if section.kind == "scores").lines
    named = {line.name: line for line in scores if line.kind == "score" and line.clauses}
    assert set(dingxiang().rulebook.indicators) == set(named)
    for line in scores:
        if line.kind == "data":
            assert line.source, line.name
        if line.synthetic:
            assert line.kind == "data"


@given(st.text(max_size=40))
def test_any_name_of_a_town_is_printed(name: str) -> None:
    outcome = Outcome(
        english().rulebook,
        type(english().town)(name, english().town.values),
        english().steps,
        english().known,
    )
    assert all(visible(line) == line for line in explain_text(outcome, Lang.EN).splitlines())
