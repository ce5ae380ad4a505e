"""The manager of the north cannot see the south: by address, filter, download, job or API."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest

from browser.service.conftest import Visit, Visits
from browser.service.crawling import crawl

pytestmark = pytest.mark.browser

_CHILD = re.compile(r"/children/child/([^/.\"]+)/")


def _listed(visit: Visit, query: str) -> set[str]:
    """Pseudonyms in the list of children."""
    answer = visit.page.request.get(f"{visit.site.url}/children/list/{query}")
    return set(_CHILD.findall(answer.text()))


def _team(analyst: Visit, name: str) -> str:
    """The filter of a team, as the form writes it into the address."""
    analyst.to("/children/list/")
    analyst.page.get_by_role("main").locator("summary").first.click()
    analyst.page.get_by_role("group", name="Team").get_by_label(name, exact=True).check()
    analyst.press("Show these children")
    return f"?{analyst.page.url.partition('?')[2]}"


def _status(visit: Visit, address: str) -> int:
    return visit.page.request.get(f"{visit.site.url}{address}", max_redirects=0).status


def test_the_north_sees_the_north_alone(visit: Visits) -> None:
    analyst, nora = visit("analyst"), visit("north_manager")
    asked = _team(analyst, "South")
    south, north = _listed(analyst, asked), _listed(nora, "")
    assert len(south) >= 3
    assert len(north) >= 3
    assert not south & north

    assert _listed(nora, asked) <= north, "by filter"
    one = min(south)
    assert nora.to(f"/children/child/{one}/") == 404, "by address"
    assert one not in nora.page.content()
    nora.shot("north-asks-for-the-south")
    assert nora.violations() == []
    assert _status(nora, f"/children/child/{one}.csv") == 404, "by download"
    for address in (
        "/data/",
        "/money/",
        "/money/placements/",
        "/forecast/",
        "/plans/",
        "/reports/",
    ):
        assert _status(nora, address) == 403, address

    pages = crawl(nora, alike=100, files=True)
    assert len(_CHILD.findall(" ".join(pages))) >= len(north)
    told = {name for name in south for text in pages.values() if name in text}
    assert told == set(), "on any page or in any file"


def test_the_list_that_is_downloaded_holds_the_north_alone(visit: Visits) -> None:
    analyst, nora = visit("analyst"), visit("north_manager")
    asked = _team(analyst, "South")
    south, north = _listed(analyst, asked), _listed(nora, "")
    nora.to("/children/list/")
    with nora.page.expect_download() as coming:
        nora.page.get_by_role("link", name=re.compile("Download as CSV")).click()
    text = coming.value.path().read_text(encoding="utf-8-sig")
    assert all(name in text for name in north)
    assert not [name for name in south if name in text]


def test_jobs_of_others_are_not_there(visit: Visits) -> None:
    lead, nora = visit("programme_lead"), visit("north_manager")
    lead.to("/forecast/runs/new/")
    lead.page.get_by_label("Name of this forecast").fill("Not for the north")
    lead.page.get_by_label("Months ahead").fill("3")
    lead.page.get_by_label("Runs", exact=True).fill("10")
    lead.press("Run it")
    job = lead.page.url.removeprefix(lead.site.url)
    lead.at_the_end()
    assert nora.to(job) == 404
    assert _status(nora, f"{job}progress/") == 404
    nora.to("/jobs/")
    assert "Not for the north" not in nora.page.content()


def test_a_token_of_the_north_reads_no_more_than_its_owner(visit: Visits) -> None:
    nora = visit("north_manager")
    nora.to("/api/tokens/new/")
    nora.page.get_by_label("What it is for").fill("A spreadsheet")
    nora.page.get_by_label("What I see").check()
    nora.page.get_by_label("30 days").check()
    nora.shot("api-token-new")
    nora.follow(nora.page.get_by_role("main").get_by_role("button"))
    secret = nora.page.locator("code").inner_text()
    assert nora.violations() == []

    def read(address: str) -> tuple[int, str]:
        answer = nora.page.request.get(
            urljoin(nora.site.url, f"/api/v1/{address}"),
            headers={"Authorization": f"Bearer {secret}", "Cookie": ""},
        )
        return answer.status, answer.text()

    for address in ("money", "forecast", "plans"):
        assert read(address)[0] == 403, address
    for address in ("cohort", "cohort/mix", "tables"):
        status, text = read(address)
        assert status == 200, address
        assert "South" not in text
