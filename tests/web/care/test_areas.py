"""A team manager of the north sees the north; a board member sees no part of the children."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from kinward.cohort.selection import Choice, summarise_part
from kinward.pipeline.kept import Kept
from kinward.reports.download import csv_text
from kinward.reports.part import of_part
from kinward.reports.told import begin
from kinward_web.accounts.models import User
from kinward_web.care.selectors import own_home

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]

NORTH = Choice(teams=frozenset({"North"}))


def _years(kept: Kept, choice: Choice) -> str:
    part = summarise_part(kept.cohort, choice, kept.as_at, teams=kept.teams)
    told = of_part(part, begin(part.summary, kept.checked, "Testshire", 0))
    return csv_text(told.tables["years"])


def test_her_page_is_of_the_north_though_she_asked_for_nothing(
    loaded: Snapshot, as_: As, kept: Kept
) -> None:
    client = as_("north_manager")
    page = client.get("/children/").content.decode()
    part = summarise_part(kept.cohort, NORTH, kept.as_at, teams=kept.teams)
    assert f"{part.summary.looked_after} children of North were looked after" in page
    assert "71 children" not in page
    csv = client.get("/children/table/years.csv").content.decode("utf-8-sig")
    assert csv == _years(kept, NORTH)


@pytest.mark.parametrize("query", ["", "?team=North", "?as_at=2025-03-31", "?age=10-15"])
def test_a_filter_only_narrows_what_she_sees(
    loaded: Snapshot, as_: As, kept: Kept, query: str
) -> None:
    client = as_("north_manager")
    page = client.get(f"/children/{query}").content.decode()
    offered = re.findall(r'name="team"[^>]*value="([^"]*)"', page)
    assert offered == ["North"]
    assert "South" not in page
    assert "Made-up" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/children/",
        "/children/list/",
        "/children/list.csv",
        "/children/children.xlsx",
        "/children/table/years.csv",
    ],
)
@pytest.mark.parametrize("teams", ["team=South", "team=North&team=South", "team=no_team"])
def test_no_address_shows_her_another_team(
    loaded: Snapshot, again: As, path: str, teams: str
) -> None:
    assert again("north_manager").get(f"{path}?{teams}").status_code == 403


def test_she_opens_no_stored_figures_of_all_children(loaded: Snapshot, as_: As) -> None:
    document = loaded.documents.get(kind="children")
    for table in ("years", "flows", "by_category"):
        assert as_("north_manager").get(f"/figures/{document.pk}/{table}.csv").status_code == 404


def test_what_an_analyst_looked_at_before_is_not_what_she_gets(
    loaded: Snapshot, as_: As, kept: Kept
) -> None:
    query = "age=10-15"
    everybody = as_("analyst").get(f"/children/table/years.csv?{query}").content
    own = as_("north_manager").get(f"/children/table/years.csv?{query}").content
    assert own != everybody
    both = Choice(teams=frozenset({"North"}), age_bands=frozenset({"10-15"}))
    assert own.decode("utf-8-sig") == _years(kept, both)


def test_a_manager_without_an_area_sees_nothing(
    loaded: Snapshot, again: As, cast: dict[str, User]
) -> None:
    client = again("north_manager")
    paths = [f"/children/{path}" for path in ("", "list/", "list.csv", "table/years.csv")]
    assert {client.get(path).status_code for path in paths} == {200}
    cast["north_manager"].areas.clear()
    for path in (*paths, "/children/children.xlsx"):
        assert client.get(path).status_code == 403, path
    assert own_home(cast["north_manager"]) is None


def test_a_manager_sees_nothing_while_nobody_knows_the_teams(
    loaded: Snapshot, as_: As, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    unknown = replace(kept, teams=None)
    for module in ("asking", "figures", "own", "children"):
        monkeypatch.setattr(f"kinward_web.care.selectors.{module}.ground", lambda _: unknown)
    monkeypatch.setattr("kinward_web.care.selectors.children.teams_now", lambda _: None)
    client = as_("north_manager")
    assert client.get("/children/").status_code == 403
    assert client.get("/children/list/").status_code == 403


def test_the_manager_of_the_north_and_the_one_of_the_south_share_no_figure(
    loaded: Snapshot, as_: As, kept: Kept
) -> None:
    south, north = (
        as_(who).get("/children/table/years.csv").content.decode("utf-8-sig")
        for who in ("south_manager", "north_manager")
    )
    assert south == _years(kept, Choice(teams=frozenset({"South"})))
    assert north == _years(kept, NORTH)
    assert south != north


def test_her_home_page_is_of_her_own_areas(
    loaded: Snapshot, as_: As, cast: dict[str, User], kept: Kept
) -> None:
    part = summarise_part(kept.cohort, NORTH, kept.as_at, teams=kept.teams)
    found = own_home(cast["north_manager"])
    assert found is not None
    assert found.tiles[0]["value"] == str(part.summary.looked_after)
    page = html.unescape(as_("north_manager").get("/").content.decode())
    assert found.sentences[0] in page
    assert "71 children" not in page
    assert own_home(cast["analyst"]) is None
    assert own_home(cast["administrator"]) is None


def test_a_board_member_sees_all_children_with_small_numbers_hidden_whatever_the_address(
    loaded: Snapshot, as_: As
) -> None:
    client = as_("board_member")
    plain = client.get("/children/").content.decode()
    assert "There is no filter, because" in plain
    assert 'name="team"' not in plain
    for query in ("age=10-15", "team=South", "as_at=2025-03-31", "sex=nonsense"):
        page = client.get(f"/children/?{query}").content.decode()
        assert "The filter in this address is not applied" in page
        assert (
            client.get(f"/children/table/by_category.csv?{query}").content
            == client.get("/children/table/by_category.csv").content
        )


@pytest.mark.parametrize("who", ["finance_manager", "programme_lead"])
def test_a_filter_is_for_those_who_see_single_children(loaded: Snapshot, as_: As, who: str) -> None:
    """Filters can single out one child; the others see all children, whatever the address."""
    plain = as_(who).get("/children/")
    filtered = as_(who).get("/children/?sex=F&age=16-17&need=N1")
    assert filtered.context["head"] == plain.context["head"]
    assert "is not applied" in filtered.content.decode()
    assert "with small numbers hidden" not in plain.content.decode()


def test_a_board_member_never_sees_a_small_count(loaded: Snapshot, as_: As) -> None:
    text = as_("board_member").get("/children/table/by_category.csv").content.decode("utf-8-sig")
    counts = [line.rsplit(",", 2)[1] for line in text.split("\r\n")[1:] if line]
    assert "[c]" in counts
    assert not {str(number) for number in range(1, 6)} & set(counts)


@pytest.mark.parametrize("path", ["list/", "list.csv", "find/"])
def test_a_board_member_sees_no_list(loaded: Snapshot, again: As, path: str) -> None:
    assert again("board_member").get(f"/children/{path}").status_code == 403


def test_people_without_the_right_see_nothing(loaded: Snapshot, as_: As) -> None:
    for who in ("administrator", "outsider"):
        assert as_(who).get("/children/").status_code == 403
