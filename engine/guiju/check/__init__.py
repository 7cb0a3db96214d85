"""AST to Rulebook, in the named passes of `check/passes.py`."""

from guiju.check.draft import Reasons
from guiju.check.passes import Checked, check

__all__ = ["Checked", "Reasons", "check"]
