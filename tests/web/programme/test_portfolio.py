"""Programmes side by side."""

from __future__ import annotations

from dataclasses import replace

from kinward.programme.portfolio import standings
from kinward_web.programme.selectors.programmes import portfolio
from programmes import (
    AS_AT,
    AT,
    MOST_QUERIES,
    held,
    read,
    stored,
    text_of,
)


def test_the_portfolio_sets_programmes_side_by_side(as_, plan, cast):
    other = replace(held("other"), name="Edge of care", savings=(), risks=())
    waits = replace(other.actions[0], depends_on=("placements:1.3",))
    stored(cast["programme_lead"], replace(other, actions=(waits,)))
    lead = as_("programme_lead")
    page = text_of(lead, f"/programmes/{AT}")
    assert "2 programmes with 34 actions." in page
    rows = read(lead.get(f"/programmes/tables/portfolio-colours.csv{AT}"))
    every = standings(portfolio(), AS_AT)[-1]
    assert rows[-1][1] == str(every.delivery["red"]) == "10"
    waiting = read(lead.get(f"/programmes/tables/portfolio-dependencies.csv{AT}"))[1]
    assert waiting[0].startswith("Edge of care: 2.1")
    assert waiting[1::2] == ["Red: off track", "Red: off track"]


def test_the_portfolio_asks_the_database_little(as_, plan, cast, django_assert_max_num_queries):
    for number in range(4):
        stored(cast["programme_lead"], held(f"other-{number}"))
    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(as_("programme_lead"), "/programmes/")
