"""The engine and a second, slow evaluator say the same of random rulebooks and towns. More of it: see README.md."""

from __future__ import annotations

import os

import pytest

from tests.differential.bounds import outside
from tests.differential.compare import Rejected
from tests.differential.example import differences, example

SHARDS = 8
EXAMPLES = int(os.environ.get("DIFFERENTIAL_EXAMPLES", "300"))  # of each shard
FILLED = EXAMPLES // 6


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_engine_and_the_slow_evaluator_agree(shard: int) -> None:
    seeds = range(shard * EXAMPLES, (shard + 1) * EXAMPLES)
    rejected = 0
    for seed in seeds:
        drawn = example(seed)
        try:
            said = list(differences(drawn))
        except Rejected:
            rejected += 1
            continue
        assert not said, "\n".join([*said, drawn.shown])
    assert rejected < EXAMPLES / 5, "too many of the rulebooks are not accepted"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_the_bounds_hold_whatever_is_filled_in(shard: int) -> None:
    for seed in range(shard * FILLED, (shard + 1) * FILLED):
        said = list(outside(seed))
        assert not said, "\n".join(said)
