"""What an auditor reads, as files a person has read and approved.

`pytest tests/traces --update-golden` rewrites them; say in the commit why they changed.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from guiju import __version__
from guiju.diagnostics.model import Lang
from guiju.explain.markdown import explain_markdown
from guiju.explain.terminal import explain_text
from guiju.explain.trace import trace_json
from tests.traces.samples import dingxiang, english, everything, panel

GOLDEN = Path(__file__).with_name("golden")

FILES: dict[str, Callable[[], str]] = {
    "everything.zh.txt": lambda: explain_text(everything(), Lang.ZH),
    "everything.en.txt": lambda: explain_text(everything(), Lang.EN),
    "everything.zh.md": lambda: explain_markdown(everything(), Lang.ZH),
    "everything.json": lambda: trace_json(everything()),
    "everything-missing.zh.txt": lambda: explain_text(everything("everything-missing"), Lang.ZH),
    "everything-missing.en.txt": lambda: explain_text(everything("everything-missing"), Lang.EN),
    "everything-missing.evaluate.json": lambda: everything("everything-missing").to_json(),
    "english.en.txt": lambda: explain_text(english(), Lang.EN),
    "english.en.40.txt": lambda: explain_text(english(), Lang.EN, width=40),
    "english.en.md": lambda: explain_markdown(english(), Lang.EN),
    "english.json": lambda: trace_json(english()),
    "panel.zh.txt": lambda: explain_text(panel(), Lang.ZH),
    "panel.en.txt": lambda: explain_text(panel(), Lang.EN),
    "panel.json": lambda: trace_json(panel()),
    "dingxiang.zh.txt": lambda: explain_text(dingxiang(), Lang.ZH),
    "dingxiang.40.depth-1.zh.txt": lambda: explain_text(dingxiang(), Lang.ZH, width=40, depth=1),
    "dingxiang.only.zh.txt": lambda: explain_text(dingxiang(), Lang.ZH, only="出口份额"),
}


@pytest.mark.parametrize("name", FILES)
def test_golden(name: str, request: pytest.FixtureRequest) -> None:
    text = FILES[name]().replace(__version__, "VERSION")
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    assert text == path.read_bytes().decode("utf-8")


def test_every_golden_file_is_made_by_a_test() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)
