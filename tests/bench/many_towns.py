"""Measure many towns: a workbook of the bench model, read and evaluated with all steps, and how much memory that takes.

    python -m tests.bench.many_towns [--towns 10000]

Beside it stands openpyxl, which reads the cells of the same workbook and does nothing else. README.md in this folder
says what is counted.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.bench.model import rule_text, towns

_SMALL = 10  # how many times fewer towns memory is compared with
_READ = """\
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
for row in book.worksheets[0].iter_rows(values_only=True):
    pass
"""
_EVALUATE = """\
import sys, guiju
rulebook = guiju.load(sys.argv[2])
for town in guiju.read_towns(sys.argv[1], rulebook):
    rulebook.evaluate(town).steps
"""


def write_workbook(path: Path, count: int) -> None:
    """A sheet with a row for each town and its figures as numbers."""
    import xlsxwriter

    rows = towns(count)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("数据")
    sheet.write_row(0, 0, ["镇", *rows[0]])
    for at, row in enumerate(rows, 1):
        sheet.write_string(at, 0, f"镇{at}")
        for column, text in enumerate(row.values(), 1):
            sheet.write_number(at, column, float(text))
    book.close()


def processes(folder: Path) -> Mapping[str, Callable[[str], list[str]]]:
    """What is timed, as a command for a workbook."""
    rules = folder / "bench.rule"
    rules.write_text(rule_text(), encoding="utf-8")
    evaluate = [sys.executable, "-m", "guiju", "evaluate", "--rules", str(rules)]
    return {
        "openpyxl: cells read": lambda book: [sys.executable, "-c", _READ, book],
        "guiju: read and evaluated, all steps": lambda book: [
            sys.executable, "-c", _EVALUATE, book, str(rules)
        ],
        "guiju evaluate --format csv": lambda book: [*evaluate, "--format", "csv", book],
        "guiju evaluate --format json": lambda book: [*evaluate, "--format", "json", book],
    }  # fmt: skip


def timed(command: list[str]) -> tuple[float, float]:
    """Seconds a process took, and the most memory it had, in MB.

    It is looked at again and again: what the system tells afterwards counts the memory of whoever started it.
    """
    most = 0
    begin = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
        while process.poll() is None:
            most = max(most, _memory(process.pid))
            time.sleep(0.02)
    seconds = time.perf_counter() - begin
    if process.returncode:
        raise SystemExit(f"{command}: exit {process.returncode}")
    return seconds, most / 1024


def _memory(process: int) -> int:
    """The most memory a process has had so far, in KB; 0 where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    found = re.search("VmHWM:\\s*([0-9]+) kB", status)
    return int(found.group(1)) if found else 0


def lines(count: int) -> Iterator[str]:
    """The table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large, small = folder / "large.xlsx", folder / "small.xlsx"
        write_workbook(large, count)
        write_workbook(small, count // _SMALL)
        yield f"{'':40}{'s':>8}{'towns/s':>9}{'x openpyxl':>12}{'MB':>6}{f'MB at 1/{_SMALL}':>12}"
        peer = 0.0
        for label, command in processes(folder).items():
            seconds, most = timed(command(str(large)))
            _, less = timed(command(str(small)))
            peer = peer or seconds
            rate = f"{count / seconds:9.0f}{seconds / peer:12.2f}"
            yield f"{label:40}{seconds:8.1f}{rate}{most:6.0f}{less:12.0f}"


def main() -> None:
    reader = argparse.ArgumentParser()
    reader.add_argument("--towns", type=int, default=10_000)
    for line in lines(reader.parse_args().towns):
        print(line, flush=True)


if __name__ == "__main__":
    main()
