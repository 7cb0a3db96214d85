"""The tables kept in the user's cache are those that lark makes; a file that cannot be trusted is not read."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from guiju.shipped import shipped
from guiju.source import Source
from guiju.syntax import kept
from guiju.syntax.build_statements import StatementBuild
from guiju.syntax.driver import Driver
from guiju.syntax.grammar import grammar_text, parser
from guiju.syntax.kept import directory, kept_tables, name_in_wheel, sealed
from guiju.syntax.layout import Layout
from guiju.syntax.tables import Tables, tables_of

PACK = shipped("rules") / "db1409-1" / "detail.rule"
TABLES: Any = {
    "end": 0,
    "states": [{"$END": 0}],
    "rules": [],
    "reads": [0],
    "words": [[{}, []]],
    "patterns": {},
}
posix = pytest.mark.skipif(os.name != "posix", reason="owners and permissions are those of POSIX")


class Maker:
    """Makes tables and counts how often it is asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self) -> Tables:
        self.calls += 1
        made: Tables = TABLES
        return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache; it is not there yet."""
    monkeypatch.delenv("GUIJU_CACHE", raising=False)
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    found = directory()
    assert found is not None
    assert tmp_path in found.parents
    return found


def only_file(folder: Path) -> Path:
    (file,) = folder.iterdir()
    return file


def is_made_again(grammar: str = "g") -> bool:
    """Whether what is kept is not used; the user is told nothing either way."""
    make = Maker()
    assert kept_tables(grammar, make) == TABLES
    return make.calls == 1


# --- a hit ------------------------------------------------------------------------------------------------------------


def test_what_was_made_is_kept_and_read(folder: Path) -> None:
    assert is_made_again()
    assert not is_made_again()
    assert len(only_file(folder).stem) == 64


@posix
def test_nobody_else_may_read_or_write_it(folder: Path) -> None:
    assert is_made_again()
    assert folder.stat().st_mode & 0o777 == 0o700
    assert only_file(folder).stat().st_mode & 0o777 == 0o600


def test_kept_tables_give_the_same_tree(folder: Path) -> None:
    source = Source("t", PACK.read_text(encoding="utf-8"))
    made = tables_of(parser())
    first = kept_tables(grammar_text(), lambda: made)
    second = kept_tables(grammar_text(), Maker())
    assert first is made
    assert second == json.loads(json.dumps(made))
    assert Driver(first, Layout())(source.text, StatementBuild(source)) == Driver(second, Layout())(
        source.text, StatementBuild(source)
    )


@pytest.mark.slow
def test_a_text_without_a_mistake_is_checked_without_lark(folder: Path) -> None:
    command = (
        "import sys; from guiju.cli import main; code = main(); print('lark' in sys.modules); sys.exit(code)"
    )
    told = [run("-c", command, "check", str(PACK)) for _ in range(2)]
    assert [text.splitlines()[-1] for text in told] == ["True", "False"]
    assert told[0].splitlines()[:-1] == told[1].splitlines()[:-1]


# --- what the tables depend on ----------------------------------------------------------------------------------------


def test_another_grammar_has_another_file(folder: Path) -> None:
    assert is_made_again("one")
    assert is_made_again("two")
    assert not is_made_again("one")
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("changed", ["python", "lark", "form"])
def test_another_version_has_another_file(
    changed: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_made_again()
    if changed == "python":
        monkeypatch.setattr(sys, "version", "4.0")
    elif changed == "lark":
        (tmp_path / "lark.py").write_text('__version__ = "9"\n', encoding="utf-8")
        monkeypatch.setattr(kept, "find_spec", lambda name: FakeSpec(str(tmp_path / "lark.py")))
    else:
        (tmp_path / "tables.py").write_text("", encoding="utf-8")
        monkeypatch.setattr(kept, "__file__", str(tmp_path / "kept.py"))
    assert is_made_again()


class FakeSpec:
    def __init__(self, origin: str | None) -> None:
        self.origin = origin


def test_the_oldest_files_go(folder: Path) -> None:
    for number in range(12):
        assert is_made_again(str(number))
        for age, file in enumerate(sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)):
            os.utime(file, (age, age))
    assert len(list(folder.iterdir())) == 8
    assert not is_made_again("11")


# --- those of a wheel -------------------------------------------------------------------------------------------------


def test_a_wheel_carries_them(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "shipped", lambda kind: tmp_path)
    (tmp_path / name_in_wheel("g")).write_bytes(sealed(TABLES))
    monkeypatch.setenv("GUIJU_CACHE", "off")
    assert not is_made_again("g")
    assert is_made_again("another")
    (tmp_path / name_in_wheel("g")).write_bytes(sealed(TABLES)[:-1])
    assert is_made_again("g")


# --- what cannot be trusted -------------------------------------------------------------------------------------------


def spoil_digit(data: bytes) -> bytes:
    return data[:-20] + bytes([data[-20] ^ 1]) + data[-19:]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[: len(data) // 2],
        lambda data: data[:64],
        lambda data: data + b" ",
        spoil_digit,
        lambda data: b"\xff\xfe" + data,
        lambda data: data.partition(b"\n")[2],
        lambda data: b"{}",
        lambda data: b"null\n",
        lambda data: sealed(TABLES)[:-1] + b"\0",
        lambda data: hashlib.sha256(b"{").hexdigest().encode() + b"\n{",
    ],
)
def test_a_spoiled_file_is_made_again(spoil: Callable[[bytes], bytes], folder: Path) -> None:
    assert is_made_again()
    file = only_file(folder)
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    assert is_made_again()
    assert file.read_bytes() == whole
    assert not is_made_again()


@posix
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_others_may_write_is_not_read(where: str, mode: int, folder: Path) -> None:
    assert is_made_again()
    (folder if where == "folder" else only_file(folder)).chmod(mode | (0o700 if where == "folder" else 0))
    assert is_made_again()


@posix
@pytest.mark.parametrize("where", ["file", "folder"])
def test_what_belongs_to_another_is_not_read(
    where: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert is_made_again()
    other = os.geteuid() + 1
    if os.geteuid() == 0:
        os.chown(folder if where == "folder" else only_file(folder), other, -1)
    else:
        monkeypatch.setattr(os, "geteuid", lambda: other)
    assert is_made_again()


@posix
def test_a_folder_that_others_may_write_is_not_written(folder: Path) -> None:
    folder.mkdir()
    folder.chmod(0o777)
    assert is_made_again()
    assert list(folder.iterdir()) == []


@posix
def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    assert is_made_again()
    file = only_file(folder)
    file.rename(tmp_path / "elsewhere.json")
    file.symlink_to(tmp_path / "elsewhere.json")
    assert is_made_again()
    assert not file.is_symlink()


@posix
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    assert is_made_again()
    file = only_file(folder)
    file.unlink()
    os.mkfifo(file, 0o600)
    assert is_made_again()
    assert file.is_file()


def test_a_folder_in_its_place_is_no_error(folder: Path) -> None:
    assert is_made_again()
    file = only_file(folder)
    file.unlink()
    file.mkdir()
    assert is_made_again()
    assert is_made_again()
    assert list(folder.iterdir()) == [file]


# --- nowhere to keep it -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["off", ""])
def test_it_can_be_turned_off(value: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_made_again()
    monkeypatch.setenv("GUIJU_CACHE", value)
    assert directory() is None
    assert is_made_again()


def test_a_file_where_the_folder_should_be_is_no_error(folder: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.write_text("", encoding="utf-8")
    assert is_made_again()
    assert is_made_again()


def test_a_home_that_cannot_be_written_is_no_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(os, "mkdir", read_only)
    assert is_made_again()
    assert is_made_again()
    assert not folder.exists()


def test_a_disk_that_is_full_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert is_made_again()
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("origin", [None, "/nowhere/archive.zip/lark/__init__.py"])
def test_modules_that_are_no_files_are_no_error(
    origin: str | None, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "find_spec", lambda name: FakeSpec(origin))
    assert is_made_again()
    assert is_made_again()


@pytest.mark.skipif(sys.platform != "linux", reason="XDG is for Linux")
def test_a_user_without_a_home_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GUIJU_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", "also/relative")
    assert directory() is None


# --- whole processes --------------------------------------------------------------------------------------------------


def run(*arguments: str, **variables: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONUTF8": "1", **variables},
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr
    return done.stdout


@pytest.mark.slow
def test_processes_that_start_at_once_do_not_disturb_each_other(folder: Path) -> None:
    command = [sys.executable, "-m", "guiju", "check", str(PACK)]
    started = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(4)]
    told = {process.communicate()[0] for process in started}
    assert {process.returncode for process in started} == {0}
    assert len(told) == 1
    assert len(list(folder.iterdir())) == 1
    assert told == {subprocess.run(command, capture_output=True, check=True).stdout}


@pytest.mark.slow
def test_the_same_grammar_gives_the_same_bytes_on_every_run(folder: Path) -> None:
    found = set()
    for seed in ("1", "2"):
        run("-m", "guiju", "check", str(PACK), PYTHONHASHSEED=seed)
        found.add((only_file(folder).name, only_file(folder).read_bytes()))
        only_file(folder).unlink()
    assert len(found) == 1
