"""The money of the small authority, worked out by the core from its files to hold the pages
against."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kinward.cohort.model import Summary
from kinward.ledger.load import Files
from kinward.pipeline import Inputs, baseline
from kinward.pipeline.position import position
from kinward.pipeline.spending import Spending
from kinward.reports.disclosure import protect
from kinward.reports.position import Position

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

NAMES = ("placements", "budget", "service_types", "adjustments", "children")


@pytest.fixture(scope="session")
def files(testshire: Path) -> Files:
    """Of the ledger."""
    return Files(**{name: testshire / f"{name}.csv" for name in NAMES})


@pytest.fixture(scope="session")
def stands(testshire: Path, files: Files) -> Position:
    """Where the budget stands, straight from the core."""
    inputs = Inputs(returns=(testshire / "returns",))
    asked = Spending(files, contracts=testshire / "contracts.csv")
    return position(asked, inputs, baseline(inputs), None)


@pytest.fixture(scope="session")
def beside(testshire: Path) -> Summary:
    """The children as the public is told them, limit 5: the money must not contradict it."""
    return protect(baseline(Inputs(returns=(testshire / "returns",))).summary, 5)


@pytest.fixture
def live(loaded: Snapshot) -> Snapshot:
    """The live figures."""
    return loaded
