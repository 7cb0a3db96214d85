"""`guiju test PATH…`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.case_runs import run_case
from guiju.cases import CaseError, case_files, read_cases
from guiju.cli.console import Exit, UsageError, language, write
from guiju.diagnostics.model import Lang
from guiju.text import visible


def run(arguments: argparse.Namespace) -> int:
    """Run every case; exit 1 when one does not hold."""
    lang = language(arguments.lang)
    zh = lang is Lang.ZH
    passed = failed = 0
    for name in arguments.paths:
        for path in case_files(Path(name)):
            try:
                cases = read_cases(path)
            except CaseError as error:
                raise UsageError(str(error)) from None
            for case in cases:
                wrong = run_case(case)
                passed, failed = passed + (not wrong), failed + bool(wrong)
                for line in wrong:
                    write(f"✗ {visible(case.id)}: {visible(line.in_(lang))}\n")
    if passed + failed == 0:
        raise UsageError("没有用例 / no cases")
    write(_summary(passed, failed, zh))
    return Exit.FINDINGS if failed else Exit.DONE


def _summary(passed: int, failed: int, zh: bool) -> str:
    if zh:
        return f"{passed} 个用例成立" + (f"，{failed} 个不成立\n" if failed else "\n")
    hold = "1 case holds" if passed == 1 else f"{passed} cases hold"
    return hold + (f", {failed} {'does' if failed == 1 else 'do'} not\n" if failed else "\n")
