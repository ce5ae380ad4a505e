"""The workbook of a paper works itself out to the paper's own figures."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest

from builders_paper import money, paper
from kinward.reports.papers import book
from kinward.reports.papers.model import PaperPart, Table
from kinward.reports.table import HIDDEN
from spreadsheet import Sheet


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("book") / "paper.xlsx"
    book.write(made, paper())
    return made


def _formulas(path: Path) -> dict[tuple[str, str], str]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


def _values(path: Path) -> dict[tuple[str, str], Any]:
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in openpyxl.load_workbook(path, data_only=True)
        for row in sheet.iter_rows()
        for cell in row
    }


def test_sums_differences_and_shares_are_formulas(path: Path) -> None:
    texts = sorted(_formulas(path).values())
    top = min(int(cell[1:]) for _, cell in _formulas(path))
    first, second, total = top, top + 1, top + 2
    assert texts == sorted(
        [f"=SUM({column}{first}:{column}{second})" for column in "BCD"]
        + [f"=C{row}-B{row}" for row in (first, second)]
        + [f"=C{row}/C${total}" for row in (first, second, total)]
    )


def test_each_formula_carries_the_figure_that_it_comes_to(path: Path) -> None:
    shown = _values(path)
    sheet = openpyxl.load_workbook(path)["Money"]
    cells = {cell.coordinate: cell.value for row in sheet.iter_rows() for cell in row}
    for title, name in _formulas(path):
        assert title == "Money"
        assert Sheet(cells).value(name) == pytest.approx(shown[title, name], abs=1e-9)
    last = sheet.max_row
    assert shown["Money", f"C{last}"] == 2_310_004.00
    assert shown["Money", f"D{last}"] == 87_783.00


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
def test_libreoffice_comes_to_the_same(path: Path, tmp_path: Path) -> None:
    # Saved without figures, so that LibreOffice has to work them out.
    bare = tmp_path / "bare.xlsx"
    openpyxl.load_workbook(path).save(bare)
    assert not any(_values(bare)[place] for place in _formulas(path))
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(bare),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    ours, theirs = _values(path), _values(tmp_path / "out" / "bare.xlsx")
    for place in _formulas(path):
        assert theirs[place] == pytest.approx(ours[place], abs=1e-9), place


def test_no_text_is_a_formula(path: Path) -> None:
    found = {name: value for name, value in _values(path).items() if str(value).startswith("=")}
    assert list(found.values()) == ["=Residential"]
    assert not set(found) & set(_formulas(path))


def test_the_first_sheet_tells_what_it_is_of(path: Path) -> None:
    loaded = openpyxl.load_workbook(path)
    first = loaded.worksheets[0]
    said = [cell.value for row in first.iter_rows() for cell in row if cell.value is not None]
    assert first.title == "Contents"
    assert said[0] == "Looked after children: £ & <progress>: Exampleshire County Council"
    assert {
        "Not for publication", "Meeting: Corporate Parenting Board", "Date: 12 February 2026",
        "Figures as at: 31 January 2026", "The ledger", "The return",
    } <= set(said)  # fmt: skip
    assert [sheet.title for sheet in loaded.worksheets[1:]] == ["Children", "Wide", "Money"]


def test_an_exempt_part_is_marked(tmp_path: Path) -> None:
    given = paper(parts=(PaperPart("a", "Prices", 1, (Table(money()),), exempt=3),))
    book.write(tmp_path / "a.xlsx", given)
    first = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets[0]
    said = [str(cell.value) for row in first.iter_rows() for cell in row]
    assert any(each.startswith("Prices: Not for publication: exempt by paragr") for each in said)


def test_what_rests_on_a_hidden_cell_is_no_formula(tmp_path: Path) -> None:
    table = money()
    null = pl.when(pl.col("line") == "Fostering").then(None).otherwise(pl.col("projected"))
    frame = table.frame.with_columns(projected=null)
    hidden = pl.DataFrame({name: [name == "projected", False, False] for name in frame.columns})
    shown = replace(table, frame=frame, hidden=hidden)
    book.write(tmp_path / "a.xlsx", paper(parts=(PaperPart("a", "A", 1, (Table(shown),)),)))
    texts = list(_formulas(tmp_path / "a.xlsx").values())
    assert HIDDEN in _values(tmp_path / "a.xlsx").values()
    assert not any(text.startswith("=SUM(C") for text in texts)
    assert len([text for text in texts if text.startswith("=SUM(")]) == 2
