"""`guiju explain -o DIR/`: a file for each town and the table that says which is whose; `-o FILE` of several towns."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from guiju.cli.main import main
from tests.bench.model import rule_text
from tests.cli.test_many_towns import table
from tests.cli.test_tables import RULES

PANEL = """\
标准 shili "示例"
  状态 征求意见
评审 专家组
  人数 1 至 3
  平均 逐项
指标体系 综合 满分 100
  汇总 求和
  指标 服务 权重 100
    评分 专家
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with rules, and a table of towns with names that are no file names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "r.rule").write_text(RULES, encoding="utf-8")
    (tmp_path / "t.csv").write_text("镇,产值\n甲/乙,150\n=1+1,x\nJia,30\njia,\n", encoding="utf-8")
    return tmp_path


def rows(path: Path) -> list[list[str]]:
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


def explained(*more: str) -> int:
    return main(["explain", "t.csv", "--rules", "r.rule", "--lang", "en", *more])


def test_a_file_for_each_town_and_a_table_of_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained("-o", "out/") == 2
    printed = capsys.readouterr()
    assert not printed.out
    assert "error[I840]" in printed.err
    assert sorted(os.listdir("out")) == ["Jia.md", "jia-2.md", "summary.csv", "甲_乙.md"]
    assert rows(Path("out/summary.csv")) == [
        ["town", "status", "total", "missing", "derivation"],
        ["甲/乙", "determined", "75", "0", "甲_乙.md"],
        ["t.csv", "unusable: I840 t.csv:3:6", "", "", ""],
        ["Jia", "determined", "15", "0", "Jia.md"],
        ["jia", "undetermined", "0 – 100", "1", "jia-2.md"],
    ]
    assert "甲/乙" in Path("out/甲_乙.md").read_text("utf-8")


@pytest.mark.parametrize(("form", "ending"), [("markdown", "md"), ("json", "json"), ("text", "txt")])
def test_each_file_is_what_the_town_alone_gives(
    folder: Path, capsys: pytest.CaptureFixture[str], form: str, ending: str
) -> None:
    Path("a.yaml").write_text("镇: 甲镇\n规则: r.rule\n数据: {产值: 150}\n", encoding="utf-8")
    Path("out").mkdir()
    assert main(["explain", "a.yaml", "--format", form, "-o", "out"]) == 0
    assert main(["explain", "a.yaml", "--format", form]) == 0
    assert Path(f"out/甲镇.{ending}").read_bytes().decode("utf-8") == capsys.readouterr().out
    assert rows(Path("out/汇总.csv"))[1] == ["甲镇", "已定", "75", "0", f"甲镇.{ending}"]


