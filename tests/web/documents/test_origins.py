"""Every table of figures says what it is made from: definitions, method and data."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from kinward_web.documents.models import Part
from kinward_web.documents.origins import TABLES, origin

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]

PAGES = (
    "/children/", "/children/?sex=M", "/children/quality/", "/money/", "/money/activity/",
    "/money/providers/", "/money/placements/", "/forecast/",
)  # fmt: skip


def _folds(page: str) -> dict[str, list[str]]:
    """Where each fold leads, by the title of its table."""
    found = re.findall(
        r"How this is made<span class=\"govuk-visually-hidden\">: (.*?)</span>(.*?)</details>",
        page,
        re.S,
    )
    return {html.unescape(title): re.findall(r'href="([^"]+)"', body) for title, body in found}


def test_every_stored_table_says_what_it_is_made_from(loaded: Snapshot) -> None:
    parts = Part.objects.filter(document__in=loaded.documents.all())
    keys = {figure["table"]["key"] for part in parts for figure in part.body["figures"]}
    assert len(keys) > 50
    assert [key for key in sorted(keys) if origin(key) is None] == []


def test_every_place_that_is_named_is_in_the_manual(loaded: Snapshot, as_: As) -> None:
    client = as_("board_member")
    measures = client.get("/help/measures/").content.decode()
    anchors = {}
    for key in TABLES:
        made = origin(key)
        assert made is not None
        for measure in made.measures:
            assert f'id="{measure.key}"' in measures
        assert made.places, key
        for place in made.places:
            if place.chapter not in anchors:
                page = client.get(f"/help/{place.chapter}/").content.decode()
                anchors[place.chapter] = {"", *re.findall(r'\sid="([^"]+)"', page)}
            assert place.anchor in anchors[place.chapter], place


@pytest.mark.parametrize("address", PAGES)
def test_each_table_of_a_page_leads_to_its_definitions_and_its_data(
    loaded: Snapshot, as_: As, address: str
) -> None:
    client = as_("analyst")
    page = client.get(address).content.decode()
    titles = re.findall(r'<caption [^>]*id="caption-[^"]+">(.*?)</caption>', page)
    folds = _folds(page)
    assert titles
    assert list(folds) == [html.unescape(title) for title in titles]
    for links in folds.values():
        assert links[-1] == f"/data/figures/{loaded.number}/"
        assert all(link.startswith("/help/") for link in links[:-1])
        assert len(links) > 1
    assert client.get(links[-1]).status_code == 200


def test_who_sees_no_data_is_told_the_figures_without_a_link(loaded: Snapshot, as_: As) -> None:
    assert "/data/figures/" in as_("analyst").get("/money/").content.decode()
    page = as_("board_member").get("/money/").content.decode()
    assert f"The data: figures {loaded.number}" in page
    assert "/data/figures/" not in page
