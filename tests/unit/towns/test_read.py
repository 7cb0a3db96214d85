"""Files of a town on the disk."""

from __future__ import annotations

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from guiju import limits
from guiju.diagnostics.model import Diagnostic
from guiju.towns.model import Town
from guiju.towns.opened import read_town, rules_path
from guiju.towns.paths import path_problem
from guiju.towns.read import open_town
from tests.unit.towns.samples import BINDER

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as on POSIX")


def write(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def town_sharing(
    folder: Path, *names: str, data: str = "{产值: 3}"
) -> tuple[Town | None, tuple[Diagnostic, ...]]:
    listed = ", ".join(f"'{name}'" for name in names)
    path = write(folder, "town.yaml", f"镇: 甲\n共用: [{listed}]\n数据: {data}\n")
    return read_town(path, BINDER)


def ids(found: tuple[Diagnostic, ...]) -> list[str]:
    return [d.code.id for d in found]


# -- shared files --------------------------------------------------------------------------------------------


def test_shared_files_are_merged_and_fingerprinted(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "数据: {人口: {值: 5, 来源: x}}\n")
    write(tmp_path, "sub/b.yaml", "共用: [c.yaml]\n数据: {增速: 5%}\n")
    write(tmp_path, "sub/c.yaml", "数据: {级别: 省级}\n")
    town, found = town_sharing(tmp_path, "a.yaml", "sub/b.yaml", "a.yaml")
    assert not found
    assert town is not None
    assert [file.name for file in town.files] == ["town.yaml", "a.yaml", "sub/b.yaml", "sub/c.yaml"]
    assert town.values["人口"].provenance.file == "a.yaml"
    assert town.values["级别"].provenance.file == "sub/c.yaml"
    assert town.fingerprint.startswith("sha256:")
    write(tmp_path, "sub/c.yaml", "数据: {级别: 市级}\n")
    again, _ = read_town(tmp_path / "town.yaml", BINDER)
    assert again is not None
    assert again.fingerprint != town.fingerprint
    assert again.files[:3] == town.files[:3]


def test_the_fingerprint_is_the_same_for_every_kind_of_line_end_and_folder(tmp_path: Path) -> None:
    text = "镇: 甲\n共用: [a.yaml]\n数据: {产值: 3}\n"
    found = []
    for folder, end in (("x", "\n"), ("y", "\r\n"), ("z", "\r")):
        write(tmp_path / folder, "a.yaml", "数据: {人口: 5}".replace("\n", end))
        path = write(tmp_path / folder, "town.yaml", text.replace("\n", end))
        town, _ = read_town(path, BINDER)
        assert town is not None
        found.append((town.fingerprint, town.files, town.values))
    assert found[0] == found[1] == found[2]


def test_a_name_in_two_files_shows_both_places(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "数据:\n  产值: 4\n")
    town, (finding,) = town_sharing(tmp_path, "a.yaml")
    assert town is None
    assert finding.code.id == "I884"
    assert finding.place is not None
    assert finding.place.source.name.endswith("a.yaml")
    assert finding.place.position.line == 2
    (label,) = finding.labels
    assert label.place.source.name.endswith("town.yaml")


def test_a_shared_file_holds_only_data(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "镇: 乙\n数据: {人口: 4}\n")
    town, found = town_sharing(tmp_path, "a.yaml")
    assert town is None
    assert ids(found) == ["I830"]


NOT_ALLOWED = (
    *(
        "../a.yaml",
        "sub/../../a.yaml",
        "..",
        ".",
        "",
        " ",
        "./a.yaml",
        "a//b.yaml",
        "a/",
        "a.yaml.",
        "a.yaml ",
        " a.yaml",
    ),
    *(
        "/etc/passwd",
        "C:a.yaml",
        "C:/a.yaml",
        "C:\\a.yaml",
        "\\\\srv\\s\\a.yaml",
        "//srv/s/a.yaml",
        "a.yaml:stream",
    ),
    *("~/a.yaml", "~x", "%2e%2e/a.yaml", "a%00.yaml", "http://127.0.0.1/a.yaml", "file:///etc/passwd"),
    *("CON", "nul", "con.yaml", "sub/NUL.txt", "LPT1", "com¹.yaml", "aux.", "x" * 500),
)


@pytest.mark.parametrize("name", NOT_ALLOWED, ids=lambda name: repr(name)[:20])
def test_paths_that_could_leave_the_folder_are_refused(tmp_path: Path, name: str) -> None:
    write(tmp_path, "a.yaml", "数据: {人口: 5}\n")
    inner = tmp_path / "inner"
    town, found = town_sharing(inner, name)
    assert town is None
    assert ids(found) == ["I880"]
    assert found[0].place is not None
    assert found[0].place.position.line == 2


@pytest.mark.parametrize("name", ["a\0b", "a\nb", "a\x1bb"])
def test_control_characters_in_paths(name: str) -> None:
    assert path_problem(name, upwards=True) is not None


@pytest.mark.parametrize(
    "name", ["a.yaml", "sub/a.yaml", "各县.yaml", "console.yaml", "50%.yaml", "a..b.yaml", ".a.yaml"]
)
def test_plain_paths_are_allowed(name: str) -> None:
    assert path_problem(name, upwards=False) is None


@posix
def test_links_may_not_leave_the_folder(tmp_path: Path) -> None:
    write(tmp_path, "secret.yaml", "数据: {人口: 5}\n")
    inner = tmp_path / "inner"
    write(inner, "real.yaml", "数据: {增速: 5%}\n")
    (inner / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (inner / "in.yaml").symlink_to(inner / "real.yaml")
    (inner / "up").symlink_to(tmp_path)
    (inner / "loop.yaml").symlink_to(inner / "loop.yaml")
    assert ids(town_sharing(inner, "out.yaml")[1]) == ["I880"]
    assert ids(town_sharing(inner, "up/secret.yaml")[1]) == ["I880"]
    assert ids(town_sharing(inner, "loop.yaml")[1]) == ["I801"]
    town, found = town_sharing(inner, "in.yaml")
    assert not found
    assert town is not None


def test_the_case_of_a_file_name_counts_on_every_system(tmp_path: Path) -> None:
    write(tmp_path, "sub/Counties.yaml", "数据: {人口: 5}\n")
    town, (finding,) = town_sharing(tmp_path, "sub/counties.yaml")
    assert town is None
    assert finding.code.id == "I883"
    assert "sub/Counties.yaml" in finding.message.zh


def test_circles(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "共用: [b.yaml]\n数据: {人口: 5}\n")
    write(tmp_path, "b.yaml", "共用: [a.yaml]\n")
    town, (finding,) = town_sharing(tmp_path, "a.yaml")
    assert town is None
    assert finding.code.id == "I881"
    assert "a.yaml → b.yaml → a.yaml" in finding.message.zh
    assert ids(town_sharing(tmp_path, "town.yaml")[1]) == ["I881"]


def test_too_many_shared_files(tmp_path: Path) -> None:
    names = [f"{i}.yaml" for i in range(limits.SHARED_FILES + 1)]
    for name in names:
        write(tmp_path, name, "数据: {}\n")
    town, found = town_sharing(tmp_path, *names)
    assert town is None
    assert ids(found) == ["I882"]


def test_a_long_chain_of_shared_files(tmp_path: Path) -> None:
    for i in range(limits.SHARED_FILES + 5):
        write(tmp_path, f"{i}.yaml", f"共用: {i + 1}.yaml\n")
    town, found = town_sharing(tmp_path, "0.yaml")
    assert town is None
    assert ids(found) == ["I882"]


def test_all_shared_files_together_are_limited(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        write(tmp_path, name, "#" * 3_000_000 + "\n数据: {}\n")
    town, found = town_sharing(tmp_path, "a.yaml", "b.yaml")
    assert town is None
    assert ids(found) == ["I820"]


@pytest.mark.parametrize(
    ("text", "code"), [("共用: {a: b}", "I815"), ("共用: [[a]]", "I815"), ("共用: 没有.yaml", "I801")]
)
def test_other_mistakes_in_the_list(tmp_path: Path, text: str, code: str) -> None:
    path = write(tmp_path, "town.yaml", f"镇: 甲\n{text}\n数据: {{产值: 3}}\n")
    town, found = read_town(path, BINDER)
    assert town is None
    assert ids(found) == [code]


def test_mistakes_of_all_files_come_together(tmp_path: Path) -> None:
    write(tmp_path, "a.yaml", "数据:\n  人口: 12万\n")
    town, found = town_sharing(tmp_path, "a.yaml", data="{产值: 7 户}")
    assert town is None
    assert ids(found) == ["I849", "I848"]


# -- bytes ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "line", "guess"),
    [
        ("镇: 甲\n数据: {简介: 铸造}\n".encode("gbk"), 1, "GBK"),
        ("镇: 甲\n".encode("utf-16"), 1, "UTF-16"),
        ("镇: 甲\n数据: {简介: ".encode() + "铸".encode()[:2] + b"}\n", 2, ""),
        (b"\xef\xbb\xbfa: 1\nb: 2\nc: \xff\n", 3, ""),
    ],
)
def test_other_encodings(tmp_path: Path, data: bytes, line: int, guess: str) -> None:
    town, (finding,) = read_town(write(tmp_path, "town.yaml", data), BINDER)
    assert town is None
    assert finding.code.id == "I802"
    assert guess in finding.message.zh
    assert finding.place is not None
    assert finding.place.position.line == line


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    town, found = read_town(
        write(tmp_path, "town.yaml", b"\xef\xbb\xbf" + "镇: 甲\n数据: {产值: 3}\n".encode()), BINDER
    )
    assert not found
    assert town is not None


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "town.yaml"
    with path.open("wb") as stream:
        stream.truncate(2**30)  # sparse: takes no room
    start = time.perf_counter()
    town, (finding,) = read_town(path, BINDER)
    assert town is None
    assert finding.code.id == "I820"
    assert time.perf_counter() - start < 0.5


def test_what_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path / "no.yaml", tmp_path / "a\0b", Path(os.devnull)):
        town, found = read_town(path, BINDER)
        assert town is None
        assert ids(found) == ["I801"]
        assert rules_path(path) == (None, found)
        assert open_town(path) == (None, found)


@posix
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert ids(read_town(tmp_path / "pipe.yaml", BINDER)[1]) == ["I801"]
    assert ids(town_sharing(tmp_path, "pipe.yaml")[1]) == ["I801"]
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.yaml"))
        assert ids(read_town(tmp_path / "s.yaml", BINDER)[1]) == ["I801"]


def test_each_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    real = os.open

    def counting(path: str | Path, *rest: int) -> int:
        opened.append(Path(path).name)
        return real(path, *rest)

    write(tmp_path, "a.yaml", "数据: {人口: 5}\n")
    monkeypatch.setattr(os, "open", counting)
    town, _ = town_sharing(tmp_path, "a.yaml", "a.yaml")
    assert town is not None
    assert opened.count("town.yaml") == 1
    assert opened.count("a.yaml") == 1


# -- the rules -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["规则", "rules"])
@pytest.mark.parametrize("name", ["x.rule", "../x.rule", "../../y/x.rule", "sub/x.rule"])
def test_rules_are_seen_from_the_file(tmp_path: Path, key: str, name: str) -> None:
    path = write(tmp_path, "town.yaml", f"{key}: {name}\n")
    assert rules_path(path) == (tmp_path / name, ())


@pytest.mark.parametrize(
    "name", ["/x.rule", "C:/x.rule", "http://x/y.rule", "file:x", "a/../x.rule", "~/x.rule", "''", "..\\x"]
)
def test_rules_that_are_not_allowed(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, "town.yaml", f"镇: 甲\n规则: {name}\n数据: {{产值: 3}}\n")
    rules, found = rules_path(path)
    assert rules is None
    assert ids(found) == ["I885"]


def test_a_file_that_names_no_rules(tmp_path: Path) -> None:
    path = write(tmp_path, "town.yaml", "镇: 甲\n数据: {产值: 3}\n")
    assert ids(rules_path(path)[1]) == ["I886"]
    assert ids(rules_path(write(tmp_path, "bad.yaml", "a: [\n"))[1]) == ["I817"]
    town, found = read_town(path, BINDER)
    assert not found
    assert town is not None


def test_one_reading_serves_rules_and_data(tmp_path: Path) -> None:
    files, found = open_town(write(tmp_path, "town.yaml", "镇: 甲\n规则: ../x.rule\n数据: {产值: 3}\n"))
    assert not found
    assert files is not None
    assert files.rules == tmp_path / "../x.rule"
    town, _ = files.bind(BINDER)
    assert town is not None
