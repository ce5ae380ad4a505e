"""The whole report: both files, whole or not at all, for each audience and for odd authorities."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from builders_report import (
    breakdown,
    checked_of,
    empty_summary,
    flows_of,
    summary_of,
    years_of,
)
from kinward.cohort.model import Summary
from kinward.errors import InputError
from kinward.reports import workbook
from kinward.reports.table import Column, ReportTable
from kinward.reports.write import write
from kinward.returns.model import Checked
from report_page import Outline


def report(
    folder: Path, summary: Summary, checked: Checked, *, audience: str, made_up: bool = False
) -> str:
    paths = write(
        summary,
        checked,
        folder,
        audience=audience,  # type: ignore[arg-type]
        authority="Ashes & <Oaks>",
        made_up=made_up,
    )
    assert [path.name for path in paths] == ["report.html", "report.xlsx"]
    assert sorted(path.name for path in folder.iterdir()) == ["report.html", "report.xlsx"]
    return paths[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("internal")
    report(folder, summary_of(), checked_of(), audience="internal", made_up=True)
    return folder


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    report(folder, summary_of(), checked_of(), audience="public")
    return folder


def test_the_page_stands_alone_and_is_in_order(internal: Path) -> None:
    text = (internal / "report.html").read_text(encoding="utf-8")
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert outline.headings[0] == 1
    assert outline.headings.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(outline.headings))
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.references) <= set(outline.ids)
    assert {t[1:] for t in outline.targets if t.startswith("#")} <= set(outline.ids)
    assert all(t.startswith(("#", "data:text/csv")) for t in outline.targets)
    assert "<script" not in text
    assert "url(http" not in text
    assert "Ashes &amp; &lt;Oaks&gt;" in text


def test_made_up_data_says_so_on_the_page_and_on_every_sheet(internal: Path, public: Path) -> None:
    text = (internal / "report.html").read_text(encoding="utf-8")
    assert text.index("Made-up data.") < text.index("<h1")
    book = openpyxl.load_workbook(internal / "report.xlsx")
    assert all(sheet["A2"].value == workbook.MADE_UP for sheet in book)
    assert all("Made-up" in sheet.oddHeader.center.text for sheet in book)
    assert "Made-up" not in (public / "report.html").read_text(encoding="utf-8")
    assert openpyxl.load_workbook(public / "report.xlsx").worksheets[0]["A2"].value != (
        workbook.MADE_UP
    )


def test_every_table_has_a_sheet_with_a_table_and_a_link(internal: Path) -> None:
    book = openpyxl.load_workbook(internal / "report.xlsx")
    contents, *sheets = book.worksheets
    links = {cell.value for row in contents for cell in row if cell.hyperlink}
    assert {sheet.title for sheet in sheets} == links
    names = [name for sheet in sheets for name in sheet.tables]
    assert len(names) == len(sheets) == len(set(names))
    assert all(not sheet.merged_cells.ranges and sheet.freeze_panes for sheet in sheets)
    flows = book["Flows"]
    top = next(row for row in flows.iter_rows() if row[0].value == "Month")[0].row
    assert flows.cell(top + 1, 1).is_date
    assert flows.cell(top + 1, 3).value == summary_of().flows["entries"][0]


def test_what_is_public_holds_no_hidden_number(public: Path) -> None:
    text = (public / "report.html").read_text(encoding="utf-8")
    assert "[c]" in text
    assert "Counts from 1 to 5 are hidden" in text
    book = openpyxl.load_workbook(public / "report.xlsx")
    values = [cell.value for row in book["By category"].iter_rows() for cell in row]
    assert "[c]" in values
    assert not {1, 2, 3, 4, 5} & {value for value in values if isinstance(value, int)}
    assert "Every finding" not in book.sheetnames
    assert "2024-25/header.csv" not in text


@pytest.mark.usefixtures("undrawn")
def test_the_limit_is_a_setting(tmp_path: Path) -> None:
    write(
        summary_of(),
        checked_of(),
        tmp_path,
        audience="public",
        authority="A",
        made_up=False,
        limit=10,
    )
    assert "Counts from 1 to 10 are hidden" in (tmp_path / "report.html").read_text("utf-8")


def one_month() -> Summary:
    whole = summary_of()
    last = pl.col("month") == whole.as_at
    return summary_of(
        flows=whole.flows.filter(last),
        stock_by_category=whole.stock_by_category.filter(last),
        stock_by_age_band=whole.stock_by_age_band.filter(last),
    )


def first_year() -> Summary:
    whole = summary_of()
    first = {
        name: getattr(whole, name).filter(pl.col("year") == 2026)
        for name in ("years", "entries_by_age", "exits_by_cause", "stability", "reviews", "rates")
    }
    return summary_of(**first)


def few_children() -> Summary:
    counts = {"kinship": 2, "secure": 1}
    return summary_of(
        looked_after=3,
        breakdowns={"category": breakdown(counts, {})},
        flows=flows_of(3, [(1, 0), (2, 1)] * 6),
        years=years_of(3, {2026: (18, 6)}),
        age_by_category=pl.DataFrame(
            {"category": ["kinship", "secure"], "age_band": ["<1", "10-15"], "children": [2, 1]}
        ),
    )


def without(name: str) -> Callable[[], Summary]:
    return lambda: summary_of(**{name: getattr(summary_of(), name).clear()})


def alone() -> Summary:
    names = ("neighbours", "neighbour_trend", "rates")
    return summary_of(**{name: getattr(summary_of(), name).clear() for name in names})


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize(
    "make",
    [
        empty_summary,
        one_month,
        first_year,
        few_children,
        lambda: summary_of(as_at=date(2026, 1, 15)),
        alone,
        without("reviews"),
        without("neighbours"),
        without("stability"),
    ],
    ids=[
        "nobody",
        "one month",
        "first year",
        "three children",
        "mid month",
        "alone",
        "no reviews",
        "no neighbours",
        "no stability",
    ],
)
def test_odd_authorities(make: Callable[[], Summary], audience: str, tmp_path: Path) -> None:
    text = report(tmp_path, make(), checked_of([], repairs=0), audience=audience)
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert not re.search(r"\bNone\b|\bnan\b|\bNaN\b|\binf\b", re.sub("<svg.*?</svg>", "", text))


@pytest.mark.usefixtures("undrawn")
def test_nothing_is_left_where_the_folder_cannot_be_written(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("here first")
    with pytest.raises(InputError, match="cannot be written"):
        report(taken / "out", summary_of(), checked_of(), audience="internal")
    assert taken.read_text() == "here first"


def test_a_workbook_that_cannot_be_made_fails_as_any_file_does(tmp_path: Path) -> None:
    cover = workbook.Cover("Children", date(2025, 3, 31), (), made_up=False)
    with pytest.raises(FileNotFoundError):
        workbook.write_workbook(tmp_path / "absent" / "report.xlsx", cover, [])


@pytest.mark.usefixtures("undrawn")
def test_a_report_that_fails_half_way_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(tmp_path, empty_summary(), checked_of(), audience="internal")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def fail(path: Path, *_: object) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbook, "write_workbook", fail)
    with pytest.raises(InputError, match="No space left"):
        report(tmp_path, summary_of(), checked_of(), audience="internal")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    with pytest.raises(InputError):
        report(tmp_path / "new", summary_of(), checked_of(), audience="internal")
    assert not (tmp_path / "new").exists()


def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    frame = pl.DataFrame({"name": ["=1+1", "@a", "+x", "http://x"], "n": [1, 2, 3, 4]})
    columns = (Column("name", "Name"), Column("n", "n", "count"))
    table = ReportTable("t" * 40, "Title", columns, frame, "x")
    twin = ReportTable("t" * 39, "Title", columns, frame, "x")
    path = tmp_path / "book.xlsx"
    cover = workbook.Cover("Title", date(2026, 3, 31), ["=2"], made_up=False)
    workbook.write_workbook(path, cover, [table, twin])
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 3
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not [c.value for c in cells if c.data_type == "f"]
    assert "=1+1" in {c.value for c in cells}
