"""What drafters write in words of their own, and what the language has for it.

The wording of limits is that of GB/T 8170; the other words are habits of Chinese standards, of Word and of Excel.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from guiju.source import Place, Source, Span

# 以上 and 以下 stand after the number they speak of; by civil-law usage they include it.
SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "大于等于": "≥",
        "大于或等于": "≥",
        "不小于": "≥",
        "不少于": "≥",
        "不低于": "≥",
        "至少": "≥",
        "及以上": "≥",
        "以上": "≥",
        "大于": ">",
        "高于": ">",
        "多于": ">",
        "超过": ">",
        "突破": ">",
        "小于等于": "≤",
        "小于或等于": "≤",
        "不大于": "≤",
        "不高于": "≤",
        "不多于": "≤",
        "不超过": "≤",
        "至多": "≤",
        "及以下": "≤",
        "以下": "≤",
        "小于": "<",
        "低于": "<",
        "少于": "<",
        "不足": "<",
        "等于": "=",
        "不等于": "≠",
        "并且": "且",
        "而且": "且",
        "同时": "且",
        "或者": "或",
        "除以": "/",
        "乘以": "×",
        "加上": "+",
        "减去": "-",
        "=<": "≤",
        "=>": "≥",
        "≥=": "≥",
        "≤=": "≤",
        "> =": "≥",
        "< =": "≤",
        "≥ =": "≥",
        "≤ =": "≤",
        "at least": "≥",
        "no less than": "≥",
        "not less than": "≥",
        "at most": "≤",
        "no more than": "≤",
        "not more than": "≤",
        "more than": ">",
        "greater than": ">",
        "above": ">",
        "less than": "<",
        "below": "<",
        "equals": "=",
    }
)
# Signs of other languages for the connectives; they are written as this file writes its keywords.
CONNECTIVES: Mapping[str, str] = MappingProxyType(
    {
        "&&": "AND",
        "&": "AND",
        "||": "OR",
        "|": "OR",
        "!": "NOT",
        "！": "NOT",
        "¬": "NOT",
        "∧": "AND",
        "∨": "OR",
    }
)
# Words for a keyword (by its terminal); said only where the grammar could go on with that keyword.
SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "变量": ("INPUT",),
        "输入": ("INPUT",),
        "字段": ("INPUT",),
        "公式": ("DEFINE", "MEASURE"),
        "计算": ("DEFINE", "MEASURE"),
        "令": ("DEFINE",),
        "常量": ("PARAMETER",),
        "常数": ("PARAMETER",),
        "从": ("FROM",),
        "自从": ("FROM",),
        "since": ("FROM",),
        "一级指标": ("INDICATOR",),
        "二级指标": ("INDICATOR",),
        "三级指标": ("INDICATOR",),
        "四级指标": ("INDICATOR",),
        "评价体系": ("SCHEME",),
        "分值": ("WEIGHT", "FULL"),
        "比重": ("WEIGHT",),
        "权数": ("WEIGHT",),
        "总分": ("FULL",),
        "总分值": ("FULL",),
        "满分值": ("FULL",),
        "全分": ("FULL",),
        "打分": ("SCORING",),
        "计分": ("SCORING",),
        "赋分": ("SCORING",),
        "评分标准": ("SCORING",),
        "得分": ("SCORING", "GIVES"),
        "加": ("GIVES",),
        "计": ("GIVES",),
        "加分": ("GIVES",),
        "封顶": ("AT_MOST",),
        "最多": ("AT_MOST",),
        "分级": ("GRADES",),
        "评级": ("GRADES",),
        "合计": ("SUM",),
        "相加": ("SUM",),
        "累加": ("SUM",),
        "加总": ("SUM",),
        "平均": ("WEIGHTED_MEAN",),
        "草案": ("CONSULTATION",),
        "送审稿": ("REVIEW",),
        "报批稿": ("APPROVAL",),
        "有效": ("IN_FORCE",),
        "作废": ("WITHDRAWN",),
        "小数": ("NUMBER_TYPE",),
        "数字": ("NUMBER_TYPE",),
        "金额": ("NUMBER_TYPE",),
        "百分数": ("NUMBER_TYPE",),
        "百分比": ("NUMBER_TYPE",),
        "比率": ("NUMBER_TYPE",),
        "布尔": ("YES_NO",),
        "是否": ("YES_NO",),
        "枚举": ("CHOICE_TYPE",),
        "文字": ("TEXT_TYPE",),
        "字符": ("TEXT_TYPE",),
        "必须": ("SHALL",),
        "应该": ("SHALL",),
        "应当": ("SHALL",),
        "须": ("SHALL",),
        "需": ("SHALL",),
        "要求": ("SHALL", "REQUIRES"),
        "不得": ("VETO",),
        "禁止": ("VETO",),
        "一票否决": ("VETO",),
        "可以": ("MAY",),
        "否则": ("OTHERWISE",),
        "其它": ("OTHERWISE",),
        "其余": ("OTHERWISE",),
        "如果": ("IF",),
        "当": ("IF",),
        "那么": ("THEN",),
        "出处": ("PER",),
        "来源": ("PER",),
        "备注": ("NOTE",),
        "无": ("NOT",),
        "没有": ("NOT",),
        "不是": ("NOT",),
        "未": ("NOT",),
        "must": ("SHALL",),
        "variable": ("INPUT",),
        "let": ("DEFINE",),
        "points": ("WEIGHT", "FULL"),
    }
)
# What Excel calls the functions, as a formula of this language writes them.
EXCEL: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "SUM": ("合计(a, b, …)", "sum(a, b, …)"),
        "SUMPRODUCT": ("合计(清单 取 算式)", "sum(list take formula)"),
        "SUMIF": ("合计(清单 其中 条件 取 算式)", "sum(list where condition take formula)"),
        "AVERAGE": ("平均(a, b, …)", "mean(a, b, …)"),
        "MAX": ("最大(a, b, …)", "max(a, b, …)"),
        "MIN": ("最小(a, b, …)", "min(a, b, …)"),
        "IF": ("若 条件 则 算式 否则 算式", "if condition then formula else formula"),
        "IFS": ("若 条件 则 算式 否则 算式", "if condition then formula else formula"),
        "AND": ("条件 且 条件", "condition and condition"),
        "OR": ("条件 或 条件", "condition or condition"),
        "NOT": ("非 条件", "not condition"),
        "ROUND": ("四舍五入(x, 位数)", "round_half_up(x, places)"),
        "ABS": ("绝对值(x)", "abs(x)"),
        "COUNT": ("计数(清单)", "count(list)"),
        "COUNTA": ("计数(清单)", "count(list)"),
        "COUNTIF": ("计数(清单 其中 条件)", "count(list where condition)"),
        "VLOOKUP": ("查表(选项, 甲: 3, 乙: 1)", "lookup(choice, a: 3, b: 1)"),
    }
)
# Characters that stand for one the language has: what they were copied from, and what to write.
CHARACTERS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys("—―⁃‐‑‒﹣", "-"),
        **dict.fromkeys("∶ː꞉﹕", ":"),
        **dict.fromkeys("✕✖╳⨯·•", "×"),
        **dict.fromkeys("⁄∕", "/"),
        **dict.fromkeys("﹤〈", "<"),
        **dict.fromkeys("﹥〉", ">"),
        **dict.fromkeys("【〔［[{｛", "("),
        **dict.fromkeys("】〕］]}｝", ")"),
        "≯": "≤",
        "≮": "≥",
        "²": "^ 2",
        "³": "^ 3",
    }
)
_TRADITIONAL = str.maketrans(
    "標準號狀態發實語條單數據參義讀評審體約級認預說議權線滿專項應須與執類選擇總計統歸縣鎮業產資質無還過遠進達處門開關間內"
    "術國區歲員時會費額積極環設備節電車長網優劣為從個於兩並給經結織組續繼綠費貨財購銷儲規則檢驗測試證書題問",
    "标准号状态发实语条单数据参义读评审体约级认预说议权线满专项应须与执类选择总计统归县镇业产资质无还过远进达处门开关间内"
    "术国区岁员时会费额积极环设备节电车长网优劣为从个于两并给经结织组续继绿费货财购销储规则检验测试证书题问",
)
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
_COUNTED = re.compile("(百分之)?([零〇一二两三四五六七八九十百千]+)(.*)")
_LONGEST_FIRST = re.compile(
    "|".join(
        rf"(?<![A-Za-z_]){re.escape(word)}(?!\w)" if word[0].isalpha() and word.isascii() else re.escape(word)
        for word in sorted(SIGNS, key=len, reverse=True)
    )
)
_AT_THE_END = re.compile(rf"({_LONGEST_FIRST.pattern})\s*$")


def sign_for(source: Source, start: int) -> tuple[Place, str] | None:
    """The words at an offset, or run into the name before it, that have a sign, with their place."""
    line = source.text.rfind("\n", 0, start) + 1
    for offset in range(start, max(line, start - 3) - 1, -1):
        match = _LONGEST_FIRST.match(source.text, offset)
        if match is not None and match.end() > start:
            return Place(source, Span(match.start(), match.end())), SIGNS[match.group()]
    written = _AT_THE_END.search(source.text[line:start])
    if written is None:
        return None
    return Place(source, Span(line + written.start(1), line + written.end(1))), SIGNS[written.group(1)]


def simplified(text: str) -> str:
    """The same in simplified characters, as far as keywords and common names of indicators need them."""
    return text.translate(_TRADITIONAL)


def counted(text: str) -> str | None:
    """A number in Chinese figures as it is written here: `二百亿元` is `200 亿元`, `百分之三十` is `30%`."""
    match = _COUNTED.fullmatch(text)
    if match is None or (not match.group(1) and not match.group(3)):
        return None
    total = current = 0
    for char in match.group(2):
        if char in _DIGITS:
            current = _DIGITS[char]
        else:
            total += (current or 1) * _TENS[char]
            current = 0
    number, rest = str(total + current), match.group(3)
    if match.group(1):
        return f"{number}%" if not rest else None
    return f"{number} {rest}"


def plain_number(text: str) -> str | None:
    """The plain decimal that `2e2`, `2OO` and `1_000` mean; None when that is not certain."""
    text = text.strip()
    if match := re.fullmatch(r"(\d{1,6})[eE](\d)", text):
        return match.group(1) + "0" * int(match.group(2))
    figures = re.sub("[oO]", "0", text.replace("_", ""))
    return figures if re.fullmatch(r"\d+(?:\.\d+)?", figures) else None
