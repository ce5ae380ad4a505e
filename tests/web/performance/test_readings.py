"""Readings that people type: who said so and when, and what comes of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward_web.audit.models import AuditEntry
from kinward_web.performance.actions import readings
from kinward_web.performance.models import Typed
from kinward_web.performance.selectors.scorecards import seen

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_MEASURE = "/scorecard/measures/send_neet_pct/"
_NEW = f"{_MEASURE}readings/new/"


def _hidden(page: Any) -> dict[str, str]:
    text = page.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(key|edition)" value="([^"]*)"', text))


def test_a_reading_says_who_typed_it_and_when(as_: As) -> None:
    finance = as_("finance_manager")
    sent = {
        **_hidden(finance.get(_NEW)), "period": "Q4 2025/26", "value": "4.5%",
        "source": "The college", "note": "Provisional",
    }  # fmt: skip
    assert [finance.post(_NEW, sent).status_code for _ in range(2)] == [302, 302]
    row = Typed.objects.get()
    assert (row.period_end, row.value) == (date(2026, 3, 31), Decimal("4.5"))
    assert (row.typed_by, row.typed_on) == ("Farah Finance", timezone.localdate())
    page = finance.get(_MEASURE).content.decode()
    assert "The college, typed by Farah Finance on" in page
    assert "Provisional" in page
    assert AuditEntry.objects.filter(subject="scorecard reading").count() == 1


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"period": "lately"}, "Period must be a month"),
        ({"period": ""}, "Enter a period"),
        ({"value": "many"}, "Value must be a number"),
        ({"numerator": "3"}, "Enter both the part and the whole"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(
    as_: As, sent: dict[str, str], words: str
) -> None:
    finance = as_("finance_manager")
    given = {**_hidden(finance.get(_NEW)), "period": "March 2026", "value": "4", **sent}
    answer = finance.post(_NEW, given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Typed.objects.exists()


def test_no_reading_of_a_period_that_has_not_ended(as_: As) -> None:
    finance = as_("finance_manager")
    ahead = f"{timezone.localdate() + timedelta(days=1):%d/%m/%Y}"
    given = {**_hidden(finance.get(_NEW)), "period": ahead, "value": "4"}
    assert "has not come yet" in finance.post(_NEW, given).content.decode()
    given["period"] = f"{timezone.localdate():%d/%m/%Y}"
    assert finance.post(_NEW, given).status_code == 302


def test_one_reading_a_period(as_: As, type_: Any) -> None:
    type_("send_neet_pct", date(2026, 3, 31), "4.5")
    finance = as_("finance_manager")
    given = {**_hidden(finance.get(_NEW)), "period": "March 2026", "value": "5"}
    answer = finance.post(_NEW, given)
    assert answer.status_code == 422
    assert "has a reading of that period" in answer.content.decode()
    other = type_("send_neet_pct", date(2025, 12, 31), "4")
    place = f"{_MEASURE}readings/{other.pk}/"
    answer = finance.post(place, {**given, **_hidden(finance.get(place))})
    assert "has a reading of that period" in answer.content.decode()


def test_no_reading_of_a_measure_that_there_is_not(cast: Any) -> None:
    given = readings.Given(date(2026, 3, 31), Decimal(1))
    with pytest.raises(ArgumentError, match="no such measure"):
        readings.add(by=cast["analyst"], measure="nothing", given=given, key="k")


def test_the_second_of_two_editors_is_told(as_: As, type_: Any) -> None:
    row = type_("send_neet_pct", date(2026, 3, 31), "4.5")
    place, lead, finance = (
        f"{_MEASURE}readings/{row.pk}/", as_("programme_lead"), as_("finance_manager"),
    )  # fmt: skip
    first, second = _hidden(lead.get(place)), _hidden(finance.get(place))
    given = {"period": "31/03/2026", "value": "5"}
    assert lead.post(place, {**first, **given}).status_code == 302
    late = finance.post(place, {**second, **given, "value": "6"})
    assert late.status_code == 422
    assert "Piotr Programme changed this" in late.content.decode()
    assert finance.post(f"{place}remove/", second).status_code == 422
    assert Typed.objects.get().value == 5
    assert (
        finance.post(f"{place}remove/", _hidden(finance.get(f"{place}remove/"))).status_code == 302
    )
    assert not Typed.objects.exists()
    told = finance.get(f"{_MEASURE}history/").content.decode()
    assert "value 4.5 became 5" in told
    assert told.index("removed") < told.index("value 4.5 became 5")


@pytest.mark.parametrize("who", ["board_member", "north_manager", "auditor", "commissioner"])
def test_others_type_nothing(cast: Any, who: str) -> None:
    given = readings.Given(date(2026, 3, 31), Decimal(1))
    with pytest.raises(PermissionDenied):
        readings.add(by=cast[who], measure="send_neet_pct", given=given, key="k")


@pytest.mark.usefixtures("loaded")
def test_what_kinward_counts_is_not_typed_over(cast: Any, type_: Any) -> None:
    type_("looked_after", date(2026, 3, 31), "1000")
    found = seen(cast["analyst"])
    assert found.line("looked_after").reading.value == 71
    assert any("typed reading was left out" in note for note in found.card.notes)


@pytest.mark.usefixtures("loaded")
def test_every_reading_is_in_one_table_and_leads_to_where_it_changes(as_: As, type_: Any) -> None:
    """What was typed of a period that Kinward counts is in it as well: it can be put right."""
    on = date(2026, 5, 6)
    late = type_("looked_after", date(2026, 4, 30), "75", note="By telephone", typed_on=on)
    out = type_("looked_after", date(2026, 3, 31), "1000", note="By post")
    text = as_("finance_manager").get("/scorecard/measures/looked_after/").content.decode()
    table = text.partition('id="caption-scorecard_readings"')[2].partition("</table>")[0]
    rows = [
        (re.findall(r'href="([^"]+)"', row), re.sub(r"<[^>]+>", " ", row))
        for row in table.split('<tr class="govuk-table__row">')[2:]
    ]
    said = [" ".join(words.split()) for _, words in rows]
    assert rows[0][0] == [f"/scorecard/measures/looked_after/readings/{late.pk}/"]
    assert "75 change what was typed" in said[0]
    assert said[0].endswith("Farah Finance, 6 May 2026 By telephone")
    assert "[x]" not in table
    assert (rows[1][0], "71" in said[1]) == ([], True)
    assert rows[2][0] == [f"/scorecard/measures/looked_after/readings/{out.pk}/"]
    assert "Left out: Kinward counts this period itself. By post" in said[2]
    assert text.count("Farah Finance") >= 2
    for other in ("auditor", "board_member"):
        page = as_(other).get("/scorecard/measures/looked_after/").content.decode()
        assert "change what was typed" not in page
        assert "Left out" not in page


@pytest.mark.usefixtures("loaded")
def test_a_later_reading_goes_on_from_what_was_counted(cast: Any, type_: Any) -> None:
    type_("looked_after", date(2026, 4, 30), "75")
    line = seen(cast["analyst"]).line("looked_after")
    assert (line.reading.value, line.previous.value) == (75, 71)


def test_without_any_figures_there_is_a_scorecard_of_what_was_typed(
    unloaded: None, cast: Any, type_: Any, follow: Any, as_: As
) -> None:
    type_("send_neet_pct", date(2025, 12, 31), "4.5")
    follow("send_neet_pct", target="ceiling", high=Decimal(4), tier="board")
    found = seen(cast["analyst"])
    assert [line.card.measure.key for line in found.card.lines] == ["send_neet_pct"]
    assert found.line("send_neet_pct").rag.colour == "red"
    assert as_("analyst").get("/scorecard/").status_code == 200


@pytest.mark.parametrize(
    ("part", "whole", "told"), [("9", "1200", ["9", "1,200"]), ("4.5", "100", ["4.5", "100"])]
)
def test_counts_stand_without_a_decimal_point(
    as_: As, part: str, whole: str, told: list[str]
) -> None:
    finance = as_("finance_manager")
    sent = {
        **_hidden(finance.get(_NEW)), "period": "Q4 2025/26", "value": "0.75",
        "numerator": part, "denominator": whole,
    }  # fmt: skip
    assert finance.post(_NEW, sent).status_code == 302
    page = finance.get(_MEASURE).content.decode()
    cells = re.findall(r"cell--numeric[^>]*>([^<]*)</td>", page)
    assert cells[:2] == told
