"""The money of the small authority, worked out by the core from its files to hold the pages
against."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kinward.cohort.model import Summary
from kinward.ledger.load import Files
from kinward.pipeline import Inputs, baseline
from kinward.pipeline.children import Baseline
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
def children(testshire: Path) -> Baseline:
    """The baseline of the children, straight from the core."""
    return baseline(Inputs(returns=(testshire / "returns",)))


@pytest.fixture(scope="session")
def stands(testshire: Path, files: Files, children: Baseline) -> Position:
    """Where the budget stands, straight from the core."""
    asked = Spending(files, contracts=testshire / "contracts.csv")
    return position(asked, Inputs(returns=(testshire / "returns",)), children, None)


@pytest.fixture(scope="session")
def beside(children: Baseline) -> Summary:
    """The children as the public is told them, limit 5: the money must not contradict it."""
    return protect(children.summary, 5)


@pytest.fixture
def live(loaded: Snapshot) -> Snapshot:
    """The live figures."""
    return loaded
