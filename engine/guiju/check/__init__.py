"""AST to Rulebook, in the named passes of `check/passes.py`."""

from guiju.check.passes import Checked, check

__all__ = ["Checked", "check"]
