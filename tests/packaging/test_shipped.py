"""`shipped` in a checkout; tests/packaging/test_wheel.py shows the same for a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from guiju import shipped as module
from guiju.shipped import shipped

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("kind", "folder"), [("grammar", "grammar"), ("rules", "rules"), ("diagnostics", "docs/diagnostics")]
)
def test_a_checkout_has_them_at_its_root(kind: str, folder: str) -> None:
    assert shipped(kind) == ROOT / folder


def test_an_unknown_kind_is_named_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"'towns'.*grammar, rules, diagnostics"):
        shipped("towns")


def test_a_broken_installation_names_both_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "__file__", str(tmp_path / "site" / "guiju" / "shipped.py"))
    with pytest.raises(FileNotFoundError) as caught:
        shipped("diagnostics")
    assert str(tmp_path / "site" / "guiju" / "_shipped" / "diagnostics") in str(caught.value)
    assert str(tmp_path / "docs" / "diagnostics") in str(caught.value)
