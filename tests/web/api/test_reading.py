"""What the API gives is what pages give, to whom pages give it."""

from __future__ import annotations

import csv
import io
from codecs import BOM_UTF8
from collections.abc import Callable
from datetime import date
from typing import Any

import polars as pl
import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable
from kinward_web.accounts.models import User
from kinward_web.api import reader
from kinward_web.audit.models import AuditEntry
from kinward_web.documents.access import NEEDS
from kinward_web.documents.actions import add
from kinward_web.documents.models import Document
from kinward_web.figures import Made, Told
from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Read = Callable[..., Any]
_PLACES = ("cohort", "cohort/mix", "money", "forecast", "plans", "tables")


def _told(counts: list[int | None], small: list[bool] | None) -> Told:
    columns = (Column("place", "Place"), Column("children", "Children", "count"))
    frame = pl.DataFrame({"place": ["Home", "=Away"], "children": counts})
    hidden = None if small is None else pl.DataFrame({"place": [False, False], "children": small})
    table = ReportTable("by_category", "Places", columns, frame, "a test", "", hidden)
    section = Section("places", "Places", "Where they live", (), (Figure(table, "Places"),))
    return Told([section], ("Nine live at home.",), (), {"tiles": [], "attention": []})


@pytest.fixture
def documents(loaded: Snapshot) -> dict[str, Document]:
    """Known figures of each kind in the live figures; a count of 3 is hidden from the public."""
    loaded.documents.clear()
    made = {
        kind: add(
            Made(kind, _told([9, 3], None), _told([9, None], [False, True])),
            as_at=date(2026, 3, 31),
        )
        for kind in ("children", "money", "forecast")
    }
    loaded.documents.set(made.values())
    return made


def test_an_analyst_reads_every_figure_whole(read: Read, documents: dict[str, Document]) -> None:
    for place in _PLACES:
        assert read("analyst", place).status_code == 200, place
    told = read("analyst", "cohort").json()
    assert (told["audience"], told["as_at"]) == ("whole", "2026-03-31")
    assert told["sentences"] == ["Nine live at home."]
    assert [each["key"] for each in told["tables"]] == ["by_category"]
    assert read("analyst", "cohort/mix").json()["rows"] == [
        {"place": "Home", "children": 9},
        {"place": "=Away", "children": 3},
    ]


def test_a_board_member_never_reads_a_small_number(
    read: Read, documents: dict[str, Document]
) -> None:
    told = read("board_member", "cohort/mix").json()
    assert told["audience"] == "public"
    assert told["rows"][1] == {"place": "=Away", "children": None}
    assert told["hidden"] == [{"row": 1, "column": "children"}]
    text = read("board_member", "tables/children/by_category.csv").content.decode()
    assert list(csv.reader(io.StringIO(text)))[1:] == [["Home", "9"], ["'=Away", "[c]"]]


def test_a_token_of_a_lesser_role_reads_as_that_role(
    read: Read, documents: dict[str, Document]
) -> None:
    assert read("analyst", "cohort", "board").json()["audience"] == "public"
    number = documents["children"].pk
    assert "[c]" in read("analyst", f"tables/{number}/by_category.csv", "board").content.decode()


def test_a_team_manager_reads_no_figure_of_every_area(
    read: Read, as_: As, documents: dict[str, Document]
) -> None:
    number = documents["children"].pk
    for place in (
        f"tables/{number}/by_category", f"tables/{number}/by_category.csv", "money", "forecast",
        "tables/money/by_category", "plans",
    ):  # fmt: skip
        for answer in (read("north_manager", place), as_("north_manager").get(f"/api/v1/{place}")):
            assert answer.status_code in {403, 404}, place
            assert b"Home" not in answer.content


