"""Programmes in the service, for the tests of their pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kinward_web.programme.models import Programme
from programmes import stored
from published_plans import cambridgeshire


@pytest.fixture
def plan(cast: dict[str, Any]) -> Programme:
    """The programme of 33 actions, stored."""
    return stored(cast["programme_lead"])


@pytest.fixture
def published(cast: dict[str, Any]) -> Programme:
    """Cambridgeshire's plan of 2016, stored."""
    return stored(cast["programme_lead"], replace(cambridgeshire(), key="cambs", name="Cambs"))
