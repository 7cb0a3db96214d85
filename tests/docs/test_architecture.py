"""Every path that docs/architecture.md and CONTRIBUTING.md name exists."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_path_of_the_worked_examples_exists() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paths = [
        path for path in re.findall(r"`((?:engine|tests|grammar|docs)/[\w./-]+)`", text) if "CODE" not in path
    ]
    assert len(paths) > 20
    for path in paths:
        assert (ROOT / path).exists(), path


def test_every_named_path_exists() -> None:
    paths = re.findall(r"`([\w./]+(?:\.(?:py|md|txt|lark)|/))`", PAGE)
    assert len(paths) > 20
    for path in paths:
        assert any((ROOT / base / path).exists() for base in (".", "engine/guiju")), path


def test_every_room_is_in_the_picture() -> None:
    for path in (ROOT / "engine" / "guiju").iterdir():
        if path.is_dir() and path.name != "__pycache__":
            assert f"`{path.name}/`" in PAGE, path.name
