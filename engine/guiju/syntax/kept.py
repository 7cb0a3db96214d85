"""The tables of the grammar, kept: to make them takes longer than all else a start does.

A wheel carries them. A checkout, whose grammar may change, keeps them in the user's own cache directory. A file there
is read only where nobody but the user could have written it, and any file only if it is whole: its first line is the
SHA-256 of the rest. What is missing, spoiled, strange or not to be written is made anew, and nobody hears of it.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from guiju.shipped import shipped

if TYPE_CHECKING:
    from guiju.syntax.tables import Tables

_FILES = 8  # of as many grammars and versions; of more, the oldest go
# Nothing is followed and nothing is waited for, should the file be a link or a pipe; Windows has neither flag.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"))


def kept_tables(grammar: str, make: Callable[[], Tables]) -> Tables:
    """The tables of a grammar: those that are kept, else those that `make` makes, which are kept if they can be."""
    with suppress(OSError):
        carried = _unsealed((shipped("grammar") / name_in_wheel(grammar)).read_bytes())
        if carried is not None:
            return carried
    file = _file(grammar)
    found = _read(file) if file else None
    if found is None:
        found = make()
        if file:
            _write(file, found)
    return found


def sealed(tables: Tables) -> bytes:
    """Tables as a file holds them."""
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    return sha256(body).hexdigest().encode() + b"\n" + body


def name_in_wheel(grammar: str) -> str:
    """What the file is called in the folder `grammar` of a wheel: another grammar would have another name."""
    return _name(grammar.encode(), Path(__file__).with_name("tables.py").read_bytes())


def directory() -> Path | None:
    """The folder in the user's cache; None where there is none, or where GUIJU_CACHE is `off` or empty."""
    if os.environ.get("GUIJU_CACHE", "on") in ("", "off"):
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return Path(base) / "guiju" if os.path.isabs(base) else None


def _file(grammar: str) -> Path | None:
    """The file in the cache. It depends on lark, too, whose first file states its version, and on Python."""
    folder, lark = directory(), find_spec("lark")
    if folder is None or lark is None or lark.origin is None:
        return None
    try:
        version = Path(lark.origin).read_bytes()
        return folder / _name(name_in_wheel(grammar).encode(), version, sys.version.encode())
    except OSError:  # modules need not be files
        return None


def _name(*parts: bytes) -> str:
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest() + ".json"


def _unsealed(data: bytes) -> Tables | None:
    """What `sealed` was given; None where the data are not whole."""
    digest, _, body = data.partition(b"\n")
    if sha256(body).hexdigest().encode() != digest:
        return None
    try:
        found: Tables = json.loads(body)
    except ValueError:
        return None
    return found


def _read(file: Path) -> Tables | None:
    with suppress(OSError):
        if not _safe(file.parent.stat()):
            return None
        with open(os.open(file, _FLAGS), "rb") as opened:
            status = os.fstat(opened.fileno())
            if _safe(status) and stat.S_ISREG(status.st_mode):
                return _unsealed(opened.read())
    return None


def _write(file: Path, tables: Tables) -> None:
    """Beside its place and then moved there, so that no process reads half of it."""
    from tempfile import mkstemp

    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _safe(file.parent.stat()):
            return
        handle, beside = mkstemp(suffix=file.suffix, dir=file.parent)
        try:
            with open(handle, "wb") as opened:
                opened.write(sealed(tables))
            os.replace(beside, file)
        except BaseException:
            os.unlink(beside)
            raise
        files = sorted(file.parent.glob("*" + file.suffix), key=lambda one: one.stat().st_mtime)
        for old in files[:-_FILES]:
            old.unlink()


def _safe(status: os.stat_result) -> bool:
    """Whether a file or folder is the user's and nobody else may write it; Windows says so by its place."""
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
