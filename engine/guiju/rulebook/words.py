"""What the modal words and the states of a revision are called, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from guiju.diagnostics.model import Text
from guiju.rulebook.model import Modal, Status

MODALS: Mapping[Modal, Text] = MappingProxyType(
    {
        Modal.SHALL: Text("应", "shall"),
        Modal.SHOULD: Text("宜", "should"),
        Modal.MAY: Text("可", "may"),
        Modal.VETO: Text("否决", "veto"),
    }
)
STATUSES: Mapping[Status, Text] = MappingProxyType(
    {
        Status.CONSULTATION: Text("征求意见", "consultation"),
        Status.REVIEW: Text("送审", "review"),
        Status.APPROVAL: Text("报批", "approval"),
        Status.IN_FORCE: Text("现行", "in force"),
        Status.WITHDRAWN: Text("废止", "withdrawn"),
    }
)
