"""The published JSON Schemas that ship with the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

SCHEMAS: Final = ("evaluate-1", "trace-1")


def schema_text(name: str) -> str:
    """The text of one schema of `SCHEMAS` (JSON Schema 2020-12). Raises KeyError."""
    if name not in SCHEMAS:
        raise KeyError(name)
    return (files("guiju.explain") / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
