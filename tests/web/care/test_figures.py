"""Counts and measures of some of the children, or of another day: the core's, to the cell."""

from __future__ import annotations

import csv
import html
import io
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from kinward.cohort.selection import Choice, summarise_part
from kinward.cohort.summary import summarise
from kinward.pipeline.kept import Kept
from kinward.reports.download import csv_text
from kinward.reports.part import of_part
from kinward.reports.told import Told, begin, of_children
from kinward_web.audit.models import AuditEntry
from lait_scenes import lait

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]

BOYS = Choice(sexes=frozenset({"M"}))
FILTERS = {
    "sex=M": BOYS,
    "age=10-15&age=16-17": Choice(age_bands=frozenset({"10-15", "16-17"})),
    "status=Section+20&uasc=no": Choice(legal_statuses=frozenset({"Section 20"}), uasc=False),
    "team=North&need=N1": Choice(teams=frozenset({"North"}), needs=frozenset({"N1"})),
    "category=kinship&category=in_house_fostering": Choice(
        categories=frozenset({"kinship", "in_house_fostering"})
    ),
}


def _told(kept: Kept, choice: Choice, day: date) -> Told:
    part = summarise_part(kept.cohort, choice, day, teams=kept.teams)
    return of_part(part, begin(part.summary, kept.checked, "Testshire", 0))


def _text(page: str) -> list[str]:
    """The cells of a page's tables, in order."""
    found = re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", page, re.S)
    said = [re.sub(r'<span class="govuk-visually-hidden">.*?</span>', "", cell) for cell in found]
    return [html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in said]


@pytest.mark.parametrize("query", FILTERS, ids=str)
def test_every_figure_of_a_filtered_page_is_the_cores(
    loaded: Snapshot, as_: As, kept: Kept, query: str
) -> None:
    client = as_("analyst")
    page = client.get(f"/children/?{query}").content.decode()
    told = _told(kept, FILTERS[query], kept.as_at)
    cells = _text(page)
    for section in told.sections:
        assert html.escape(section.heading, quote=False).replace("'", "&#x27;") in page
        for figure in section.figures:
            first = [column.label for column in figure.table.columns]
            wanted = [*first, *(cell for row in figure.table.cells() for cell in row)]
            assert _holds(cells, wanted), figure.table.key
            link = f"/children/table/{figure.table.key}.csv?{query}"
            assert html.escape(link) in page
            answer = client.get(link).content.decode("utf-8-sig")
            assert answer == csv_text(figure.table)


def _holds(cells: list[str], wanted: list[str]) -> bool:
    ends = len(cells) - len(wanted) + 1
    return any(cells[at : at + len(wanted)] == wanted for at in range(ends))


def test_without_a_filter_the_stored_figures_are_shown(loaded: Snapshot, as_: As) -> None:
    page = as_("analyst").get("/children/").content.decode()
    head = loaded.documents.get(kind="children").head_whole
    assert head["sentences"][0] in html.unescape(page)
    assert "Published totals" in page


def test_another_day_is_worked_out_of_all_children(loaded: Snapshot, as_: As, kept: Kept) -> None:
    day = date(2025, 3, 31)
    summary = summarise(
        kept.cohort,
        kept.checked,
        day,
        population=kept.population,
        teams=kept.teams,
        totals=kept.totals,
    )
    told = of_children(begin(summary, kept.checked, "Testshire", 0))
    for query in ("as_at=2025-03-31", "as_at=31/3/2025"):
        page = html.unescape(as_("analyst").get(f"/children/?{query}").content.decode())
        assert told.sentences[0] in page
        assert "Published totals" in page
        assert "are not told of: no official figures (LAIT) are loaded" in page
    some = as_("analyst").get("/children/?as_at=2025-03-31&sex=M").content.decode()
    assert "neighbours and published totals are told only of all children together" in some


LAIT = """
    LACnum 2024 1 60
    LACnum 2025 1 70
    LACnum 2024 2 100
    LACnum 2024 3 300
    LACnum 2025 2 400
"""


@pytest.mark.parametrize(
    ("day", "mean"), [("2025-03-31", 400), ("2024-09-30", 200), ("2023-06-30", None)]
)
def test_another_day_is_beside_neighbours_of_the_last_year_that_had_ended(
    loaded: Snapshot,
    as_: As,
    kept: Kept,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    day: str,
    mean: int | None,
) -> None:
    settings.AUTHORITY = "Area 1"
    beside = replace(kept, lait=lait(LAIT, near=(2, 3)))
    monkeypatch.setattr("kinward_web.care.selectors.figures.ground", lambda _: beside)
    page = as_("analyst").get(f"/children/?as_at={day}").content.decode()
    answer = as_("analyst").get(f"/children/table/neighbours.csv?as_at={day}")
    if mean is None:
        assert answer.status_code == 404
        assert "have no year that had ended by 30 June 2023" in page
        return
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    means = {row["Measure"]: float(row["Neighbours’ mean"]) for row in rows}
    assert means == {"Looked after on 31 March": mean}
    assert 'id="neighbours"' in page


