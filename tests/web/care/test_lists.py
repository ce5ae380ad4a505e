"""A count of the children's page leads to the list of exactly the children that it counts."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.http import QueryDict
from django.test import Client

from kinward.cohort.listed import listed
from kinward.cohort.selection import Choice
from kinward.pipeline.kept import Kept
from kinward_web.care.forms import FIELDS

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]

OF_A_DAY = {
    "by_category", "by_age_band", "by_sex", "by_legal_status", "by_need", "by_uasc",
    "age_by_category",
}  # fmt: skip
OVER_TIME = {"stock_by_category", "stock_by_age_band", "flows", "years"}
PAGES = {
    "": OF_A_DAY | OVER_TIME | {"by_team", "rates"},
    "?sex=M": OF_A_DAY | OVER_TIME,
    "?as_at=30/9/2025": OF_A_DAY | OVER_TIME | {"by_team", "rates"},
    "?as_at=2025-06-30&age=10-15&age=16-17&uasc=no&team=North&team=South": OF_A_DAY | OVER_TIME,
}


@dataclass(frozen=True)
class Count:
    """A count that leads to a list."""

    number: int
    words: str
    query: QueryDict

    @property
    def href(self) -> str:
        return f"/children/list/?{self.query.urlencode()}"


def _counts(page: str) -> dict[str, list[Count]]:
    """The counts that lead somewhere, by the key of their table."""
    found = {}
    for key, body in re.findall(r'<table .*?id="caption-(\w+)"(.*?)</table>', page, re.S):
        cells = re.findall(
            r'<td[^>]*><a class="[^"]*" href="/children/list/\??([^"]*)">([\d,]+)'
            r'<span class="govuk-visually-hidden"> (.*?)</span></a></td>',
            body,
        )
        if cells:
            found[key] = [
                Count(int(number.replace(",", "")), html.unescape(words), _query(query))
                for query, number, words in cells
            ]
    return found


def _query(text: str) -> QueryDict:
    return QueryDict(html.unescape(text))


def _page(client: Client, query: str) -> str:
    answer = client.get(f"/children/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def _number(kept: Kept, query: QueryDict) -> int:
    """How many children the core lists by the filters of an address."""
    chosen = {field: frozenset(query.getlist(name)) for name, field in FIELDS.items()}
    uasc = {"yes": True, "no": False}.get(query.get("uasc", ""))
    given = query.get("as_at")
    day = kept.as_at if given is None else _day(given)
    return len(listed(kept.cohort, Choice(**chosen, uasc=uasc), day, kept.teams))


def _day(text: str) -> date:
    if "-" in text:
        return date.fromisoformat(text)
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


@pytest.mark.parametrize("query", PAGES)
def test_every_count_that_leads_to_a_list_is_the_number_of_the_list(
    loaded: Snapshot, as_: As, kept: Kept, query: str
) -> None:
    found = _counts(_page(as_("analyst"), query))
    assert set(found) == PAGES[query]
    for key, counts in found.items():
        for each in counts:
            assert each.number == _number(kept, each.query), (key, each)


@pytest.mark.parametrize("query", ["", "?sex=M"])
def test_following_a_count_opens_a_list_with_so_many_rows(
    loaded: Snapshot, as_: As, query: str
) -> None:
    client = as_("commissioner")
    followed = 0
    for counts in _counts(_page(client, query)).values():
        for each in (counts[0], counts[-1]):
            answer = client.get(each.href)
            rows = re.findall(r'<th scope="row"', answer.content.decode())
            assert answer.context["number"] == each.number, each
            assert len(rows) == min(each.number, 50), each
            followed += 1
    assert followed >= 2 * len(PAGES[query]) - 2


def test_a_list_keeps_the_day_and_the_filters_of_the_page(loaded: Snapshot, as_: As) -> None:
    found = _counts(_page(as_("analyst"), "?as_at=30/9/2025&sex=M&age=10-15"))
    for key in OF_A_DAY - {"by_sex", "by_age_band", "age_by_category"}:
        for each in found[key]:
            assert each.query["as_at"] == "30/9/2025"
            assert each.query.getlist("sex") == ["M"]
            assert each.query.getlist("age") == ["10-15"]
    last = found["flows"][-1]
    assert (last.query["as_at"], last.query["sex"]) == ("2025-09-30", "M")
    assert last.words.endswith("looked after on 30 September 2025")


def test_words_for_those_who_hear_the_page_say_what_is_listed(loaded: Snapshot, as_: As) -> None:
    found = _counts(_page(as_("analyst"), ""))
    assert {each.words.split(": ", 1)[1] for each in found["by_sex"]} == {"Male", "Female"}
    for each in found["age_by_category"]:
        assert re.fullmatch(r"(child|children): .+, (Under 1|\d+ to \d+|18 and over)", each.words)
        assert each.words.startswith("child:") == (each.number == 1)


@pytest.mark.parametrize("who", ["board_member", "finance_manager", "programme_lead"])
def test_who_sees_no_single_child_gets_plain_numbers(loaded: Snapshot, as_: As, who: str) -> None:
    page = _page(as_(who), "")
    assert 'id="caption-by_category"' in page
    assert "/children/list/" not in page


def test_an_analyst_who_came_first_leaves_no_link_on_the_page_of_others(
    loaded: Snapshot, as_: As
) -> None:
    assert "/children/list/" in _page(as_("analyst"), "")
    assert "/children/list/" not in _page(as_("programme_lead"), "")
    assert _counts(_page(as_("analyst"), ""))["by_category"]


def test_a_manager_is_led_to_lists_of_her_own_children_on_the_day_of_the_figures(
    loaded: Snapshot, as_: As
) -> None:
    client = as_("north_manager")
    found = _counts(_page(client, ""))
    assert set(found) == OF_A_DAY | OVER_TIME
    for counts in found.values():
        for each in counts:
            answer = client.get(each.href)
            assert (answer.context["number"], answer.context["elsewhere"]) == (each.number, 0)


def test_a_manager_is_led_nowhere_from_another_day(loaded: Snapshot, as_: As) -> None:
    """Of those who have passed to another team since, she is shown none."""
    page = _page(as_("north_manager"), "?as_at=2025-03-31")
    assert 'id="caption-by_category"' in page
    assert not _counts(page)
