"""Help: every chapter, every measure, the statement."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client

from kinward.measures import MEASURES
from kinward_web.accounts.models import User
from kinward_web.intake.models import Snapshot
from kinward_web.pages.manual import CHAPTERS, available, chapter
from programmes import stored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", CHAPTERS)
def test_every_chapter_is_there_and_can_be_read(as_: Callable[[str], Client], key: str) -> None:
    assert available(key)
    answer = as_("board_member").get(f"/help/{key}/")
    assert answer.status_code == 200
    assert len(answer.content) > 2000


@pytest.mark.parametrize("key", CHAPTERS)
def test_a_chapter_holds_no_style_no_script_and_no_name_twice(key: str) -> None:
    html = chapter(key).html
    assert " style=" not in html
    assert "<script" not in html
    names = re.findall(r'aria-label="([^"]+)"', html)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("key", CHAPTERS)
def test_a_chapter_shows_no_mark_that_is_for_tests_alone(key: str) -> None:
    assert "!--" not in chapter(key).html


@pytest.mark.parametrize("key", CHAPTERS)
def test_headings_at_the_top_of_a_chapter_are_words(key: str) -> None:
    assert not [words for _, words in chapter(key).contents if "`" in words]


@pytest.mark.parametrize("address", [
    "/programmes/", "/programmes/placements/", "/programmes/placements/saving/",
    "/programmes/placements/risk/", "/scorecard/", "/scorecard/measures/",
    "/scorecard/measures/looked_after/", "/reports/papers/",
])  # fmt: skip
def test_pages_lead_to_how_they_are_made(
    loaded: Snapshot, cast: dict[str, User], as_: Callable[[str], Client], address: str
) -> None:
    stored(cast["programme_lead"])
    client = as_("analyst")
    page = client.get(address).content.decode()
    links = set(re.findall(r'href="(/help/(?:programme|scorecard|papers)/[^"]*)"', page))
    assert links
    for link in links:
        chapter_of, _, anchor = link.partition("#")
        told = client.get(chapter_of).content.decode()
        assert not anchor or f'id="{anchor}"' in told, link


@pytest.mark.parametrize("key", CHAPTERS)
def test_links_between_chapters_lead_to_pages(as_: Callable[[str], Client], key: str) -> None:
    reader = as_("analyst")
    inside = {link.split("#")[0] for link in re.findall(r'href="(/[^"]*)"', chapter(key).html)}
    for link in sorted(inside):
        assert reader.get(link).status_code == 200, link


def test_every_measure_is_defined(as_: Callable[[str], Client]) -> None:
    page = as_("analyst").get("/help/measures/").content.decode()
    for key in MEASURES:
        assert f'id="{key}"' in page


def test_measures_are_found_by_their_words(as_: Callable[[str], Client]) -> None:
    answer = as_("analyst").get("/help/measures/", {"words": "full-year effect"})
    found = [each.label for each in answer.context["measures"]]
    assert found
    assert len(found) < len(MEASURES)


def test_a_chapter_that_is_not_there_is_not_found(as_: Callable[[str], Client]) -> None:
    assert as_("analyst").get("/help/secrets/").status_code == 404


def test_the_statement_is_open_to_all(client: Client) -> None:
    assert client.get("/accessibility/").status_code == 200


@pytest.mark.parametrize("key", CHAPTERS)
def test_tables_of_a_chapter_have_a_name_and_headings(key: str) -> None:
    html = chapter(key).html
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        caption = re.search(r"<caption[^>]*>([^<]+)</caption>", table)
        assert caption, table[:200]
        assert not re.fullmatch(r"Table \d+", caption.group(1)), "it says what the table is of"
        assert not re.findall(r"<th (?![^>]*scope=)[^>]*>", table)
        rows = table.split("<tbody", 1)[1].split("<tr")[1:]
        heads = [row for row in rows if re.match(r'[^>]*>\s*<th [^>]*scope="row"', row)]
        empty = [row for row in rows if re.match(r"[^>]*>\s*<td[^>]*></td>", row)]
        assert len(heads) + len(empty) == len(rows), table[:200]


@pytest.mark.parametrize("key", CHAPTERS)
def test_links_between_chapters_are_called_by_the_chapter(key: str) -> None:
    html = chapter(key).html
    assert not re.findall(r"<a [^>]*>[^<]*\.md</a>", html)
    if key == "plans":
        assert '<a href="/help/data/" class="govuk-link">“The data”</a>' in html
        assert "“The data”, many authorities at once</a>" in html
