"""The zip archive a workbook is, opened without trusting it: measured before anything of it is unpacked.

What the parts of the archive say of themselves decides what they are: a file is what its bytes are, whatever it is
called.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from guiju import limits
from guiju.diagnostics.codes import problem
from guiju.diagnostics.model import Diagnostic, Text

_CHUNK: Final = 1 << 16
_SMALL: Final = 1_000_000  # bytes; below it a ratio says nothing
_METHODS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED: Final = 0x1

OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP: Final = b"PK\x03\x04"
_HTML: Final = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta")

_KINDS: Final[Mapping[str, Text]] = {
    "xlsx": Text(".xlsx 工作簿", "an .xlsx workbook"),
    "encrypted": Text("加了密码的工作簿", "a workbook protected by a password"),
    "xls": Text("旧格式的工作簿（.xls 或 WPS 的 .et）", "a workbook of the old format (.xls, or .et of WPS)"),
    "ole": Text("旧格式的办公文件", "an office file of an old format"),
    "html": Text("网页（HTML）", "a web page (HTML)"),
    "xml": Text("XML 表格（2003 格式）", "an XML spreadsheet (format of 2003)"),
    "pdf": Text("PDF", "a PDF"),
    "rtf": Text("RTF 文档", "an RTF document"),
    "xlsb": Text("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    "ods": Text("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)"),
    "docx": Text("Word 文档（.docx）", "a Word document (.docx)"),
    "pptx": Text("演示文稿（.pptx）", "a presentation (.pptx)"),
    "zip": Text("别的压缩文件", "a zip archive of something else"),
    "empty": Text("空文件", "an empty file"),
    "text": Text("文本", "text"),
    "other": Text("别的文件", "something else"),
}


class Unreadable(Exception):
    """A workbook that cannot be read any further: `finding` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        super().__init__(finding.message.en)
        self.finding = finding


def unreadable(code: str, /, **values: Any) -> Unreadable:
    """The exception of a finding without a place."""
    return Unreadable(problem(code, None, **values))


def kind_of(data: bytes) -> str:
    """What the bytes of a file are: `xlsx`, or a key of the table of kinds."""
    if not data:
        return "empty"
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "encrypted"
        is_book = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book\0"))
        return "xls" if is_book else "ole"
    if data[:2] == b"PK":
        return _kind_of_zip(data)
    if data.startswith(b"\x09\x08") or data.startswith((b"\x09\x02", b"\x09\x04")):
        return "xls"
    return _kind_of_text(data)


def _kind_of_text(data: bytes) -> str:
    head = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"%pdf"):
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml"
    if head.startswith(_HTML) or (head.startswith(b"<") and b"<html" in head):
        return "html"
    return "other" if b"\0" in head and data[:2] not in (b"\xff\xfe", b"\xfe\xff") else "text"


def _kind_of_zip(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {info.filename for info in archive.infolist()[: limits.WORKBOOK_PARTS]}
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        return "xlsx"  # a damaged one, which is found out when it is opened
    for part, kind in (
        ("xl/workbook.bin", "xlsb"),
        ("word/document.xml", "docx"),
        ("ppt/presentation.xml", "pptx"),
        ("content.xml", "ods"),
    ):
        if part in names:
            return kind
    return "xlsx" if "[Content_Types].xml" in names or "xl/workbook.xml" in names else "zip"


def kind_text(kind: str) -> Text:
    """What a kind is called."""
    return _KINDS[kind]


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a workbook by name; `path` is the file it was read from, for messages."""

    path: str
    _zip: zipfile.ZipFile
    _parts: Mapping[str, zipfile.ZipInfo]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def chunks(self, part: str) -> Iterator[bytes]:
        """The unpacked bytes of a part, piece by piece. Raises Unreadable."""
        try:
            with self._zip.open(self._parts[part]) as stream:
                while piece := stream.read(_CHUNK):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise self.damaged(part) from error

    def damaged(self, part: str) -> Unreadable:
        """What to say of a part that cannot be read."""
        reason = Text(f"其中的 {part} 读不出来", f"its part {part} cannot be read")
        return unreadable("I902", path=self.path, reason=reason)


def open_archive(path: str, data: bytes) -> Archive:
    """The archive in `data`, if it is one of bearable size. Raises Unreadable; unpacks nothing."""
    kind = kind_of(data)
    if kind != "xlsx":
        raise unreadable("I901", path=path, wanted=kind_text("xlsx"), kind=kind_text(kind))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        reason = Text("压缩包不完整", "the archive is not complete")
        raise unreadable("I902", path=path, reason=reason) from error
    infos = archive.infolist()
    if len(infos) > limits.WORKBOOK_PARTS:
        measure = Text(f"有 {len(infos)} 个部分", f"it has {len(infos)} parts")
        raise unreadable("I903", path=path, measure=measure, limit=limits.WORKBOOK_PARTS)
    _measure(path, infos)
    parts: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if info.flag_bits & _ENCRYPTED:
            raise unreadable("I901", path=path, wanted=kind_text("xlsx"), kind=kind_text("encrypted"))
        if info.filename in parts or info.compress_type not in _METHODS:
            name = info.filename[:80]
            reason = Text(f"压缩包里的 {name} 写法异常", f"its part {name} is packed in an unusual way")
            raise unreadable("I902", path=path, reason=reason)
        parts[info.filename] = info
    return Archive(path, archive, parts)


def _measure(path: str, infos: list[zipfile.ZipInfo]) -> None:
    """Refuses what unpacks to too much, by what the archive says of itself: no more than that is ever unpacked."""
    total = sum(info.file_size for info in infos)
    if total > limits.WORKBOOK_BYTES:
        measure = Text(f"解压后有 {total} 字节", f"it unpacks to {total} bytes")
        raise unreadable("I903", path=path, measure=measure, limit=limits.WORKBOOK_BYTES)
    for info in infos:
        if info.file_size > _SMALL and info.file_size > limits.WORKBOOK_RATIO * info.compress_size:
            ratio = info.file_size // max(info.compress_size, 1)
            measure = Text(f"压缩了 {ratio} 倍", f"it is packed {ratio} times")
            raise unreadable("I903", path=path, measure=measure, limit=limits.WORKBOOK_RATIO)
