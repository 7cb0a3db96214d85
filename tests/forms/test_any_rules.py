"""Whatever rules the cases are made of: their schema is one, and their forms are read as saying nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from guiju.api import Rulebook
from guiju.cases import read_cases
from guiju.diagnostics.model import Lang
from guiju.forms.filled import Filled
from guiju.forms.workbook import to_workbook
from guiju.forms.yaml_form import to_yaml
from guiju.numbers.states import Missing
from guiju.pipeline import check_source
from guiju.source import Source
from guiju.towns.strict_yaml import load as read_tree
from tests.forms.test_workbook import read

FOLDER = Path(__file__).parents[1] / "cases"
FILES = sorted(FOLDER.rglob("*.yaml"))


def _books(path: Path) -> list[Rulebook]:
    """The rulebooks of a file of cases, each once."""
    sources = {case.rules.text: case.rules for case in read_cases(path)}
    checked = [check_source(source).rulebook for source in sources.values()]
    return [Rulebook(book) for book in checked if book is not None]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_forms_and_schema(path: Path) -> None:
    for book in _books(path)[:3]:
        document = {"镇": "甲", "数据": dict.fromkeys(book.model.inputs, "未提供")}
        assert Draft202012Validator(book.schema()).is_valid(document)
        lang = Lang.EN if "english" in path.stem else Lang.ZH
        town, found = read(to_workbook(book.model, lang, Filled("甲镇"), experts=1), book)
        assert town is not None, [(f.code.id, f.message.zh, str(f.place)) for f in found]
        assert not found
        assert all(isinstance(datum.value, Missing) for datum in town.values.values())
        root, said = read_tree(Source("f.yaml", to_yaml(book.model, lang, Filled("甲镇"))))
        assert root is not None, said
        same, problems = book.binder.town_of_tree(root, file="f.yaml", may_be_empty=True)
        assert same is not None, [(f.code.id, f.message.zh) for f in problems]
        assert all(isinstance(datum.value, Missing) for datum in same.values.values())
