"""The two versions of the package: of the program, and of the rule language it reads."""

from __future__ import annotations

from typing import Final

VERSION: Final = "0.1.0"
LANGUAGE_VERSION: Final = 1
