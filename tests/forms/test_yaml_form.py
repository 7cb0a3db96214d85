"""The form as a data file: untouched it says nothing, its comments say what the rules say, filled in it is a town."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.api import load, read_town
from guiju.cli.main import main
from guiju.diagnostics.model import Lang
from guiju.forms.filled import Filled
from guiju.forms.yaml_form import to_yaml
from guiju.numbers.states import Missing
from guiju.shipped import shipped

PACKS = [
    shipped("rules") / name for name in ("db1409-1/detail.rule", "hdi/hdi.rule", "sme-cluster/cluster.rule")
]


@pytest.mark.parametrize("rules", PACKS, ids=lambda path: path.parent.name)
@pytest.mark.parametrize("lang", Lang)
def test_untouched_it_says_nothing(rules: Path, lang: Lang, tmp_path: Path) -> None:
    book = load(rules)
    path = tmp_path / "form.yaml"
    path.write_text(to_yaml(book.model, lang, Filled("甲镇"), experts=2), encoding="utf-8")
    town = read_town(path, book)
    assert town.name == "甲镇"
    assert all(isinstance(datum.value, Missing) for datum in town.values.values())
    assert all(isinstance(datum.value, Missing) for row in town.marks.values() for datum in row.values())
    assert all(isinstance(datum.value, Missing) for datum in town.rulings.values())


def test_every_input_stands_once_with_what_the_rules_say() -> None:
    book = load(PACKS[0]).model
    text = to_yaml(book, Lang.ZH)
    for name, entry in book.inputs.items():
        assert len(re.findall(rf"^  {re.escape(name)}:", text, re.MULTILINE)) == 1
        for note in (*entry.remarks.notes, *entry.providers):
            assert " ".join(note.split()) in text


def test_filled_in_it_is_a_town(tmp_path: Path) -> None:
    book = load(PACKS[0])
    text = to_yaml(book.model, Lang.ZH, Filled("甲镇", "", "2023-12-31", 2023))
    text = re.sub(
        r"(?m)^  特色产业产值:\n    值: 未提供\n    # 来源: ",
        "  特色产业产值:\n    值: 120.89 亿元\n    来源: 年鉴",
        text,
    )
    (tmp_path / "form.yaml").write_text(text, encoding="utf-8")
    town = read_town(tmp_path / "form.yaml", book)
    assert str(town.values["特色产业产值"].value) == "12089000000"
    assert town.values["特色产业产值"].provenance.source == "年鉴"
    assert (town.data_date, town.year) == ("2023-12-31", 2023)


@pytest.mark.parametrize("name", ["form.yaml", "form.xlsx"])
def test_the_command(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, rules = tmp_path / name, str(PACKS[2])
    words = [
        "template",
        rules,
        "-o",
        str(path),
        "--town",
        "甲镇",
        "--year",
        "2024",
        "--experts",
        "1",
        "--lang",
        "zh",
    ]
    assert main(words) == 0
    before = path.read_bytes()
    assert main(words) == 2  # never over a file
    assert main([*words, "--force"]) == 0
    assert path.read_bytes() == before
    assert main(["evaluate", str(path), "--lang", "zh"]) == 4  # finds the rules, and nothing is known
    assert "甲镇" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    ["f.pdf", "f.xlsx --year 99", "f.xlsx --date 2024-02-30", "f.xlsx --experts 99", "f.xlsx --experts -1"],
)
def test_what_is_refused(words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["template", str(PACKS[2]), "-o", *words.split()]) == 2
    assert list(tmp_path.iterdir()) == []