def test_a_team_manager_reads_the_figures_of_their_own_area(
    read: Read, as_: As, loaded: Snapshot
) -> None:
    from kinward.cohort.selection import Choice, summarise_part
    from kinward_web.care.selectors.ground import ground

    kept = ground(loaded)
    assert kept is not None
    numbers = set()
    for name, team in (("north_manager", "North"), ("south_manager", "South")):
        choice = Choice(teams=frozenset({team}))
        own = summarise_part(kept.cohort, choice, loaded.as_at, teams=kept.teams).summary
        told = read(name, "cohort").json()
        assert told["tiles"][0]["value"] == str(own.looked_after)
        assert told["document"] is None
        mix = read(name, "cohort/mix")
        rows = mix.json()["rows"] if mix.status_code == 200 else []
        assert sum(row["children"] for row in rows) == own.looked_after
        numbers.add(own.looked_after)
        for link in read(name, "tables").json():
            assert read(name, link["latest"].removeprefix("/api/v1/")).status_code == 200
        page = as_(name).get("/children/table/by_sex.csv").content
        file = read(name, "tables/children/by_sex.csv").content
        assert file == page.removeprefix(BOM_UTF8)
    whole = read("analyst", "cohort").json()["tiles"][0]["value"]
    assert whole not in {str(each) for each in numbers}


def test_a_manager_without_an_area_reads_nothing(
    read: Read, cast: dict[str, User], loaded: Snapshot
) -> None:
    cast["north_manager"].areas.clear()
    for place in ("cohort", "cohort/mix", "tables", "tables/children/by_category"):
        assert read("north_manager", place).status_code == 403


@pytest.mark.parametrize("name", ["administrator", "outsider"])
def test_who_may_not_use_it_reads_nothing(
    as_: As, documents: dict[str, Document], name: str
) -> None:
    for place in _PLACES:
        answer = as_(name).get(f"/api/v1/{place}")
        assert answer.status_code == 403
        assert answer["Content-Type"] == "application/problem+json"


def test_pages_and_api_give_the_same_file(
    read: Read, as_: As, documents: dict[str, Document]
) -> None:
    number = documents["children"].pk
    for name in ("analyst", "board_member"):
        page = as_(name).get(f"/figures/{number}/by_category.csv").content.removeprefix(BOM_UTF8)
        assert read(name, f"tables/{number}/by_category.csv").content == page
        assert read(name, "tables/children/by_category.csv").content == page


