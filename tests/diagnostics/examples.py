"""Pages of diagnostics read back: their examples run through the engine as a user would."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from guiju.api import DataError, Rulebook, RuleError, load
from guiju.cli.fmt import VOCABULARY
from guiju.cli.towns import observations
from guiju.diagnostics.model import Diagnostic, Lang
from guiju.pipeline import check_file
from guiju.shipped import shipped
from guiju.syntax.files import read_rules
from guiju.syntax.format import format_source
from guiju.towns.joined import join
from guiju.towns.model import Town
from guiju.towns.opened import read_town, read_towns, rules_path
from tests.books import Error, Formula, Sheet, Stored, workbook
from tests.forms.filling import form

PAGES = shipped("diagnostics")
HEADINGS = ("含义 · What it means", "错误示例 · Wrong", "改正后 · Right", "为什么 · Why")
WRONG, RIGHT = HEADINGS[1], HEADINGS[2]

_RULES, _TOWN, _FOLDER = "rules.rule", "town.yaml", "towns"
_BLOCK = re.compile(r"^```(.+)\n((?s:.*?))\n```$", re.MULTILINE)

# All that an example may call to make a text that is too long, or cannot be seen, on a page.
_NAMES: dict[str, Any] = {
    "__builtins__": {},
    "range": range,
    "str": str,
    **{made.__name__: made for made in (workbook, Sheet, Stored, Formula, Error, form)},
}


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: the words after the fence, and the text."""

    info: tuple[str, ...]
    text: str

    @property
    def is_town(self) -> bool:
        """A town in a file of another name than `town.yaml`, or a folder of towns."""
        return self.is_folder or (len(self.info) > 1 and self.info[1].startswith("town."))

    @property
    def is_folder(self) -> bool:
        """Files of one folder: `generate folder`."""
        return self.info == ("generate", "folder")

    @property
    def joins(self) -> bool:
        """One of the files that are put together: `yaml join NAME.yaml`."""
        return self.info[1:2] == ("join",)

    def content(self) -> Any:
        """The text of the file; of a `generate` block what its expression makes."""
        if self.info[0] == "generate":
            return eval(self.text, dict(_NAMES))  # our own pages, and nothing in reach to call
        return self.text + "\n"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its first line, and its sections by heading in their order."""

    title: str
    sections: Mapping[str, str]

    def blocks(self, heading: str) -> tuple[Block, ...]:
        """The fenced blocks of a section."""
        found = _BLOCK.findall(self.sections[heading])
        return tuple(Block(tuple(info.split()), text) for info, text in found)


def page(code: str) -> Page:
    """The page of a code."""
    title, *sections = re.split(
        r"^## ", (PAGES / f"{code}.md").read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    parts = (section.partition("\n") for section in sections)
    return Page(title.strip(), {heading: body for heading, _, body in parts})


def findings(code: str, heading: str, folder: Path) -> tuple[Diagnostic, ...]:
    """What the example of a page leads to; `folder` is the current one, so that places have short names."""
    whole = page(code)
    blocks = whole.blocks(heading)
    setup = tuple(
        block
        for block in whole.blocks(WRONG)
        if not block.is_town and (block.info[-1] == "setup" or len(block.info) == 2)
    )
    if any(block.joins for block in blocks):
        return _joined(whole.blocks(WRONG)[0], blocks, folder)
    if any(block.info == ("rule", "setup") for block in setup):
        return _town(
            code, (*setup, *(block for block in blocks if len(block.info) == 1 or block.is_town)), folder
        )
    beside, blocks = _beside(setup), tuple(block for block in blocks if block not in setup)
    for name, text in beside.items():
        _write(folder / name, text)
    (block,) = blocks
    _write(folder / _RULES, block.content())
    if block.info[1:2] == ("as-of",):
        return _as_of(_RULES, block.info[2])
    if block.info[1:2] == ("folder",):
        return _as_of(".", block.info[2])
    if block.info[1:2] == ("readings",):
        return _read_as(block.info[2])
    if block.info[1:2] == ("to",):
        return _translated(Lang(block.info[2]))
    return check_file(Path(_RULES)).findings


def _beside(setup: tuple[Block, ...]) -> Mapping[str, str]:
    """Further rule files of an example: `rule NAME.rule`, or all that `generate setup` makes."""
    files: dict[str, str] = {}
    for block in setup:
        if block.info == ("generate", "setup"):
            files.update(block.content())
        elif block.info[0] == "rule" and block.info[1].endswith(".rule"):
            files[block.info[1]] = block.content()
    return files


def _as_of(path: str, date: str) -> tuple[Diagnostic, ...]:
    try:
        return load(path, date).findings
    except RuleError as error:
        return error.diagnostics


def _read_as(asked: str) -> tuple[Diagnostic, ...]:
    """What `--readings` says: `all`, or one reading and its option."""
    rulebook = load(_RULES)
    name, _, option = asked.partition("=")
    try:
        if asked == "all":
            rulebook.compare_readings({})
            return rulebook.findings
        return rulebook.under({name: option}).findings
    except RuleError as error:
        return error.diagnostics


def _translated(lang: Lang) -> tuple[Diagnostic, ...]:
    """What `check` says of the file, and what `fmt --to` says."""
    source, _ = read_rules(Path(_RULES))
    assert source is not None
    return (*check_file(Path(_RULES)).findings, *format_source(source, VOCABULARY, lang).problems)


def _town(code: str, blocks: tuple[Block, ...], folder: Path) -> tuple[Diagnostic, ...]:
    """A town file, and the files it needs, or a folder of them (`generate folder`); codes of data for other rules are
    read as with `--rules`.
    """
    content: Any = None
    name = _TOWN
    for block in blocks:
        if block.info == ("rule", "setup"):
            _write(folder / _RULES, block.content())
        elif len(block.info) == 2 and not block.is_town:
            _write(folder / block.info[1], block.content())
        else:
            content = block.content()
            name = block.info[1] if block.is_town else name
    rulebook = load(_RULES)
    if blocks[-1].is_folder:
        return _folder(content, rulebook)
    if isinstance(content, dict) and _TOWN not in content:
        return rulebook.binder.town_of_mapping(content)[1]
    files = content if isinstance(content, dict) else {name: content}
    for file, text in files.items():
        _write(folder / file, text)
    _, problems = rules_path(name)
    if any(finding.is_error and finding.code.id != "I886" for finding in problems):
        return problems
    if name == _TOWN and problems:
        return problems
    town, found = read_town(name, rulebook.binder, lenient=code in ("I832", "I874"))
    if town is None:
        return found
    try:
        return (*found, *observations(rulebook.evaluate(town)))
    except DataError as error:
        return (*found, *error.diagnostics)


def _joined(rules: Block, blocks: tuple[Block, ...], folder: Path) -> tuple[Diagnostic, ...]:
    """Several files that are put together to one town."""
    _write(folder / _RULES, rules.content())
    rulebook = load(_RULES)
    towns: list[Town] = []
    found: list[Diagnostic] = []
    for block in blocks:
        if block.joins:
            _write(folder / block.info[2], block.content())
            town, said = read_town(block.info[2], rulebook.binder)
            found += said
            towns += [town] if town is not None else []
    whole, said = join(towns)
    found += said
    return (*found, *observations(rulebook.evaluate(whole))) if whole is not None else tuple(found)


def _folder(files: Mapping[str, str], rulebook: Rulebook) -> tuple[Diagnostic, ...]:
    """What is said of a folder that holds these files."""
    Path(_FOLDER).mkdir(exist_ok=True)
    for name, text in files.items():
        _write(Path(_FOLDER, name), text)
    return tuple(one for _, found in read_towns(_FOLDER, rulebook.binder) for one in found)


def _write(path: Path, content: str | bytes) -> None:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
