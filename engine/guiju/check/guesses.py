"""What a name, a sign or a bracket that makes no sense was probably meant to be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from guiju.check.draft import Draft
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.rulebook import expressions as ex
from guiju.source import Place, Span
from guiju.syntax import ast
from guiju.syntax.keywords import keywords
from guiju.syntax.spot import write
from guiju.syntax.wordings import EXCEL, counted, simplified
from guiju.text import look
from guiju.types import NumberType, TextType
from guiju.units import parse_unit


def list_mark(draft: Draft, start: int) -> Diagnostic | None:
    """A dash or a number before the first word of a line: an item of a list, not a formula."""
    text = draft.file.source.text
    first = text.rfind("\n", 0, start) + 1
    match = re.fullmatch(r"\s*([-－*]|\d+[.．、])\s*", text[first:start])
    above = text[:first].rstrip()
    if match is None or (above and above[-1] in "+＋-－*＊×/／÷=＝≥≤≠><,，、→"):
        return None
    mark = match.group(1)
    place = Place(draft.file.source, Span(first + match.start(1), first + match.end(1)))
    whole = Place(draft.file.source, Span(first + match.start(1), start))
    kind = Text("编号", "numbering") if mark[0].isdigit() else Text("列项符号", "a bullet")
    what = Text(f"行首的 `{mark}` 是{kind.zh}，规则里不写", f"`{mark}` before the line is {kind.en}")
    advice = Text(
        "删去它：一行一条，层次用缩进表示", "delete it: one statement a line, indented below what it is of"
    )
    return problem("S140", place, fixes=(write(whole, ""),), what=what, advice=advice)


def undefined(draft: Draft, node: ast.Name, known: Iterable[str]) -> tuple[Place, str, Text]:
    """Where an undefined name stands, how it is written, and what it may have been meant to be."""
    place, name, names = draft.place(node), node.text, tuple(known)
    for other in names:
        if look(other) == look(name):
            odd = next((char for char, plain in zip(name, other, strict=False) if char != plain), name[-1])
            return (
                place,
                name,
                Text(
                    f"写成 `{other}`：`{name}` 里的 `{odd}`（U+{ord(odd):04X}）只是看上去一样",
                    f"write `{other}`: the `{odd}` (U+{ord(odd):04X}) of `{name}` only looks the same",
                ),
            )
    if simplified(name) in names:
        right = simplified(name)
        return place, name, Text(f"用简体字写 `{right}`", f"write `{right}` in simplified characters")
    if (hyphened := _hyphened(place, names)) is not None:
        right = hyphened.text.replace("-", "_")
        return (
            hyphened,
            hyphened.text,
            Text(f"是不是 `{right}`？`-` 是减号", f"did you mean `{right}`? `-` is a minus sign"),
        )
    number = counted(unicodedata.normalize("NFKC", name))
    if number and (number.endswith("%") or parse_unit(number.partition(" ")[2], draft.units)):
        return place, name, Text(f"数用阿拉伯数字写：{number}", f"write the number in figures: {number}")
    if re.fullmatch(r"[A-Z]{1,2}\d{1,4}", name):
        return (
            place,
            name,
            Text(
                f"`{name}` 像是 Excel 的单元格：写数据的名称",
                f"`{name}` looks like a cell of Excel: write the name of the input",
            ),
        )
    if any(name in (k.zh, k.en) for k in keywords()):
        return (
            place,
            name,
            Text(
                f"`{name}` 是关键词，不能这样用在算式里；评分写成 ⟦线性 取值 → 分数⟧、⟦≥ 取值 : 分数⟧",
                f"`{name}` is a keyword and no value; a scoring is ⟦linear value → mark⟧, ⟦≥ value : mark⟧",
            ),
        )
    otherwise = Text(f"先声明它：⟦数据 {name} : …⟧", f"declare it: ⟦input {name} : …⟧")
    return place, name, draft.suggestion(name, names, otherwise)


def _hyphened(place: Place, names: tuple[str, ...]) -> Place | None:
    """`on-time` where `on_time` is known."""
    text, span = place.source.text, place.span
    first = text.rfind("\n", 0, span.start) + 1
    for match in re.finditer(r"[^\W\d]\w*(?:-\w+)+", text[first:].partition("\n")[0]):
        if (
            first + match.start() <= span.start < first + match.end()
            and match.group().replace("-", "_") in names
        ):
            return Place(place.source, Span(first + match.start(), first + match.end()))
    return None


def unknown_function(draft: Draft, name: str, known: Iterable[str]) -> Text:
    """What to write for a function there is not."""
    if name in draft.symbols:
        return Text(
            f'`{name}` 不是函数：相乘写 ×；注解写在 # 之后，或写 ⟦说明 "…"⟧',
            f'`{name}` is no function: to multiply write ×; a remark follows #, or is ⟦note "…"⟧',
        )
    if name.upper() in EXCEL:
        zh, en = EXCEL[name.upper()]
        return Text(f"Excel 的 `{name}` 在这里写作 ⟦{zh}⟧", f"what Excel calls `{name}` is written ⟦{en}⟧")
    otherwise = Text("可用的函数见 docs/language.md", "docs/language.md lists the functions")
    return draft.suggestion(name, known, otherwise)


def hint(found: ex.Expression, expected: Text) -> tuple[Text, ...]:
    """What to write, where the pair of types says it."""
    text = found.place.text
    match found.type:
        case NumberType() if expected.en == "a yes or no" and isinstance(found, ex.Literal):
            return (Text("是非的数据直接写名称，不与 1、0 比较", "a yes or no is its name, without 1 and 0"),)
        case NumberType() if expected.en == "a yes or no":
            return (Text(f"写成判断，例如 {text} ≥ …", f"write a comparison such as {text} ≥ …"),)
        case TextType() if expected.en == "a choice" and isinstance(found, ex.Literal):
            plain = text.strip('"“”')
            return (Text(f"选项不加引号：写 {plain}", f"an option has no quotes: write {plain}"),)
    return ()
