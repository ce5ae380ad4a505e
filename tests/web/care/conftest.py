"""The children of the small authority, looked up in plain ways to hold the pages against."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches

from kinward.pipeline.kept import Kept, load
from kinward_web.care.selectors.children import names_of
from kinward_web.intake.material import kept_folder

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    caches["figures"].clear()


@pytest.fixture
def kept(loaded: Snapshot) -> Kept:
    """What the live figures rest on, read from the disk."""
    return load(kept_folder(loaded.number))


@pytest.fixture
def names(loaded: Snapshot, kept: Kept) -> dict[str, str]:
    """Pseudonyms by identifier."""
    return names_of(loaded, kept.cohort.children["CHILD"].to_list())


@pytest.fixture
def whose(kept: Kept) -> dict[str, str | None]:
    """By identifier, the team that has the child on the day of the figures, or had it last."""
    assert kept.teams is not None
    rows = kept.teams.rows(named=True)
    return {
        each: _team([row for row in rows if row["child_id"] == each], kept.as_at)
        for each in kept.cohort.children["CHILD"]
    }


def _team(rows: list[dict[str, date]], day: date) -> str | None:
    begun = sorted((row for row in rows if row["from"] <= day), key=lambda row: row["from"])
    now = [row for row in begun if row["to"] is None or row["to"] >= day]
    if now:
        return str(now[-1]["team"])
    past = sorted(begun, key=lambda row: (row["to"], row["from"]))
    return str(past[-1]["team"]) if past else None
