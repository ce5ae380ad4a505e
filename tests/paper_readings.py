"""Reads the tables of a paper back out of its Word, Excel and HTML files, and compares figures."""

from __future__ import annotations

import re
import shutil
import subprocess
from calendar import month_name
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory

import docx
import openpyxl
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

Grid = list[list[str]]
"""Rows of a table, its headings first."""
_MORE = " (more columns)"
_YEAR = re.compile(r"(\d{4})/\d{2}")
"""A financial year, which files of data name by its end."""
_ISO = re.compile(r"(\d{4})-(\d{2})-\d{2}(?: 00:00:00)?")
_NUMBER = re.compile(r"([+−-]?)£?([\d,]*\d(?:\.\d+)?)(%?)")


def of_word(path: Path) -> dict[str, Grid]:
    """The tables by caption; one that was set in pieces is put together again."""
    found: dict[str, Grid] = {}
    caption = ""
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, WordParagraph):
            if block.style is not None and block.style.name == "Caption":
                caption = block.text
        elif isinstance(block, WordTable):
            grid = [[cell.text for cell in row.cells] for row in block.rows]
            _add(found, caption, grid)
    return found


def _add(found: dict[str, Grid], caption: str, grid: Grid) -> None:
    if not caption.endswith(_MORE):
        found[caption] = grid
        return
    for row, more in zip(found[caption.removesuffix(_MORE)], grid, strict=True):
        assert row[0] == more[0]
        row.extend(more[1:])


def of_html(path: Path) -> dict[str, Grid]:
    """The tables by caption."""
    reader = _Tables()
    reader.feed(path.read_text(encoding="utf-8"))
    return reader.found


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Grid] = {}
        self._grid: Grid = []
        self._caption = ""
        self._into: str | None = None

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._grid, self._caption = [], ""
        elif tag == "tr":
            self._grid.append([])
        elif tag in ("td", "th"):
            self._grid[-1].append("")
            self._into = "cell"
        elif tag == "caption":
            self._into = "caption"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "caption"):
            self._into = None
        elif tag == "table":
            self.found[_squeezed(self._caption)] = [
                [_squeezed(c) for c in row] for row in self._grid
            ]

    def handle_data(self, data: str) -> None:
        if self._into == "cell":
            self._grid[-1][-1] += data
        elif self._into == "caption":
            self._caption += data


def of_excel(path: Path) -> dict[str, Grid]:
    """The tables by title. LibreOffice works out every formula anew where it is there."""
    with TemporaryDirectory() as folder:
        book = openpyxl.load_workbook(_recalculated(path, Path(folder)), data_only=True)
        found = {str(sheet["A1"].value): list(_rows(sheet)) for sheet in book.worksheets}
    return {title: grid for title, grid in found.items() if grid}


def recalculates() -> bool:
    """Whether formulas can be worked out anew here."""
    return shutil.which("soffice") is not None


def _recalculated(path: Path, folder: Path) -> Path:
    office = shutil.which("soffice")
    if office is None:
        return path
    # Saved by openpyxl, formulas carry no figure: what is read afterwards was worked out.
    bare = folder / "bare.xlsx"
    openpyxl.load_workbook(path).save(bare)
    home = f"-env:UserInstallation={(folder / 'home').as_uri()}"
    out = folder / "out"
    subprocess.run(
        [office, home, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(bare)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return out / "bare.xlsx"


def _rows(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[list[str]]:
    """From the heading of the table on: the first row with a cell in its second column."""
    begun = False
    for row in sheet.iter_rows(values_only=True):
        begun = begun or (len(row) > 1 and row[1] is not None)
        if begun:
            yield ["" if cell is None else str(cell) for cell in row]


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def number(text: str) -> tuple[Decimal, Decimal] | None:
    """A figure and the unit of its last digit; None for a cell that is no figure."""
    if (year := _YEAR.fullmatch(text.strip())) is not None:
        return Decimal(year[1]) + 1, Decimal(1)
    match = _NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    sign, digits, percent = match.groups()
    value = Decimal(digits.replace(",", ""))
    unit = Decimal(1).scaleb(min(int(value.as_tuple().exponent), 0))
    scale = -2 if percent else 0
    return (-value if sign in ("−", "-") else value).scaleb(scale), unit.scaleb(scale)


def _plain(text: str) -> str:
    """Without the mark that keeps a spreadsheet from reading a formula; a month as a month."""
    text = re.sub(r"^'(?=[-+=@])", "", _squeezed(text))
    if (day := _ISO.fullmatch(text)) is not None:
        return f"{month_name[int(day[2])]} {day[1]}"
    return text


def agree(ours: str, theirs: str) -> bool:
    """Whether two cells tell the same: figures to the last digit of the coarser, words alike.

    Pounds to the penny agree to the penny; a figure that one of both rounds, as that rounds.
    """
    ours, theirs = _plain(ours), _plain(theirs)
    one, other = number(ours), number(theirs)
    if one is None or other is None:
        return _squeezed(ours) == _squeezed(theirs)
    unit = max(one[1], other[1])
    return abs(one[0] - other[0]) <= (unit / 2 if one[1] != other[1] else Decimal("1e-9"))
