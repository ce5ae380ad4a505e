"""Home: five figures and five sentences of what a person may see, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from kinward.programme import model as core
from kinward.programme.risks import ratings
from kinward.programme.slipping import slipping
from kinward_web.accounts.models import User
from kinward_web.intake.models import Snapshot
from kinward_web.pages.home import _shared
from kinward_web.performance.actions import cards
from kinward_web.performance.followed import usual
from kinward_web.programme.actions import records
from kinward_web.programme.models import Programme
from kinward_web.programme.selectors.programmes import whole
from programmes import stored

pytestmark = pytest.mark.django_db


def _text(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.usefixtures("loaded")
def test_an_analyst_sees_figures_of_children_money_and_forecast(
    as_: Callable[[str], Client],
) -> None:
    home = as_("analyst").get("/").context["home"]
    assert len(home.tiles) == 5
    pages = {re.split("[?#]", tile["url"])[0] for tile in home.tiles}
    assert {each.split("/")[1] for each in pages} == {"children", "money", "forecast"}
    assert len(home.sentences) == 5
    assert home.updates


def test_the_number_is_that_of_the_live_figures(
    loaded: Snapshot, as_: Callable[[str], Client]
) -> None:
    document = loaded.documents.get(kind="children")
    first = document.head_whole["facts"]["tiles"][0]
    assert first["value"] in _text(as_("analyst"))


def test_a_board_member_sees_the_public_figures(
    loaded: Snapshot, as_: Callable[[str], Client]
) -> None:
    home = as_("board_member").get("/").context["home"]
    allowed = [
        tile["value"]
        for document in loaded.documents.all()
        for tile in document.head_public.get("facts", {}).get("tiles", [])
    ]
    assert home.tiles
    assert all(tile["value"] in allowed for tile in home.tiles)
    assert home.updates == ()


@pytest.mark.parametrize("name", ["analyst", "finance_manager", "board_member", "north_manager"])
def test_each_figure_leads_to_its_place_on_the_page_that_it_is_made_on(
    loaded: Snapshot, as_: Callable[[str], Client], name: str
) -> None:
    client = as_(name)
    tiles = client.get("/").context["home"].tiles
    assert tiles
    for tile in tiles:
        place, _, anchor = tile["url"].partition("#")
        page = client.get(place)
        assert page.status_code == 200, place
        assert f'id="{anchor or "content"}"' in page.content.decode(), tile["url"]


def test_a_share_of_the_children_leads_to_these_children(
    loaded: Snapshot, as_: Callable[[str], Client]
) -> None:
    """For those who may choose some; others are shown where it stands among all."""

    def of(name: str) -> dict[str, str]:
        tiles = as_(name).get("/").context["home"].tiles
        return next(each for each in tiles if each.get("key") == "purchased")

    tile = of("commissioner")
    assert tile["url"].startswith("/children/?category=")
    many = tile["note"].split()[0]
    page = as_("commissioner").get(tile["url"]).content.decode()
    assert f"{many} children" in re.sub(r"<[^>]+>", " ", page)
    assert of("finance_manager")["url"] == "/children/#placements"


@pytest.fixture
def trouble(cast: dict[str, User]) -> Programme:
    """A programme with overdue actions, red risks, a decision to take, and one that a panel has."""
    row = stored(cast["programme_lead"])
    ask = core.Decision("D1", "Open a fourth home", due=date(2026, 7, 1))
    child = core.Decision("D2", "Where child K lives", due=date(2026, 7, 1))
    for number, (by, kind, each) in enumerate((
        ("programme_lead", "board", core.Board("panel", "Panel", "weekly", is_panel=True)),
        ("programme_lead", "meeting", core.Meeting("commissioning", date(2026, 6, 3),
                                                   decisions=(ask,))),
        ("panel_chair", "meeting", core.Meeting("panel", date(2026, 6, 4), decisions=(child,))),
    )):  # fmt: skip
        records.add(by=cast[by], programme=row, kind=kind, held=each, key=f"trouble-{number}")
    return row


@pytest.mark.parametrize("name", ["analyst", "panel_chair", "board_member"])
def test_what_is_wrong_in_a_programme_is_named_with_the_way_to_it(
    trouble: Programme, as_: Callable[[str], Client], name: str
) -> None:
    client = as_(name)
    attention = {item.words: item.url for item in client.get("/").context["home"].attention}
    held, today = whole(trouble), timezone.localdate()
    late = [each for each in slipping(held, today) if each.overdue]
    red = [each for each in ratings(held.risks, today) if each.colour == "red"]
    said = [words for words in attention if "is overdue by" in words]
    assert len(said) == 3 < len(late)
    assert f"{len(late) - 3} more overdue actions" in attention
    risks = [words for words in attention if "is red, rated" in words]
    assert len(risks) == min(3, len(red)) > 0
    decision = "Commissioning board is to decide by 1 July 2026: Open a fourth home"
    assert decision in attention
    assert not any("child K" in words for words in attention)
    for words in [*said, *risks, decision]:
        page = client.get(attention[words])
        assert page.status_code == 200
        name_of = words.rpartition(": ")[2] if words is not decision else "3 June 2026"
        assert name_of in page.content.decode()


@pytest.mark.parametrize("name", ["north_manager", "administrator", "outsider"])
def test_who_may_not_see_programmes_is_told_of_none(
    trouble: Programme, as_: Callable[[str], Client], name: str
) -> None:
    answer = as_(name).get("/")
    if answer.status_code == 200:
        urls = [item.url for item in answer.context["home"].attention]
        urls += [tile["url"] for tile in answer.context["home"].tiles]
        assert not [url for url in urls if "programmes" in url or "scorecard" in url]
    assert b"overdue by" not in answer.content


def test_measures_that_are_red_are_named(
    loaded: Snapshot, as_: Callable[[str], Client], cast: dict[str, User]
) -> None:
    for measure in ("looked_after", "entries", "exits", "rate_per_10000"):
        given = replace(usual(measure), target="ceiling", high=Decimal("0.5"), tier="board")
        cards.follow(
            by=cast["programme_lead"], measure=measure, given=given, edition=0, key=measure
        )
    client = as_("analyst")
    home = client.get("/").context["home"]
    red = {item.words: item.url for item in home.attention if "/scorecard/" in item.url}
    assert "/scorecard/measures/looked_after/" in red.values()
    tile = next(tile for tile in home.tiles if tile["label"] == "Measures off target")
    many = int(tile["value"].split()[0])
    assert len(red) == min(many, 3) + (many > 3)
    page = client.get(tile["url"]).content.decode()
    assert f"{many} measures as chosen, {many} of them red" in page


def test_home_asks_the_database_little(
    trouble: Programme, loaded: Snapshot, as_: Callable[[str], Client],
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:  # fmt: skip
    client = as_("analyst")
    caches["figures"].clear()
    with django_assert_max_num_queries(25):
        client.get("/")


@pytest.mark.usefixtures("loaded")
def test_a_team_manager_sees_only_their_own_area(as_: Callable[[str], Client]) -> None:
    home = as_("north_manager").get("/").context["home"]
    assert {tile["url"] for tile in home.tiles} == {"/children/"}
    assert "South" not in _text(as_("north_manager"))


@pytest.mark.usefixtures("loaded")
def test_an_administrator_sees_no_figure(as_: Callable[[str], Client]) -> None:
    home = as_("administrator").get("/").context["home"]
    assert (home.tiles, home.sentences, home.attention) == ((), (), ())


@pytest.mark.usefixtures("unloaded")
def test_before_anything_is_loaded_it_says_what_to_do(as_: Callable[[str], Client]) -> None:
    assert "Load the returns" in _text(as_("analyst"))
    assert "Load the returns" not in _text(as_("board_member"))


@pytest.mark.parametrize(
    ("parts", "most", "expected"),
    [
        ([[1, 2, 3, 4], [5, 6], [7]], 5, [1, 2, 5, 6, 7]),
        ([[1, 2, 3, 4], [], [7]], 5, [1, 2, 3, 4, 7]),
        ([[1], [2]], 5, [1, 2]),
        ([], 5, []),
        ([[1, 2], [3, 4], [5, 6]], 2, [1, 3]),
    ],
)
def test_room_is_shared_among_the_pages(
    parts: list[list[int]], most: int, expected: list[int]
) -> None:
    assert list(_shared(parts, most)) == expected
