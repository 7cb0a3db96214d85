"""`guiju template RULES -o FORM`, and one form for each of those who fill them in: `--each -o FOLDER`"""

from __future__ import annotations

import argparse
import datetime
import os
from collections.abc import Mapping
from pathlib import Path

from guiju.cli.console import Exit, UsageError, language, tell
from guiju.cli.loading import load_or_tell, missing_extra
from guiju.cli.output import form_by_ending, refuse_over, save, save_all
from guiju.diagnostics.model import Lang, Text
from guiju.diagnostics.suggest import closest
from guiju.forms.division import called, each, parts, together
from guiju.forms.filled import Filled
from guiju.forms.items import items, marked
from guiju.rulebook.model import Rulebook
from guiju.towns.form_part import Part

_ENDINGS = {".xlsx": "xlsx", ".yaml": "yaml", ".yml": "yaml"}
_MOST_EXPERTS = 50
_NO_MARKS = Text("规则没有由专家评分的指标", "experts mark no indicator of these rules")

_NO_SHEETS = Text(
    "没有写评分表；N 位专家的用 --experts N", "no score sheets; --experts N writes those of N experts"
)


def run(arguments: argparse.Namespace) -> int:
    """A form to fill in, as a workbook or as a data file; or a folder of them, one for each office and expert."""
    lang = language(arguments.lang)
    rules, output = Path(arguments.rules), Path(arguments.output)
    if arguments.experts is not None and not 0 <= arguments.experts <= _MOST_EXPERTS:
        raise UsageError(f"--experts {arguments.experts}: 0–{_MOST_EXPERTS}")
    if arguments.each:
        return _run_each(arguments, lang, rules, output)
    form = form_by_ending(None, str(output), _ENDINGS)
    if arguments.format not in (None, form):
        raise UsageError(
            f"{output}: --format {arguments.format} 与扩展名不符 / --format {arguments.format} does not fit the ending"
        )
    filled = _filled(arguments, rules, output.parent)
    refuse_over(output, force=arguments.force, inputs=(rules,))
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    part = _part(book, arguments.parts, lang) if arguments.parts else None
    content = _made(book, str(form), lang, filled, _experts(arguments, part), part)
    save(output, content, force=arguments.force, inputs=(rules,))
    return Exit.DONE


def _run_each(arguments: argparse.Namespace, lang: Lang, rules: Path, folder: Path) -> int:
    """A form for each office, one for what no office supplies, one for each expert."""
    if arguments.parts:
        raise UsageError("--each 和 --for 只能用一个 / use --each or --for, not both")
    if folder.exists() and not folder.is_dir():
        raise UsageError(
            f"{folder}: --each 写入文件夹，这是文件 / --each writes into a folder, this is a file"
        )
    if folder.suffix.lower() in _ENDINGS:
        raise UsageError(
            f"{folder}: --each 写入文件夹，这是文件名 / --each writes into a folder, this names a file"
        )
    filled = _filled(arguments, rules, folder)
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    if arguments.experts and not marked(book):
        raise UsageError(f"--experts: {_NO_MARKS.zh} / {_NO_MARKS.en}")
    form = arguments.format or "xlsx"
    divided = {
        folder / f"{name}.{form}": part for name, part in each(book, lang, arguments.experts or 0).items()
    }
    if not divided:
        raise UsageError(f"{rules}: 规则不要任何数据 / the rules ask for no data")
    for path in divided:
        refuse_over(path, force=arguments.force, inputs=(rules,))
    contents = {
        path: _made(book, form, lang, filled, int(part.experts), part) for path, part in divided.items()
    }
    save_all(contents, force=arguments.force, inputs=(rules,))
    _tell_written(book, divided, lang)
    if marked(book) and not arguments.experts:
        hint = Text(
            "没有写评分表；用 --experts N 写 N 位专家的",
            "no score sheets; --experts N writes those of N experts",
        )
        tell(hint.in_(lang))
    return Exit.DONE


def _tell_written(book: Rulebook, divided: Mapping[Path, Part], lang: Lang) -> None:
    """Each file with how much it asks for."""
    for path, part in divided.items():
        figures = sum(part.asks_for(item.input.providers) for item in items(book).values())
        counts = (
            (figures, "{} 项数据", "figures: {}"),
            (len(book.documents) if part.others else 0, "{} 项判定", "rulings: {}"),
            (len(marked(book)) if part.experts else 0, "{} 项评分", "marks: {}"),
        )
        said = [Text(zh.format(count), en.format(count)) for count, zh, en in counts if count]
        listed = Text("、".join(text.zh for text in said), ", ".join(text.en for text in said))
        tell(Text(f"写好 {path}：{listed.zh}", f"wrote {path}: {listed.en}").in_(lang))


def _part(book: Rulebook, names: list[str], lang: Lang) -> Part:
    """What the names of `--for` mean together. Raises UsageError for one that is none."""
    known = parts(book)
    for name in names:
        if name not in known:
            there = called(book, lang)
            close = closest(name, there)
            meant = f"是不是 / did you mean `{close}`? " if close else ""
            raise UsageError(
                f"--for {name}: 规则里没有这个单位 / no such office in the rules. "
                f"{meant}可写 / there is: {'、'.join(there)}"
            )
    return together(known[name] for name in names)


def _experts(arguments: argparse.Namespace, part: Part | None) -> int:
    """How many score sheets: as many as asked for, and one where there is nothing else to ask for them."""
    given: int | None = arguments.experts
    if part is None:
        return given or 0
    if part.experts:
        if given == 0:
            raise UsageError("--experts 0 与 --for 专家 矛盾 / --experts 0 contradicts --for experts")
        return given or 1
    if given:
        raise UsageError(
            "--experts 要和 --for 专家 或 --each 一起用 / --experts goes with --for experts or --each"
        )
    return 0


def _filled(arguments: argparse.Namespace, rules: Path, folder: Path) -> Filled:
    """What the form comes with; the rules as seen from its folder, where that is a path a data file may name."""
    if arguments.date:
        try:
            datetime.date.fromisoformat(arguments.date)
        except ValueError:
            raise UsageError(
                f"--date {arguments.date}: 没有这一天，写成 2025-01-31 / no such day, write 2025-01-31"
            ) from None
    if arguments.year is not None and not 1000 <= arguments.year <= 2999:
        raise UsageError(f"--year {arguments.year}: 1000–2999")
    try:
        path = Path(os.path.relpath(rules.resolve(), folder.resolve())).as_posix()
    except ValueError:  # on another drive
        path = ""
    return Filled(arguments.town, path, arguments.date, arguments.year)


def _made(
    book: Rulebook, form: str, lang: Lang, filled: Filled, experts: int, part: Part | None
) -> str | bytes:
    if form == "yaml":
        from guiju.forms.yaml_form import to_yaml

        return to_yaml(book, lang, filled, experts, part)
    from guiju.forms.workbook import to_workbook

    try:
        return to_workbook(book, lang, filled, experts, part)
    except ImportError as error:
        if error.name != "xlsxwriter":
            raise
        raise UsageError(missing_extra("XlsxWriter", "excel")) from None
