"""The four formats of one paper say the same figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import docx
import openpyxl
import pypdf
import pytest

from builders_paper import HOSTILE, paper
from kinward.reports.papers.layout import fit
from kinward.reports.papers.model import Paper
from kinward.reports.papers.write import write
from kinward.reports.table import PENCE, ReportTable, write_value


class Cells(HTMLParser):
    """The rows of each table of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._open = False

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._open:
            self.tables[-1][-1][-1] += data


@dataclass(frozen=True)
class Made:
    paper: Paper
    paths: dict[str, Path]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    given = paper()
    paths = write(given, tmp_path_factory.mktemp("papers"), "paper")
    return Made(given, {path.suffix[1:]: path for path in paths})


def whole(table: ReportTable) -> list[list[str]]:
    return [[each.label for each in table.columns], *map(list, table.cells())]


def test_the_page_has_every_cell(made: Made) -> None:
    cells = Cells()
    cells.feed(made.paths["html"].read_text(encoding="utf-8"))
    assert cells.tables == [whole(table) for table in made.paper.tables]


def test_the_document_has_every_cell(made: Made) -> None:
    grids = iter(docx.Document(str(made.paths["docx"])).tables)
    for table in made.paper.tables:
        wanted = whole(table)
        for piece in fit(table).pieces:
            shown = [[cell.text for cell in row.cells] for row in next(grids).rows]
            assert shown == [[row[place] for place, _ in piece] for row in wanted]
    assert list(grids) == []


def test_the_pdf_has_every_row(made: Made) -> None:
    pages = pypdf.PdfReader(made.paths["pdf"]).pages
    text = re.sub(r"\s", "", "".join(each.extract_text() for each in pages))
    for table in made.paper.tables:
        for piece in fit(table).pieces:
            for row in table.cells():
                said = re.sub(r"\s", "", "".join(row[place] for place, _ in piece))
                assert said in text, (table.key, said)


def test_the_workbook_has_every_figure(made: Made) -> None:
    book = openpyxl.load_workbook(made.paths["xlsx"], data_only=True)
    sheets = book.worksheets[1:]
    for table, sheet in zip(made.paper.tables, sheets, strict=True):
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        shown = rows[-len(table.frame) :]
        formats = [each.format for each in table.columns]
        said = [
            tuple(
                write_value(value * 100 if how in PENCE else value, how)
                if isinstance(value, int | float)
                else value
                for value, how in zip(row, formats, strict=True)
            )
            for row in shown
        ]
        assert said == table.cells()


def test_they_say_the_same_words_and_run_none_of_them(made: Made) -> None:
    def squeezed(text: str) -> str:
        return re.sub(r"\s", "", text)

    document = docx.Document(str(made.paths["docx"]))
    pages = pypdf.PdfReader(made.paths["pdf"]).pages
    texts = {
        "docx": "".join(each.text for each in document.paragraphs),
        "pdf": "".join(each.extract_text() for each in pages),
        "html": _words(made.paths["html"].read_text(encoding="utf-8")),
    }
    wanted = (
        HOSTILE, "Note the position.", "Dearer homes.", "Months are whole.", "A secret of trade.",
        "1,234 children in our care & <more>", "exempt by paragraph 3 of Part 1",
        "Corporate Parenting Board", "12 February 2026",
        "31 January 2026", "Not for publication", "South has more", "Source: The ledger.",
        "[c] stands for a figure that is hidden.", "[x] stands where there is no figure.",
    )  # fmt: skip
    missing = {
        ending: [each for each in wanted if squeezed(each) not in squeezed(text)]
        for ending, text in texts.items()
    }
    assert missing == {"docx": [], "pdf": [], "html": []}


def test_the_same_paper_gives_the_same_files(made: Made, tmp_path: Path) -> None:
    for path in write(made.paper, tmp_path, "paper"):
        assert path.read_bytes() == made.paths[path.suffix[1:]].read_bytes(), path.suffix


def test_only_what_is_asked_for_is_written(tmp_path: Path) -> None:
    paths = write(paper(date=date(2026, 2, 1)), tmp_path, "board", ("xlsx",))
    assert [path.name for path in paths] == ["board.xlsx"]
    assert [path.name for path in tmp_path.iterdir()] == ["board.xlsx"]


def _words(page: str) -> str:
    text = HTMLParser()
    found: list[str] = []
    text.handle_data = found.append  # type: ignore[method-assign]
    text.feed(page)
    return "".join(found)
