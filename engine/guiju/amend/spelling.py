"""What is quoted is compared as it is written, whatever keyboard typed it and wherever blanks stand."""

from __future__ import annotations

import hashlib
import re

_STRING = re.compile(r'"[^"\n]*"|“[^”\n]*”|＂[^＂\n]*＂|「[^」\n]*」')
_COMMENT = re.compile(r"[#＃][^\n]*")
_SIGNS = str.maketrans(
    "０１２３４５６７８９．，、：（）＝＋－−–＊*÷／％＾≧⩾≦⩽＞＜　",
    "0123456789.,,:()=+---××//%^≥≥≤≤>< ",
)
_WORDS = ((">=", "≥"), ("<=", "≤"), ("<>", "≠"), ("!=", "≠"), ("==", "="), ("->", "→"), ("=>", "→"))


def spelled(text: str) -> str:
    """The words of a text in their one spelling, without blanks and comments."""
    parts: list[str] = []
    at = 0
    while at < len(text):
        quoted, comment = _STRING.search(text, at), _COMMENT.search(text, at)
        if comment and (quoted is None or comment.start() < quoted.start()):
            parts.append(_plain(text[at : comment.start()]))
            at = comment.end()
        elif quoted:
            parts += [_plain(text[at : quoted.start()]), '"', quoted.group()[1:-1], '"']
            at = quoted.end()
        else:
            parts.append(_plain(text[at:]))
            break
    return "".join(parts)


def _plain(text: str) -> str:
    text = text.translate(_SIGNS)
    for typed, sign in _WORDS:
        text = text.replace(typed, sign)
    return "".join(text.split())


def fingerprint(text: str) -> str:
    """SHA-256 of the words of a statement."""
    return "sha256:" + hashlib.sha256(spelled(text).encode("utf-8")).hexdigest()


_FINGERPRINT = re.compile(r"sha256:([0-9a-f]{8,64})")


def is_fingerprint(text: str) -> bool:
    """Whether a quoted text is a fingerprint, or the first eight figures of one or more."""
    return bool(_FINGERPRINT.fullmatch(text.strip()))


def fits(quoted: str, whole: str) -> bool:
    """Whether a quoted fingerprint is that one, or its beginning."""
    return is_fingerprint(quoted) and whole.startswith(quoted.strip())
