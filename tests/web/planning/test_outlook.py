"""The document of a forecast, held against the one before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kinward.forecast.moved import remember
from kinward.pipeline.ahead import forecast_cohort
from kinward_web.figures import Made
from kinward_web.intake.models import Snapshot
from kinward_web.planning.asked import Asked, from_json
from kinward_web.planning.ground import ground
from kinward_web.planning.outlook import Before, before, foreseen, outlook

pytestmark = pytest.mark.django_db

ASKED = Asked(months=18, runs=60)


def _later(snapshot: Snapshot, facts: dict[str, object] | None = None) -> Made:
    """The forecast of today, held against one made a year before."""
    with ground(snapshot) as stands:
        then = forecast_cohort(
            stands.cohort, None, replace(ASKED.ahead(stands, explain=False), prices=None),
            date(2025, 3, 31),
        )  # fmt: skip
        kept = {"kept": remember(then), "asked": {**ASKED.as_json, "population": False}}
        earlier = Before(kept if facts is None else facts, None)
        return outlook(stands, ASKED, foreseen(stands, ASKED), earlier)


def test_why_it_moved_is_told_after_where_it_is_heading(loaded: Snapshot) -> None:
    made = _later(loaded)
    assert [each.key for each in made.whole.sections][:2] == ["forecast", "moved"]
    section = made.whole.sections[1]
    assert (
        "than in the forecast from 31 March 2025" in section.heading
        or section.heading.startswith("As many")
    )
    keys = [figure.table.key for figure in section.figures]
    assert keys == ["forecast_moved", "forecast_came"]
    assert [each.key for each in made.public.sections][:2] == ["forecast", "moved"]


def test_an_earlier_forecast_of_another_release_is_passed_over(loaded: Snapshot) -> None:
    made = _later(loaded, {"kept": {"as_at": "2025-03-31"}})
    assert "moved" not in [each.key for each in made.whole.sections]
    assert "moved" not in [each.key for each in _later(loaded, {}).whole.sections]


def test_the_forecast_before_is_that_of_the_snapshot(loaded: Snapshot) -> None:
    found = before(loaded)
    assert found is not None
    assert found.population is not None
    assert found.facts["kept"]["as_at"] == "2026-03-31"
    assert before(None) is None


def test_what_is_asked_comes_back_and_unknown_words_are_passed_over() -> None:
    asked = Asked(months=12, target_children=40, target_by="2027-03-31")
    assert from_json({**asked.as_json, "of another release": 1}) == asked
