"""Both spellings of the built-in names that are neither keywords nor functions."""

from __future__ import annotations

# (Chinese, English); `{}` stands for a written whole number.
NAMES: tuple[tuple[str, str], ...] = (
    ("得分", "score"),
    ("得分率", "rate"),
    ("权重", "weight"),
    ("总分", "total"),
    ("一级指标", "level_1"),
    ("二级指标", "level_2"),
    ("三级指标", "level_3"),
    ("四级指标", "level_4"),
    ("下级", "children"),
    ("数据日期", "data_date"),
    ("当年", "this_year"),
    ("上年", "previous_year"),
    ("前{}年", "years_back_{}"),
    ("近{}年", "last_{}_years"),
    ("年", "year"),
)
