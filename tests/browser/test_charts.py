"""Charts in a real browser under the service's own content policy, at a desk and on a telephone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from browser.axe import violations
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward_web.charts import drawing
from kinward_web.settings.base import CONTENT_SECURITY_POLICY
from report_charts import of_full_report

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "src" / "kinward_web" / "static" / "built"
SITE = "http://charts.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
DESK, TABLET, TELEPHONE = 1200, 768, 320
FEWEST = 26
"""Charts that a full report has at least: else the tests would look at an emptier page."""
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)


@pytest.fixture(scope="module")
def markup(tmp_path_factory: pytest.TempPathFactory, fitted: Fitted, small_cohort: Cohort) -> str:
    """A page with every chart of a full report, each as the service's pages have it."""
    found = of_full_report(tmp_path_factory.mktemp("report"), "internal", fitted, small_cohort)
    figures = (
        _figure(key, each.title, each.about, each.chart or {})
        for key, each in found.figures.items()
    )
    return f"""<!DOCTYPE html><html lang="en-GB" class="govuk-template"><head><meta charset="utf-8">
      <title>Charts</title><meta name="viewport" content="width=device-width, initial-scale=1">
      <link rel="icon" href="/built/images/kinward.svg" type="image/svg+xml">
      <link href="/built/kinward.css" rel="stylesheet"></head>
      <body class="govuk-template__body"><script src="/built/begin.js"></script>
      <main class="govuk-width-container" id="content"><h1 class="govuk-heading-l">Charts</h1>
      {"".join(figures)}</main>
      <script type="module" src="/built/kinward.js"></script>
      <script type="module" src="/built/charts.js"></script></body></html>"""


def _figure(key: str, title: str, about: str, spec: dict[str, Any]) -> str:
    data = json.dumps(drawing(spec)).replace("<", "\\u003C").replace("&", "\\u0026")
    return f"""<figure class="kw-chart" data-chart="{key}-data">
      <figcaption class="kw-chart__title" id="{key}-title">{escape(title)}</figcaption>
      <p class="govuk-visually-hidden" id="{key}-about">{escape(about)}</p>
      <div class="kw-chart__plot" role="img" aria-labelledby="{key}-title"
        aria-describedby="{key}-about" hidden></div>
      <script id="{key}-data" type="application/json">{data}</script></figure>
      <details class="govuk-details" data-fold open><summary class="govuk-details__summary">
      <span class="govuk-details__summary-text">Figures: {escape(title)}</span></summary>
      <p class="govuk-body">The table</p></details>"""


class Visit:
    """A page that is open, and what its console complained of."""

    def __init__(self, context: BrowserContext, markup: str) -> None:
        self.complaints: list[str] = []
        context.route("**/*", lambda route: _answer(route, markup))
        self.page: Page = context.new_page()
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(f"{SITE}/")

    def wait(self, width: int | None = None) -> Page:
        """The page once every chart is drawn, for a width of the plots if one is given."""
        self.page.wait_for_function(
            """width => [...document.querySelectorAll('.kw-chart__plot')].every(plot => {
                const svg = plot.querySelector('svg');
                return svg && (!width || Number(svg.getAttribute('width')) === width);
            })""",
            arg=width,
        )
        return self.page


def _answer(route: Route, markup: str) -> None:
    path = route.request.url.removeprefix(SITE)
    headers = {"Content-Security-Policy": POLICY}
    if path == "/":
        route.fulfill(body=markup, content_type="text/html; charset=utf-8", headers=headers)
        return
    file = BUILT / path.removeprefix("/built/")
    route.fulfill(body=file.read_bytes(), content_type=KINDS[file.suffix], headers=headers)


def visit(browser: Browser, markup: str, width: int, **settings: Any) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
    yield Visit(context, markup)
    context.close()


@pytest.fixture(params=[DESK, TABLET, TELEPHONE])
def seen(request: pytest.FixtureRequest, browser: Browser, markup: str) -> Iterator[Visit]:
    yield from visit(browser, markup, request.param)


@pytest.fixture
def at_desk(browser: Browser, markup: str) -> Iterator[Visit]:
    yield from visit(browser, markup, DESK)


def test_every_chart_is_drawn_and_the_policy_is_kept(seen: Visit, markup: str) -> None:
    page = seen.wait()
    assert page.locator(".kw-chart__plot svg").count() == markup.count("data-chart=") >= FEWEST
    assert seen.complaints == []


def test_the_policy_is_there_to_be_broken(at_desk: Visit) -> None:
    at_desk.wait().evaluate("document.body.innerHTML += '<p style=\"color: red\">Red</p>'")
    assert any("Content Security Policy" in said for said in at_desk.complaints)


def test_nothing_is_cut_and_the_page_does_not_scroll_sideways(seen: Visit) -> None:
    page = seen.wait()
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.kw-chart__plot')].flatMap(plot => {
            const box = plot.getBoundingClientRect();
            return [...plot.querySelectorAll('text')].filter(text => {
                const { left, right, top, bottom } = text.getBoundingClientRect();
                return left < box.left - 1 || right > box.right + 1
                    || top < box.top - 2 || bottom > box.bottom + 2;
            }).map(text => `${plot.getAttribute('aria-labelledby')}: ${text.textContent}`);
        })"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


