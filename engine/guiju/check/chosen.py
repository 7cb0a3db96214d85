"""Lines that depend on a reading: one for each of its options, and the one in use."""

from __future__ import annotations

from typing import TypeVar

from guiju.check.draft import Draft
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.syntax import ast

Line = TypeVar("Line", ast.Choice, ast.PanelChoice)


def chosen_line(
    draft: Draft, name: ast.Ident, choices: tuple[Line, ...], found: list[Diagnostic]
) -> Line | None:
    """The line of the option in use; each option of the reading has one line."""
    draft.used.add(name.text)
    reading = draft.readings.get(name.text)
    if reading is None:
        otherwise = Text(f"先声明它：⟦解读 {name.text}⟧", f"declare it: ⟦reading {name.text}⟧")
        found.append(problem("N201", draft.place(name), name=name.text, suggestion=otherwise))
        return None
    options = dict(reading.options)
    lines: dict[str, Line] = {}
    for choice in choices:
        option = choice.option.text
        if option not in options:
            what = Text(f"没有选项 `{option}`", f"has no option `{option}`")
            found.append(problem("N209", draft.place(choice.option), name=name.text, what=what))
        elif option in lines:
            what = Text(f"的选项 `{option}` 写了两次", f"gives its option `{option}` twice")
            found.append(problem("N209", draft.place(choice.option), name=name.text, what=what))
        else:
            lines[option] = choice
    for option in options:
        if option not in lines:
            what = Text(f"的选项 `{option}` 在这里没有写", f"does not have its option `{option}` here")
            found.append(problem("N209", draft.place(name), name=name.text, what=what))
    return lines.get(reading.chosen)
