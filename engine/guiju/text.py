"""Text made safe to print: what cannot be seen, or would move other text, is shown as what it is.

Names and labels come from files that anybody may have written. A terminal obeys ESC, a bidirectional
override turns a line around, a zero-width character makes two names look alike. Every printer passes foreign
text through `visible`, every JSON writer ends in `json_text`: none of these leaves the engine raw.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

# The ranges are written out, not asked from `unicodedata`: what is printed must not depend on the version
# of Python.
_UNSEEN = (
    "\x7f-\x9f"  # DEL and C1 controls
    "\u00ad\u034f\u061c"  # soft hyphen, grapheme joiner, Arabic letter mark
    "\u115f\u1160\u3164\uffa0"  # Hangul fillers
    "\u17b4\u17b5\u180b-\u180f"  # invisible Khmer and Mongolian signs
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line separators, bidirectional controls
    "\ufeff\ufff0-\ufffb\ufffe\uffff\ufdd0-\ufdef"  # byte order mark, annotations, noncharacters
    "\ud800-\udfff"  # lone surrogates: no encoding can carry them
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # musical controls, tags
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
_HOSTILE = re.compile(f"[\x00-\x1f{_UNSEEN}]")
_HOSTILE_IN_JSON = re.compile(f"[{_UNSEEN}]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    r"""`text` in one line, every character shown: controls as `\n`, `\x1b`, other unseen ones as `<U+202E>`.

    The result has no line end, can be encoded in UTF-8 and may stand in XML 1.0. Twice is the same as once.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HOSTILE.sub(_name, text)


def visible_lines(text: str) -> tuple[str, ...]:
    """The lines of `text`, each made `visible`: for notes and help, where a line end is meant."""
    return tuple(visible(line) for line in text.split("\n"))


def json_text(value: Any) -> str:
    r"""`value` as indented JSON with a last line end. Keys keep their order, Han stays readable.

    What `visible` would replace is written as a `\uXXXX` escape: nothing is lost, nothing hostile printed.
    """
    return _HOSTILE_IN_JSON.sub(_escape, json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def _name(match: re.Match[str]) -> str:
    char = match.group()
    if char in _SHORT:
        return _SHORT[char]
    return f"\\x{ord(char):02x}" if ord(char) < 0xA0 else f"<U+{ord(char):04X}>"


def _escape(match: re.Match[str]) -> str:
    return json.dumps(match.group())[1:-1]


# Letters of other scripts that print like Latin ones; NFKC folds the full-width forms and the radicals.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсухіⅠΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxiIABEZHIKMNOPTYXo")


def look(name: str) -> str:
    """What a name looks like: two names with the same look cannot be told apart in print."""
    return unicodedata.normalize("NFKC", name).translate(_LOOKALIKES).casefold()
