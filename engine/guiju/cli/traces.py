"""`guiju explain TOWN… -o DIR/`: a file for each town, and a table of all of them that says which file is whose."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from guiju.cli.console import UsageError
from guiju.cli.file_names import FileNames
from guiju.cli.output import Spool, refuse_over, save
from guiju.cli.reading import Read, read_all
from guiju.cli.sheet import Sheet
from guiju.cli.stream import Tally
from guiju.cli.towns import evaluated, inputs
from guiju.diagnostics.model import Diagnostic, Lang, Text
from guiju.evaluate import Outcome

ENDINGS: Mapping[str, str] = {"markdown": ".md", "json": ".json", "text": ".txt"}
_SUMMARY = Text("汇总.csv", "summary.csv")
_FILE = Text("推导文件", "derivation")
_UNUSABLE = Text("不能用：{why}", "unusable: {why}")
_SHOWN = 3


def is_folder(output: str | None) -> bool:
    """Whether `-o` names a folder: one that is there, or a name that ends in a separator."""
    return bool(output) and (str(output).endswith(("/", os.sep)) or Path(str(output)).is_dir())


def write_each(
    arguments: argparse.Namespace,
    readings: Mapping[str, str],
    form: str,
    lang: Lang,
    text: Callable[[Outcome], str],
) -> int:
    """Write the derivation of each town as it is done, then the table; the exit code. Raises UsageError."""
    folder = Path(arguments.output)
    used = inputs(arguments.towns)
    _refuse_input(folder, arguments.towns)
    summary = folder / _SUMMARY.in_(lang)
    refuse_over(summary, force=arguments.force, inputs=used)
    _create(folder)
    names = FileNames(ENDINGS[form], taken=[_SUMMARY.zh, _SUMMARY.en])
    tally = Tally(lang)
    with Spool() as spool:
        sheet = Sheet(spool.put, lang, last=_FILE)
        for one, outcome in evaluated(read_all(arguments, lang, readings), lang):
            tally.add(outcome)
            if outcome is None:
                book = one.rulebook.model if one.rulebook else None
                sheet.add_unusable(one.name, _why(one, lang), book)
                continue
            content = text(outcome)
            name = names.of(outcome.town.name)
            sheet.add(outcome, name)
            save(folder / name, content, force=arguments.force, inputs=used)
        sheet.close()
        spool.save(summary, force=arguments.force, inputs=used)
    return tally.code


def _why(one: Read, lang: Lang) -> str:
    """The errors for which there is no result: their codes and places."""
    said = [_said(error) for error in one.errors[:_SHOWN]]
    more = ["…"] if len(one.errors) > _SHOWN else []
    return _UNUSABLE.fill(why=Text("；".join(said + more), "; ".join(said + more))).in_(lang)


def _said(error: Diagnostic) -> str:
    return error.code.id if error.place is None else f"{error.code.id} {error.place}"


def _refuse_input(folder: Path, towns: list[str]) -> None:
    """Results among the data would be read as data the next time."""
    for name in towns:
        if folder.is_dir() and Path(name).is_dir() and folder.samefile(name):
            raise UsageError(
                f"-o {folder}: 结果不能写到数据的文件夹里 / the results cannot go into the folder of the data"
            )


def _create(folder: Path) -> None:
    try:
        folder.mkdir(exist_ok=True)
    except FileExistsError:
        raise UsageError(f"-o {folder}: 不是文件夹 / it is not a folder") from None
