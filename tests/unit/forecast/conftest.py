"""A small made-up authority, read once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.forecast.fit import fit
from kinward.forecast.histories import histories
from kinward.forecast.settings import settings
from kinward.reference import categories
from kinward.returns.prepare import prepare
from kinward.returns.read import read

AS_AT = date(2026, 3, 31)


@pytest.fixture(scope="session")
def small_cohort(authority: Path) -> Cohort:
    """Of some 60 children in four years."""
    return build(prepare(read([authority / "returns"]), rules=False), categories.load())


@pytest.fixture(scope="session")
def fitted(small_cohort: Cohort) -> Fitted:
    """The authority's rates and entries on its last day."""
    return fit(histories(small_cohort, AS_AT), settings())
