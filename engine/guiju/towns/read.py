"""Data files from the disk: each read once into memory, measured before it is read, and fingerprinted."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text
from guiju.source import Place, Source, Span
from guiju.towns.bind import Binder, Result
from guiju.towns.model import DataFile, fingerprint_of
from guiju.towns.paths import inside, path_problem, spelled_otherwise
from guiju.towns.strict_yaml import load
from guiju.towns.tree import Mapping, Node, Scalar, Sequence
from guiju.towns.words import short


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file: its name relative to the folder of the town, its text and its tree."""

    name: str
    source: Source
    root: Node


@dataclass(frozen=True, slots=True)
class TownFiles:
    """All files of one town, its own first. `rules` is where its 规则 lies, None when it names none; `shared` are the
    names of the files it shares, also of those that cannot be read.
    """

    files: tuple[ReadFile, ...]
    rules: Path | None
    shared: frozenset[str] = frozenset()

    @property
    def start(self) -> Place:
        """Where what concerns all of it is reported."""
        return Place(self.files[0].source, Span(0, 0))

    @property
    def names_a_town(self) -> bool:
        """Whether it says which town it is of; one that does not may be shared by others."""
        root = self.files[0].root
        return isinstance(root, Mapping) and root.get("镇", "town") is not None

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the fingerprints of all files in their order."""
        return fingerprint_of(file.source.fingerprint for file in self.files)

    def bind(self, binder: Binder, *, lenient: bool = False) -> Result:
        """The town of these files for one rulebook."""
        return binder.town_of_tree(
            self.files[0].root,
            file=self.files[0].name,
            shared=tuple((file.name, file.root) for file in self.files[1:]),
            files=tuple(DataFile(file.name, file.source.fingerprint) for file in self.files),
            fingerprint=self.fingerprint,
            lenient=lenient,
        )

    def towns(self, binder: Binder, *, lenient: bool = False) -> Iterator[Result]:
        """The one town there is."""
        yield self.bind(binder, lenient=lenient)


def open_town(path: str | os.PathLike[str]) -> tuple[TownFiles | None, tuple[Diagnostic, ...]]:
    """Read a town's file and all files it shares. Beside a key given twice there still is a tree."""
    opener = Opener(Path(path))
    own = opener.file(Path(path), Path(path).name, None)
    if own is None:
        return None, tuple(opener.found)
    files = [own]
    opener.shared(own, Path(path), files, (own.name,))
    rules = opener.rules(own.root)
    return TownFiles(tuple(files), rules, frozenset(opener.names)), tuple(opener.found)


