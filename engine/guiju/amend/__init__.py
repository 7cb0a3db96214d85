"""A revision that is written as its differences from another one, put together to one text."""

from guiju.amend.choosing import chosen, clashes
from guiju.amend.consolidate import Consolidated, consolidate, located
from guiju.amend.in_force import in_force
from guiju.amend.marks import marked

__all__ = ["Consolidated", "chosen", "clashes", "consolidate", "in_force", "located", "marked"]
