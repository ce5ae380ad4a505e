"""Programmes, single measures and papers in the API: as pages give them, to whom they do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinward.dates import return_year
from kinward.programme import model as core
from kinward.programme.risks import is_open
from kinward.programme.savings import tracker
from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Snapshot
from kinward_web.performance.selectors.scorecards import own, seen
from kinward_web.programme.actions import records
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import whole
from papers_web import ready
from programmes import held, stored

pytestmark = pytest.mark.django_db
Read = Callable[..., Any]
_COUNTING = re.compile(r"SAVEPOINT|limits_cache|UPDATE .api_token")
"""What counting the requests of a minute asks, which is as much at every address."""
_PARTS = ("", "/actions", "/savings", "/risks", "/boards")


@pytest.fixture
def plan(cast: dict[str, User]) -> Programme:
    """A programme with a board and a panel, each of which has met; the panel spoke of a child."""
    row = stored(cast["programme_lead"])
    decision = core.Decision("D1", "Child K stays with her aunt", "agreed", "She asked to", "Panel")
    log = (core.LogItem("F1", "Tell the brother of child K", "Head of service 1"),)
    for number, (by, kind, each) in enumerate((
        ("programme_lead", "board", core.Board("panel", "Panel", "weekly", is_panel=True)),
        ("programme_lead", "meeting",
         core.Meeting("commissioning", date(2026, 3, 3), ("Chair",), log=_open())),
        ("panel_chair", "meeting",
         core.Meeting("panel", date(2026, 3, 4), ("Chair",), (), (decision,), log)),
    )):  # fmt: skip
        records.add(by=cast[by], programme=row, kind=kind, held=each, key=f"met-{number}")
    return row


def _open() -> tuple[core.LogItem, ...]:
    return (core.LogItem("F9", "Bring the offers", "Commissioning manager", date(2026, 4, 1)),)


def test_a_programme_is_told_to_the_penny(read: Read, plan: Programme) -> None:
    told = read("analyst", "programmes/placements").json()
    own_sums, today = whole(plan), timezone.localdate()
    year = return_year(today)
    total, of_year = tracker(own_sums, today).total, tracker(own_sums, today, year).total
    assert told["savings"]["plan_pence"] == total.plan == 301_830_000
    assert told["savings"]["gap_pence"] == total.plan - total.forecast
    assert told["savings_of_year"]["plan_pence"] == of_year.plan
    assert told["actions"] == 33 == sum(told["delivery"].values()) == sum(told["benefit"].values())
    found = read("analyst", "programmes/placements/savings").json()
    assert found["total"] == told["savings"]
    assert len(found["savings"]) == 60
    for grouping in found["by"]:
        for name, amount in found["total"].items():
            assert sum(each["sums"][name] for each in grouping["groups"]) == amount, grouping["by"]
    assert sum(each["sums"]["plan_pence"] for each in found["years"]) == total.plan
    assert found["years"][0]["needed_pence"] == 90_000_000


def test_a_saving_of_a_year_that_is_over_has_no_forecast_and_no_probability(
    read: Read, plan: Programme
) -> None:
    over = return_year(timezone.localdate()) - 1
    row = Record.objects.get(kind="saving", ref="S3")
    row.body["financial_year"] = over
    row.save()
    told = read("analyst", "programmes/placements/savings").json()
    by_ref = {each["ref"]: each for each in told["savings"]}
    assert (by_ref["S3"]["forecast_pence"], by_ref["S3"]["probability"]) == (None, None)
    assert (by_ref["S6"]["forecast_pence"], by_ref["S6"]["probability"]) == (4_000_000, 0.8)
    assert told["years"][0]["sums"]["forecast_pence"] == by_ref["S3"]["achieved_pence"] == 1_000_000


def test_the_list_sums_the_programmes_and_names_those_that_are_closed(
    read: Read, plan: Programme, cast: dict[str, User]
) -> None:
    Programme.objects.create(
        slug="old", name="Old", closed=date(2020, 3, 31), key="old", changed_by=cast["analyst"]
    )
    told = read("analyst", "programmes").json()
    found = {each["key"]: each for each in told["programmes"]}
    assert list(found) == ["placements", "old"]
    assert (found["old"]["closed"], found["old"]["savings"]) == ("2020-03-31", None)
    assert told["total"]["savings"] == found["placements"]["savings"]
    assert sum(told["total"]["delivery"].values()) == 33
    overview = read("analyst", "programmes/placements").json()
    assert overview["delivery"] == found["placements"]["delivery"]
    assert overview["red_risks"] == found["placements"]["red_risks"]


def test_actions_have_both_colours_with_their_reasons(read: Read, plan: Programme) -> None:
    found = read("analyst", "programmes/placements/actions").json()["actions"]
    by_ref = {each["ref"]: each for each in found}
    assert list(by_ref)[:3] == ["1.3", "1.6", "1.9"]
    third = by_ref["1.3"]
    assert third["delivery"]["colour"] == "red"
    assert third["delivery"]["reason"]
    assert (third["target_saving_pence"], third["saving_year"]) == (10_000_000, "2026/27")
    assert (third["first_end"], third["board"]) == ("2026-05-31", "monthly")
    assert third["updates"][0]["done"] == "Step 3 was taken"
    assert third["deliverables"][0]["due"] == "2026-07-10"
    assert by_ref["3.5"]["delivery"]["colour"] == "blue"


def test_risks_are_rated_and_the_gravest_is_first(read: Read, plan: Programme) -> None:
    told = read("analyst", "programmes/placements/risks").json()
    left = [each["before"] if each["after"] is None else each["after"] for each in told["risks"]]
    open_ = [each for each in whole(plan).risks if is_open(each, timezone.localdate())]
    assert {each["ref"] for each in told["risks"]} == {each.ref for each in open_}
    assert left == sorted(left, reverse=True)
    assert [each["ref"] for each in told["issues"]] == ["I1"]


def test_a_meeting_tells_why_it_decided_without_a_quorum(
    read: Read, plan: Programme, cast: dict[str, User]
) -> None:
    """But for that of a panel, of which only the day is given."""
    why = "Snow kept child K and the others away"
    for by, board, day in (
        ("programme_lead", "commissioning", date(2026, 5, 5)),
        ("panel_chair", "panel", date(2026, 5, 6)),
    ):
        held = core.Meeting(board, day, ("Chair",), held=True, without_quorum=why)
        records.add(by=cast[by], programme=plan, kind="meeting", held=held, key=f"few-{board}")
    found = boards_of(read, "analyst")
    told = {key: found[key]["meetings"][-1]["without_quorum"] for key in ("commissioning", "panel")}
    assert told == {"commissioning": why, "panel": ""}
    assert found["commissioning"]["meetings"][0]["without_quorum"] == ""


def test_the_words_of_a_panel_are_given_to_nobody(read: Read, plan: Programme) -> None:
    """Who may see single children is given the days of its meetings, and others not even these."""
    for name, met in (("analyst", ["2026-03-04"]), ("finance_manager", []), ("board_member", [])):
        answer = read(name, "programmes/placements/boards")
        boards = {each["key"]: each for each in answer.json()["boards"]}
        assert [each["on"] for each in boards["panel"]["meetings"]] == met, name
        [board] = boards["commissioning"]["meetings"]
        assert board["follow_ups"][0]["text"] == "Bring the offers"
        assert "child K" not in answer.content.decode()
    panel = boards_of(read, "analyst")["panel"]["meetings"][0]
    assert (panel["withheld"], panel["attended"], panel["decisions"]) == (True, [], [])


def boards_of(read: Read, name: str) -> dict[str, Any]:
    """The boards as somebody reads them, by key."""
    found = read(name, "programmes/placements/boards").json()["boards"]
    return {each["key"]: each for each in found}


def test_a_token_of_a_role_that_sees_no_child_is_told_of_no_panel(
    read: Read, plan: Programme
) -> None:
    answer = read("analyst", "programmes/placements/boards", "board").json()
    assert [each["meetings"] for each in answer["boards"] if each["is_panel"]] == [[]]


@pytest.mark.parametrize("name", ["north_manager", "administrator", "outsider"])
def test_who_may_not_see_programmes_and_papers_reads_none(
    as_: Callable[[str], Client], plan: Programme, cast: Any, loaded: Snapshot, name: str
) -> None:
    paper = ready(cast["analyst"], loaded)
    places = ["programmes", "papers", f"papers/{paper.pk}/public.xlsx"]
    for place in [*places, *(f"programmes/placements{part}" for part in _PARTS)]:
        assert as_(name).get(f"/api/v1/{place}").status_code == 403, place


def test_a_measure_is_given_as_the_scorecard_gives_it(
    read: Read, cast: dict[str, User], loaded: Snapshot
) -> None:
    line = seen(cast["analyst"]).line("looked_after")
    assert line is not None
    told = read("analyst", "scorecard/looked_after").json()
    assert [each["value"] for each in told["line"]["readings"]] == [
        float(each.value) for each in line.card.readings if each.value is not None
    ]
    assert told["line"]["rag"] == {"colour": line.rag.colour, "reason": line.rag.reason}
    assert len({each["team"] for each in told["teams"]}) > 1
    assert {each["measure"] for each in told["teams"]} == {"looked_after"}
    every = read("analyst", "scorecard").json()["lines"]
    assert told["line"] in every
    assert read("analyst", "scorecard/no_such").status_code == 404


def test_a_board_member_is_given_no_teams_and_a_manager_only_theirs(
    read: Read, cast: dict[str, User], loaded: Snapshot
) -> None:
    told = read("board_member", "scorecard/looked_after").json()
    assert (told["audience"], told["teams"]) == ("public", [])
    told = read("north_manager", "scorecard/looked_after").json()
    assert told["line"] is None
    assert {each["team"] for each in told["teams"]} == {"North"}
    values = [
        each.reading.value
        for each in own(cast["north_manager"]).readings
        if each.reading.measure == "looked_after"
    ]
    assert [Decimal(str(each["value"])) for each in told["teams"]] == values
    cast["north_manager"].areas.clear()
    assert read("north_manager", "scorecard/looked_after").status_code == 403


def test_public_papers_come_with_a_token_and_exempt_ones_from_their_page(
    read: Read, as_: Callable[[str], Client], cast: dict[str, User], loaded: Snapshot
) -> None:
    paper = ready(cast["analyst"], loaded)
    [told] = read("analyst", "papers").json()
    assert (told["number"], told["as_at"], told["state"]) == (
        paper.pk, loaded.as_at.isoformat(), "ready",
    )  # fmt: skip
    files = {each["audience"]: each for each in told["files"]}
    assert files["public"]["url"] == f"/api/v1/papers/{paper.pk}/public.xlsx"
    assert (files["public"]["by_token"], files["exempt"]["by_token"]) == (True, False)
    got = read("analyst", f"papers/{paper.pk}/public.xlsx")
    assert b"".join(got.streaming_content) == b"public workbook"
    page = as_("analyst").get(files["exempt"]["url"])
    assert page.status_code == 302
    assert "reauthenticate" in page["Location"]
    for wrong in ("exempt.xlsx", "public.docx", "public.content", "public.readings"):
        assert read("analyst", f"papers/{paper.pk}/{wrong}").status_code == 404
    row = AuditEntry.objects.get(subject="API", kind="download")
    assert row.subject_id == f"paper {paper.pk}"


def test_a_board_member_is_told_of_no_exempt_paper(
    read: Read, cast: dict[str, User], loaded: Snapshot
) -> None:
    paper, hidden = ready(cast["analyst"], loaded), ready(cast["analyst"], loaded, "exempt")
    [told] = read("board_member", "papers").json()
    assert told["number"] == paper.pk
    assert [each["audience"] for each in told["files"]] == ["public"]
    assert read("board_member", f"papers/{hidden.pk}/public.xlsx").status_code == 404
    assert {each["number"] for each in read("analyst", "papers").json()} == {paper.pk, hidden.pk}


def test_what_is_read_is_in_the_log(read: Read, plan: Programme, loaded: Snapshot) -> None:
    places = ["programmes", "papers", "scorecard/looked_after"]
    for place in [*places, *(f"programmes/placements{part}" for part in _PARTS)]:
        assert read("analyst", place).status_code == 200
    rows = AuditEntry.objects.filter(subject="API", kind="read")
    assert [row.subject_id for row in rows.order_by("id")] == [*places[:2], "looked_after"] + (
        ["placements"] * len(_PARTS)
    )


def test_a_programme_that_is_not_there_is_not_found(read: Read) -> None:
    for part in _PARTS:
        assert read("analyst", f"programmes/none{part}").status_code == 404


def test_more_records_take_no_more_queries(
    secret_of: Callable[..., str], plan: Programme, cast: dict[str, User], loaded: Snapshot
) -> None:
    bearer = {"authorization": f"Bearer {secret_of('analyst')}"}
    places = ["programmes", "papers", "scorecard/looked_after"]
    places += [f"programmes/placements{part}" for part in _PARTS]

    def asked(place: str) -> int:
        caches["figures"].clear()
        with CaptureQueriesContext(connection) as queries:
            assert Client().get(f"/api/v1/{place}", headers=bearer).status_code == 200
        return sum(not _COUNTING.search(each["sql"]) for each in queries)

    asked(places[0])
    ready(cast["analyst"], loaded, key="first")
    before = [asked(place) for place in places]
    for number in range(3):
        ready(cast["analyst"], loaded, key=f"more-{number}")
    for each in held().actions[:5]:
        one = Record.objects.get(programme=plan, kind="action", ref=each.ref)
        one.pk, one.ref, one.key = None, f"9.{each.ref}", f"again {each.ref}"
        one.body["ref"] = one.ref
        one.save()
    assert [asked(place) for place in places] == before
    assert max(before) <= 20
