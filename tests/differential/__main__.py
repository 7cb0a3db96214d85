"""`python -m tests.differential FIRST COUNT`: compares more examples, and prints what differs."""

from __future__ import annotations

import sys
import traceback

from tests.differential.bounds import outside
from tests.differential.compare import Rejected
from tests.differential.example import differences, example


def main(first: int, count: int) -> int:
    say = sys.stdout.write
    rejected: dict[str, int] = {}
    wrong = 0
    for seed in range(first, first + count):
        drawn = example(seed)
        try:
            said = [*differences(drawn), *outside(seed)]
        except Rejected as refused:
            rejected[str(refused)[:4]] = rejected.get(str(refused)[:4], 0) + 1
            continue
        except Exception:
            said = [traceback.format_exc(limit=-3)]
        if said:
            wrong += 1
            say("\n".join([f"--- seed {seed}", *said, drawn.shown if count == 1 else "", ""]))
    say(f"{count} examples, {wrong} differ, {sum(rejected.values())} not accepted {rejected}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
