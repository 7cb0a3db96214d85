"""Where the files that ship with the package lie: grammar, rule packs, pages of the diagnostics."""

from __future__ import annotations

from pathlib import Path

# Name of a kind -> its folder in a checkout, seen from the root. In a wheel it is guiju/_shipped/NAME.
_IN_CHECKOUT = {"grammar": "grammar", "rules": "rules", "diagnostics": "docs/diagnostics"}


def shipped(kind: str) -> Path:
    """The folder of `kind`: "grammar", "rules" or "diagnostics".

    An installed wheel carries it inside the package; a checkout (also one installed with `pip install -e`)
    has it at the root. Raises ValueError for another kind, and FileNotFoundError, which names both places,
    when neither is there.
    """
    if kind not in _IN_CHECKOUT:
        raise ValueError(f"nothing ships as {kind!r}; there is {', '.join(_IN_CHECKOUT)}")
    package = Path(__file__).resolve().parent
    in_wheel = package / "_shipped" / kind
    in_checkout = package.parents[1] / _IN_CHECKOUT[kind]
    for folder in (in_wheel, in_checkout):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"guiju lacks its folder {kind}: neither {in_wheel} nor {in_checkout} exists")
