"""Help quotes the rule language as the file writes it, whatever the language of the reader."""

from __future__ import annotations

import pytest

from guiju.diagnostics.codes import CODES
from guiju.diagnostics.model import Lang
from guiju.pipeline import check_source
from guiju.source import Source

ZH = "标准 t\n  状态 征求意见\n指标体系 s 满分 10\n  汇总 求和\n  指标 甲\n    评分 专家\n"
EN = "standard t\n  status consultation\nscheme s full 10\n  aggregate sum\n  indicator a\n    score expert\n"


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize(
    ("text", "quoted"), [(ZH, "指标 甲 权重 5"), ("# note\n" + EN, "indicator a weight 5")]
)
def test_the_quoted_piece_is_that_of_the_file(lang: Lang, text: str, quoted: str) -> None:
    (finding,) = [f for f in check_source(Source("x.rule", text)).findings if f.code.id == "W404"]
    assert quoted in finding.help.in_(lang)
    assert "⟦" not in finding.help.in_(lang)


def test_both_languages_quote_the_same_number_of_pieces() -> None:
    for code in CODES.values():
        for text in (code.title, code.message, code.help):
            assert text.zh.count("⟦") == text.zh.count("⟧") == text.en.count("⟦") == text.en.count("⟧"), (
                code.id
            )
