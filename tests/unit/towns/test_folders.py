"""A folder as input: which of its files are towns, in which order, and what is said of the others."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from guiju.towns.bind import Result
from guiju.towns.opened import open_all, read_towns
from tests.books import Rows, Stored, workbook
from tests.unit.towns.samples import BINDER

links = pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")


def town(name: str, more: str = "") -> str:
    return f"镇: {name}\n{more}数据: {{产值: 3}}\n"


def fill(folder: Path, files: dict[str, str | bytes]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return folder


def read(folder: Path) -> list[Result]:
    return list(read_towns(folder, BINDER))


def names(results: list[Result]) -> list[str | None]:
    return [town.name if town else None for town, _ in results]


def codes(results: list[Result]) -> list[str]:
    return [finding.code.id for _, found in results for finding in found]


def book(name: str) -> bytes:
    rows: Rows = [["镇", "产值"], [name, Stored("3")]]
    return workbook({"表": rows})


def test_every_data_file_is_a_town_in_the_order_of_the_names(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "c.yml": town("丙"),
        "a.json": '{"镇": "甲", "数据": {"产值": 3}}',
        "d.xlsx": book("丁"),
        "b.YAML": town("乙"),
    }
    results = read(fill(tmp_path, files))
    assert not codes(results)
    assert names(results) == ["甲", "乙", "丙", "丁"]


def test_tables_in_text_are_one_book_beside_the_other_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.yaml": town("戊"),
        "数据.csv": "镇,产值\n甲,1\n乙,2\n",
        "平台.tsv": "镇\t名称\n甲\t检测中心\n",
    }
    results = read(fill(tmp_path, files))
    assert names(results) == ["甲", "乙", "戊"]
    first = results[0][0]
    assert first is not None
    assert [file.name for file in first.files] == ["平台.tsv", "数据.csv"]


def test_a_shared_file_is_no_town_whatever_its_name(tmp_path: Path) -> None:
    shared = "数据: {人口: 5}\n"
    files: dict[str, str | bytes] = {
        "a-shared.yaml": "共用: [b-shared.yaml]\n数据: {增速: 3%}\n",
        "b-shared.yaml": shared,
        "m.yaml": town("甲", "共用: [a-shared.yaml]\n"),
        "z-shared.yaml": "数据: {级别: 省级}\n",
        "n.yaml": town("乙", "共用: [z-shared.yaml]\n"),
    }
    results = read(fill(tmp_path, files))
    assert not codes(results)
    assert names(results) == ["甲", "乙"]


def test_a_document_that_nobody_shares_is_told_of(tmp_path: Path) -> None:
    """Two that share each other and no town does are both told of: a circle hides nothing."""
    files: dict[str, str | bytes] = {
        "a.yaml": "共用: [b.yaml]\n数据: {产值: 3}\n",
        "b.yaml": "共用: [a.yaml]\n数据: {人口: 3}\n",
        "c.yaml": town("丙"),
    }
    results = read(fill(tmp_path, files))
    assert names(results) == ["丙", None, None]
    assert set(codes(results)) >= {"I860", "I881"}


def test_a_broken_shared_file_is_told_of_by_its_town_alone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.yaml": "数据: [\n", "m.yaml": town("甲", "共用: [a.yaml]\n")}
    results = read(fill(tmp_path, files))
    assert names(results) == [None]
    assert codes(results) == ["I817"]


def test_what_is_no_data_is_left_out(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "~$甲.xlsx": b"\x07lock",
        ".hidden.yaml": "x",
        "r.rule": "标准",
        "readme.md": "#",
        "notes.txt": "镇,产值\n",
        "甲.pdf": b"%PDF-1.4",
        "甲.yaml": town("甲"),
    }
    (tmp_path / "deeper.yaml").mkdir()
    fill(tmp_path / "deeper.yaml", {"乙.yaml": town("乙")})
    assert names(read(fill(tmp_path, files))) == ["甲"]


@pytest.mark.parametrize("name", ["b.xls", "b.et", "b.ods"])
def test_a_workbook_of_another_format_is_an_error(tmp_path: Path, name: str) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
    results = read(fill(tmp_path, {"a.yaml": town("甲"), name: old, "c.yaml": town("丙")}))
    assert names(results) == ["甲", None, "丙"]
    assert codes(results) == ["I901"]


def test_a_folder_without_data(tmp_path: Path) -> None:
    results = read(fill(tmp_path, {"r.rule": "标准"}))
    assert names(results) == [None]
    assert codes(results) == ["I986"]


def test_one_town_in_two_files(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"a.yaml": town("甲"), "b.yaml": town("甲"), "c.csv": "镇,产值\n甲,1\n"}
    results = read(fill(tmp_path, files))
    assert names(results) == ["甲", None, None]
    assert codes(results) == ["I987", "I987"]


@links
def test_a_link_out_of_the_folder_is_not_read(tmp_path: Path) -> None:
    fill(tmp_path, {"secret.yaml": town("密"), "secret.csv": "镇,产值\n密,1\n"})
    folder = fill(tmp_path / "towns", {"a.yaml": town("甲"), "inside.yaml": town("乙")})
    (folder / "in.yaml").symlink_to("inside.yaml")
    (folder / "out.yaml").symlink_to("../secret.yaml")
    results = read(folder)
    assert names(results) == ["甲", "乙", None, None]
    assert codes(results) == ["I987", "I801"]
    (folder / "in.yaml").unlink()
    (folder / "out.csv").symlink_to("../secret.csv")
    assert names(read(folder)) == ["甲", "乙", None, None]
    fill(folder, {"t.csv": "镇,产值\n丁,1\n"})
    # The tables are one book: without one of them none is used.
    assert names(read(folder)) == [None, "甲", "乙", None]


def test_no_more_than_one_file_is_open(tmp_path: Path) -> None:
    """The first town is there before the second file has been looked at."""
    folder = fill(tmp_path, {f"{number:03}.yaml": town(f"镇{number}") for number in range(5)})
    found = iter(open_all(folder))
    assert next(found)[0].name == "000.yaml"
    (folder / "001.yaml").write_text(town("后来改的"), encoding="utf-8")
    path, (files, _) = next(found)
    assert files is not None
    ((second, _),) = files.towns(BINDER)
    assert second is not None
    assert (path.name, second.name) == ("001.yaml", "后来改的")
