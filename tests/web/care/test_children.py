"""Single children: who sees whom, by which name, and that it is written down."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinward.cohort.journey import journey
from kinward.cohort.listed import listed
from kinward.cohort.selection import Choice
from kinward.pipeline.kept import Kept
from kinward_web.audit.models import AuditEntry

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
Whose = dict[str, str | None]


def _listed(client: Client, query: str = "") -> list[str]:
    """The pseudonyms of a list, over all its pages."""
    found: list[str] = []
    for number in range(1, 9):
        page = client.get(f"/children/list/?{query}&page={number}").content.decode()
        names = re.findall(r'href="/children/child/([^"/]+)/"', page)
        if found[-len(names) :] == names:
            break
        found += names
    return found


def _here(kept: Kept, choice: Choice = Choice()) -> pl.DataFrame:  # noqa: B008 - frozen
    return listed(kept.cohort, choice, kept.as_at, kept.teams)


def test_the_list_is_of_the_children_whom_the_figures_count(
    loaded: Snapshot, as_: As, kept: Kept, names: dict[str, str]
) -> None:
    client = as_("analyst")
    everybody = _listed(client)
    assert sorted(everybody) == sorted(names[each] for each in _here(kept)["CHILD"])
    boys = _here(kept, Choice(sexes=frozenset({"M"})))["CHILD"]
    assert sorted(_listed(client, "sex=M")) == sorted(names[each] for each in boys)
    assert len(everybody) > 50  # more than one page


def test_a_line_tells_what_the_return_tells(
    loaded: Snapshot, again: As, kept: Kept, names: dict[str, str]
) -> None:
    text = again("analyst").get("/children/list.csv").content.decode("utf-8-sig")
    lines = {line["Child"]: line for line in csv.DictReader(io.StringIO(text))}
    rows = _here(kept).rows(named=True)
    assert len(lines) == len(rows)
    for row in rows:
        line = lines[names[row["CHILD"]]]
        assert line["Identifier"] == row["CHILD"]
        assert line["Placement category"] == row["category"]
        assert line["Kind of place"] == row["place"]
        assert line["Legal status"] == row["legal_status"]
        assert line["Days in care"] == str(row["days"])
        assert line["Placements in the year"] == str(row["placements"])
        assert line["Team"] == (row["team"] or "[x]")


@pytest.mark.parametrize(("key", "column"), [("days", "days"), ("age", "age")])
def test_the_list_can_be_sorted_both_ways(
    loaded: Snapshot, as_: As, kept: Kept, names: dict[str, str], key: str, column: str
) -> None:
    held = {names[row["CHILD"]]: row[column] for row in _here(kept).rows(named=True)}
    for order in ("up", "down"):
        found = [held[name] for name in _listed(as_("analyst"), f"sort={key}&order={order}")]
        assert found == sorted(found, reverse=order == "down")
    page = as_("analyst").get(f"/children/list/?sort={key}&sex=M").content.decode()
    assert 'aria-sort="ascending"' in page
    assert f"?sex=M&amp;sort={key}&amp;order=down" in page


def test_a_sort_or_a_page_that_nobody_knows_is_the_usual_one(loaded: Snapshot, as_: As) -> None:
    client = as_("commissioner")
    usual = _listed(client)
    assert _listed(client, "sort=CHILD") == usual
    assert client.get("/children/list/?page=nonsense").status_code == 200


def test_a_manager_lists_only_her_own(
    loaded: Snapshot, as_: As, again: As, kept: Kept, whose: Whose, names: dict[str, str]
) -> None:
    own = sorted(names[each] for each in _here(kept)["CHILD"] if whose[each] == "North")
    found = sorted(_listed(as_("north_manager")))
    assert found
    assert set(found) <= set(own)
    text = again("north_manager").get("/children/list.csv").content.decode("utf-8-sig")
    assert sorted(line["Child"] for line in csv.DictReader(io.StringIO(text))) == found


def test_of_an_earlier_day_she_lists_no_child_who_has_passed_to_another_team(
    loaded: Snapshot, as_: As, kept: Kept, whose: Whose, names: dict[str, str]
) -> None:
    assert kept.teams is not None
    moved = 0
    for day in (date(year, month, 28) for year in (2023, 2024, 2025) for month in (3, 9)):
        then = listed(kept.cohort, Choice(teams=frozenset({"North"})), day, kept.teams)["CHILD"]
        gone = [each for each in then if whose[each] != "North"]
        page = as_("north_manager").get(f"/children/list/?as_at={day}").content.decode()
        for each in gone:
            assert names[each] not in page
            assert each not in page
        if gone:
            assert f"{len(gone)} child" in page
            assert "passed to another team" in page
        moved += len(gone)
        assert page.count('href="/children/child/') == len(then) - len(gone)
    assert moved


def test_she_opens_the_journey_of_every_child_of_hers_and_of_no_other(
    loaded: Snapshot, as_: As, kept: Kept, whose: Whose, names: dict[str, str]
) -> None:
    client = as_("north_manager")
    seen = {"North": 0, "other": 0}
    for identifier, team in list(whose.items())[::3]:
        answer = client.get(f"/children/child/{names[identifier]}/")
        mine = team == "North"
        assert answer.status_code == (200 if mine else 404), team
        assert (identifier in answer.content.decode()) == mine
        seen["North" if mine else "other"] += 1
    assert all(seen.values())


def test_to_a_manager_a_child_of_others_is_as_one_that_is_not_there(
    loaded: Snapshot, as_: As, again: As, whose: Whose, names: dict[str, str]
) -> None:
    other = next(each for each, team in whose.items() if team == "South")
    client, trusted = as_("north_manager"), again("north_manager")
    assert trusted.get(f"/children/child/{names[other]}.csv").status_code == 404
    for words in (names[other], other, "K7Q-4MDX", "NOBODY"):
        answer = client.post("/children/find/", {"words": words})
        assert answer.status_code == 422
        assert "No child whom you may see is known by that" in answer.content.decode()
    assert trusted.get(f"/children/child/{names[other]}/").status_code == 404
    assert as_("south_manager").get(f"/children/child/{names[other]}/").status_code == 200


def test_a_child_is_found_by_the_pseudonym_however_it_is_typed(
    loaded: Snapshot, as_: As, names: dict[str, str]
) -> None:
    name = next(iter(names.values()))
    for typed in (name, name.lower(), name.replace("-", ""), f" {name[:3]} {name[4:]} "):
        answer = as_("commissioner").post("/children/find/", {"words": typed})
        assert answer["Location"] == f"/children/child/{name}/"


def test_an_identifier_finds_a_child_for_those_who_may_know_it(
    loaded: Snapshot, as_: As, names: dict[str, str]
) -> None:
    identifier, name = next(iter(names.items()))
    for who in ("analyst", "panel_chair", "auditor"):
        answer = as_(who).post("/children/find/", {"words": identifier})
        assert answer["Location"] == f"/children/child/{name}/"
    refused = as_("commissioner").post("/children/find/", {"words": identifier})
    assert refused.status_code == 422
    assert "identifier" not in as_("commissioner").get("/children/find/").content.decode()


def test_a_commissioner_sees_pseudonyms_and_no_identifier_in_any_byte(
    loaded: Snapshot, as_: As, again: As, names: dict[str, str], kept: Kept
) -> None:
    client = again("commissioner")
    paths = ["/children/", "/children/?sex=M", "/children/list/", "/children/list/?page=2"]
    paths += [f"/children/child/{name}/" for name in list(names.values())[:10]]
    for path in paths:
        body = client.get(path).content
        assert not [each for each in names if each.encode() in body], path
    assert names[_here(kept)["CHILD"][0]] in " ".join(_listed(client))
    assert client.get("/children/list.csv").status_code == 403
    assert client.get(f"/children/child/{next(iter(names.values()))}.csv").status_code == 403


def test_an_analyst_sees_the_identifier_beside_the_pseudonym(
    loaded: Snapshot, as_: As, kept: Kept, names: dict[str, str]
) -> None:
    identifier = _here(kept)["CHILD"][0]
    page = as_("analyst").get(f"/children/child/{names[identifier]}/").content.decode()
    assert identifier in page
    assert names[identifier] in page


def test_an_auditor_reads_and_changes_nothing(
    loaded: Snapshot, as_: As, again: As, names: dict[str, str]
) -> None:
    name = next(iter(names.values()))
    for path in ("/children/", "/children/list/", f"/children/child/{name}/"):
        assert as_("auditor").get(path).status_code == 200
        assert as_("auditor").post(path).status_code == 405
    assert again("auditor").get("/children/list.csv").status_code == 200


def test_a_download_asks_for_the_password_first(
    loaded: Snapshot, as_: As, names: dict[str, str]
) -> None:
    for path in ("list.csv", f"child/{next(iter(names.values()))}.csv"):
        answer = as_("analyst").get(f"/children/{path}")
        assert answer["Location"].startswith("/account/reauthenticate/")


@pytest.mark.parametrize("who", ["finance_manager", "programme_lead", "board_member", "outsider"])
def test_people_who_see_no_child_open_no_list_and_no_journey(
    loaded: Snapshot, as_: As, names: dict[str, str], who: str
) -> None:
    for path in ("list/", f"child/{next(iter(names.values()))}/", "find/"):
        assert as_(who).get(f"/children/{path}").status_code == 403
    if who != "outsider":
        assert "/children/list/" not in as_(who).get("/children/").content.decode()


def test_a_journey_is_the_cores_in_order(
    loaded: Snapshot, as_: As, again: As, kept: Kept, names: dict[str, str]
) -> None:
    lengths = kept.cohort.episodes.group_by("child").len().sort("len", "child")["child"]
    for number in (lengths[-1], lengths[0]):
        identifier = kept.cohort.children["CHILD"][number]
        events = journey(kept.cohort, number, kept.teams)
        page = as_("analyst").get(f"/children/child/{names[identifier]}/").content.decode()
        days = re.findall(r'<time datetime="([^"]+)"', page)
        assert days == [str(day) for day in events["day"]]
        for what in events["what"]:
            assert what in html.unescape(page)
        path = f"/children/child/{names[identifier]}.csv"
        text = again("analyst").get(path).content.decode("utf-8-sig")
        lines = list(csv.DictReader(io.StringIO(text)))
        assert [line["From"] for line in lines] == days
        assert [line["What"] for line in lines] == events["what"].to_list()


def test_reading_and_downloading_single_children_is_in_the_log(
    loaded: Snapshot, again: As, names: dict[str, str]
) -> None:
    identifier, name = next(iter(names.items()))
    client = again("analyst")
    before = AuditEntry.objects.count()
    for path in ("list/?sex=M", "list.csv", f"child/{name}/", f"child/{name}.csv"):
        client.get(f"/children/{path}")
    entries = list(AuditEntry.objects.order_by("-pk")[: AuditEntry.objects.count() - before])[::-1]
    assert [(each.kind, each.subject) for each in entries] == [
        ("read", "children"),
        ("download", "children"),
        ("read", "child"),
        ("download", "child"),
    ]
    assert entries[0].after == {"as_at": "2026-03-31", "filter": {"Sex": "Male"}}
    assert [each.subject_id for each in entries[2:]] == [name, name]
    assert not [each for each in entries if identifier in _everything(each)]


def _everything(entry: AuditEntry) -> str:
    values: list[Any] = [entry.words, entry.subject_id, entry.before, entry.after]
    return " ".join(map(str, values))


def test_nobody_reads_of_a_refused_child_in_the_log_that_it_was_read(
    loaded: Snapshot, as_: As, whose: Whose, names: dict[str, str]
) -> None:
    other = next(each for each, team in whose.items() if team == "South")
    before = AuditEntry.objects.filter(subject="child").count()
    as_("north_manager").get(f"/children/child/{names[other]}/")
    assert AuditEntry.objects.filter(subject="child").count() == before


def test_no_address_of_a_page_holds_an_identifier(
    loaded: Snapshot, as_: As, names: dict[str, str]
) -> None:
    page = as_("analyst").get("/children/list/").content.decode()
    links = re.findall(r'(?:href|action)="([^"]*)"', page)
    assert not [link for link in links for each in names if each in link]


def test_a_page_of_single_children_takes_few_queries(
    loaded: Snapshot, as_: As, names: dict[str, str]
) -> None:
    for path in ("list/", f"child/{next(iter(names.values()))}/", "find/"):
        client = as_("analyst")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/children/{path}")
        assert len(queries) <= 25, path


def test_a_journey_asks_for_the_live_figures_once(
    loaded: Snapshot, as_: As, names: dict[str, str]
) -> None:
    client = as_("analyst")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(f"/children/child/{min(names.values())}/").status_code == 200
    asked = [each["sql"] for each in queries if 'FROM "intake_snapshot"' in each["sql"]]
    assert len(asked) == 1


def test_looking_for_a_child_is_in_the_log_found_or_not(
    loaded: Snapshot, kept: Kept, names: dict[str, str], as_: As
) -> None:
    identifier = next(iter(names))
    for typed in (identifier, "NOBODY-77"):
        as_("analyst").post("/children/find/", {"words": typed})
    rows = AuditEntry.objects.filter(subject="child", kind="read").order_by("id")
    assert [(row.subject_id, row.words) for row in rows] == [
        (names[identifier], "Looked for a child"),
        ("", "Looked for a child and found none"),
    ]
    assert not rows.filter(words__contains="NOBODY").exists()
