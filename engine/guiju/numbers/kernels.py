"""Integer arithmetic behind the irrational numbers.

A real number x at `bits` is enclosed by two integers: low <= x * 2**bits <= high. Inside a function numbers
carry some guard bits more; every truncation is counted, and the count widens the enclosure at the end. No
binary floats decide anything: the one in `floor_root` is only a first guess.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp2, isqrt, log2
from typing import TypeAlias

Enclosure: TypeAlias = tuple[int, int]

_FLOAT_BITS = 46  # roots of at most so many bits are guessed by a float


def floor_root(n: int, degree: int) -> int:
    """The largest integer r with r**degree <= n, for n >= 0 and degree >= 1."""
    if degree == 1 or n < 2:
        return n
    if degree == 2:
        return isqrt(n)
    root_bits = (n.bit_length() - 1) // degree + 1
    if root_bits <= _FLOAT_BITS:
        return _small_root(n, degree)
    # The root of the leading half, rounded up, is above the root: from there Newton's method only descends.
    shift = root_bits // 2 - 1
    guess = (floor_root(n >> (degree * shift), degree) + 1) << shift
    while True:
        better = ((degree - 1) * guess + n // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


def _small_root(n: int, degree: int) -> int:
    guess = max(1, int(exp2(log2(n) / degree)))
    while guess**degree > n:
        guess -= 1
    while (guess + 1) ** degree <= n:
        guess += 1
    return guess


def perfect_root(n: int, degree: int) -> int | None:
    """r with r**degree == n for n >= 0, or None."""
    if not _may_be_power(n, degree):
        return None
    root = floor_root(n, degree)
    return root if root**degree == n else None


def _may_be_power(n: int, degree: int) -> bool:
    """A cheap test that every power passes: powers have few residues modulo a prime k * degree + 1."""
    for prime in _power_primes(degree):
        residue = n % prime
        if residue and pow(residue, (prime - 1) // degree, prime) != 1:
            return False
    return True


@lru_cache(maxsize=64)
def _power_primes(degree: int) -> tuple[int, ...]:
    found: list[int] = []
    candidate = degree + 1
    while len(found) < 6:
        if candidate > 2 and all(candidate % d for d in range(2, isqrt(candidate) + 1)):
            found.append(candidate)
        candidate += degree
    return tuple(found)


def root_enclosure(a: int, b: int, degree: int, bits: int) -> Enclosure:
    """Encloses (a / b) ** (1 / degree), a >= 0, b > 0."""
    low = floor_root((a << (degree * bits)) // b, degree)
    return low, low + 1


def ln_enclosure(a: int, b: int, bits: int) -> Enclosure:
    """Encloses ln(a / b), a > 0, b > 0.

    a / b = 2**k * m with m in [2/3, 4/3]; ln m = 2 atanh t with t = (m - 1) / (m + 1), |t| <= 1/5.
    """
    k = a.bit_length() - b.bit_length()
    a, b = (a, b << k) if k >= 0 else (a << -k, b)
    if 3 * a > 4 * b:
        b, k = b << 1, k + 1
    elif 3 * a < 2 * b:
        a, k = a << 1, k - 1
    if a == b and k == 0:
        return 0, 0
    work = bits + bits.bit_length() + k.bit_length() + 24
    t = (abs(a - b) << work) // (a + b)
    square, power, total, n = (t * t) >> work, t, 0, 1
    while power:
        total += power // n
        power = (power * square) >> work
        n += 2
    # Each of the (n - 1) / 2 terms is short by less than 2, t itself by less than 1 (times at most 25/24).
    error = 2 * (n + 4)
    total = 2 * total if a > b else -2 * total
    two, two_error = _ln2(work)
    return _outward(total + k * two, error + abs(k) * two_error, work - bits)


def exp_enclosure(a: int, b: int, bits: int) -> Enclosure:
    """Encloses e ** (a / b), b > 0. Time and size grow with a / b; the caller bounds it.

    e**x = 2**k * e**r with |r| <= 0.35 and the Taylor series of e**r.
    """
    growth = max(0, 3 * a // (2 * b) + 2)  # 1 / ln 2 < 3/2, so k <= growth
    work = bits + growth + bits.bit_length() + (abs(a) // b).bit_length() + 32
    x = (a << work) // b
    two, two_error = _ln2(work)
    k = (2 * x + two) // (2 * two)
    rest = x - k * two
    total, term, n = 0, 1 << work, 1
    while term:
        total += term
        term = ((term * rest) >> work) // n
        n += 1
    error = 4 * (n + 2) + 2 * (1 + abs(k) * two_error)
    low, high = _outward(total, error, work - bits - k)
    return max(0, low), high


@lru_cache(maxsize=32)
def _ln2(bits: int) -> tuple[int, int]:
    """ln 2 = 18 atanh 1/26 - 2 atanh 1/4801 + 8 atanh 1/8749 at `bits`, and the largest error of that."""
    total, terms = 0, 0
    for factor, inverse in ((18, 26), (-2, 4801), (8, 8749)):
        power, n, series = (1 << bits) // inverse, 1, 0
        while power:
            series += power // n
            power //= inverse * inverse
            n += 2
        total += factor * series
        terms = max(terms, n)
    return total, 28 * (terms + 2)


def _outward(value: int, error: int, shift: int) -> Enclosure:
    """[value - error, value + error] with `shift` bits fewer, rounded outward."""
    return (value - error) >> shift, -((-value - error) >> shift)
