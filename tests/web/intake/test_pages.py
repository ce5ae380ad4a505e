"""The pages of the data: what they tell first, their downloads, and how many queries they take."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kinward_web.accounts import blobs
from kinward_web.accounts.area_actions import teams_without_area
from kinward_web.intake.kinds import DATA_KINDS
from kinward_web.intake.models import Snapshot
from uploading import BUDGET, checked, named, send

As = Callable[[str], Client]
pytestmark = pytest.mark.django_db

PAGES = (
    "/data/", "/data/figures/", "/data/figures/1/", "/data/figures/new/", "/data/returns/",
    "/data/returns/1/", "/data/returns/1/findings/", "/data/returns/compare/",
    "/data/returns/upload/", "/data/budget/compare/?before=1&after=2", "/data/budget/2/",
)  # fmt: skip


@pytest.fixture
def two_budgets(loaded: Snapshot, as_: As) -> None:
    """A second version of the budget."""
    send(as_("analyst"), "budget", [named("budget.csv", BUDGET)])
    checked("budget")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_well_made_and_asks_the_database_little(
    two_budgets: None, as_: As, django_assert_max_num_queries: Any, address: str
) -> None:
    client = as_("analyst")
    with django_assert_max_num_queries(25):
        answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert page.count("<table") == page.count("<caption")
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert " style=" not in page


def test_the_data_page_asks_for_the_live_figures_once(loaded: Snapshot, as_: As) -> None:
    client = as_("analyst")
    with CaptureQueriesContext(connection) as queries:
        client.get("/data/")
    live = [each["sql"] for each in queries if "\"state\" = 'ready'" in each["sql"]]
    assert len([sql for sql in live if 'FROM "intake_snapshot"' in sql and "<" not in sql]) == 1


def test_every_table_has_its_csv(two_budgets: None, as_: As) -> None:
    client = as_("analyst")
    for address in PAGES:
        page = client.get(address).content.decode()
        links = re.findall(r'href="([^"]+\.csv[^"]*)"', page)
        assert len(links) == page.count("<table"), address
        for link in links:
            answer = client.get(link.replace("&amp;", "&"))
            assert answer.status_code == 200, link
            assert answer["Content-Type"].startswith("text/csv")


def test_the_data_page_tells_what_is_in_use_and_what_waits(two_budgets: None, as_: As) -> None:
    page = as_("analyst").get("/data/").content.decode()
    assert "rest on 11 data sets; 1 newer version not used yet" in page
    assert "Work out the figures" in page
    assert "Choose other versions" not in page
    rows = re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)</a>', page)
    assert rows == [kind.name for kind in DATA_KINDS.values()]


def test_who_may_not_upload_is_offered_no_upload(loaded: Snapshot, as_: As) -> None:
    assert "/upload/" not in as_("commissioner").get("/data/").content.decode()
    finance = as_("finance_manager").get("/data/").content.decode()
    assert "/data/budget/upload/" in finance
    assert "/data/returns/upload/" not in finance


def test_a_version_in_the_address_of_the_form_is_picked(two_budgets: None, as_: As) -> None:
    page = as_("analyst").get("/data/figures/new/?budget=2").content.decode()
    assert re.search(r'<option value="2" selected>Version 2,', page)
    page = as_("analyst").get("/data/figures/new/").content.decode()
    assert "Version 2 is newer than the one in use." in page


def test_every_file_that_a_version_names_is_left_by_the_sweep(loaded: Snapshot) -> None:
    names = blobs.named()
    for version in loaded.versions.all():
        assert {each.sha256 for each in version.files.all()} <= names
        assert version.findings in names
        assert not version.lines or version.lines in names
    assert "" not in names


def test_areas_are_offered_the_teams_of_the_list(loaded: Snapshot) -> None:
    assert "Made-up East" in teams_without_area()
