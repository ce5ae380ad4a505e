"""How a measure is followed: targets, colours, own measures, two people at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from kinward.measures.scored import SCORED
from kinward.reference.parameters import parameter
from kinward_web.accounts.known_settings import ServiceSettings
from kinward_web.accounts.setting_actions import save_settings
from kinward_web.audit.models import AuditEntry
from kinward_web.performance.actions import cards
from kinward_web.performance.followed import Followed, usual
from kinward_web.performance.models import Card
from kinward_web.performance.selectors.scorecards import seen

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_CARD = "/scorecard/measures/looked_after/card/"
_GIVEN = {
    "owner": "Head of Service", "tier": "board", "theme": "Children looked after",
    "target": "ceiling", "high": "60", "disclosure": "on", "polarity": "low",
}  # fmt: skip


def _hidden(page: Any) -> dict[str, str]:
    text = page.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(key|edition)" value="([^"]*)"', text))


def _line(person: Any, measure: str = "looked_after") -> Any:
    return seen(person).line(measure)


def test_the_usual_tolerance_is_the_core_s() -> None:
    assert ServiceSettings().measure_tolerance_pct == parameter("measure_tolerance_pct").value


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("high", "colour"), [("71", "green"), ("70.9", "amber"), ("65", "amber"), ("64", "red")]
)
def test_a_target_gives_the_colour(as_: As, cast: Any, high: str, colour: str) -> None:
    """71 children are looked after; amber reaches 10% beyond the target."""
    client = as_("programme_lead")
    sent = {**_hidden(client.get(_CARD)), **_GIVEN, "high": high}
    assert client.post(_CARD, sent).status_code == 302
    line = _line(cast["analyst"])
    assert (line.rag.colour, line.card.owner) == (colour, "Head of Service")
    page = client.get("/scorecard/measures/looked_after/").content.decode()
    assert line.rag.reason.capitalize() in page
    assert f"At most {high}" in page


@pytest.mark.usefixtures("loaded")
def test_the_settings_say_how_far_amber_reaches(follow: Any, cast: Any) -> None:
    follow("looked_after", target="ceiling", high=Decimal(68))
    assert _line(cast["analyst"]).rag.colour == "amber"
    by, values = cast["administrator"], {"measure_tolerance_pct": Decimal(2)}
    save_settings(by=by, group="rag", edition=0, values=values)
    assert _line(cast["analyst"]).rag.colour == "red"
    follow("looked_after", target="ceiling", high=Decimal(68), tolerance_pct=Decimal(10))
    assert _line(cast["analyst"]).rag.colour == "amber"


@pytest.mark.usefixtures("loaded")
def test_a_target_that_moves_is_that_of_the_day(follow: Any, cast: Any) -> None:
    points = (("2025-03-31", "80"), ("2027-03-31", "60"))
    follow("looked_after", target="ceilings", points=points)
    assert _line(cast["analyst"]).rag.reason == "1 child over the ceiling of 70, within 10%"


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(as_: As) -> None:
    lead, finance = as_("programme_lead"), as_("finance_manager")
    first, second = _hidden(lead.get(_CARD)), _hidden(finance.get(_CARD))
    assert lead.post(_CARD, {**first, **_GIVEN}).status_code == 302
    late = finance.post(_CARD, {**second, **_GIVEN, "owner": "The other"})
    told = late.content.decode()
    assert late.status_code == 422
    assert "Piotr Programme changed this" in told
    assert 'value="The other"' in told
    assert Card.objects.get().owner == "Head of Service"
    again = finance.post(_CARD, {**_hidden(late), **_GIVEN, "owner": "The other"})
    assert again.status_code == 302
    assert Card.objects.get().owner == "The other"


@pytest.mark.usefixtures("db")
def test_a_double_click_says_it_once(as_: As) -> None:
    lead = as_("programme_lead")
    sent = {**_hidden(lead.get(_CARD)), **_GIVEN}
    assert [lead.post(_CARD, sent).status_code for _ in range(2)] == [302, 302]
    assert Card.objects.get().edition == 1
    sent = {**_hidden(lead.get(_CARD)), **_GIVEN, "owner": "Another"}
    assert [lead.post(_CARD, sent).status_code for _ in range(2)] == [302, 302]
    assert Card.objects.get().edition == 2
    assert AuditEntry.objects.filter(subject="scorecard measure").count() == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"target": "floor", "low": ""}, "Enter the least"),
        ({"target": "band", "low": "9", "high": "8"}, "must not be above its high end"),
        ({"target": "floors", "points": ""}, "Enter days and values"),
        ({"target": "floors", "points": "some day: 5"}, "Line 1 must be a day, a colon"),
        ({"target": "floors", "points": "31 March 2027: 5\n31/03/2027: 6"}, "second time"),
        ({"tolerance_pct": "-1"}, "must be 0 or more"),
        ({"theme": ""}, "Enter a theme"),
        ({"baseline_from": "soon"}, "must be a date"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(
    as_: As, sent: dict[str, str], words: str
) -> None:
    lead = as_("programme_lead")
    answer = lead.post(_CARD, {**_hidden(lead.get(_CARD)), **_GIVEN, **sent})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "<title>Error: " in answer.content.decode()
    assert not Card.objects.exists()


@pytest.mark.usefixtures("db")
def test_a_measure_of_ones_own(as_: As, type_: Any, cast: Any) -> None:
    lead = as_("programme_lead")
    sent = {
        **_hidden(lead.get("/scorecard/new/")), **_GIVEN, "label": "Calls answered", "unit": "%",
        "formula": "Calls answered of all calls", "frequency": "monthly", "to_date": "mean",
        "polarity": "high", "target": "floor", "low": "95.0",
    }  # fmt: skip
    answers = [lead.post("/scorecard/new/", sent) for _ in range(2)]
    assert {each.headers["Location"] for each in answers} == {"/scorecard/measures/calls_answered/"}
    type_("calls_answered", date(2026, 3, 31), "94.25")
    page = lead.get("/scorecard/measures/calls_answered/").content.decode()
    assert "Calls answered: 94.25%, amber" in page
    assert "Calls answered of all calls" in page
    other = lead.post("/scorecard/new/", {**sent, "key": "another"})
    assert "There is a measure of that name" in other.content.decode()
    library = lead.post(
        "/scorecard/new/", {**sent, "key": "b", "label": SCORED["looked_after"].label}
    )
    assert "There is a measure of that name" in library.content.decode()


def test_a_measure_with_readings_stays(cast: Any, type_: Any, as_: As) -> None:
    by, lead = cast["programme_lead"], as_("programme_lead")
    given = Followed(own=True, label="Calls", unit="number", theme="Other", polarity="low")
    card = cards.make(by=by, given=given, key="k")
    reading = type_("calls", date(2026, 3, 31), "4")
    place = "/scorecard/measures/calls/card/remove/"
    answer = lead.post(place, _hidden(lead.get(place)))
    assert "Remove its readings first" in answer.content.decode()
    reading.delete()
    assert lead.post(place, _hidden(lead.get(place))).status_code == 302
    assert not Card.objects.filter(pk=card.pk).exists()
    assert Card.history.filter(measure="calls", history_type="-").get().history_user == by


def test_a_measure_of_the_library_goes_back_to_it(as_: As, follow: Any) -> None:
    follow("looked_after", target="ceiling", high=Decimal(60), owner="Somebody")
    place, lead = f"{_CARD}remove/", as_("programme_lead")
    assert lead.post(place, _hidden(lead.get(place))).status_code == 302
    assert not Card.objects.exists()
    history = lead.get("/scorecard/measures/looked_after/history/").content.decode()
    assert "How it is followed: removed" in history
    assert "owner Somebody" in history


@pytest.mark.parametrize("who", ["commissioner", "panel_chair", "board_member", "auditor",
                                 "north_manager", "administrator"])  # fmt: skip
def test_others_change_nothing(cast: Any, who: str) -> None:
    with pytest.raises(PermissionDenied):
        cards.follow(
            by=cast[who], measure="looked_after", given=usual("looked_after"), edition=0, key="k"
        )
    with pytest.raises(PermissionDenied):
        cards.make(by=cast[who], given=Followed(own=True, label="A", unit="%"), key="k")


@pytest.mark.parametrize(
    "wrong",
    [
        {"target": "floor"}, {"target": "band", "low": 2, "high": 1}, {"tier": "all"},
        {"polarity": "up"}, {"tolerance": -1}, {"own": True}, {"to_date": "max"},
    ],
)  # fmt: skip
def test_the_database_holds_no_other(cast: Any, wrong: dict[str, Any]) -> None:
    given = {"measure": "x", "polarity": "low", "frequency": "monthly", "to_date": "none"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Card.objects.create(key="k", changed_by=cast["analyst"], **{**given, **wrong})


def test_an_empty_form_names_every_answer_that_is_missing(as_: As) -> None:
    page = as_("analyst").post("/scorecard/new/", {"key": "empty", "edition": "0"}).content.decode()
    assert "This field is required" not in page
    for words in (
        "Enter a name", "Choose a unit", "Enter how it is made", "Choose who looks at it",
        "Choose what kind of target it has", "Choose what is better",
        "Choose how often there is a reading", "Choose what the year to date is",
    ):  # fmt: skip
        assert page.count(words) == 2, words
