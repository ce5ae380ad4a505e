"""Amounts read back out of the four formats are those that the core gives, to the penny."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest

from kinward.ledger import as_json as ledger
from kinward.programme.as_json import Asked, of_programme
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, whole
from kinward.reports.papers.model import Paper
from kinward.reports.papers.write import write

ALL = "All sections: total"


@pytest.fixture(scope="module")
def made(known: Given) -> Paper:
    return paper(whole(known), About("board"))


@pytest.fixture(scope="module")
def files(made: Paper, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    paths = write(made, tmp_path_factory.mktemp("pennies"), "board")
    return {path.suffix[1:]: path for path in paths}


def pounds(amount: float | str) -> str:
    """Whole pounds as papers print them."""
    number = round(float(amount))
    return f"{'−' if number < 0 else ''}£{abs(number):,}"


def rows_of(path: Path) -> dict[str, list[list[str]]]:
    """The tables of the Word paper by their caption."""
    document = docx.Document(str(path))
    captions = [p.text for p in document.paragraphs if p.style and p.style.name == "Caption"]
    grids = [[[c.text for c in row.cells] for row in grid.rows] for grid in document.tables]
    assert len(grids) <= len(captions)
    return {" ".join(grid[0]): grid for grid in grids}


def test_every_line_of_the_ledger(known: Given, files: dict[str, Path]) -> None:
    assert known.position is not None
    core = ledger.document(known.position.activity)
    lines = [*core["lines"], core["totals"]]
    grids = rows_of(files["docx"])
    grid = grids[next(head for head in grids if head.startswith("Service Budget: £"))][1:]
    book = openpyxl.load_workbook(files["xlsx"], data_only=True)
    sheet = next(s for s in book.worksheets if any(_first(r) == ALL for r in s))
    cells = {_first(row): row for row in sheet}
    texts = {ending: _text(files[ending]) for ending in ("pdf", "html")}
    for line in lines:
        amounts = (line["budget"]["annual"], line["actual"]["projected"], line["variance"]["net"])
        name = ALL if line["kind"] == "total" else line["service_type"]
        row = next(each for each in grid if each[0] == name and each[1] == pounds(amounts[0]))
        assert (row[1], row[4], row[5].lstrip("+")) == tuple(map(pounds, amounts)), name
        if sum(each["service_type"] == name for each in lines) == 1 or name == ALL:
            values = [cells[name][place].value for place in (1, 4, 5)]
            assert [round(v * 100) for v in values] == [round(a * 100) for a in amounts], name
        for ending, text in texts.items():
            assert all(pounds(amount) in text for amount in amounts), (ending, name)
    assert len(lines) > 8


def test_savings_of_the_programme(known: Given, made: Paper, files: dict[str, Path]) -> None:
    assert known.programme is not None
    core = of_programme(known.programme, Asked(made.as_at))["savings"]
    grids = rows_of(files["docx"])
    head = next(each for each in grids if each.startswith("Year Plan, £"))
    printed = {row[0]: row[1:] for row in grids[head][1:]}
    for year in core["years"]:
        sums = year["savings"]
        assert [each.lstrip("+") for each in printed[year["year"]]] == [
            pounds(sums[name]) for name in ("plan", "achieved", "forecast", "gap")
        ]
    total = core["total"]
    book = openpyxl.load_workbook(files["xlsx"], data_only=True)
    live = openpyxl.load_workbook(files["xlsx"])
    name = next(s.title for s in book if any(_first(r) == "2025/26" for r in s) and _has_plan(s))
    row = next(r for r in book[name] if _first(r) == "Total")
    for cell, key in zip(row[1:5], ("plan", "achieved", "forecast", "gap"), strict=True):
        assert round(cell.value * 100) == round(float(total[key]) * 100), key
        assert str(live[name][cell.coordinate].value).startswith("="), key
    for ending in ("pdf", "html"):
        assert pounds(total["achieved"]) in _text(files[ending])


def _first(row: Any) -> object:
    return row[0].value


def _has_plan(sheet: Any) -> bool:
    return any(cell.value == "Plan, £" for row in sheet for cell in row)


def _text(path: Path) -> str:
    if path.suffix == ".pdf":
        return "".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    return unescape(re.sub(r"<[^>]+>", " ", path.read_text(encoding="utf-8")))
