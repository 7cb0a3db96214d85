"""Put the tables of the grammar into the wheel: guiju/syntax/kept.py looks for them there first."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class TablesHook(BuildHookInterface[Any]):
    """An editable installation has none: its grammar may change."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "engine"))
        from guiju.syntax.grammar import grammar_text, parser
        from guiju.syntax.kept import name_in_wheel, sealed
        from guiju.syntax.tables import tables_of

        self.scratch = TemporaryDirectory()
        file = Path(self.scratch.name) / name_in_wheel(grammar_text())
        file.write_bytes(sealed(tables_of(parser())))
        build_data["force_include"][str(file)] = f"guiju/_shipped/grammar/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        if version != "editable":
            self.scratch.cleanup()
