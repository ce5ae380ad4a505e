"""The demonstration has a programme, meetings and targets, which stand the same on any day."""

from __future__ import annotations

from datetime import date

import pytest

from kinward.programme.benefit import benefit
from kinward.programme.delivery import delivery
from kinward_web.performance.models import Card
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import whole
from kinward_web.serving.demo_programme import make_programme
from kinward_web.serving.people import make_people

DAYS = (date(2026, 6, 30), date(2026, 11, 28))


@pytest.fixture(params=DAYS, ids=str)
def today(request, db) -> date:
    make_people()
    make_programme(request.param)
    return request.param


def test_it_stands_as_it_was_written(today):
    told = whole(Programme.objects.get())
    work = [rag.colour for rag in delivery(told, today).values()]
    brings = [rag.colour for rag in benefit(told, today).values()]
    assert [work.count(each) for each in ("blue", "red", "amber", "green", "grey")] == [
        1, 3, 1, 7, 2,
    ]  # fmt: skip
    assert {"red", "amber", "green", "grey"} <= set(brings)


def test_the_last_meetings_were_held_and_one_is_ahead(today):
    meetings = whole(Programme.objects.get()).meetings
    assert [(each.held, each.on > today) for each in meetings] == [
        (True, False), (True, False), (False, True),
    ]  # fmt: skip
    assert all(each.items for each in meetings if each.held)


def test_targets_are_set(today):
    assert Card.objects.count() == 13


def test_it_is_made_once(today):
    before = Record.objects.count(), Card.objects.count()
    make_programme(today)
    assert (Record.objects.count(), Card.objects.count()) == before
