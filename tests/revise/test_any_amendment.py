"""Whatever an amendment says, it makes the file an editor would have made, or is answered with findings."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guiju.cli.fmt import VOCABULARY
from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report
from guiju.pipeline import check_file, check_source, consolidate_file
from guiju.shipped import shipped
from guiju.source import Source
from guiju.syntax import parse
from guiju.syntax.format import format_source
from tests.properties.derivations import Derivation

DRAFT = (shipped("rules") / "db1409-1" / "draft.rule").read_text(encoding="utf-8")
WEIGHTS = re.findall(r"(?m)^ *指标 (\S+) [^\n]*?权重 ([0-9.]+)", DRAFT[DRAFT.index("\n指标体系") :])
BASE = """\
标准 t "示例"
  版次 draft
  状态 征求意见
数据 产值 : 数值(亿元) ≥ 0
数据 平台 : 清单(个)
  甲 : 数值(人)
  乙 : 选项(省级 > 市级)
参数 丙 = 10 亿元    依据 "4.2.3"
定义 规模 = 产值 + 丙 × 2
表 省级 : 产值
  甲 : 1
  其他 : 2
指标体系 评价 满分 100
  汇总 求和
  指标 甲 权重 100
    取值 产值
    评分 线性 0 → 0, 10 → 满分
等级 等级 按 总分 判定 全数值
  市级 : 得分 ≥ 50
  其他 : 得分 < 50
认定 各镇
  应 产值 ≥ 1
约束 "说明" : 产值 ≥ 0
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("revisions")
    (made / "draft.rule").write_text(DRAFT, encoding="utf-8")
    (made / "base.rule").write_text(BASE, encoding="utf-8")
    return made


@settings(max_examples=40)
@given(
    changes=st.lists(
        st.tuples(st.sampled_from(WEIGHTS), st.integers(1, 400).map(lambda n: f"{n / 10:g}")),
        max_size=8,
        unique_by=lambda change: change[0],
    )
)
def test_changed_weights_are_those_of_the_edited_file(
    folder: Path, changes: list[tuple[tuple[str, str], str]]
) -> None:
    edited = DRAFT.replace('版次 draft "征求意见稿"', "版次 x")
    text = "修订 db1409-1 x 基于 draft\n  状态 征求意见\n"
    for (name, old), new in changes:
        text += f"  改 指标 {name}.权重 {old} → {new}\n"
        edited = re.sub(rf"(?m)^( *指标 {name} [^\n]*?权重 ){old}", rf"\g<1>{new}", edited)
    path = folder / "weights.rule"
    path.write_text(text, encoding="utf-8")
    whole = consolidate_file(path)
    assert whole.file is not None
    assert whole.file.source.text == edited
    made, written = check_file(path), check_source(Source("edited.rule", edited))
    assert [f.message for f in made.findings] == [f.message for f in written.findings]


@settings(max_examples=150)
@given(seed=st.integers(0, 10**9), english=st.booleans())
def test_any_amendment_is_answered(folder: Path, seed: int, english: bool) -> None:
    random = Random(seed)
    text = Derivation(random, budget=random.choice((40, 150)), english=english).text("amendment")
    text = re.sub(r"^(\S+) \S+ \S+ (\S+) \S+", r"\1 t x \2 draft", text)
    _answered(folder, text)


@settings(max_examples=100)
@given(seed=st.integers(0, 10**9))
def test_a_mutated_amendment_is_answered(folder: Path, seed: int) -> None:
    random = Random(seed)
    words = re.split(r"(\s+)", (shipped("rules") / "db1409-1" / "repair.rule").read_text(encoding="utf-8"))
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(words))
        words[at] = random.choice(("", words[random.randrange(len(words))], words[at] * 2, words[at][:-1]))
    _answered(folder, "".join(words))


def _answered(folder: Path, text: str) -> None:
    path = folder / "any.rule"
    path.write_text(text, encoding="utf-8")
    checked = check_file(path)
    assert checked.rulebook is not None or any(finding.is_error for finding in checked.findings)
    report = Report(checked.findings, (str(path),))
    for lang in Lang:
        assert to_human(report, lang)
    for finding in checked.findings:
        for place in [finding.place, *(label.place for label in finding.labels)]:
            assert place is None or Path(place.source.name).exists()
    source = Source("any.rule", text)
    if not parse(source).problems:
        once = format_source(source, VOCABULARY).text
        assert once is not None
        assert format_source(Source("any.rule", once), VOCABULARY).text == once