@dataclass(slots=True)
class Opener:
    """Reads the files of one town; `left` is how many bytes its shared files may still have, `names` are those met."""

    town: Path
    found: list[Diagnostic] = field(default_factory=list)
    left: int = limits.DATA_FILE_BYTES
    names: set[str] = field(default_factory=set)

    def file(self, path: Path, name: str, named_at: Place | None) -> ReadFile | None:
        data = self.content(path, named_at)
        source = None if data is None else self._decoded(str(path), data)
        if source is None:
            return None
        root, found = load(source)
        self.found.extend(found)
        return None if root is None else ReadFile(name, source, root)

    def shared(self, of: ReadFile, path: Path, files: list[ReadFile], route: tuple[str, ...]) -> None:
        """Append the files that `of` shares to `files`, each once, those they share in turn after them."""
        for node in self._shared_names(of.root):
            name = self._shared_name(node, path.parent)
            if name is None:
                continue
            if name in route:
                self._report("I881", node.place, path=short(node.text), route=" → ".join((*route, name)))
            elif len(self.names) >= limits.SHARED_FILES:
                self._report("I882", node.place, limit=limits.SHARED_FILES)
                return
            elif name not in self.names:
                self.names.add(name)
                target = self.town.parent / name
                read = self.file(target, name, node.place)
                if read is not None:
                    files.append(read)
                    self.shared(read, target, files, (*route, name))

    def rules(self, root: Node) -> Path | None:
        """Where 规则 points; None when it is not there or not allowed."""
        node = root.get("规则", "rules") if isinstance(root, Mapping) else None
        if node is None:
            return None
        if not isinstance(node, Scalar):
            expected = Text("一个路径", "a path")
            self._wrong_shape(node, Text("规则", "rules"), expected)
            return None
        reason = path_problem(node.text, upwards=True)
        if reason is not None:
            self._report("I885", node.place, path=short(node.text), reason=reason)
            return None
        if better := spelled_otherwise(self.town.parent, node.text):
            self._report("I883", node.place, path=short(node.text), better=short(better))
            return None
        return self.town.parent / node.text

    def _shared_names(self, root: Node) -> tuple[Scalar, ...]:
        node = root.get("共用", "shared") if isinstance(root, Mapping) else None
        if node is None or (isinstance(node, Scalar) and node.empty):
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        for item in items:
            if not isinstance(item, Scalar):
                self._wrong_shape(item, Text("共用", "shared"), Text("文件名的列表", "a list of file names"))
        return tuple(item for item in items if isinstance(item, Scalar))

    def _shared_name(self, node: Scalar, folder: Path) -> str | None:
        """The name of a shared file relative to the town's folder, if it may be read."""
        reason = path_problem(node.text, upwards=False)
        if reason is not None:
            self._report("I880", node.place, path=short(node.text), reason=reason)
            return None
        path = folder / node.text
        if better := spelled_otherwise(folder, node.text):
            self._report("I883", node.place, path=short(node.text), better=short(better))
            return None
        try:
            stays = inside(self.town.parent, path)
        except (OSError, RuntimeError) as error:  # a link to itself
            self._report("I801", node.place, path=short(node.text), reason=reason_of(error))
            return None
        if not stays:
            reason = Text("链接到了文件夹之外", "it links out of the folder")
            self._report("I880", node.place, path=short(node.text), reason=reason)
            return None
        return path.relative_to(self.town.parent).as_posix()

    def content(self, path: Path, named_at: Place | None = None) -> bytes | None:
        """The bytes of a file, read once; nothing is read of one that is too large or not a file."""
        limit = self.left
        try:
            # Not blocking: opening a pipe nobody writes to would wait for ever.
            handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
            with open(handle, "rb") as stream:
                status = os.fstat(handle)
                if not stat.S_ISREG(status.st_mode):
                    self._report(
                        "I801", named_at, path=str(path), reason=Text("不是普通文件", "not a regular file")
                    )
                    return None
                data = stream.read(limit + 1) if status.st_size <= limit else b""
                size = max(status.st_size, len(data))
        except (OSError, ValueError) as error:
            self._report("I801", named_at, path=str(path), reason=reason_of(error))
            return None
        if size > limit:
            self._report("I820", named_at, path=str(path), size=size, limit=limit)
            return None
        if named_at is not None:
            self.left -= len(data)
        return data

    def _decoded(self, name: str, data: bytes) -> Source | None:
        body = data.removeprefix(b"\xef\xbb\xbf")
        try:
            return Source.of_bytes(name, body)
        except UnicodeDecodeError as error:
            source = Source.of_bytes(name, body.decode("utf-8", "replace").encode("utf-8"))
            before = Source.of_bytes(name, body[: error.start]).text
            place = Place(source, Span(len(before), min(len(before) + 1, len(source.text))))
            line = before.count("\n") + 1
            offset = error.start + len(data) - len(body)
            self._report("I802", place, path=name, offset=offset, line=line, guess=_guess(data))
            return None

    def _wrong_shape(self, node: Node, what: Text, expected: Text) -> None:
        actual = Text("别的内容", "something else")
        suggestion = Text(
            "例如 共用: [counties.yaml]，规则: ../detail.rule",
            "such as shared: [counties.yaml], rules: ../detail.rule",
        )
        self._report("I815", node.place, what=what, expected=expected, actual=actual, suggestion=suggestion)

    def _report(self, code: str, place: Place | None, /, **values: Any) -> None:
        self.found.append(problem(code, place, **values))


def reason_of(error: Exception) -> Text:
    """Why a file cannot be read, in our words where we have them."""
    if isinstance(error, FileNotFoundError):
        return Text("没有这个文件", "there is no such file")
    if isinstance(error, PermissionError):
        return Text("没有权限", "permission denied")
    if isinstance(error, IsADirectoryError):
        return Text("这是文件夹", "it is a folder")
    text = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
    return Text(text, text)


def _guess(data: bytes) -> Text:
    """What the file may be instead of UTF-8."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Text("，看来是 UTF-16", "; it looks like UTF-16")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return Text("", "")
    return Text("，看来是 GBK 或 GB 18030", "; it looks like GBK or GB 18030")
