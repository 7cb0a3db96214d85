"""Several values of one figure: whether they agree, which one a word names, and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from guiju.numbers.marked import mark_text
from guiju.numbers.states import Cause, CauseKind, Missing, State
from guiju.towns.model import Choice, Datum


def settled(name: str, accounts: tuple[Datum, ...], choice: Choice | None = None) -> Datum:
    """The figure `name` of its values: the chosen one, or what they agree on.

    Where they differ and none is chosen it is missing for that reason, between the least and the greatest of them;
    no place is that of a conflict.
    """
    if choice is not None:
        chosen = accounts[choice.number - 1]
        return Datum(chosen.value, chosen.provenance, accounts, choice)
    if agree(accounts):
        first = next((one for one in accounts if not isinstance(one.value, Missing)), accounts[0])
        return Datum(first.value, first.provenance, accounts)
    return Datum(_conflict(name, accounts), accounts=accounts)


def agree(accounts: Sequence[Datum]) -> bool:
    """Whether all that is given is the same; what is not applicable to one exists for the other."""
    return len({_key(one.value) for one in accounts if not is_silent(one.value)}) < 2


def is_silent(value: object) -> bool:
    """Whether a value contradicts nothing: it is not supplied, or not known."""
    return isinstance(value, Missing) and value.state is not State.NOT_APPLICABLE


def named(word: str, accounts: Sequence[Datum], *, by_file: bool = False) -> tuple[int, ...]:
    """The numbers, from 1, of the values that a word names."""
    return tuple(number for number, one in enumerate(accounts, 1) if word in _words(one, by_file))


def telling(accounts: Sequence[Datum], *, by_file: bool = False) -> tuple[str, ...]:
    """The words that name exactly one of the values."""
    words = dict.fromkeys(word for one in accounts for word in _words(one, by_file=False))
    if by_file:
        words |= dict.fromkeys(one.provenance.file for one in accounts if one.provenance.file)
    return tuple(word for word in words if len(named(word, accounts, by_file=by_file)) == 1)


def _words(account: Datum, by_file: bool) -> Iterator[str]:
    """What a value may be called by: who says so, or what it covers; `by_file`: or the file, with its ending or not."""
    of = account.provenance
    told = [of.source, of.issuer, of.scope]
    if by_file:
        file = of.file.replace("\\", "/").rpartition("/")[2]
        stem, dot, _ = file.rpartition(".")
        told += [of.file, file, stem if dot else file]
    yield from (word for text in told if (word := text.strip()))


def _key(value: Any) -> tuple[str, ...]:
    if isinstance(value, Missing):
        return ("missing", str(value.state))
    if isinstance(value, tuple):
        return ("records", repr([sorted(record.items()) for record in value]))
    mark = mark_text(value) if isinstance(value, Fraction) else ""
    return (type(value).__name__ if isinstance(value, bool) else "", str(value), mark)


def _conflict(name: str, accounts: Sequence[Datum]) -> Missing:
    """Missing for a reason of its own, between the least and the greatest of the numbers."""
    because = frozenset({Cause(CauseKind.CONFLICT, name)})
    values = [one.value for one in accounts if not is_silent(one.value)]
    numbers = [value for value in values if isinstance(value, Fraction)]
    if len(numbers) < len(values):
        return Missing(State.UNKNOWN, because)
    return Missing(State.UNKNOWN, because, Fraction(min(numbers)), Fraction(max(numbers)))
