"""The report in a real browser: accessible, usable by keyboard, and needing nothing but itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from browser.axe import OF_THE_WIDTH, violations
from builders_forecast import backtest_of, cost_of, forecast_of, target_of
from builders_money import position_of
from builders_plan import tried_plan
from builders_report import checked_of, summary_of
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.reports.write import write

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=["internal", "public"])
def report(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    fitted: Fitted,
    small_cohort: Cohort,
) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    made_up = request.param == "internal"
    forecast = forecast_of(target=target_of(), cost=cost_of(forecast_of()))
    paths = write(
        summary_of(),
        checked_of(),
        folder,
        audience=request.param,
        authority="Exampleshire",
        made_up=made_up,
        forecast=forecast,
        backtest=backtest_of(),
        position=position_of(),
        tried=tried_plan(fitted, small_cohort),
    )
    return paths[0]


@pytest.fixture
def page(browser: Browser, report: Path) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    opened.goto(report.as_uri())
    yield opened
    opened.close()


@pytest.mark.parametrize(("width", "rules"), [(1280, ()), (320, OF_THE_WIDTH)])
def test_axe_finds_nothing(page: Page, width: int, rules: tuple[str, ...]) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert violations(page, rules) == []


def test_what_looks_ahead_is_reached_from_the_contents_and_read_by_name(page: Page) -> None:
    for topic, key in (("Where it is heading", "forecast"), ("How past forecasts did", "backtest")):
        page.get_by_role("navigation").get_by_role("link", name=topic).click()
        assert page.url.endswith(f"#{key}")
        part = page.locator(f"section[aria-labelledby='{key}']")
        chart = part.get_by_role("img").first
        assert chart.is_visible()
        assert (
            part.get_by_role("img", name=re.compile("expected 568|7 of 7 intervals")).count() == 1
        )


def test_the_plan_is_reached_from_the_contents_and_its_chart_is_read_by_name(page: Page) -> None:
    page.get_by_role("navigation").get_by_role("link", name="What the plan would do").click()
    assert page.url.endswith("#plan")
    part = page.locator("section[aria-labelledby='plan']")
    assert part.get_by_role("img", name=re.compile("expected with the plan")).count() == 1


def test_the_money_is_reached_from_the_contents_and_its_charts_are_read_by_name(
    page: Page,
) -> None:
    page.get_by_role("navigation").get_by_role("link", name="Where the budget stands").click()
    assert page.url.endswith("#money")
    assert page.locator("section[aria-labelledby='money'] table").first.is_visible()
    for key, name in (("money-why", "over the budget"), ("money-months", "is heading")):
        part = page.locator(f"section[aria-labelledby='{key}']")
        assert part.get_by_role("img", name=re.compile(name)).count() == 1


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_never_scrolls_sideways(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_tables_scroll_in_a_region_that_has_a_name_and_takes_focus(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 900})
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    unreachable = page.evaluate(
        """() => [...document.querySelectorAll('table, svg')].filter(e => {
             const region = e.closest('.scroll');
             return e.scrollWidth > 300 && !(region && region.tabIndex === 0 &&
               region.getAttribute('role') === 'region' &&
               (region.ariaLabel || region.getAttribute('aria-labelledby')));
           }).length"""
    )
    assert unreachable == 0


def test_the_keyboard_reaches_the_skip_link_first_and_then_everything(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the report"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    wanted = page.evaluate(
        """() => document.querySelectorAll(
             'main a, main summary, main [tabindex="0"]:not(details:not([open]) *)').length"""
    )
    reached = 0
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        if not page.evaluate("!!document.activeElement.closest('main')"):
            break
        outlined = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outlined == "solid"
        reached += 1
    assert reached >= wanted


def test_a_table_unfolds_by_keyboard(page: Page) -> None:
    first = page.locator("details").first
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert first.get_attribute("open") is not None
    assert first.locator("table").is_visible()


def test_nothing_is_asked_of_the_network(browser: Browser, report: Path) -> None:
    asked: list[str] = []

    def refuse(route: Route) -> None:
        asked.append(route.request.url)
        route.continue_() if route.request.url == report.as_uri() else route.abort()

    opened = browser.new_page()
    opened.route("**/*", refuse)
    opened.goto(report.as_uri())
    opened.emulate_media(media="print")
    opened.wait_for_load_state("networkidle")
    opened.close()
    assert asked == [report.as_uri()]


def test_the_csv_comes_down_with_the_rows_of_the_table(page: Page) -> None:
    with page.expect_download() as download:
        page.locator("a[download='flows.csv']").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Month,At the start,Began,Ceased")
    assert len(text.splitlines()) == 25


def test_print_keeps_the_made_up_mark_and_the_tables(page: Page, report: Path) -> None:
    page.emulate_media(media="print")
    if "internal" in str(report):
        assert page.locator(".made-up").is_visible()
    assert not page.locator("nav").is_visible()
    assert page.locator("details.printed table").first.is_visible()
    page.set_viewport_size({"width": 680, "height": 900})
    over = page.evaluate(
        """() => [...document.querySelectorAll(
               'svg, details.printed table, .figure > .scroll > table')]
             .filter(e => e.getBoundingClientRect().right > 690).length"""
    )
    assert over == 0
