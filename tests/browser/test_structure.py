"""What `structure` looks for is found where it is, and only there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser.service.keys import out_of_order
from browser.structure import unheard, unseen_focus

pytestmark = pytest.mark.browser

_TABLE = """<table><caption>Children</caption><thead><tr><th scope=col>Age</th>
<th scope=col>Children</th></tr></thead><tbody><tr><th scope=row>1</th><td>12</td></tr></tbody>
</table>"""
_SOUND = f"""{_TABLE}<a href="/one">Change the first</a> <a href="/two">Change the second</a>
<form><button>Save</button></form><form><button>Copy it</button></form>
<div role=img aria-labelledby=name aria-describedby=about></div><p id=name>A</p><p id=about>B</p>
<fieldset><legend>Which?</legend><input type=radio id=yes><label for=yes>Yes</label></fieldset>
<abbr title="hidden">[c]</abbr>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 400})
    yield context.new_page()
    context.close()


def _filled(page: Page, body: str, style: str = "") -> Page:
    page.set_content(f"<style>{style}</style><main>{body}</main>")
    return page


def test_a_page_that_is_sound_has_no_fault(page: Page) -> None:
    assert unheard(_filled(page, _SOUND)) == []
    assert unseen_focus(page) == []


@pytest.mark.parametrize(
    ("was", "now", "fault"),
    [
        ("<caption>Children</caption>", "", "a table without a caption"),
        ("<th scope=col>Age", "<th>Age", "a heading without scope"),
        ("<th scope=row>1</th>", "<td>1</td>", "a row without a heading"),
        ("Change the first", "Change", "a link that says nothing alone"),
        ("Change the second", "Change the first", "links to 2 places are called"),
        ("Copy it", "Save", "a button called as another"),
        ("<p id=about>B</p>", "<p id=about></p>", "a chart without words"),
        ("<legend>Which?</legend>", "", "a choice without a question"),
        ('<abbr title="hidden">', "<abbr>", "a short word that is not explained"),
    ],
)
def test_what_is_not_heard_is_found(page: Page, was: str, now: str, fault: str) -> None:
    assert was in _SOUND
    found = unheard(_filled(page, _SOUND.replace(was, now)))
    assert len(found) == 1
    assert found[0].startswith(fault)


@pytest.mark.parametrize(
    ("body", "style", "fault"),
    [
        (_SOUND, "a:focus { outline: none }", "the focus is not seen"),
        ("<a href=/one tabindex=3>One</a>", "", "an order of its own"),
        ("<a href=/one>One</a><div id=over></div>",
         "#over { position: fixed; inset: 0; background: white }", "the focus is covered"),
    ],
)  # fmt: skip
def test_a_focus_that_is_not_seen_is_found(page: Page, body: str, style: str, fault: str) -> None:
    found = unseen_focus(_filled(page, body, style))
    assert found
    assert all(each.startswith(fault) for each in found)


@pytest.mark.parametrize(
    ("style", "body", "fault"),
    [
        ("", "", ""),
        ("main { display: flex; flex-direction: column-reverse }", "", "back up to"),
        ("", "<a href=/three tabindex=4>Three</a>", "the way is"),
    ],
)
def test_a_way_that_is_not_that_of_the_page_is_found(
    page: Page, style: str, body: str, fault: str
) -> None:
    way = "<a href=/one>One</a><a href=/two>Two</a>" + body
    found = out_of_order(_filled(page, way, style))
    assert all(each.startswith(fault) for each in found)
    assert bool(found) == bool(fault)
