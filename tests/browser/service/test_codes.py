"""Signing in with a code from a phone, where the service demands it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from accounts_signing import code
from browser.service.conftest import Site, Visit, up
from web_cast import PASSWORD
from web_processes import Service

pytestmark = pytest.mark.browser
_EMAIL = "south_manager@testshire.example"


@pytest.fixture(scope="module")
def strict(loaded_service: Service) -> Iterator[Site]:
    """The same service with the settings of `kinward serve`, which demand a code."""
    with up(Service(loaded_service.folder, "kinward_web.settings.local")) as running:
        yield running


@pytest.fixture
def sam(browser: Browser, strict: Site) -> Iterator[Visit]:
    context = browser.new_context(viewport={"width": 1200, "height": 900})
    yield Visit(context, strict)
    context.close()


def _password(sam: Visit) -> None:
    sam.to("/account/login/")
    sam.page.get_by_label("Email").fill(_EMAIL)
    sam.page.get_by_label("Password", exact=True).fill(PASSWORD)
    sam.press("Sign in")


def _next_step() -> None:
    """Wait for the phone's next code: one that was used is not taken again."""
    time.sleep(30.2 - time.time() % 30)


def test_a_code_is_set_up_and_asked_for_and_a_wrong_one_is_told(sam: Visit) -> None:
    _password(sam)
    assert sam.heading() == "Set up a code"
    assert sam.to("/children/") == 200
    assert sam.heading() == "Set up a code", "nothing opens before it is set up"
    key = sam.page.locator("main strong").inner_text()
    sam.shot("code-set-up")
    assert sam.violations() == []
    sam.page.get_by_label("code").fill(code(key))
    sam.press("Set up the code")
    sam.page.wait_for_url(lambda url: "/code/set-up/" not in url)
    assert sam.to("/children/") == 200
    assert "/children/" in sam.page.url

    sam.follow(sam.page.get_by_role("button", name="Sign out"))
    _password(sam)
    assert sam.heading() == "Give your code"
    sam.page.get_by_label("code").fill(f"{(int(code(key)) + 1) % 1_000_000:06}")
    sam.press("Sign in")
    expect(sam.page).to_have_title(re.compile("^Error: "))
    assert "The code is not right" in sam.page.get_by_role("alert").inner_text()
    sam.shot("code-wrong")
    assert sam.violations() == []
    _next_step()
    sam.page.get_by_label("code").fill(code(key))
    sam.press("Sign in")
    sam.page.wait_for_url(f"{sam.site.url}/")
    assert sam.page.get_by_role("link", name="Sam South").is_visible()
    assert sam.complaints == []
