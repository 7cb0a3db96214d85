"""`guiju test PATH…`"""

from __future__ import annotations

import argparse
from pathlib import Path

from guiju.cases import CaseError, case_files, read_cases, run_case
from guiju.cli.console import Exit, UsageError, language, write
from guiju.diagnostics.model import Lang
from guiju.text import visible


def run(arguments: argparse.Namespace) -> int:
    """Run every case; exit 1 when one does not hold."""
    zh = language(arguments.lang) is Lang.ZH
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
                    write(f"✗ {visible(case.id)}: {visible(line)}\n")
    if passed + failed == 0:
        raise UsageError("没有用例 / no cases")
    write(f"{passed} 个用例成立，{failed} 个不成立\n" if zh else f"{passed} cases hold, {failed} do not\n")
    return Exit.FINDINGS if failed else Exit.DONE