def test_what_tells_of_single_children_is_not_given(
    read: Read, documents: dict[str, Document], loaded: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(NEEDS, "single", "children.see")
    made = add(Made("single", _told([9, 3], None), _told([9, None], None)), as_at=loaded.as_at)
    loaded.documents.add(made)
    for place in ("single", made.pk):
        assert read("analyst", f"tables/{place}/by_category").status_code == 404
        assert read("analyst", f"tables/{place}/by_category.csv").status_code == 404
    assert {each["kind"] for each in read("analyst", "tables").json()} == set(documents)


def test_a_private_plan_is_its_owners_alone(
    read: Read, cast: dict[str, User], loaded: Snapshot
) -> None:
    from kinward_web.planning.models import Plan, Trial

    owner = cast["analyst"]
    plan = Plan.objects.create(
        name="Hidden", text="", owner=owner, changed_by=owner, key="k", shared=False
    )
    document = add(Made("plan", _told([9, 3], None), _told([9, None], None)), as_at=loaded.as_at)
    Trial.objects.create(
        plan=plan, snapshot=loaded, name="t", text="", by=owner, key="k", document=document
    )
    own = read("analyst", "plans").json()
    assert [each["name"] for each in own] == ["Hidden"]
    assert own[0]["tries"][0]["tables"][0]["document"] == document.pk
    place = f"tables/{document.pk}/by_category"
    assert read("analyst", place).status_code == 200
    assert read("commissioner", "plans").json() == []
    assert read("commissioner", place).status_code == 404
    Plan.objects.filter(pk=plan.pk).update(shared=True)
    assert read("commissioner", place).status_code == 200


def test_a_list_of_many_trials_asks_the_database_no_more_than_one_of_few(
    read: Read, cast: dict[str, User], loaded: Snapshot
) -> None:
    from kinward_web.planning.models import Plan, Trial

    owner = cast["analyst"]
    plan = Plan.objects.create(
        name="Often tried", text="as it is", owner=owner, changed_by=owner, key="often"
    )
    asked = []
    for number in range(4):
        document = add(Made("plan", _told([9, 3], None), _told([9, 3], None)), as_at=loaded.as_at)
        Trial.objects.create(
            plan=plan, snapshot=loaded, name="t", text="as it is" if number else "as it was",
            by=owner, key=f"often-{number}", document=document,
        )  # fmt: skip
        if number in {0, 3}:
            caches["figures"].clear()
            with CaptureQueriesContext(connection) as queries:
                [told] = read("analyst", "plans").json()
            asked.append(len(queries))
    assert asked[1] == asked[0]
    assert [len(each["tables"]) for each in told["tries"]] == [1] * 4
    assert [each["stale"] for each in told["tries"]] == [[], [], [], ["the plan has been changed"]]


def test_everything_that_is_read_is_in_the_log(
    read: Read, cast: dict[str, User], documents: dict[str, Document]
) -> None:
    read("analyst", "cohort")
    read("analyst", "tables/children/by_category.csv", "board")
    rows = list(AuditEntry.objects.filter(subject="API").order_by("id"))
    assert [(row.kind, row.role, row.by_id) for row in rows] == [
        ("read", "analyst", cast["analyst"].pk),
        ("download", "board", cast["analyst"].pk),
    ]
    assert rows[1].subject_id == f"{documents['children'].pk}/by_category"


def test_without_a_token_nothing_is_told(client: Client, documents: dict[str, Document]) -> None:
    for place in (*_PLACES, "openapi.json"):
        for headers in (
            {},
            {"authorization": "Bearer kinward_wrong"},
            {"authorization": "Basic x"},
        ):
            answer = client.get(f"/api/v1/{place}", headers=headers)
            assert answer.status_code == 401
            assert answer["WWW-Authenticate"] == "Bearer"
            assert answer["Content-Type"] == "application/problem+json"
            assert answer.json()["status"] == 401


def test_every_error_is_a_problem_and_nothing_is_kept_on_the_way(
    read: Read, as_: As, documents: dict[str, Document]
) -> None:
    wrong = ("tables/children/none", "tables/9999999999999/x", "tables/nothing/x", "no-such", "")
    for place in wrong:
        answer = read("analyst", place)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    posted = as_("analyst").post("/api/v1/cohort")
    assert (posted.status_code, posted["Allow"]) == (405, "GET")
    assert posted["Content-Type"] == "application/problem+json"
    assert read("analyst", "cohort")["Cache-Control"] == "no-store"


def test_too_many_requests_are_refused_for_a_minute(
    client: Client, secret_of: Callable[..., str], documents: dict[str, Document],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(reader, "_MOST_READS", 2)
    monkeypatch.setattr(reader, "_MOST_GUESSES", 1)
    monkeypatch.setattr(reader, "minute", lambda: 1)
    cache.clear()
    bearer = {"authorization": f"Bearer {secret_of('analyst')}"}
    came = [client.get("/api/v1/cohort", headers=bearer).status_code for _ in range(3)]
    assert came == [200, 200, 429]
    other = {"authorization": f"Bearer {secret_of('commissioner')}"}
    assert client.get("/api/v1/cohort", headers=other).status_code == 200
    guess = {"authorization": "Bearer guess"}
    came = [client.get("/api/v1/cohort", headers=guess).status_code for _ in range(2)]
    assert came == [401, 429]
    monkeypatch.setattr(reader, "minute", lambda: 2)
    assert client.get("/api/v1/cohort", headers=bearer).status_code == 200


def test_a_role_that_needs_a_code_gets_none_without_it(
    as_: As, settings: Any, documents: dict[str, Document]
) -> None:
    settings.FORCE_TOTP = True
    assert as_("analyst").get("/api/v1/cohort").status_code == 302


def test_reading_takes_few_queries(
    read: Read, secret_of: Callable[..., str], documents: dict[str, Document],
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    bearer = {"authorization": f"Bearer {secret_of('analyst')}"}
    for place in (*_PLACES, "tables/children/by_category.csv"):
        with django_assert_max_num_queries(25):
            assert Client().get(f"/api/v1/{place}", headers=bearer).status_code == 200


def test_what_is_refused_is_in_the_log_by_the_name_of_the_address(read: Callable[..., Any]) -> None:
    assert read("north_manager", "money").status_code == 403
    row = AuditEntry.objects.get(kind="refused")
    assert (row.by_name, row.subject_id) == ("north_manager@testshire.example", "api_money")
