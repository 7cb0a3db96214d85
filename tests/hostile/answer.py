"""One data file, answered under limits: run as a script, in a process that may not survive.

    python answer.py TOWN RULES

It runs `guiju evaluate`, then reads the file once more and prints in one last line of JSON what was found and read.
"""

from __future__ import annotations

import json
import sys
from typing import Any

MEMORY = 700_000_000  # bytes of addresses: what Python and the engine need, and a file's worth more
SECONDS = 20  # of the processor; the answer must come far sooner


def limit() -> None:
    """Where the system can: what asks for more dies."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":  # macOS takes the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def answer(path: str, rules: str) -> dict[str, Any]:
    from guiju.api import load
    from guiju.cli.main import main
    from guiju.towns.opened import read_towns

    try:
        code = main(["evaluate", path, "--rules", rules, "--lang", "zh"])
    except SystemExit as stopped:
        code = stopped.code if isinstance(stopped.code, int) else 1
    found: list[str] = []
    values: dict[str, str] = {}
    for town, problems in read_towns(path, load(rules).binder):
        found += [problem.code.id for problem in problems]
        if town is not None:
            values = {name: shown(datum.value) for name, datum in town.values.items()}
    return {"exit": int(code), "codes": found, "values": values}


def shown(value: object) -> str:
    """A value as the cases write it, numbers still in base units."""
    from guiju.numbers.states import Missing

    if isinstance(value, Missing):
        return value.state.value
    return str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    limit()
    sys.stdout.write("\n" + json.dumps(answer(*sys.argv[1:3])) + "\n")
