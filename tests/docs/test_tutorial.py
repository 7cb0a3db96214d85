"""The tutorial is true today: its listings are typed in and its commands are run, from the first line to the last.

Both pages are worked through in an empty folder. What stands after the kind of a fenced block says what to do with it:

    ```rule file=town.rule                      the whole file
    ```rule file=town.rule end                  an addition at the end of the file, after an empty line
    ```rule file=town.rule after="数据 产值"     an addition below the line that begins so and what is indented below it
    ```rule file=town.rule replace="指标 增长"   instead of the line that begins so and what is indented below it
    ```rule file=town.rule now                  the file as it is by now: nothing is typed, the page is compared with it
    ```yaml …                                   the same for data and cases
    ```console exit=1                           `$ guiju …`, then what it prints; without `exit` it must end with 0

A line "begins so" when its first words are those; the sentences before the listing must name them too, so
that a reader knows where to type. In printed text a line `…` stands for lines left out; what is shown must be
parts of the real output, in its order. `--update-golden` rewrites the printed text and the listings marked
`now`; of a part that is shown it looks for the first and the last line, or what comes closest to them.
"""

from __future__ import annotations

import io
import re
import shlex
import sys
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from guiju.cli import main

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"tutorial.zh-CN.md": "zh_CN.UTF-8", "tutorial.md": "en_US.UTF-8"}
FENCE = re.compile(r"^```(rule|yaml|console)(?: ([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CUT = "…"


@dataclass(frozen=True)
class Block:
    """A fenced block, the sentences before it, and where its body stands in the page."""

    kind: str
    settings: dict[str, str]
    body: str
    before: str
    start: int
    end: int

    @property
    def command(self) -> str:
        return self.body.split("\n", 1)[0].removeprefix("$ ") if self.kind == "console" else ""


def blocks(page: str) -> list[Block]:
    found: list[Block] = []
    last = 0
    for fence in FENCE.finditer(page):
        words = (word.partition("=") for word in shlex.split(fence[2] or ""))
        settings = {key: value for key, _, value in words}
        found.append(
            Block(fence[1], settings, fence[3], page[last : fence.start()], fence.start(3), fence.end(3))
        )
        last = fence.end()
    return found


def block_of_lines(lines: list[str], anchor: str) -> tuple[int, int]:
    """From the one line that begins with the words of `anchor` to the last line that is indented below it."""
    words = anchor.split()
    (first,) = (number for number, line in enumerate(lines) if line.split()[: len(words)] == words)
    depth = len(lines[first]) - len(lines[first].lstrip())
    end = first + 1
    while end < len(lines) and lines[end].strip() and len(lines[end]) - len(lines[end].lstrip()) > depth:
        end += 1
    return first, end


def typed(block: Block, path: Path) -> str:
    """The text of a file once a listing has been typed into it."""
    how = block.settings
    if "end" in how:
        return path.read_text(encoding="utf-8") + "\n" + block.body
    if "after" not in how and "replace" not in how:
        return block.body
    anchor = how.get("after") or how["replace"]
    assert anchor in block.before, f"the text does not say where: {anchor}"
    lines = path.read_text(encoding="utf-8").splitlines()
    first, end = block_of_lines(lines, anchor)
    lines[end if "after" in how else first : end] = block.body.splitlines()
    return "\n".join(lines) + "\n"


def printed(block: Block, monkeypatch: pytest.MonkeyPatch) -> str:
    """What a command prints, as a reader sees it: results and messages one after the other."""
    screen = io.StringIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", screen)
        patch.setattr(sys, "stderr", screen)
        name, *arguments = shlex.split(block.command)
        assert name == "guiju"
        code = main(arguments)
    text = "\n".join(line.rstrip() for line in screen.getvalue().splitlines())
    assert code == int(block.settings.get("exit", 0)), f"{block.command}: exit {code}\n{text}"
    return text


def parts(shown: str) -> list[list[str]]:
    """What is shown, cut where lines are left out."""
    found: list[list[str]] = [[]]
    for line in shown.splitlines():
        if line.strip() == CUT:
            found.append([])
        else:
            found[-1].append(line)
    return found


def closest(line: str, lines: list[str], start: int) -> int:
    """The place of a line, of the first one that goes on from it, or of the most similar one."""
    text = line.strip()
    for at in range(start, len(lines)):
        if lines[at].strip().startswith(text):
            return at
    return max(range(start, len(lines)), key=lambda at: SequenceMatcher(None, line, lines[at]).ratio())


def refreshed(shown: str, actual: str) -> str:
    """What is shown, in the words of the actual output, with the same lines left out."""
    pieces, lines = parts(shown), actual.splitlines()
    if len(pieces) == 1:
        return actual + "\n"
    at, result = 0, []
    for piece in pieces:
        first = at
        if piece:
            first = closest(piece[0], lines, at)
            at = closest(piece[-1], lines, first) + 1
        result.append("".join(f"{line}\n" for line in lines[first:at]))
    return f"{CUT}\n".join(result)


def is_shown(shown: str, actual: str) -> bool:
    """Whether every part stands in the output, one after the other; without a cut it is the output."""
    pieces, lines = parts(shown), actual.splitlines()
    if len(pieces) == 1:
        return pieces[0] == lines
    at = 0
    for piece in pieces:
        places = [n for n in range(at, len(lines) + 1) if lines[n : n + len(piece)] == piece]
        if not places:
            return False
        at = places[0] + len(piece)
    return True


@pytest.mark.parametrize("name", list(PAGES))
def test_every_listing_and_every_output(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", PAGES[name])
    update = request.config.getoption("--update-golden")
    new: list[tuple[Block, str]] = []
    for block in blocks(page):
        if block.kind == "console":
            _, _, shown = block.body.partition("\n")
            actual = printed(block, monkeypatch)
            if not is_shown(shown, actual):
                assert update, f"$ {block.command}\n{actual}\n\nrun with --update-golden to write it anew"
                shown = refreshed(shown, actual)
                assert is_shown(shown, actual), f"$ {block.command}\n{actual}\n\nchoose by hand what is shown"
                new.append((block, f"$ {block.command}\n{shown}"))
            continue
        path = tmp_path / block.settings["file"]
        if "now" not in block.settings:
            path.write_text(typed(block, path), encoding="utf-8")
        elif block.body != (text := path.read_text(encoding="utf-8")):
            assert update, f"{path.name} is now\n{text}\n\nrun with --update-golden to write it anew"
            new.append((block, text))
    for block, text in reversed(new):
        page = page[: block.start] + text + page[block.end :]
    if new:
        (DOCS / name).write_text(page, encoding="utf-8")


def test_the_two_pages_take_the_same_steps() -> None:
    zh, en = ((DOCS / name).read_text(encoding="utf-8") for name in PAGES)
    steps = [
        [
            (one.kind, one.command.partition(" --only ")[0], sorted(one.settings), one.settings.get("exit"))
            for one in blocks(page)
        ]
        for page in (zh, en)
    ]
    assert steps[0] == steps[1]
    assert zh.count("\n## ") == en.count("\n## ")
    assert zh.count("```") == en.count("```") == 2 * len(steps[0]), (
        "every listing is one of those that are run"
    )


def test_the_two_standards_give_the_same_totals() -> None:
    """The English standard is the Chinese one in other words."""
    found = []
    for name in PAGES:
        page = (DOCS / name).read_text(encoding="utf-8")
        shown = "".join(one.body for one in blocks(page) if one.command.startswith("guiju evaluate"))
        found.append(re.findall(r"^  (?:总分|total) (.*)$", shown, re.MULTILINE))
    assert found[0] == found[1]
    assert len(found[0]) == 4
