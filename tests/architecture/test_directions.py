"""The rooms of the engine and the one direction imports flow in.

The tables below are the rule; docs/architecture.md draws them. An import counts wherever it stands: inside a
function and under TYPE_CHECKING too, because what a room knows of is what it depends on.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "engine" / "guiju"

# Everyone may import these; among themselves they follow their own row.
FREE = frozenset({"numbers", "units", "types", "limits", "text", "version"})

# Room -> the rooms it may import besides itself and (unless FREE or listed in CLOSED) those in FREE.
# In the order of the work; a row names only rooms above it.
MAY_IMPORT: dict[str, frozenset[str]] = {
    "version": frozenset(),
    "text": frozenset(),
    "shipped": frozenset(),
    "limits": frozenset(),
    "source": frozenset(),
    "numbers": frozenset({"text", "limits"}),
    "units": frozenset({"text", "limits", "numbers"}),
    "types": frozenset({"numbers", "units"}),
    "diagnostics": frozenset({"source", "shipped"}),
    "syntax": frozenset({"source", "shipped", "diagnostics"}),
    "functions": frozenset(),
    # diagnostics: a rulebook carries its declared known defects, so that no print can lose them
    "rulebook": frozenset({"source", "diagnostics", "functions"}),
    "check": frozenset({"source", "diagnostics", "syntax", "functions", "rulebook"}),
    "amend": frozenset({"source", "diagnostics", "syntax"}),
    "variants": frozenset({"source", "diagnostics", "syntax", "amend", "check"}),
    "pipeline": frozenset({"source", "diagnostics", "syntax", "amend", "check", "variants"}),
    "towns": frozenset({"source", "diagnostics"}),
    "evaluate": frozenset({"source", "diagnostics", "functions", "rulebook", "towns"}),
    # towns: a form asks for what the binder takes, in its words, and a filled one is read as a town's data are
    "forms": frozenset({"source", "diagnostics", "functions", "rulebook", "towns"}),
    "explain": frozenset({"source", "diagnostics", "functions", "rulebook", "towns", "evaluate"}),
    "publish": frozenset({"source", "diagnostics", "rulebook"}),
    "verify": frozenset(),
    "revise": frozenset({"source", "diagnostics", "functions", "rulebook", "check", "towns", "evaluate"}),
    "api": frozenset(
        {
            "source",
            "shipped",
            "diagnostics",
            "functions",
            "rulebook",
            "pipeline",
            "towns",
            "forms",
            "evaluate",
            "revise",
        }
    ),
    "assure": frozenset({"source", "diagnostics", "functions", "rulebook"}),
    "columns": frozenset({"source", "diagnostics", "functions", "rulebook", "evaluate"}),
}
WIRING = frozenset({"cases", "case_runs", "cli", "__init__", "__main__"})  # all of the above
CLOSED = frozenset({"version", "text", "shipped", "limits", "source"})  # not even FREE

# Finer than a room: (room, forbidden module, why).
FORBIDDEN_MODULES = (
    ("explain", "guiju.evaluate.interpreter", "an explanation reads the steps; it never computes them again"),
)

# Foreign package -> the modules or rooms that may import it. Anything else is the standard library.
FOREIGN: dict[str, frozenset[str]] = {
    "lark": frozenset({"syntax"}),
    "rich": frozenset({"explain", "diagnostics.human", "cli"}),
    "yaml": frozenset({"towns", "cases"}),
    "jsonschema": frozenset({"explain", "towns"}),
    "docx": frozenset({"publish"}),
    "xlsxwriter": frozenset({"diagnostics.comments_workbook", "forms"}),
}

NO_FLOATS = ("numbers", "units", "evaluate", "rulebook", "check", "towns")
MAY_PRINT = frozenset({"cli"})
LINES = 400


def modules() -> list[str]:
    """Dotted names of all modules, seen from inside the package: `units`, `check.weights`, `diagnostics`."""
    paths = (path.relative_to(PACKAGE).with_suffix("") for path in PACKAGE.rglob("*.py"))
    return sorted(
        ".".join(p.parts[:-1] if p.name == "__init__" and len(p.parts) > 1 else p.parts) for p in paths
    )


def path_of(module: str) -> Path:
    folder = PACKAGE.joinpath(*module.split("."))
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def room_of(module: str) -> str:
    return module.partition(".")[0]


def imports(module: str) -> Iterator[tuple[int, str]]:
    """(line, absolute dotted name) of everything `module` imports; `from a import b` gives `a.b`."""
    package = ["guiju", *module.split(".")]
    if path_of(module).name != "__init__.py" or module == "__init__":
        package.pop()
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [] if node.level == 0 else package[: len(package) - node.level + 1]
            start = ".".join(base + ([node.module] if node.module else []))
            yield from ((node.lineno, f"{start}.{alias.name}") for alias in node.names)


def own_rooms(module: str) -> Iterator[tuple[int, str, str]]:
    """(line, room, dotted name) of the imports that stay inside the package."""
    for line, name in imports(module):
        first, _, rest = name.partition(".")
        if first == "guiju":
            inside = rest.split(".")[0]
            known = inside and ((PACKAGE / inside).is_dir() or (PACKAGE / f"{inside}.py").exists())
            yield line, inside if known else "__init__", name


def allowed(room: str) -> frozenset[str]:
    if room in WIRING:
        return frozenset(MAY_IMPORT) | WIRING
    return MAY_IMPORT[room] | {room} | (frozenset() if room in CLOSED | FREE else FREE)


def test_there_is_something_to_look_at() -> None:
    assert {"source", "diagnostics", "shipped"} <= {room_of(module) for module in modules()}


def test_the_table_has_one_direction() -> None:
    graph = {room: allowed(room) - {room} for room in MAY_IMPORT}
    order = tuple(TopologicalSorter(graph).static_order())  # raises CycleError
    assert set(order) == set(MAY_IMPORT)


@pytest.mark.parametrize("module", modules())
def test_every_module_stands_in_a_room_of_the_table(module: str) -> None:
    assert room_of(module) in MAY_IMPORT.keys() | WIRING


@pytest.mark.parametrize("module", modules())
def test_imports_flow_one_way(module: str) -> None:
    may = allowed(room_of(module))
    backwards = [f"line {line}: {name}" for line, room, name in own_rooms(module) if room not in may]
    assert not backwards, f"{room_of(module)} may not import {backwards}"


@pytest.mark.parametrize(("room", "forbidden", "why"), FORBIDDEN_MODULES)
def test_forbidden_modules(room: str, forbidden: str, why: str) -> None:
    found = [
        f"{module} line {line}"
        for module in modules()
        if room_of(module) == room
        for line, name in imports(module)
        if f"{name}.".startswith(f"{forbidden}.")
    ]
    assert not found, why


@pytest.mark.parametrize("module", modules())
def test_foreign_packages_stay_in_their_rooms(module: str) -> None:
    def may(package: str) -> bool:
        return any(f"{module}.".startswith(f"{place}.") for place in FOREIGN.get(package, ()))

    own = sys.stdlib_module_names | {"guiju"}
    roots = ((line, name.split(".")[0]) for line, name in imports(module))
    wrong = [f"line {line}: {root}" for line, root in roots if root not in own and not may(root)]
    assert not wrong


@pytest.mark.parametrize("module", modules())
def test_modules_stay_small(module: str) -> None:
    count = len(path_of(module).read_text(encoding="utf-8").splitlines())
    assert count <= LINES, f"{module} has {count} lines: does it still have one verb?"


@pytest.mark.parametrize("module", [m for m in modules() if room_of(m) not in MAY_PRINT])
def test_only_the_command_line_prints(module: str) -> None:
    prints = [
        node.lineno
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not prints


@pytest.mark.parametrize("module", [m for m in modules() if room_of(m) in NO_FLOATS])
def test_no_binary_float_between_input_and_grade(module: str) -> None:
    floats = [
        node.lineno
        for node in ast.walk(tree_of(module))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float | complex))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert not floats
