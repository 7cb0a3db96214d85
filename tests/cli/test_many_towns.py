"""Many towns in one file: results come one by one, as a list, and no more than one town is held."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from guiju import limits
from guiju.cli.main import main
from tests.bench.model import rule_text, towns


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "m.rule").write_text(rule_text(), encoding="utf-8")
    return tmp_path


def table(folder: Path, count: int) -> str:
    rows = towns(count)
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["镇", *rows[0]])
        writer.writerows([f"镇{number}", *row.values()] for number, row in enumerate(rows))
    return str(folder / "t.csv")


def evaluated(folder: Path, capsys: pytest.CaptureFixture[str], count: int, *more: str) -> str:
    words = ["evaluate", table(folder, count), "--rules", str(folder / "m.rule"), "--lang", "en", *more]
    assert main(words) == 0
    return capsys.readouterr().out


def test_one_town_is_an_object_and_several_are_a_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = json.loads(evaluated(folder, capsys, 1, "--format", "json"))
    several = json.loads(evaluated(folder, capsys, 3, "--format", "json"))
    assert [found["town"]["name"] for found in several] == ["镇0", "镇1", "镇2"]
    assert several[0]["total"] == one["total"]


def test_several_traces_are_a_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["explain", table(folder, 2), "--rules", str(folder / "m.rule"), "--format", "json"]
    assert main(words) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_town_that_cannot_be_used_leaves_the_others(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = Path(table(folder, 3))
    lines = path.read_text("utf-8").split("\n")
    lines[2] = lines[2].rsplit(",", 1)[0] + ",many"
    path.write_text("\n".join(lines), "utf-8")
    words = ["evaluate", str(path), "--rules", str(folder / "m.rule"), "--format", "json"]
    assert main(words) == 2
    assert [found["town"]["name"] for found in json.loads(capsys.readouterr().out)] == ["镇0", "镇2"]


def test_the_sheet_has_a_row_for_each_town(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.reader(evaluated(folder, capsys, 3, "--format", "csv").lstrip("\ufeff").splitlines()))
    objects = json.loads(evaluated(folder, capsys, 3, "--format", "json"))
    assert rows[0][:3] == ["town", "status", "total"]
    assert [row[0] for row in rows[1:]] == ["镇0", "镇1", "镇2"]
    assert [row[2] for row in rows[1:]] == [found["total"]["value"] for found in objects]
    assert [row[3] for row in rows[1:]] == [found["grade"]["name"] for found in objects]


@pytest.mark.slow
def test_memory_does_not_grow_with_the_towns(folder: Path) -> None:
    """Ten times the towns in less than twice the memory, and it is said how far it is."""
    code = (
        "import resource, sys; from guiju.cli.main import main; main(sys.argv[1:]); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    peaks = []
    for count in (100, 1000):
        words = ["evaluate", table(folder, count), "--rules", str(folder / "m.rule"), "--format", "json"]
        done = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, text=True, timeout=120, check=True
        )
        assert len(json.loads(done.stdout)) == count
        peaks.append(int(done.stderr.split()[-1]))
    assert peaks[1] < 2 * peaks[0]


RANKED = """\
标准 shili "排名"
  状态 征求意见
数据 产值 : 数值(亿元) ≥ 0
总体 各镇 "一起评价的镇"
定义 相对产值 = 极差法(产值, 各镇 取 产值)
排名 位次 "产值的位次" 于 各镇
  按 产值 从高到低
  并列 同取前位
"""


@pytest.fixture
def ranked(tmp_path: Path) -> Path:
    """Two towns in folders of their own, which name one rule file in two ways."""
    (tmp_path / "r.rule").write_text(RANKED, encoding="utf-8")
    for name, value in (("甲镇", 200), ("乙镇", 300)):
        folder = tmp_path / name
        folder.mkdir()
        text = f"镇: {name}\n规则: ../r.rule\n数据: {{产值: {value}}}\n"
        (folder / "town.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_towns_of_several_folders_are_compared(ranked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["evaluate", *(str(ranked / name / "town.yaml") for name in ("甲镇", "乙镇"))]) == 0
    assert capsys.readouterr().out.split() == ["甲镇", "位次", "2", "位", "乙镇", "位次", "1", "位"]


def test_too_much_to_compare_is_told(
    ranked: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "EVALUATED_RECORDS", 1)
    assert main(["evaluate", *(str(ranked / name / "town.yaml") for name in ("甲镇", "乙镇"))]) == 2
    captured = capsys.readouterr()
    assert (captured.out, captured.err.count("E908")) == ("", 1)
