"""The past months of what programmes say: as they stood in the evening, whatever came later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kinward.programme.model import Action, Mitigation, Risk, Saving, Update
from kinward.words import long_date
from kinward_web.performance.selectors.past import MOST_MONTHS, months
from kinward_web.performance.selectors.scorecards import seen
from kinward_web.programme.actions import programmes, records
from kinward_web.programme.head import Head
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import held

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
TODAY = date(2026, 7, 20)
_RISK = Risk("R", "Rises", 5, 5, mitigations=(Mitigation("Fees", due=date(2026, 4, 15)),))
_SAVING = Saving("S", 2027, 1_000_00, forecast_pence=900_00)
_LATE = Action("1", "Late", start=date(2026, 1, 5), target_end=date(2026, 4, 20))


def _at(row: Any, day: date, hour: int = 12) -> None:
    """As if the last change of a row had been made then."""
    moment = timezone.make_aware(datetime.combine(day, time(hour)))
    row.history.filter(pk=row.history.latest("history_id").pk).update(history_date=moment)


@pytest.fixture
def plan(cast: Any) -> Programme:
    """A programme recorded on 10 March, with a late action, a red risk and a saving."""
    by = cast["programme_lead"]
    row = programmes.make(by=by, slug="pl", head=Head("Placements"), key="pl")
    _at(row, date(2026, 3, 10))
    for kind, each in (("action", _LATE), ("risk", _RISK), ("saving", _SAVING)):
        one = records.add(by=by, programme=row, kind=kind, held=each, key=kind)
        _at(one, date(2026, 3, 10))
    return row


@pytest.fixture
def change(cast: Any, plan: Programme) -> Callable[..., None]:
    """`change('action', day, completed=...)`: what somebody recorded on a day."""

    def made(kind: str, on: date, hour: int = 12, **fields: Any) -> None:
        row = Record.objects.get(programme=plan, kind=kind)
        new = replace(held(row), **fields)
        done = records.change(
            by=cast["programme_lead"], one=row, held=new, edition=row.edition, key=f"{kind}{on}"
        )
        _at(done, on, hour)

    return made


def _of(measure: str) -> dict[str, int]:
    found, _ = months(TODAY)
    return {
        each.period_end.isoformat(): int(each.value)
        for each in found
        if each.measure == measure and each.value is not None
    }


def test_a_month_says_what_was_recorded_by_its_evening(plan: Any, change: Any) -> None:
    change("action", date(2026, 6, 12), completed=date(2026, 5, 2), updates=(Update(TODAY),))
    change("risk", date(2026, 6, 30), 23, mitigations=(
        Mitigation("Fees", due=date(2026, 4, 15), done=date(2026, 4, 1)),
    ))  # fmt: skip
    change("saving", date(2026, 6, 1), forecast_pence=400_00)
    red = {"2026-03-31": 0, "2026-04-30": 1, "2026-05-31": 1, "2026-06-30": 0}
    assert _of("actions_red") == red
    assert _of("risks_red") == dict.fromkeys(
        ("2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"), 1
    )
    overdue = {"2026-03-31": 0, "2026-04-30": 1, "2026-05-31": 1, "2026-06-30": 0}
    assert _of("mitigations_overdue") == overdue
    assert _of("savings_forecast")["2026-05-31"] == 900
    assert _of("savings_forecast")["2026-06-30"] == 400


def test_what_was_taken_away_or_closed_later_is_still_in_its_month(
    plan: Programme, cast: Any
) -> None:
    by = cast["programme_lead"]
    risk = Record.objects.get(programme=plan, kind="risk")
    records.remove(by=by, one=risk, edition=1)
    _at(risk, date(2026, 5, 4))
    assert _of("risks_red")["2026-04-30"] == 1
    assert _of("risks_red")["2026-05-31"] == 0
    head = Head("Placements", closed=date(2026, 4, 1))
    done = programmes.change(by=by, programme=plan, head=head, edition=1, key="closed")
    _at(done, date(2026, 6, 2))
    assert list(_of("actions_red")) == ["2026-03-31", "2026-04-30", "2026-05-31"]


def test_since_when_it_is_known_is_said(plan: Any) -> None:
    _, notes = months(TODAY)
    assert notes == (
        "What the programmes say is known from 31 March 2026 on: "
        "the first of them was recorded here on 10 March 2026.",
    )
    later = date(2026 + MOST_MONTHS // 12, 7, 20)
    found, notes = months(later)
    assert len({each.period_end for each in found}) == MOST_MONTHS
    assert notes == ("What the programmes say is known from 31 July 2026 on.",)
    assert months(date(2026, 3, 31)) == ((), ()), "the day itself is today's"


def test_nothing_is_known_without_a_programme() -> None:
    assert months(TODAY) == ((), ())


def test_a_month_that_cannot_be_judged_has_no_reading_and_others_have(
    plan: Programme, change: Any
) -> None:
    circle = replace(_LATE, depends_on=("1",))
    row = Record.objects.get(programme=plan, kind="action")
    record = row.history.latest("history_id")
    good = record.body
    change("action", date(2026, 4, 8), title="Another")
    bad = row.history.latest("history_id")
    bad.body = good | {"depends_on": list(circle.depends_on)}
    bad.save()
    change("action", date(2026, 5, 8), title="A third")
    assert list(_of("actions_red")) == ["2026-03-31", "2026-05-31", "2026-06-30"]


def test_the_past_is_read_once(plan: Any, change: Any, django_assert_max_num_queries: Any) -> None:
    first = months(TODAY)
    with django_assert_max_num_queries(3):
        assert months(TODAY) == first
    change("saving", date(2026, 5, 2), forecast_pence=1_00)
    assert _of("savings_forecast")["2026-05-31"] == 1


def test_the_scorecard_has_direction_and_chart_of_the_months(cast: Any, as_: As) -> None:
    """Fifteen months; what today says is of a part of one, and no point of the chart."""
    today = timezone.localdate()
    by = cast["programme_lead"]
    row = programmes.make(by=by, slug="pl", head=Head("Placements"), key="pl")
    begun = today.replace(day=1) - timedelta(days=15 * 31)
    _at(row, begun)
    for place in range(15):
        due = begun + timedelta(days=20 + 31 * place + (place % 3) * 9)
        action = Action(str(place), f"Action {place}", target_end=due)
        one = records.add(by=by, programme=row, kind="action", held=action, key=f"a{place}")
        _at(one, begun)
    line = seen(cast["analyst"]).line("actions_red")
    assert line is not None
    ends = [each.period_end for each in line.card.readings]
    assert ends[-1] == today
    assert len(ends) >= 15
    assert line.direction is not None
    assert line.previous is not None
    assert line.previous.period_end < today.replace(day=1)
    assert line.control is not None, line.no_control
    last = line.control.points[-1][0]
    assert (last + timedelta(days=1)).day == 1
    assert last in (line.previous.period_end, today)
    page = as_("analyst").get("/scorecard/measures/actions_red/").content.decode()
    assert long_date(line.previous.period_end) in page
    notes = as_("analyst").get("/scorecard/measures/").content.decode()
    assert "What the programmes say is known from" in notes
