"""`guiju evaluate TOWN…`"""

from __future__ import annotations

import argparse
import json

from guiju.cli.console import Exit, language, write
from guiju.cli.towns import outcomes
from guiju.diagnostics.model import Lang
from guiju.evaluate import Outcome


def run(arguments: argparse.Namespace) -> int:
    """Results of every town; exit 2 when data cannot be used, else 4 when a grade stays open."""
    lang = language(arguments.lang)
    found = list(outcomes(arguments, lang))
    given = [outcome for _, outcome in found if outcome is not None]
    if arguments.format == "json":
        objects = [outcome.to_dict() for outcome in given]
        if objects or len(found) > 1:
            result = objects[0] if len(found) == 1 else objects
            write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
    else:
        write("".join(_summary(outcome, lang) for outcome in given))
    return exit_code([outcome for _, outcome in found])


def exit_code(found: list[Outcome | None]) -> int:
    """The worst of what happened: unusable or contradictory data, an open grade, or nothing."""
    if any(outcome is None or outcome.violated for outcome in found):
        return Exit.USAGE
    return Exit.DONE if all(outcome and outcome.is_determined for outcome in found) else Exit.UNDETERMINED


_VERDICTS = {
    Lang.ZH: {"met": "符合", "unmet": "不符合", "undetermined": "不能确定"},
    Lang.EN: {"met": "met", "unmet": "unmet", "undetermined": "undetermined"},
}


def _summary(outcome: Outcome, lang: Lang) -> str:
    """A few lines for each town."""
    from guiju.numbers.exact import shown
    from guiju.text import visible

    zh = lang is Lang.ZH
    lines = [visible(outcome.town.name)]
    total = outcome.total
    if total is not None:
        if total.number is not None:
            text, is_exact = shown(total.number, 4)
            lines.append(f"  {'总分' if zh else 'total'} {'' if is_exact else '≈ '}{text}")
        else:
            low, high = (shown(end, 4)[0] if end is not None else "?" for end in (total.lower, total.upper))
            lines.append(f"  {'总分' if zh else 'total'} {low} – {high}")
    for name in outcome.rulebook.grades:
        grade = outcome.grade_on(name)
        open_ = f"{'尚不能确定：' if zh else 'open: '}{' / '.join(grade.possible)}"
        lines.append(f"  {name} {grade.name or open_}")
    for name, definition in outcome.rulebook.definitions.items():
        if definition.reported:
            lines.append(f"  {name} {outcome[name]}")
    for name in outcome.rulebook.rankings:
        lines.append(f"  {name} {outcome[name]}")
    for name, verdict in outcome.designations.items():
        lines.append(f"  {name} {_VERDICTS[lang][verdict]}")
    return "\n".join(lines) + "\n"
