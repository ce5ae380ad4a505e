"""The pages of a programme as a whole: what they say, what they show, and what they cost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from programmes import (
    AT,
    BASE,
    MOST_QUERIES,
    held,
    read,
    stored,
    text_of,
)

PAGES = (
    "",
    "action/",
    "saving/",
    "risk/",
    "page/",
    "outcome/",
    "need/",
    "page/new/?key=initiation",
)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_database_little(as_, plan, django_assert_max_num_queries, page):
    lead = as_("programme_lead")
    with django_assert_max_num_queries(MOST_QUERIES):
        text_of(lead, f"{BASE}{page}")


def test_the_overview_tells_the_finding_first(as_, plan):
    page = text_of(as_("programme_lead"), f"{BASE}{AT}")
    first = "Of 33 actions, delivery is: 9 off track, 3 at risk, 15 on track and 6 complete."
    assert first in page
    assert "£1,006,300 is planned, £100,000 achieved with evidence and £660,000 forecast" in page
    assert page.index(first) < page.index("kw-tiles") < page.index("What needs attention")


def test_the_day_of_the_address_counts_and_stays_in_the_links(as_, plan):
    lead = as_("programme_lead")
    early = text_of(lead, f"{BASE}?at=1 February 2026")
    assert "Off track" not in early.split("kw-tiles")[0]
    assert "attention.csv?at=1+February+2026" in early
    assert "?at=2026-02-01&amp;delivery=red" in early


def test_a_day_that_is_none_is_told_and_today_shown(as_, plan):
    page = text_of(as_("programme_lead"), f"{BASE}?at=yesterday")
    assert "<title>Error: " in page
    assert "The day must be a date" in page


def test_what_needs_attention_has_the_red_first_and_all_of_it_as_csv(as_, plan):
    lead = as_("programme_lead")
    rows = read(lead.get(f"{BASE}tables/attention.csv{AT}"))[1:]
    reds = [row[1] == "Red: off track" for row in rows]
    assert sum(reds) == 9
    assert all(reds[:9])
    assert any(row[0] == "Issue I1 No band 4 carers" for row in rows)
    assert any("nobody owns it" in row[3] for row in rows)
    assert f"Show {len(rows) - 12} more here" in text_of(lead, f"{BASE}{AT}")
    assert "more here" not in text_of(lead, f"{BASE}{AT}&all=1")


def test_a_programme_with_nothing_in_it_says_what_to_do(as_, cast):
    empty = replace(held("empty"), actions=(), savings=(), risks=(), needs=(), issues=())
    stored(cast["programme_lead"], empty)
    lead = as_("programme_lead")
    assert "No action is recorded yet" in text_of(lead, "/programmes/empty/")
    assert "No saving is recorded yet" in text_of(lead, "/programmes/empty/saving/")
    assert "No risk is open" in text_of(lead, "/programmes/empty/risk/")
    assert lead.get("/programmes/empty/tables/nothing.csv").status_code == 404


def test_a_board_member_sees_and_cannot_change(as_, plan):
    member = as_("board_member")
    page = text_of(member, f"{BASE}action/")
    assert "Add an action" not in page
    assert "Begin the" not in text_of(member, f"{BASE}page/")
