"""The scorecard's pages: the finding first, filters in the address, few queries, and what each
person sees."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from kinward.dates import return_year
from kinward.programme.model import Action, Saving
from kinward_web.audit.models import AuditEntry
from kinward_web.performance.selectors.scorecards import own, seen
from kinward_web.programme.actions import programmes, records
from kinward_web.programme.head import Head
from kinward_web.programme.models import Programme

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


def _text(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def targets(loaded: Any, follow: Any) -> None:
    """Some of the board's measures with a target."""
    follow("looked_after", target="ceiling", high=Decimal(60))
    follow("fostered_pct", target="floor", low=Decimal(70), owner="Head of Placements")
    follow("reviews_on_time_pct", target="floor", low=Decimal(95))


@pytest.mark.usefixtures("targets")
def test_the_finding_comes_first(as_: As) -> None:
    page = as_("analyst").get("/scorecard/")
    heading = re.search(r"<h1[^>]*>([^<]*)", page.content.decode())[1]
    assert "3 have a target: 1 red, 1 amber, 1 green on 31 March 2026" in heading
    assert "11 children over the ceiling of 60, beyond 10%" in _text(page)


def test_what_changed_colour_is_told(as_: As, type_: Any, follow: Any) -> None:
    follow("send_neet_pct", target="ceiling", high=Decimal(4), tier="board")
    type_("send_neet_pct", date(2025, 9, 30), "4")
    type_("send_neet_pct", date(2025, 12, 31), "5")
    told = _text(as_("analyst").get("/scorecard/"))
    assert "from green to red" in told
    home = as_("analyst").get("/").context["home"]
    assert any("turned red" in item.words for item in home.attention) is bool(home.as_at)


@pytest.mark.usefixtures("targets")
def test_home_has_a_tile_where_there_are_targets(as_: As) -> None:
    # Of the board member one of the three is withheld: it tells of few children.
    for who, value in (("analyst", "1 of 3"), ("board_member", "1 of 2")):
        home = as_(who).get("/").context["home"]
        assert [t["value"] for t in home.tiles if "/scorecard/" in t["url"]] == [value]
    home = as_("north_manager").get("/").context["home"]
    assert not any("/scorecard/" in tile["url"] for tile in home.tiles)


@pytest.mark.usefixtures("targets")
@pytest.mark.parametrize(
    ("query", "count"),
    [("colour=red", 1), ("owner=Head+of+Placements", 1), ("theme=Practice&colour=amber", 1),
     ("theme=Money&colour=red", 0), ("tier=board&colour=green", 1)],
)  # fmt: skip
def test_filters_stand_in_the_address(as_: As, query: str, count: int) -> None:
    page = as_("analyst").get(f"/scorecard/measures/?{query}")
    assert page.context["count"] == count
    ids = re.findall(r"id=\"([^\"]*)\"", page.content.decode())
    assert len(ids) == len(set(ids))
    assert "-caption" not in ids
    link = re.search(r'href="(/scorecard/measures/table.csv[^"]*)"', page.content.decode())[1]
    rows = as_("analyst").get(link.replace("&amp;", "&")).content.decode("utf-8-sig").splitlines()
    assert len(rows) == count + 1


def test_a_filter_that_nobody_offers_shows_nothing(as_: As, loaded: Any) -> None:
    page = as_("analyst").get("/scorecard/measures/?colour=purple")
    assert page.status_code == 422
    assert page.context["count"] == 0


@pytest.mark.usefixtures("targets")
def test_the_page_of_a_measure_shows_its_rule_and_chart(as_: As) -> None:
    page = as_("analyst").get("/scorecard/measures/looked_after/")
    told = _text(page)
    assert "At most 60" in told
    assert "Outside that, at most 66" in told
    assert "Above 66" in told
    assert "data-chart=" in page.content.decode()
    for table in ("scorecard_control", "scorecard_by_team", "scorecard_readings"):
        answer = as_("analyst").get(f"/scorecard/measures/looked_after/{table}.csv")
        assert answer.status_code == 200
    assert as_("analyst").get("/scorecard/measures/looked_after/other.csv").status_code == 404
    assert as_("analyst").get("/scorecard/measures/nothing/").status_code == 404


def test_a_measure_without_reading_and_target_tells_what_it_is(as_: As) -> None:
    told = _text(as_("analyst").get("/scorecard/measures/send_neet_pct/"))
    assert "SEND" in told
    assert "Quarterly" in told