def test_the_workbook_holds_every_table_with_the_filter_on_its_first_sheet(
    loaded: Snapshot, as_: As, kept: Kept
) -> None:
    answer = as_("analyst").get("/children/children.xlsx?sex=M")
    book = load_workbook(io.BytesIO(answer.content))
    told = _told(kept, BOYS, kept.as_at)
    assert len(book.sheetnames) == 1 + sum(len(each.figures) for each in told.sections)
    first = [str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row]
    assert any("Sex: Male" in cell for cell in first)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("as_at=2031-03-31", "The day must be from 1 April 2022 to 31 March 2026"),
        ("as_at=yesterday", "Enter a date"),
        ("age=seven", "Age: choose from the list"),
        ("team=Nowhere", "Team: choose from the list"),
        ("uasc=perhaps", "Choose all children"),
    ],
)
def test_an_address_that_asks_for_what_there_is_not_is_told_so(
    loaded: Snapshot, as_: As, query: str, said: str
) -> None:
    answer = as_("analyst").get(f"/children/?{query}")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "<title>Error: " in page
    assert "kw-chart" not in page
    assert 'name="age"' in page
    assert as_("analyst").get(f"/children/table/years.csv?{query}").status_code == 404


def test_the_filters_offer_what_somebody_has_and_keep_what_was_asked(
    loaded: Snapshot, as_: As, kept: Kept
) -> None:
    page = as_("analyst").get("/children/?category=secure&age=10-15").content.decode()
    assert re.search(r'name="category"[^>]*value="secure" checked', page)
    assert re.search(r'name="age"[^>]*value="10-15" checked', page)
    assert not re.search(r'value="residential_school"', page)
    assert "Clear the filter" in page


def test_a_page_takes_few_queries_and_the_second_time_works_nothing_out(
    loaded: Snapshot, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_("analyst")
    for path in ("/children/", "/children/?sex=M"):
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        assert len(queries) <= 25

    def never(*_: object, **__: object) -> None:
        raise AssertionError("worked out again")

    monkeypatch.setattr("kinward_web.care.selectors.figures.summarise_part", never)
    begun = time.perf_counter()
    assert client.get("/children/?sex=M").status_code == 200
    assert time.perf_counter() - begun < 2
    assert as_("finance_manager").get("/children/?sex=M").status_code == 200


def test_two_choices_do_not_share_what_was_worked_out(loaded: Snapshot, as_: As) -> None:
    client = as_("analyst")
    pages = {
        query: client.get(f"/children/table/years.csv?{query}").content
        for query in ("sex=M", "sex=F", "uasc=yes", "uasc=no", "sex=M&as_at=2025-03-31")
    }
    assert len(set(pages.values())) == len(pages)


def test_a_download_is_in_the_log_with_its_filter(loaded: Snapshot, as_: As) -> None:
    as_("analyst").get("/children/table/years.csv?sex=M")
    entry = AuditEntry.objects.filter(kind="download", subject="table").first()
    assert entry is not None
    assert (entry.subject_id, entry.after["filter"]) == ("years", {"Sex": "Male"})


def test_a_table_that_the_page_has_not_is_not_found(loaded: Snapshot, as_: As) -> None:
    assert as_("analyst").get("/children/table/neighbours.csv?sex=M").status_code == 404


def test_before_anything_is_loaded_the_page_says_so(unloaded: None, as_: As) -> None:
    assert "No data has been loaded yet" in as_("analyst").get("/children/").content.decode()
    assert as_("north_manager").get("/children/").status_code == 200


def test_figures_that_were_kept_by_another_release_are_not_made_up(
    loaded: Snapshot, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("asking", "figures", "own"):
        monkeypatch.setattr(f"kinward_web.care.selectors.{module}.ground", lambda _: None)
    client = as_("analyst")
    assert "looked after 71 children" in client.get("/children/").content.decode()
    filtered = client.get("/children/?sex=M").content.decode()
    assert "cannot be worked out from what was kept" in filtered
    assert "looked after 71" not in filtered
    assert "kw-chart" not in as_("north_manager").get("/children/").content.decode()


def test_the_quality_of_the_data_has_a_page(loaded: Snapshot, as_: As) -> None:
    page = as_("analyst").get("/children/quality/").content.decode()
    assert "Checking" in page
    assert as_("board_member").get("/children/quality/").status_code == 403
