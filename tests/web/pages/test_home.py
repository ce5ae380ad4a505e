"""Home: five figures and five sentences of what a person may see, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from kinward_web.intake.models import Snapshot
from kinward_web.pages.home import _shared

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
    assert {tile["url"] for tile in home.tiles} == {"/children/", "/money/", "/forecast/"}
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
