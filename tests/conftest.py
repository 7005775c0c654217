"""Hypothesis profiles: `quick` for every run, `thorough` for campaigns (`HYPOTHESIS_PROFILE=thorough pytest`)."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# No deadline: a machine that is busy with something else must not fail a test.
settings.register_profile("quick", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", max_examples=5000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
