"""`--anonymous`: no output has the name of an expert."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from guiju.cli.main import main

RULES = """标准 t "评审"
  状态 征求意见
评审 组
  人数 2 至 9
  {average}
  步长 0.5
  偏离 10%
指标体系 体系 满分 20
  汇总 求和
  指标 服务 权重 10
    评分 专家
  指标 创新 权重 10
    评分 专家
"""
TOWN = """镇: 示例镇
规则: t.rule
专家评分:
  欧阳甲: {服务: 9, 创新: {值: 5, 备注: 欧阳甲改过, 核查人: 司马乙}}
  司马乙: {服务: 2, 创新: 缺席}
  诸葛丙: {值: 回避, 备注: 诸葛丙是本镇人}
  上官丁: {服务: 8}
"""
NAMES = ("欧阳", "司马", "诸葛", "上官")


def run(folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = main([*arguments, str(folder / "t.yaml"), "--anonymous"])
    said = capsys.readouterr()
    return code, said.out + said.err


def written(folder: Path, average: str = "平均 逐项", town: str = TOWN) -> None:
    (folder / "t.rule").write_text(RULES.format(average=average), encoding="utf-8")
    (folder / "t.yaml").write_text(town, encoding="utf-8")


@pytest.mark.parametrize("average", ["平均 逐项", "平均 总分"])
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_explanation_has_a_name(
    average: str, form: str, lang: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path, average)
    code, text = run(tmp_path, capsys, "explain", "--format", form, "--lang", lang)
    assert code == 4
    assert not [name for name in NAMES if name in text]
    assert all(f"专家{number}" in text for number in range(1, 5))
    assert ":4" not in text, "a line tells the order of the file"


def test_no_result_has_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path)
    _, text = run(tmp_path, capsys, "evaluate")
    assert not [name for name in NAMES if name in text]
    assert "E921" in text


@pytest.mark.parametrize(
    "mistake",
    [
        "  欧阳甲: {服务: 1}\n",
        "  司马乙 : {服务: 1}\n",
        "  上官戊: {服务: 8.3}\n",
        "  上官戊: [\n",
        "  上官戊: {没有: 1}\n",
    ],
)
def test_no_finding_has_a_name(mistake: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, town=f"{TOWN}  {mistake}\n")
    code, text = run(tmp_path, capsys, "explain")
    assert code == 2
    assert not [name for name in NAMES if name in text]


def test_the_numbers_follow_the_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other names in another order: the same trace, but for the fingerprint of the file."""
    traces = []
    head, rows = TOWN.split("专家评分:\n")
    for names, lines in ((NAMES, rows), (NAMES[::-1], "".join(sorted(rows.splitlines(True))))):
        text = lines
        for old, new in zip(NAMES, names, strict=True):
            text = text.replace(old, f"{new}氏")
        written(tmp_path, town=f"{head}专家评分:\n{text}")
        found = json.loads(
            run(tmp_path, capsys, "explain", "--format", "json")[1].split("\n警告")[0].split("\nwarning")[0]
        )
        found["data_files"] = found["town"] = None
        traces.append(found)
    assert traces[0] == traces[1]
