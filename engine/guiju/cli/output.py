"""Writing a result to a file: whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO

from guiju.cli.console import UsageError

_IN_MEMORY = 1_000_000  # bytes
Content = str | bytes | IO[bytes]


def save(path: Path, content: Content, *, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Write beside `path` and move it into place; never over an input, over another file only by force.

    A text is written as UTF-8 with LF line ends, bytes as they are.
    """
    refuse_over(path, force=force, inputs=inputs)
    name = _beside(path, content)
    try:
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def save_all(contents: Mapping[Path, str | bytes], *, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Write several files, their folder where it is not there yet: each is refused as `save` would, and written beside
    its place, before the first is moved into it.
    """
    for path in contents:
        refuse_over(path, force=force, inputs=inputs)
    made = [folder for folder in dict.fromkeys(path.parent for path in contents) if not folder.exists()]
    written: dict[str, Path] = {}
    try:
        for folder in made:
            folder.mkdir(parents=True)
        for path, content in contents.items():
            written[_beside(path, content)] = path
        while written:
            name, path = next(iter(written.items()))
            os.replace(name, path)
            del written[name]
    except BaseException:
        for name in written:
            os.unlink(name)
        for folder in made:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
        raise


def _beside(path: Path, content: Content) -> str:
    """The name of a new file beside `path` that holds the content, whole or not there."""
    handle, name = tempfile.mkstemp(prefix=".guiju-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            if isinstance(content, str | bytes):
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
            else:
                shutil.copyfileobj(content, file)
        os.chmod(name, 0o666 & ~_masked())  # a temporary file is its owner's alone, a result is not
    except BaseException:
        os.unlink(name)
        raise
    return name


def _masked() -> int:
    """The permissions that new files of this process do not get; asking for them is setting them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


class Spool:
    """Text that comes piece by piece and becomes a file at its end. What is long waits on the disk, in a file without a
    name: nothing is left of it when the program is stopped.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self.begun = False

    def put(self, text: str) -> None:
        """The next piece."""
        self._file.write(text.encode("utf-8"))
        self.begun = True

    def save(self, path: Path, *, force: bool, inputs: tuple[Path, ...] = ()) -> None:
        """All pieces as one file, as `save` writes it."""
        self._file.seek(0)
        save(path, self._file, force=force, inputs=inputs)

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._file.close()


def refuse_over(path: Path, *, force: bool, inputs: tuple[Path, ...] = ()) -> None:
    """Raises UsageError where `save` would: before a long computation as well as after it."""
    if any(path.exists() and source.exists() and path.samefile(source) for source in inputs):
        raise UsageError(f"{path}: 输出不能写到输入文件上 / the output would overwrite an input")
    if path.is_dir():
        raise UsageError(f"{path}: 这是文件夹 / this is a folder")
    if (path.exists() or path.is_symlink()) and not force:
        raise UsageError(
            f"{path}: 文件已存在，用 --force 覆盖 / the file exists; use --force to overwrite it"
        )


def form_by_ending(form: str | None, output: str | None, known: Mapping[str, str]) -> str | None:
    """The form that is asked for, else the one the ending of the output stands for. Raises UsageError."""
    if form or not output:
        return form
    ending = Path(output).suffix.lower()
    if ending not in known:
        endings = " ".join(known)
        raise UsageError(f"{output}: 不认识的扩展名，可用 {endings} / unknown ending, use one of {endings}")
    return known[ending]
