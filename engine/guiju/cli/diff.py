"""`guiju diff OLD NEW`"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path

from guiju.api import Rulebook, TownsOf
from guiju.cli.console import Exit, UsageError, colour_wanted, language, print_styled, tell, write
from guiju.cli.output import form_by_ending, save
from guiju.cli.reading import say
from guiju.cli.towns import inputs
from guiju.diagnostics.model import Lang
from guiju.pipeline import check_file
from guiju.revise.compare import compare
from guiju.revise.edits import Revision
from guiju.revise.effects import Bound, Effects, effects
from guiju.revise.report_towns import UNUSED
from guiju.towns.bind import Result
from guiju.towns.folders import Names
from guiju.towns.joined_files import JoinedFiles, read_alone
from guiju.towns.opened import Opened, open_all

_BY_ENDING = {".md": "markdown", ".html": "html", ".json": "json", ".txt": "text"}


def run(arguments: argparse.Namespace) -> int:
    """What changed, and what it does to towns; exit 1 for what `--fail-on` names, 2 when a file cannot be used."""
    lang = language(arguments.lang)
    form = form_by_ending(arguments.format, arguments.output, _BY_ENDING)
    rulebooks = [_rules(Path(name), lang) for name in (arguments.old, arguments.new)]
    if any(book is None for book in rulebooks):
        return Exit.USAGE
    old, new = (book for book in rulebooks if book is not None)
    revision = compare(old.model, new.model)
    towns = _towns(arguments, old, new, lang)
    if towns is None:
        return Exit.USAGE
    found = effects(revision, towns) if towns else None
    _put(revision, found, form, arguments, lang)
    return _code(arguments.fail_on, revision, found)


def _rules(path: Path, lang: Lang) -> Rulebook | None:
    """One side, and what was found in it; None when it cannot be used."""
    try:
        checked = check_file(path)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"{path}: 读不了规则文件：{reason} / cannot read the rule file: {reason}") from None
    say((finding for finding in checked.findings if not finding.expected), lang)
    if checked.rulebook is None:
        tell(f"guiju: {path}: 规则有错误，不能比较 / the rules have errors and cannot be compared")
        return None
    return Rulebook(checked.rulebook)


def _towns(arguments: argparse.Namespace, old: Rulebook, new: Rulebook, lang: Lang) -> list[Bound] | None:
    """The towns as both sides read them; None when a file cannot be read, or fits neither side."""
    found: list[Bound] = []
    readable = True
    met = Names()
    opened = chain.from_iterable(map(open_all, arguments.towns or ()))
    for name, towns in (_joined if arguments.join else _each)(opened, lang):
        if towns is None:
            readable = False
            continue
        for (before, found_old), (after, found_new) in _both(towns, old, new):
            told = {finding: None for finding in (*found_old, *found_new) if finding.code.id not in UNUSED}
            say(told, lang)
            either = before or after
            again = met.again(either.name, name) if either else None
            say((again,) if again else (), lang)
            readable &= either is not None and again is None
            found.append(Bound(name, either.name if either else name, before, after, found_old, found_new))
    return found if readable else None


def _each(found: Iterable[tuple[Path, Opened]], lang: Lang) -> Iterator[tuple[str, TownsOf | None]]:
    """What makes the towns of each file, None for one that cannot be read."""
    for path, (files, problems) in found:
        say(problems, lang)
        usable = files if not any(one.is_error for one in problems) else None
        yield str(path), None if usable is None else partial(read_alone, usable, lenient=True)


def _joined(found: Iterable[tuple[Path, Opened]], lang: Lang) -> Iterator[tuple[str, TownsOf | None]]:
    """What makes the towns of all files together, which are called after the first; None when one cannot be read:
    what the others say of a town is then not all that is said of it.
    """
    opened = tuple(found)
    say((one for _, (_, problems) in opened for one in problems), lang)
    parts = tuple(files for _, (files, _) in opened if files is not None)
    wrong = any(one.is_error for _, (_, problems) in opened for one in problems)
    if opened:
        whole = None if wrong or len(parts) < len(opened) else JoinedFiles(parts)
        yield str(opened[0][0]), None if whole is None else partial(whole.towns, lenient=True)


def _both(towns: TownsOf, old: Rulebook, new: Rulebook) -> Iterator[tuple[Result, Result]]:
    """Each town as the one side reads it and as the other does; one that cannot read the file has one answer."""
    before, after = (list(towns(book.binder)) for book in (old, new))
    count = max(len(before), len(after))
    for number in range(count):
        yield before[min(number, len(before) - 1)], after[min(number, len(after) - 1)]


def _put(
    revision: Revision, found: Effects | None, form: str | None, arguments: argparse.Namespace, lang: Lang
) -> None:
    if form is None and not arguments.output and colour_wanted():
        from guiju.revise.print_text import lines
        from guiju.revise.report import report

        print_styled(lines(report(revision, found, lang)))
        return
    text = _text(revision, found, form or "text", lang)
    if arguments.output:
        used = inputs((arguments.old, arguments.new, *(arguments.towns or ())))
        save(Path(arguments.output), text, force=arguments.force, inputs=used)
    else:
        write(text)


def _text(revision: Revision, found: Effects | None, form: str, lang: Lang) -> str:
    """The comparison in one of the formats; each is imported only when it is used."""
    if form == "json":
        from guiju.revise.print_json import to_json

        return to_json(revision, found, lang)
    from guiju.revise.report import report

    made = report(revision, found, lang)
    if form == "markdown":
        from guiju.revise.print_markdown import to_markdown

        return to_markdown(made)
    if form == "html":
        from guiju.revise.print_html import to_html

        return to_html(made)
    from guiju.revise.print_text import to_text

    return to_text(made)


def _code(fail_on: str | None, revision: Revision, found: Effects | None) -> int:
    if fail_on == "any" and (revision.edits or (found and any(town.changed for town in found.towns))):
        return Exit.FINDINGS
    if fail_on == "grade-change" and found and any(town.grade_changed for town in found.towns):
        return Exit.FINDINGS
    return Exit.DONE
