"""Roots of integers, where a first guess by float must never show."""

from __future__ import annotations

import pytest

from guiju.numbers.kernels import floor_root, perfect_root


@pytest.mark.parametrize("degree", [1, 2, 3, 4, 5, 7, 12, 33, 100])
@pytest.mark.parametrize(
    "base", [0, 1, 2, 3, 9, 10, 2**23, 2**46 - 1, 2**46, 2**47 + 1, 10**18 - 1, 10**30 + 57]
)
def test_floor_root_at_its_edges(base: int, degree: int) -> None:
    power = base**degree
    assert floor_root(power, degree) == base
    assert perfect_root(power, degree) == base
    if degree > 1:
        assert floor_root((base + 1) ** degree - 1, degree) == base
        assert perfect_root(power + 1, degree) is (1 if base == 0 else None)
    if base > 1:
        assert floor_root(power - 1, degree) == base - 1
