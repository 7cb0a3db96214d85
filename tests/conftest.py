"""What every test shares: how hypothesis draws its examples."""

from __future__ import annotations

import os

from hypothesis import settings

# `ci` draws the same examples on every run, so that a red build is red for its change; otherwise each tries
# new ones. No deadline: a slow machine is not a failure.
settings.register_profile("ci", derandomize=True, deadline=None, database=None)
settings.register_profile("dev", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))
