"""What the README shows is what the commands print today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from guiju.api import load, read_town
from guiju.diagnostics.human import to_human
from guiju.diagnostics.model import Lang
from guiju.diagnostics.report import Report
from guiju.explain.terminal import explain_text
from guiju.pipeline import check_source, consolidate_file
from guiju.shipped import shipped
from guiju.source import Source

ROOT = Path(__file__).parents[2]
PACK = shipped("rules") / "db1409-1"
PAGES = {Lang.EN: "README.md", Lang.ZH: "README.zh-CN.md"}


def listings(lang: Lang) -> list[str]:
    return re.findall(r"```text\n(.*?)```", (ROOT / PAGES[lang]).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("lang", list(PAGES))
def test_the_printed_trace(lang: Lang) -> None:
    rulebook = load(PACK / "detail.rule")
    outcome = rulebook.evaluate(read_town(PACK / "towns" / "dingxiang-flange.yaml", rulebook))
    assert listings(lang)[0].strip() in explain_text(outcome, lang, only="企业数量占比")


@pytest.mark.parametrize("lang", list(PAGES))
def test_the_row_of_the_rule_file(lang: Lang) -> None:
    assert listings(lang)[1].strip() in (PACK / "detail.rule").read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", list(PAGES))
def test_the_finding_of_a_changed_weight(lang: Lang, request: pytest.FixtureRequest) -> None:
    whole = consolidate_file(PACK / "repair.rule").file
    assert whole is not None
    text = whole.source.text
    changed = text.replace("指标 产业聚集水平 权重 10", "指标 产业聚集水平 权重 12")
    findings = check_source(Source("repair.rule", changed)).findings
    printed = to_human(Report(findings, ("repair.rule",)), lang)
    (said,) = [paragraph for paragraph in printed.split("\n\n") if "[W401]" in paragraph]
    if request.config.getoption("--update-golden"):
        page = ROOT / PAGES[lang]
        old = page.read_text(encoding="utf-8")
        page.write_text(old.replace(listings(lang)[2], said + "\n"), encoding="utf-8")
    assert listings(lang)[2].strip() == said


@pytest.mark.parametrize("lang", list(PAGES))
def test_the_python_listing_runs(
    lang: Lang, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / PAGES[lang]).read_text(encoding="utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(compile(code, PAGES[lang], "exec"), {})
    assert "不合格" in capsys.readouterr().out


def test_the_two_readmes_show_the_same() -> None:
    one, two = ((ROOT / page).read_text(encoding="utf-8") for page in PAGES.values())
    commands = [re.findall(r"```sh\n(.*?)```", page, re.DOTALL) for page in (one, two)]
    assert commands[0] == commands[1]
    assert one.count("\n## ") == two.count("\n## ")
