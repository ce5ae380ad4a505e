"""A month of a programme: updates, the board held from its agenda, its papers, the next month."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from browser.service.conftest import Site, Visit, Visits
from kinward.words import long_date

pytestmark = pytest.mark.browser
_PLAN = """
from programmes import stored
from kinward_web.programme.models import Programme
from web_cast import person
if not Programme.objects.filter(slug="placements").exists():
    stored(person("programme_lead"))
"""
_ACTION = "Action 1 of the plan"


def _link(visit: Visit, name: str) -> None:
    visit.follow(visit.page.get_by_role("main").get_by_role("link", name=name).first)


def _updated(lead: Visit) -> None:
    lead.to("/programmes/placements/action/")
    lead.follow(lead.page.get_by_role("row", name=_ACTION).get_by_role("link").first)
    _link(lead, "Add an update")
    lead.page.get_by_label("What was done").fill("Two teams began")
    lead.page.get_by_label("What is next").fill("The third team begins")
    lead.page.get_by_label("When it will end").fill("31 March 2027")
    lead.press("Save")
    assert "Two teams began" in lead.page.inner_text("main")
    lead.shot("month-1-action")


def _planned(lead: Visit, on: date) -> str:
    """A meeting of the board on a day; its address."""
    lead.to("/programmes/placements/meeting/new/")
    lead.page.get_by_label("Board").check()
    lead.page.get_by_label("Day", exact=True).fill(long_date(on))
    lead.press("Save")
    assert lead.heading() == f"Commissioning board, {long_date(on)}"
    return lead.page.url.removeprefix(lead.site.url)


def _held(lead: Visit) -> None:
    """The meeting of the page is begun; a decision is taken, and a follow-up given."""
    _link(lead, "Begin: who came?")
    lead.page.get_by_label("Who came").fill("Director\nHead of finance")
    lead.press("Save")
    item = lead.page.locator("main ol > li").filter(has_text=re.compile("Action \\d+ of the plan"))
    lead.follow(item.first.get_by_role("link", name=re.compile("^Decide")))
    lead.page.get_by_label("What is asked").fill("Recruit a second team")
    lead.page.get_by_label("Agreed", exact=True).check()
    lead.page.get_by_label("Why").fill("It pays for itself")
    lead.press("Save")
    lead.follow(item.first.get_by_role("link", name=re.compile("^Give a follow-up")))
    lead.page.get_by_label("What is to be done").fill("Bring the costs of the second team")
    lead.page.get_by_label("Who does it").fill("Head of finance")
    lead.press("Save")
    text = lead.page.inner_text("main")
    assert "Recruit a second team" in text
    assert "Bring the costs of the second team" in text


def _papers(lead: Visit, tmp_path: Path) -> str:
    """The papers of the meeting of the page; the address of the exempt one."""
    _link(lead, "Build a paper for this meeting")
    assert lead.violations() == []
    lead.shot("month-3-build")
    lead.press("Build the paper")
    lead.at_the_end()
    assert lead.heading() == "Children looked after: position, plan and savings"
    text = lead.page.inner_text("main")
    assert "Commissioning board" in text
    lead.shot("month-4-exempt-paper")
    assert lead.violations() == []
    with lead.page.expect_download() as coming:
        lead.page.locator("main a[href$='public.docx']").click()
    file = tmp_path / coming.value.suggested_filename
    coming.value.save_as(file)
    assert file.read_bytes().startswith(b"PK")
    return lead.page.url.removeprefix(lead.site.url)


def _own_words(lead: Visit) -> None:
    _link(lead, "Write own words into these papers")
    assert lead.violations() == []
    lead.shot("month-5-own-words")
    lead.follow(lead.page.get_by_role("link", name=re.compile("implications-legal")))
    lead.page.get_by_label("Your own words").fill("The sufficiency duty is met.")
    lead.page.get_by_label("In the public paper too").check()
    lead.shot("month-6-own-paragraph")
    assert lead.violations() == []
    lead.press("Save")
    assert "The sufficiency duty is met." in lead.page.inner_text("main")


def _narrow(visit: Visits, *addresses: str) -> None:
    """The pages fit where they are read at 400% zoom."""
    lead = visit("programme_lead", width=320)
    words = "/reports/papers/words/board/"
    own = (f"{words}?programme=placements", f"{words}purpose/?programme=placements")
    for place, address in enumerate(
        (*addresses, "/reports/papers/", "/reports/papers/build/", *own)
    ):
        assert lead.to(address) == 200, address
        assert lead.width() <= 320, address
        assert lead.violations() == [], address
        lead.shot(f"month-narrow-{place}")


def test_a_month_in_the_life_of_a_programme(visit: Visits, site: Site, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    site.service.python(f"import sys; sys.path.insert(0, {str(root)!r})\n{_PLAN}")
    today = datetime.now(ZoneInfo("Europe/London")).date()
    lead = visit("programme_lead")
    _updated(lead)

    meeting = _planned(lead, today)
    lead.shot("month-2-agenda")
    assert lead.violations() == []
    _held(lead)
    exempt = _papers(lead, tmp_path)
    _own_words(lead)

    lead.to(meeting)
    assert "Board paper (exempt)" in lead.page.inner_text("main")
    _link(lead, "Close the meeting")
    lead.press("Close the meeting")
    assert "The meeting is closed" in lead.page.inner_text("main")
    lead.shot("month-7-closed")

    board = visit("board_member")
    board.to(meeting)
    assert "Board paper (exempt)" not in board.page.inner_text("main")
    _link(board, "Board paper (public)")
    public = board.page.url.removeprefix(site.url)
    assert public.endswith("/public/")
    board.shot("month-8-public-paper")
    assert board.violations() == []
    assert board.to(exempt) == 403
    _narrow(visit, meeting, public)

    _planned(lead, today + timedelta(28))
    text = lead.page.inner_text("main")
    assert "Bring the costs of the second team" in text
    assert text.index("Bring the costs") < text.index("Action ")
    lead.shot("month-9-next-month")
    assert [*lead.complaints, *board.complaints] == []
