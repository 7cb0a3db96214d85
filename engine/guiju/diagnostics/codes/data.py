"""I: input data."""

from __future__ import annotations

from guiju.diagnostics.codes.row import error, warning

CODES = (
    error(
        "I801",
        ("文件读不了", "file cannot be read"),
        ("读不了文件 {path}：{reason}", "cannot read {path}: {reason}"),
        ("检查路径和权限", "check the path and the permissions"),
    ),
)

__all__ = ["CODES", "error", "warning"]