@pytest.mark.usefixtures("loaded")
def test_a_team_manager_sees_their_own_area_alone(as_: As, cast: Any) -> None:
    found = own(cast["north_manager"])
    assert {each.team for each in found.readings} == {"North"}
    client = as_("north_manager")
    told = _text(client.get("/scorecard/"))
    assert "North: " in told
    assert "South" not in told
    measure = _text(client.get("/scorecard/measures/looked_after/"))
    everybody = seen(cast["analyst"])
    north = [e.reading for e in everybody.card.teams if e.team == "North"]
    own_value = next(e.value for e in north if e.measure == "looked_after")
    assert f" {own_value:f} " in measure
    assert " 71 " not in measure
    assert "South" not in measure
    for place in ("measures/", "scorecard.xlsx", "measures.csv", "measures/table.csv"):
        assert client.get(f"/scorecard/{place}").status_code == 403
    csv = client.get("/scorecard/board.csv").content.decode("utf-8-sig")
    assert csv.splitlines()[0] == "Measure,North"


@pytest.mark.usefixtures("loaded")
def test_typed_readings_of_the_whole_authority_are_not_for_a_team(as_: As, type_: Any) -> None:
    type_("send_neet_pct", date(2025, 12, 31), "98.765")
    assert "98.765" in _text(as_("analyst").get("/scorecard/measures/send_neet_pct/"))
    assert "98.765" not in _text(as_("north_manager").get("/scorecard/measures/send_neet_pct/"))


@pytest.mark.usefixtures("targets")
def test_the_workbook_holds_what_the_reader_sees(as_: As) -> None:
    for who, told in (("analyst", True), ("board_member", False)):
        answer = as_(who).get("/scorecard/scorecard.xlsx")
        book = load_workbook(BytesIO(answer.content), read_only=True)
        cells = {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True)
                 for cell in row if cell is not None}  # fmt: skip
        assert any("withheld" in cell for cell in cells) is not told
    words = "Downloaded the scorecard"
    assert AuditEntry.objects.filter(kind="download", words=words).count() == 2


@pytest.mark.usefixtures("targets")
@pytest.mark.parametrize("place", ["", "measures/", "measures/looked_after/", "scorecard.xlsx",
                                   "measures/looked_after/history/"])  # fmt: skip
def test_a_page_takes_few_queries(as_: As, place: str, django_assert_max_num_queries: Any) -> None:
    client = as_("analyst")
    caches["figures"].clear()
    with django_assert_max_num_queries(25):
        assert client.get(f"/scorecard/{place}").status_code == 200


def _programme(by: Any, slug: str, *held: tuple[str, Any]) -> None:
    made = programmes.make(by=by, slug=slug, head=Head(slug), key=slug)
    for kind, each in held:
        records.add(by=by, programme=made, kind=kind, held=each, key=f"{slug}-{each.ref}")


def _saving(ref: str, plan: int, achieved: int) -> Saving:
    year = return_year(timezone.localdate())
    return Saving(
        ref=ref, financial_year=year, target_pence=plan, achieved_pence=achieved, evidence="Ledger"
    )


def test_the_programmes_say_how_they_stand_today(cast: Any, loaded: Any) -> None:
    by = cast["programme_lead"]
    late = Action(ref="1", title="Late", start=date(2025, 1, 1), target_end=date(2025, 6, 1))
    _programme(by, "one", ("action", late), ("saving", _saving("a", 1_000_00, 250_00)))
    _programme(by, "two", ("saving", _saving("b", 3_000_00, 750_00)))
    lines = {line.card.measure.key: line for line in seen(cast["analyst"]).card.lines}
    assert lines["actions_red"].reading.value == 1
    assert lines["savings_target"].reading.value == 4_000
    assert lines["savings_achieved"].reading.value == 1_000
    assert lines["savings_achieved_pct"].reading.value == 25
    assert lines["looked_after"].reading.period_end == date(2026, 3, 31)
    two = Programme.objects.get(slug="two")
    head = Head("two", closed=date(2026, 4, 1))
    programmes.change(by=by, programme=two, head=head, edition=1, key="closed")
    assert seen(cast["analyst"]).line("savings_target").reading.value == 1_000


def test_a_filter_of_an_address_that_is_none_is_told(as_: As) -> None:
    answer = as_("analyst").get("/scorecard/measures/?theme=zz")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "<title>Error: " in page
    assert "Theme: choose one from the list" in page.split("govuk-error-summary__list")[1]
