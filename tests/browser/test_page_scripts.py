"""What every page runs: the progress of jobs, forms that are sent once, and their sizes."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src" / "kinward_web" / "static" / "built"
SITE = "http://pages.test"

JOB = """<div data-job-url="/jobs/1/state">
  <progress max="100" aria-label="How far the job is"></progress>
  <p data-job-words aria-live="polite">Waiting</p></div>"""
FORM = """<form method="post" action="/sent" data-submit-once>
  <button name="act" value="go">Start</button></form>"""


class Site:
    """A site of one page, whose answers about a job are given beforehand."""

    def __init__(self, page: Page, body: str, answers: list[dict[str, Any] | int]) -> None:
        self.page, self.body, self.answers = page, body, answers
        self.asked = 0
        self.visits = 0
        page.route("**/*", self.answer)
        # Standing still: a clock that runs by itself beside `run_for` can wait for it for ever.
        page.clock.install(time=0)
        page.clock.pause_at(1)
        page.goto(f"{SITE}/page")

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        if path == "/built/kinward.js":
            script = (BUILT / "kinward.js").read_bytes()
            route.fulfill(body=script, content_type="text/javascript")
        elif path == "/jobs/1/state":
            self._tell(route)
        else:
            self.visits += 1
            self._page(route, path)

    def _tell(self, route: Route) -> None:
        told = self.answers[min(self.asked, len(self.answers) - 1)]
        self.asked += 1
        if isinstance(told, int):
            route.fulfill(status=told, body="")
        else:
            route.fulfill(body=json.dumps(told), content_type="application/json")

    def _page(self, route: Route, path: str) -> None:
        html = f"""<!DOCTYPE html><html lang="en"><title>{path}</title>
          <body class="govuk-frontend-supported">{self.body}
          <script type="module" src="/built/kinward.js"></script></body></html>"""
        route.fulfill(body=html, content_type="text/html")

    def after(self, seconds: int) -> None:
        """Let time pass, and what is asked be answered."""
        self.page.clock.run_for(seconds * 1000)
        self.page.wait_for_timeout(150)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def told(percent: int | None, words: str, *, done: bool = False, url: str | None = None) -> Any:
    state = "done" if done else "running"
    return {"state": state, "percent": percent, "words": words, "done": done, "url": url}


pytestmark = pytest.mark.browser


def test_a_job_says_how_far_it_is_and_then_goes_on_to_its_result(page: Page) -> None:
    end = told(100, "Done", done=True, url="/result")
    site = Site(page, JOB, [told(None, "Reading"), told(40, "Working out"), end])
    site.after(2)
    assert page.locator("[data-job-words]").text_content() == "Reading"
    assert page.locator("progress").get_attribute("value") is None
    site.after(2)
    assert page.locator("[data-job-words]").text_content() == "Working out"
    assert page.locator("progress").evaluate("bar => bar.value") == 40
    site.after(2)
    page.wait_for_url(f"{SITE}/result")
    assert site.asked == 3


def test_a_job_without_a_result_shows_its_page_anew(page: Page) -> None:
    site = Site(page, JOB, [told(None, "Failed", done=True)])
    site.after(2)
    page.wait_for_load_state()
    assert site.visits == 2


def test_the_service_is_asked_less_often_as_time_passes(page: Page) -> None:
    site = Site(page, JOB, [told(1, "Working out")])
    for _ in range(31):
        site.after(2)
    early = site.asked
    for _ in range(30):
        site.after(2)
    assert early >= 30
    assert 2 <= site.asked - early <= 14


def test_it_says_so_when_no_answer_comes_and_stops_asking(page: Page) -> None:
    site = Site(page, JOB, [503])
    for _ in range(8):
        site.after(2)
    assert "cannot be seen" in (page.locator("[data-job-words]").text_content() or "")
    assert site.asked == 5


def test_one_failure_is_passed_over(page: Page) -> None:
    site = Site(page, JOB, [503, told(10, "Reading")])
    site.after(2)
    site.after(2)
    assert page.locator("[data-job-words]").text_content() == "Reading"


def test_a_form_is_sent_once_until_the_page_is_shown_again(page: Page) -> None:
    Site(page, FORM, [])
    page.evaluate(
        """window.refused = [];
        addEventListener('submit', event => {
            refused.push(event.defaultPrevented);
            event.preventDefault();
        })"""
    )
    button = page.locator("button")
    for _ in range(3):
        button.evaluate("button => button.click()")
    assert page.evaluate("refused") == [False, True, True]
    assert button.get_attribute("aria-disabled") == "true"
    assert button.get_attribute("disabled") is None  # its name and value are sent
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert button.get_attribute("aria-disabled") is None
    button.evaluate("button => button.click()")
    assert page.evaluate("refused") == [False, True, True, False]


@pytest.mark.parametrize(
    ("name", "most_kb"),
    [("kinward.css", 20), ("kinward.js", 20), ("charts.js", 170), ("begin.js", 1)],
)
def test_what_a_page_fetches_stays_small(name: str, most_kb: int) -> None:
    assert len(gzip.compress((BUILT / name).read_bytes())) <= most_kb * 1000


def test_styles_fetch_nothing_and_have_no_crown_and_no_typeface_of_their_own() -> None:
    styles = (BUILT / "kinward.css").read_text(encoding="utf-8").lower()
    for barred in ("@font-face", "gds transport", "crown", "crest", "url(", "@import"):
        assert barred not in styles
    assert "sourcemappingurl" not in styles
