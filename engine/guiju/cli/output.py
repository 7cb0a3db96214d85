"""Writing a result to a file: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from guiju.cli.console import UsageError


def save(path: Path, text: str, *, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Write `text` beside `path` and move it into place; never over an input, over another file only by force."""
    if any(path.exists() and source.exists() and path.samefile(source) for source in inputs):
        raise UsageError(f"{path}: 输出不能写到输入文件上 / the output would overwrite an input")
    if path.exists() and not force:
        raise UsageError(
            f"{path}: 文件已存在，用 --force 覆盖 / the file exists; use --force to overwrite it"
        )
    handle, name = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