def test_the_table_is_that_of_evaluate_and_one_column(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    explained("-o", "out/")
    assert main(["evaluate", "t.csv", "--rules", "r.rule", "--lang", "en", "-o", "e.csv"]) == 2
    usable = [row[:-1] for row in rows(Path("out/summary.csv")) if not row[1].startswith("unusable")]
    assert rows(Path("e.csv")) == usable
    capsys.readouterr()


def test_towns_of_which_nothing_is_known_stand_in_the_table(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.yaml").write_text("镇: [\n", encoding="utf-8")
    words = ["explain", "t.csv", "bad.yaml", "no.yaml", "--rules", "r.rule", "--lang", "en"]
    assert main([*words, "-o", "out/"]) == 2
    table = rows(Path("out/summary.csv"))
    assert [row[:2] for row in table[-2:]] == [
        ["bad.yaml", "unusable: I817 bad.yaml:1:4"],
        ["no.yaml", "unusable: I801"],
    ]
    assert len({len(row) for row in table}) == 1
    assert main(["explain", "bad.yaml", "no.yaml", "-o", "none/", "--lang", "en"]) == 2
    assert rows(Path("none/summary.csv")) == [
        ["town", "status", "missing", "derivation"],
        ["bad.yaml", "unusable: I817 bad.yaml:1:4", "", ""],
        ["no.yaml", "unusable: I801", "", ""],
    ]
    capsys.readouterr()


def test_nothing_is_written_over_unasked(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("out").mkdir()
    Path("out/summary.csv").write_text("mine", encoding="utf-8")
    assert explained("-o", "out") == 2
    assert os.listdir("out") == ["summary.csv"]  # said before anything was computed
    Path("out/summary.csv").unlink()
    Path("out/Jia.md").symlink_to("../elsewhere.md")
    assert explained("-o", "out") == 2
    assert sorted(os.listdir("out")) == ["Jia.md", "甲_乙.md"]
    assert explained("-o", "out", "--force") == 2
    assert not Path("elsewhere.md").exists()  # the link was replaced, not followed
    assert not Path("out/Jia.md").is_symlink()
    assert len(rows(Path("out/summary.csv"))) == 5
    assert "the file exists" in capsys.readouterr().err


def test_results_never_go_among_the_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("towns").mkdir()
    text = '{"镇": "甲", "规则": "../r.rule", "数据": {"产值": 3}}'
    Path("towns/甲.json").write_text(text, encoding="utf-8")
    assert main(["explain", "towns", "-o", "towns", "--force"]) == 2
    assert main(["explain", "towns/甲.json", "-o", "towns", "--format", "json", "--force"]) == 2
    assert main(["explain", "towns", "-o", "towns/甲.json", "--force"]) == 2
    assert main(["evaluate", "towns", "-o", "towns/甲.json", "--force"]) == 2
    assert Path("towns/甲.json").read_text("utf-8") == text
    assert os.listdir("towns") == ["甲.json"]
    assert main(["explain", "towns", "-o", "towns/out/"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["-o", "r.rule/"], "not a folder"),
        (["-o", "out/", "--readings", "all"], "no folder"),
        (["-o", "out/", "--only", "没有"], "no such name"),
        (["-o", "no/such/out/"], "no"),
    ],
)
def test_what_cannot_be_meant(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert explained(*words) == 2
    assert said in capsys.readouterr().err
    assert not Path("out").exists() or not os.listdir("out")


def test_towns_of_two_rulebooks_are_refused_before_the_file(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, rules in (("a", "r.rule"), ("b", "r2.rule")):
        Path(rules).write_text(RULES.replace("200", "300") if name == "b" else RULES, encoding="utf-8")
        Path(f"{name}.yaml").write_text(f"镇: {name}\n规则: {rules}\n数据: {{产值: 1}}\n", encoding="utf-8")
    assert main(["explain", "a.yaml", "b.yaml", "-o", "out/"]) == 2
    assert os.listdir("out") == ["a.md"]
    capsys.readouterr()


def test_names_of_experts_stay_out_of_every_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("p.rule").write_text(PANEL, encoding="utf-8")
    text = "镇: 甲镇\n规则: p.rule\n专家评分: {张三: {服务: 80}, 李四: {服务: 60}}\n"
    Path("p.yaml").write_text(text, encoding="utf-8")
    assert main(["explain", "p.yaml", "--anonymous", "-o", "out/"]) == 0
    written = "".join(path.read_text("utf-8") for path in Path("out").iterdir())
    assert "张三" not in written
    assert "专家1" in written
    capsys.readouterr()


def test_a_reading_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from guiju.shipped import shipped

    town = shipped("rules") / "db1409-1" / "towns" / "dingxiang-flange.yaml"
    words = ["explain", str(town), "--lang", "en"]
    draft = ["--rules", str(shipped("rules") / "db1409-1" / "draft.rule")]
    readings = ["--readings", "汇总方法=几何"]
    assert main([*words, *draft, *readings, "-o", "out/"]) in (0, 4)
    assert main([*words, *draft, *readings, "--format", "markdown"]) in (0, 4)
    (file,) = Path("out").glob("*.md")
    assert file.read_text("utf-8") == capsys.readouterr().out


def test_one_file_of_several_towns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, form in (("out.json", "json"), ("out.md", "markdown"), ("out.txt", "text")):
        assert explained("-o", name) == 2
        explained("--format", form)
        assert Path(name).read_bytes().decode("utf-8") == capsys.readouterr().out
    assert len(json.loads(Path("out.json").read_text("utf-8"))) == 3
    assert explained("-o", "out.json") == 2
    assert "the file exists" in capsys.readouterr().err


@pytest.mark.parametrize(("name", "form"), [("e.csv", "csv"), ("e.json", "json"), ("e.txt", "human")])
def test_results_go_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str], name: str, form: str) -> None:
    words = ["evaluate", "t.csv", "--rules", "r.rule"]
    assert main([*words, "-o", name]) == 2
    assert not capsys.readouterr().out
    main([*words, "--format", form])
    assert Path(name).read_bytes().decode("utf-8") == capsys.readouterr().out
    assert main([*words, "-o", name]) == 2
    assert main([*words, "-o", name, "--force"]) == 2
    assert main([*words, "-o", "e.docx"]) == 2
    capsys.readouterr()


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_a_program_that_is_killed_leaves_whole_files(tmp_path: Path) -> None:
    (tmp_path / "m.rule").write_text(rule_text(), encoding="utf-8")
    words = ["explain", table(tmp_path, 400), "--rules", str(tmp_path / "m.rule"), "--format", "json"]
    out = tmp_path / "out"
    program = [sys.executable, "-m", "guiju", *words, "-o", f"{out}/"]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL) as running:
        for _ in range(600):
            if out.exists() and len(list(out.glob("*.json"))) > 3:
                break
            time.sleep(0.05)
        running.send_signal(signal.SIGKILL)
    written = sorted(out.glob("*.json"))
    assert 3 < len(written) < 400
    for path in written:
        assert json.loads(path.read_text("utf-8"))["town"]
    assert not list(out.glob("*.csv"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only there a process says what it needed itself")
def test_memory_does_not_grow_with_the_files(tmp_path: Path) -> None:
    (tmp_path / "m.rule").write_text(rule_text(), encoding="utf-8")
    code = (
        "import sys; from guiju.cli.main import main; main(sys.argv[1:]); "
        "print(open('/proc/self/status').read().partition('VmHWM:')[2].split()[0], file=sys.stderr)"
    )
    peaks = []
    for count in (30, 300):
        words = ["explain", table(tmp_path, count), "--rules", str(tmp_path / "m.rule"), "--format", "json"]
        out = str(tmp_path / f"out{count}.json")
        for target in (out, str(tmp_path / f"out{count}") + "/"):
            program = [sys.executable, "-c", code, *words, "-o", target]
            done = subprocess.run(program, capture_output=True, text=True, timeout=120, check=True)
            peaks.append(int(done.stderr.split()[-1]))
        assert len(json.loads(Path(out).read_text("utf-8"))) == count
        assert len(os.listdir(tmp_path / f"out{count}")) == count + 1
    assert max(peaks) < 1.3 * min(peaks)
