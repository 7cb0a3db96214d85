"""Every arm of the walk over expressions, in one table."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.rulebook.applied import APPLY_ARMS
from guiju.rulebook.collecting import COLLECT_ARMS
from guiju.rulebook.dated import DATED_ARMS
from guiju.rulebook.tables import TABLE_ARMS
from guiju.rulebook.walk import WALK_ARMS, Arm

EXPRESSION_ARMS: Mapping[type, Arm] = MappingProxyType(
    {**WALK_ARMS, **APPLY_ARMS, **TABLE_ARMS, **DATED_ARMS, **COLLECT_ARMS}
)