_OVERLAPS = """() => [...document.querySelectorAll('.kw-chart__plot')].flatMap(plot => {
    const boxes = [...plot.querySelectorAll('text')].map(text =>
        ({ words: text.textContent, ...text.getBoundingClientRect().toJSON() }));
    return boxes.flatMap((one, i) => boxes.slice(i + 1).filter(other =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 5
        && one.words !== other.words
    ).map(other => `${one.words} / ${other.words}`));
})"""


def test_no_words_stand_on_others(seen: Visit) -> None:
    assert seen.wait().evaluate(_OVERLAPS) == []


def test_words_at_the_height_of_a_number_of_the_axis_leave_it_clear(
    browser: Browser, markup: str
) -> None:
    for number in range(3):
        moved = re.sub(
            r'(<script id="[\w-]+" type="application/json">)(.*?)(</script>)',
            lambda each, number=number: each[1] + _with_words_at(each[2], number) + each[3],
            markup,
        )
        for opened in visit(browser, moved, TELEPHONE):
            assert opened.wait().evaluate(_OVERLAPS) == []


def _with_words_at(data: str, number: int) -> str:
    """The drawing, its words that end at a point moved to the height of a number of the axis."""
    drawn = json.loads(data)
    for mark in (mark for panel in drawn["panels"] for mark in panel["marks"]):
        ends = mark["draw"] == "words" and mark["align"] == "right" and mark["y_at"] != "share"
        if ends and drawn["y"]["kind"] != "names":
            mark["words"] = [
                [x, drawn["y"]["labels"][number][0], *rest] for x, _, *rest in mark["words"]
            ]
            mark["dy"] = 0
    return json.dumps(drawn).replace("<", "\\u003C").replace("&", "\\u0026")


def test_words_beside_lines_stand_clear_of_them(seen: Visit) -> None:
    checked, over = seen.wait().evaluate(
        """() => {
            let checked = 0;
            const over = [];
            for (const figure of document.querySelectorAll('figure')) {
                const data = document.getElementById(figure.dataset.chart).textContent;
                const beside = JSON.parse(data).panels.flatMap(panel => panel.marks)
                    .filter(mark => mark.draw === 'words' && mark.x_at === 'right')
                    .flatMap(mark => mark.words.map(word => word[2]));
                const ends = [...figure.querySelectorAll('path[stroke]:not([fill="#fff"])')]
                    .map(path => path.getBoundingClientRect().right);
                for (const text of figure.querySelectorAll('text')) {
                    const line = text.textContent;
                    if (!beside.some(words => line.length > 3 && words.includes(line))) continue;
                    checked += 1;
                    if (text.getBoundingClientRect().left < Math.max(...ends)) over.push(line);
                }
            }
            return [checked, over];
        }"""
    )
    assert checked >= 25
    assert over == []


def test_a_chart_is_drawn_anew_for_another_width(at_desk: Visit) -> None:
    page = at_desk.wait()
    before = page.locator("[data-chart='entries_by_age-data'] .kw-chart__plot").bounding_box()
    page.set_viewport_size({"width": TELEPHONE, "height": 900})
    page = at_desk.wait(TELEPHONE - 30)
    after = page.locator("[data-chart='entries_by_age-data'] .kw-chart__plot").bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > 2 * before["height"]  # panels below one another


def test_what_the_pointer_stands_on_is_told(at_desk: Visit) -> None:
    page = at_desk.wait()
    plot = page.locator("[data-chart='years-data'] .kw-chart__plot")
    plot.scroll_into_view_if_needed()
    point = plot.locator("path[fill='#12436d']").last
    point.hover(force=True)
    tip = plot.locator(".kw-chart__tip")
    tip.wait_for(state="visible")
    assert tip.text_content() == "2026: 553"
    page.mouse.move(5, 5)
    tip.wait_for(state="hidden")
    assert at_desk.complaints == []


def test_on_paper_charts_have_the_width_of_the_paper_and_tables_are_unfolded(
    at_desk: Visit,
) -> None:
    page = at_desk.wait()
    assert page.locator("details[open]").count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    at_desk.wait(660)
    assert page.locator("details:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    at_desk.wait(820)
    assert page.locator("details[open]").count() == 0


def test_without_scripts_tables_stand_open_and_no_empty_chart_is_shown(
    browser: Browser, markup: str
) -> None:
    for opened in visit(browser, markup, DESK, java_script_enabled=False):
        assert opened.page.locator("details[open]").count() >= FEWEST
        assert opened.page.locator(".kw-chart__plot:visible").count() == 0


def test_a_chart_out_of_sight_waits_until_it_is_seen(browser: Browser, markup: str) -> None:
    hidden = markup.replace("<main", "<main hidden")
    for opened in visit(browser, hidden, DESK):
        opened.page.wait_for_function("!document.querySelector('.kw-chart__plot').hidden")
        assert opened.page.locator("svg").count() == 0
        opened.page.evaluate("document.querySelector('main').hidden = false")
        opened.wait()
        assert opened.complaints == []


@pytest.mark.parametrize("width", [DESK, TELEPHONE])
def test_axe_finds_nothing(browser: Browser, markup: str, width: int) -> None:
    # The policy bars axe's own way in; it is off here, and kept in the tests above.
    for opened in visit(browser, markup, width, bypass_csp=True):
        assert violations(opened.wait()) == []
