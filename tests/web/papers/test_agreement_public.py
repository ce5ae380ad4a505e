"""Public papers beside a board member's pages; colours and risks of papers beside the programme's.

A public paper may hide a number that the page shows; where both show one it is the same, and what
the page hides no paper shows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from kinward.programme.model import Action, Programme
from kinward_web.accounts.models import User
from kinward_web.intake.models import Snapshot
from paper_agreement import READERS, Compared, built, by_row, csv, pages_of, read, titles_of
from paper_readings import Grid, agree, number
from programmes import AT, BASE, held, stored

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]
_HIDDEN, _NONE = "[c]", "[x]"
_LEAST = {"board": 150, "sufficiency": 60}
"""At least so many numbers are compared in each file."""
_WAITS = "3.2"
"""An action of which nothing is wrong but that it waits for one of another programme."""


def _seen(told: Compared, ending: str, paper: Grid, page: Grid, key: str) -> None:
    """A table of a public paper: what both show, and that it shows nothing that the page hides."""
    for row in paper[1:]:
        of_page = _same_row(paper, row, page)
        for head, ours in zip(paper[0][1:], row[1:], strict=True):
            theirs = of_page[page[0].index(head)]
            if ours != _HIDDEN:
                told.cell(key, ending, ours, theirs, f"{key}, {row[0]}, {head}")


def _same_row(paper: Grid, row: list[str], page: Grid) -> list[str]:
    """The row of the page of the same name, and of the same section where it has one."""
    named = [at for at, head in enumerate(paper[0]) if at == 0 or head == "Section"]
    place = {at: page[0].index(paper[0][at]) for at in named if at} | {0: 0}
    return next(each for each in page[1:] if all(agree(row[at], each[place[at]]) for at in named))


@pytest.mark.parametrize("kind", ["board", "sufficiency"])
def test_numbers_of_a_public_paper_are_those_that_a_board_member_sees(
    loaded: Snapshot, as_: As, again: As, cast: dict[str, User], kind: str, tmp_path: Path
) -> None:
    stored(cast["programme_lead"])
    made, board = built(as_("analyst"), kind, "public"), again("board_member")
    titles, told = titles_of(made, "public"), Compared()
    pages = {
        key: csv(board, address)
        for key, address in pages_of(loaded, "public").items() if key in titles
    }  # fmt: skip
    card = by_row(csv(board, "/scorecard/measures/table.csv"))
    for ending in READERS:
        found = read(made, ending, tmp_path, "public")
        for key, page in pages.items():
            _seen(told, ending, found[titles[key]], page, key)
        for key in [each for each in titles if each.startswith("scorecard_board")]:
            for name, row in by_row(found[titles[key]]).items():
                for head in set(row) & set(card[name]):
                    if number(row[head]) is not None:
                        told.cell(key, ending, row[head], card[name][head], f"{name}, {head}")
    assert told.differ == []
    by_file = {each: sum(n for (_, ending), n in told.counts.items() if ending == each)
               for each in READERS}  # fmt: skip
    assert len(set(by_file.values())) == 1, by_file
    assert by_file["xlsx"] >= _LEAST[kind], (by_file, told.counts)


def _waiting() -> tuple[Programme, Programme]:
    """The programme, one of whose actions waits for a late action of another."""
    late = Action("L1", "Find the building", target_end=date(2026, 1, 31))
    other = Programme("elsewhere", "Homes of our own", actions=(late,))
    whole = held()
    actions = tuple(
        replace(each, depends_on=("elsewhere:L1",), target_end=date(2027, 3, 31))
        if each.ref == _WAITS else each
        for each in whole.actions
    )  # fmt: skip
    return replace(whole, actions=actions), other


def _named(page: Grid) -> dict[str, dict[str, str]]:
    """Rows of a page by the reference that its first cell begins with."""
    return {name.split()[0]: row for name, row in by_row(page).items()}


@pytest.mark.parametrize("audience", ["public", "exempt"])
def test_colours_and_risks_of_a_paper_are_those_of_the_pages(
    loaded: Snapshot, as_: As, again: As, cast: dict[str, User], audience: str, tmp_path: Path
) -> None:
    for each in _waiting():
        stored(cast["programme_lead"], each)
    made, lead = built(as_("analyst"), "board", audience), again("programme_lead")
    titles = titles_of(made, audience)
    actions = _named(csv(lead, f"{BASE}action/table.csv{AT}"))
    risks = _named(csv(lead, f"{BASE}tables/risks.csv{AT}"))
    colours = by_row(csv(lead, f"{BASE}tables/colours.csv{AT}"))
    assert actions[_WAITS]["Delivery"].startswith("Red"), "or the test tests nothing"
    for ending in READERS:
        found = read(made, ending, tmp_path, audience)
        every = by_row(found[titles["actions_all"]])
        assert set(every) == set(actions)
        for key in ("actions_all", "actions_exceptions"):
            for ref, row in by_row(found[titles[key]]).items():
                for side in ("Delivery", "Benefit"):
                    assert actions[ref][side].startswith(f"{row[side]}: "), (ending, key, ref, side)
        assert "elsewhere:L1" in by_row(found[titles["actions_exceptions"]])[_WAITS]["Why"]
        for name, row in by_row(found[titles["actions_colours"]]).items():
            head = next(each for each in colours["Delivery"] if each.startswith(f"{name}: "))
            assert row["Delivery: actions"] == colours["Delivery"][head], (ending, name)
            assert row["Benefit: actions"] == colours["Benefit"][head], (ending, name)
        for ref, row in by_row(found[titles["risks"]]).items():
            page = risks[ref]
            ours = ["" if each == _NONE else each for each in row.values()]
            assert ours[2:5] == [page["Owner"], page["Before"], page["After"]], (ending, ref)
            assert page["Rating"].startswith(f"{row['Colour']}: "), (ending, ref)
