"""Triggers are held against the scorecard: what it shows comes onto the agenda."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinward.programme.governance import Board, Meeting
from kinward.programme.model import Action, Update
from kinward_web.performance.actions import readings
from kinward_web.performance.selectors.scorecards import seen
from kinward_web.programme.actions import programmes, records
from kinward_web.programme.head import Head
from kinward_web.programme.models import Record
from kinward_web.programme.selectors.programmes import held
from programmes import MOST_QUERIES

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Plan = Callable[..., Record]
TODAY = timezone.localdate()
_LAST = TODAY.replace(day=1) - timedelta(days=1)
_BEFORE = _LAST.replace(day=1) - timedelta(days=1)


@pytest.fixture
def plan(cast: Any) -> Plan:
    """A programme with one action that is well, measured by `measure`, and a meeting `on`."""

    def made(measure: str, trigger: str, target: str, on: date = TODAY) -> Record:
        lead = cast["programme_lead"]
        row = programmes.make(by=lead, slug="pl", head=Head("Placements"), key="pl")
        action = Action(
            "1", "Well", updates=(Update(TODAY), Update(on)), target_end=TODAY + timedelta(days=90),
            success=measure, trigger=Decimal(trigger), success_target=Decimal(target),
        )  # fmt: skip
        # A board that met this month sees no action but by exception.
        met = Meeting("C", on - timedelta(days=1) if on.day > 1 else on, ("Ada",), held=True)
        parts = [("board", Board("C", "Commissioning")), ("action", action)]
        if met.on != on:
            parts.append(("meeting", met))
        parts.append(("meeting", Meeting("C", on)))
        rows = [
            records.add(by=lead, programme=row, kind=kind, held=each, key=f"k{place}")
            for place, (kind, each) in enumerate(parts)
        ]
        return rows[-1]

    return made


@pytest.fixture
def typed(cast: Any) -> Callable[[str, date, str], None]:
    """A reading that somebody types."""

    def made(measure: str, end: date, value: str) -> None:
        given = readings.Given(end, Decimal(value), typed_by="Farah Finance")
        readings.add(
            by=cast["finance_manager"], measure=measure, given=given, key=f"{measure}-{end}"
        )

    return made


def _text(client: Client, one: Record, name: str = "programme_meeting") -> str:
    args = ["pl", one.pk] if name == "programme_meeting" else ["pl", one.kind, one.pk]
    page = client.get(reverse(name, args=args)).content.decode()
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", page)))


def _action() -> Record:
    return Record.objects.get(kind="action")


def test_a_measure_beyond_its_trigger_comes_onto_the_agenda(
    as_: As, plan: Plan, typed: Any, django_assert_max_num_queries: Any
) -> None:
    meeting = plan("send_neet_pct", "4", "3")
    assert "Its trigger" not in _text(as_("board_member"), meeting)
    typed("send_neet_pct", _LAST, "4.5")
    lead = as_("programme_lead")
    words = "Its trigger of 4 is reached: the value is 4.5, the target 3."
    with django_assert_max_num_queries(MOST_QUERIES):
        assert words in _text(lead, meeting)
    assert words in _text(lead, _action(), "programme_record")
    overview = lead.get(reverse("programme", args=["pl"])).content.decode()
    assert words in overview
    begin = reverse("programme_begin", args=["pl", meeting.pk])
    form = re.findall(r'name="(key|edition)" value="([^"]*)"', lead.get(begin).content.decode())
    assert lead.post(begin, dict(form) | {"others": "Ada"}).status_code == 302
    (item,) = held(Record.objects.get(pk=meeting.pk)).items
    assert words in item.why


def test_a_meeting_of_a_past_day_knows_no_later_value(as_: As, plan: Plan, typed: Any) -> None:
    meeting = plan("send_neet_pct", "4", "3", on=_LAST - timedelta(days=1))
    typed("send_neet_pct", _BEFORE, "3.5")
    typed("send_neet_pct", _LAST, "4.5")
    lead = as_("programme_lead")
    assert "Its trigger" not in _text(lead, meeting)
    assert "Its trigger of 4 is reached" in _text(lead, _action(), "programme_record")


def test_the_value_is_that_of_the_page_and_no_small_count(
    as_: As, plan: Plan, loaded: Any, cast: Any
) -> None:
    card = seen(cast["board_member"])
    line = card.line("looked_after")
    assert line is not None
    assert line.reading is not None
    meeting = plan("looked_after", "1", "0")
    text = _text(as_("board_member"), meeting)
    assert f"Its trigger of 1 is reached: the value is {line.reading.value}," in text
    hidden = [
        each.card.measure.key for each in card.card.lines if each.rag.reason.startswith("withheld")
    ]
    assert hidden
    one = _action()
    one.body |= {"success": hidden[0], "trigger": "0", "success_target": "-1"}
    one.save()
    assert "Its trigger" not in _text(as_("programme_lead"), meeting)
