"""Which paths a data file may name: the same on every system, whatever the system would do with them."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from guiju.diagnostics.model import Text

_DEVICES: Final = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\..*)?", re.IGNORECASE
)
_PERCENT: Final = re.compile(r"%[0-9A-Fa-f]{2}")
_URL: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_LONGEST: Final = 400


@lru_cache(maxsize=64)
def file_name(path: str) -> str:
    """The name of a file without its folders, however they are separated."""
    return path.replace("\\", "/").rpartition("/")[2]


def path_problem(text: str, *, upwards: bool) -> Text | None:
    """Why `text` is not a plain relative path, or None. `upwards`: `..` may begin it."""
    if not text.strip() or len(text) > _LONGEST:
        return Text("路径是空的或太长", "it is empty or too long")
    if "\0" in text or any(ord(char) < 32 for char in text):
        return Text("有控制字符", "it contains control characters")
    if _URL.match(text):
        return Text("不能是网址", "it is a URL")
    if "\\" in text:
        return Text("有反斜杠；用 / 分隔", "it contains a backslash; separate with /")
    if text.startswith("/") or ":" in text:
        return Text("是绝对路径或带盘符", "it is absolute or names a drive")
    if text.startswith("~"):
        return Text("以 ~ 开头", "it begins with ~")
    if _PERCENT.search(text):
        return Text("有百分号编码", "it is percent-encoded")
    return _segment_problem(text.split("/"), upwards)


def _segment_problem(segments: list[str], upwards: bool) -> Text | None:
    descending = False
    for segment in segments:
        if segment == ".." and upwards and not descending:
            continue
        if segment == "..":
            return Text("用 .. 离开了文件夹", "it leaves the folder by ..")
        descending = True
        if segment in ("", "."):
            return Text("有空的一级", "a part of it is empty")
        if segment[-1] in ". " or segment[0] == " ":
            return Text(
                "某一级的首尾是空格或点", "a part of it begins with a blank or ends in a blank or a dot"
            )
        if is_device(segment):
            return Text(f"{segment} 是设备名", f"{segment} is the name of a device")
    return None


def is_device(segment: str) -> bool:
    """Whether a part of a path is the name of a device on some system, whatever its ending."""
    return bool(_DEVICES.fullmatch(segment))


def spelled_otherwise(folder: Path, text: str) -> str | None:
    """The path as the file system spells it, if `text` differs from it in case only, else None."""
    found: list[str] = []
    here = folder
    for segment in text.split("/"):
        if segment == "..":
            found.append(segment)
            here = here / segment
            continue
        try:
            names = {entry.name for entry in here.iterdir()}
        except OSError:
            return None
        if segment not in names:
            segment = next((name for name in sorted(names) if name.casefold() == segment.casefold()), "")  # noqa: PLW2901
            if not segment:
                return None
        found.append(segment)
        here = here / segment
    spelled = "/".join(found)
    return spelled if spelled != text else None


def inside(folder: Path, path: Path) -> bool:
    """Whether `path`, with every link followed, still lies in `folder`. Raises OSError."""
    return path.resolve().is_relative_to(folder.resolve())
