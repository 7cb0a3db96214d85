"""`guiju template RULES -o FORM`"""

from __future__ import annotations

import argparse
import datetime
import os
from pathlib import Path

from guiju.cli.console import Exit, UsageError, language
from guiju.cli.loading import load_or_tell, missing_extra
from guiju.cli.output import refuse_over, save
from guiju.diagnostics.model import Lang
from guiju.forms.filled import Filled
from guiju.rulebook.model import Rulebook

_ENDINGS = {".xlsx": "xlsx", ".yaml": "yaml", ".yml": "yaml"}
_MOST_EXPERTS = 50


def run(arguments: argparse.Namespace) -> int:
    """A form to fill in, as a workbook or as a data file."""
    lang = language(arguments.lang)
    rules, output = Path(arguments.rules), Path(arguments.output)
    form = _ENDINGS.get(output.suffix.lower())
    if form is None:
        known = " ".join(_ENDINGS)
        raise UsageError(f"{output}: 不认识的扩展名，可用 {known} / unknown ending, use one of {known}")
    if not 0 <= arguments.experts <= _MOST_EXPERTS:
        raise UsageError(f"--experts {arguments.experts}: 0–{_MOST_EXPERTS}")
    filled = _filled(arguments, rules, output)
    refuse_over(output, force=arguments.force, inputs=(rules,))
    book = load_or_tell(rules, lang)
    if book is None:
        return Exit.FINDINGS
    save(output, _made(book, form, lang, filled, arguments.experts), force=arguments.force, inputs=(rules,))
    return Exit.DONE


def _filled(arguments: argparse.Namespace, rules: Path, output: Path) -> Filled:
    """What the form comes with; the rules as seen from it, where that is a path a data file may name."""
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
        path = Path(os.path.relpath(rules.resolve(), output.resolve().parent)).as_posix()
    except ValueError:  # on another drive
        path = ""
    return Filled(arguments.town, path, arguments.date, arguments.year)


def _made(book: Rulebook, form: str, lang: Lang, filled: Filled, experts: int) -> str | bytes:
    if form == "yaml":
        from guiju.forms.yaml_form import to_yaml

        return to_yaml(book, lang, filled, experts)
    from guiju.forms.workbook import to_workbook

    try:
        return to_workbook(book, lang, filled, experts)
    except ImportError as error:
        if error.name != "xlsxwriter":
            raise
        raise UsageError(missing_extra("XlsxWriter", "excel")) from None
