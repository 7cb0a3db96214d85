"""What every test shares: how hypothesis draws its examples, and the option that rewrites golden files."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# `ci` draws the same examples on every run, so that a red build is red for its change; otherwise each tries
# new ones. No deadline: a slow machine is not a failure.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("dev", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites what the tests compare with; read the difference before you keep it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
