"""Any text is answered with findings: derived from the grammar, mutated, or made up; never with an exception."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from guiju.api import DataError, Rulebook
from guiju.diagnostics.human import render
from guiju.diagnostics.model import Lang
from guiju.pipeline import check_source
from guiju.source import Source
from tests.format.corpus import corpus
from tests.properties.derivations import Derivation

SHARDS = range(8)
EACH = 60
_HEADER = "标准 t\n  状态 征求意见\n"
_DECLARED = """标准 t
  状态 征求意见
数据 甲 : 数值(亿元)
数据 乙 : 是非
数据 丙 : 选项(省级 > 市级)
数据 产值 : 逐年 数值(亿元) 缺省 1 亿元
数据 平台 : 清单(个)
  名称 : 文本
  规格 : 数值(万元)
数据 某日 : 日期
总体 各镇
表 分值 : 甲, 规格
  省级 : 1, 2
  其他 : 3, 4
评审 组
  人数 1 至 3
解读 读法
  一 默认
  二
指标体系 评价 满分 10
  汇总 求和
  指标 规模 权重 10
    取值 甲
    评分 线性 0 亿元 → 0, 1 亿元 → 满分
等级 等 按 总分 判定 全数值
  好 : 得分 ≥ 5
  差 : 得分 < 5
排名 名 于 各镇
  按 总分 从高到低
  并列 待定
"""
_NOISE = " \t\n\u3000,，:：()（）\"“”=≥%％.。;；#-—*/^→+0159亿元甲a\u200b\x00é😀|[]{}<>!?@&\\'"
_WORD = re.compile(r"\w+|[^\w\s]|\s+")


def answered(text: str) -> None:
    """Findings that can be printed; and a rulebook that stands for the text can be evaluated without data."""
    checked = check_source(Source("any.rule", text))
    for finding in checked.findings:
        for lang in Lang:
            assert render(finding, lang)
    assert checked.rulebook is not None or any(finding.is_error for finding in checked.findings)
    if checked.rulebook is not None:
        book = Rulebook(checked.rulebook)
        with suppress(DataError):
            book.evaluate({}).to_json()
            book.evaluate_many([{}, {}])


def mutated(random: Random, text: str) -> str:
    """A rule file with words lost, doubled, exchanged or put in from another one."""
    words = _WORD.findall(text)
    for _ in range(random.randint(1, 6)):
        at = random.randrange(len(words)) if words else 0
        match random.randrange(6):
            case 0:
                del words[at : at + random.randint(1, 3)]
            case 1:
                words.insert(at, random.choice(words or [""]))
            case 2:
                words.insert(at, "".join(random.choices(_NOISE, k=random.randint(1, 3))))
            case 3 if words:
                words[at] = random.choice(words)
            case 4:
                words.insert(at, random.choice(["\n", "\n  ", "\n    ", " "]))
            case _ if words:
                other = random.randrange(len(words))
                words[at], words[other] = words[other], words[at]
            case _:
                pass
    return "".join(words)


@pytest.mark.parametrize("shard", SHARDS)
def test_texts_the_grammar_derives(shard: int) -> None:
    for seed in range(EACH):
        random = Random(f"derived {shard} {seed}")
        body = Derivation(random, budget=random.choice((60, 200, 600)), english=random.random() < 0.2).text()
        answered(body if random.random() < 0.3 else _HEADER + body)


@pytest.mark.parametrize("shard", SHARDS)
def test_one_statement_among_declared_names(shard: int) -> None:
    """Most of what is derived from a whole file stops at its first mistake; one statement comes further."""
    for seed in range(EACH):
        random = Random(f"statement {shard} {seed}")
        derived = Derivation(random, budget=random.choice((30, 80)))
        if random.random() < 0.5:
            answered(_DECLARED + derived.text("_statement"))
        else:
            formula = derived.text("expression").strip()
            answered(f'{_DECLARED}定义 结论 = {formula}\n约束 "成立" : {formula}\n')


@pytest.mark.parametrize("shard", SHARDS)
def test_mutated_files(shard: int) -> None:
    texts = sorted(corpus().items())
    for seed in range(EACH):
        random = Random(f"mutated {shard} {seed}")
        name, text = random.choice(texts)
        assert name
        answered(mutated(random, text[:4000]))


@pytest.mark.parametrize("shard", SHARDS)
def test_made_up_texts(shard: int) -> None:
    for seed in range(EACH):
        random = Random(f"made up {shard} {seed}")
        answered("".join(random.choices(_NOISE, k=random.randint(0, 200))))


def test_the_grammar_folder_itself() -> None:
    """Files that are no rules at all."""
    for path in sorted((Path(__file__).parents[2] / "grammar").iterdir()):
        answered(path.read_text(encoding="utf-8"))
