"""Axe is there to find something: else every test that finds nothing would be worth nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browser.axe import OF_THE_WIDTH, violations

pytestmark = pytest.mark.browser

_PAGE = """<!DOCTYPE html><html {lang}><head><title>A page</title><style>
  div {{ overflow-x: auto }} a {{ display: block; height: 9px; font-size: 8px; line-height: 9px }}
  </style></head><body><main><h1>A page</h1><div><p style="width: 600px">{words}</p></div>
  {links}</main></body></html>"""
_LINKS = '<a href="#one">One</a><a href="#two">Two</a>'


def _found(browser: Browser, width: int, rules: tuple[str, ...] = (), **parts: str) -> set[str]:
    opened = browser.new_page(viewport={"width": width, "height": 800})
    opened.set_content(
        _PAGE.format(**{"lang": "lang='en'", "words": "Words " * 40, "links": ""} | parts)
    )
    found = violations(opened, rules)
    opened.close()
    return {each.split(":")[0] for each in found}


def test_a_sound_page_has_no_violation(browser: Browser) -> None:
    assert _found(browser, 1280) == set()


def test_what_is_wrong_at_every_width_is_found(browser: Browser) -> None:
    pale = '<span style="color: #ddd">Words</span>'
    assert _found(browser, 1280, lang="", words=pale) == {"html-has-lang", "color-contrast"}


@pytest.mark.parametrize("rules", [(), OF_THE_WIDTH])
def test_what_is_wrong_at_one_width_alone_is_found_there(
    browser: Browser, rules: tuple[str, ...]
) -> None:

    assert _found(browser, 1280, rules) == set()
    assert _found(browser, 320, rules) == {"scrollable-region-focusable"}


@pytest.mark.parametrize("rules", [(), OF_THE_WIDTH])
def test_targets_too_close_are_found(browser: Browser, rules: tuple[str, ...]) -> None:
    assert _found(browser, 1280, rules, links=_LINKS) == {"target-size"}
