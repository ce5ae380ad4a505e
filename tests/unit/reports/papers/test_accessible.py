"""Real papers can be heard, followed and enlarged, in every format and for both readers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pypdf
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, for_public, whole
from kinward.reports.papers.board.kinds import Kind
from kinward.reports.papers.model import Chart, Paper
from kinward.reports.papers.write import write

Files = dict[str, Path]
KINDS: tuple[tuple[Kind, bool], ...] = (
    ("board", False), ("performance", True), ("initiation", False),
)  # fmt: skip


@pytest.fixture(scope="module", params=KINDS, ids=lambda each: each[0])
def made(request: pytest.FixtureRequest, known: Given) -> Paper:
    kind, public = request.param
    return paper(for_public(known) if public else whole(known), About(kind))


@pytest.fixture(scope="module")
def files(made: Paper, tmp_path_factory: pytest.TempPathFactory) -> Files:
    paths = write(made, tmp_path_factory.mktemp("accessible"), "paper", ("docx", "pdf", "xlsx"))
    return {path.suffix[1:]: path for path in paths}


@pytest.fixture(scope="module")
def word(files: Files) -> Document:
    return docx.Document(str(files["docx"]))


def test_word_is_named_and_its_headings_say_something_and_skip_none(
    made: Paper, word: Document
) -> None:
    assert word.core_properties.title == made.title
    assert word.core_properties.language == "en-GB"
    headings = [
        (int(p.style.name.split()[-1]), p.text)
        for p in word.paragraphs if p.style is not None and p.style.name.startswith("Heading")
    ]  # fmt: skip
    assert [text for _, text in headings] == [part.heading for part in made.parts]
    assert all(text.strip() for _, text in headings)
    levels = [0, *(level for level, _ in headings)]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_each_picture_and_link_of_word_has_words(made: Paper, word: Document) -> None:
    told = [shape._inline.docPr.get("descr") for shape in word.inline_shapes]
    assert told == [chart.alt for chart in made.blocks(Chart)]
    assert all(told)
    for link in word.element.iter(qn("w:hyperlink")):
        assert "".join(each.text or "" for each in link.iter(qn("w:t"))).strip()


def test_each_table_of_word_is_a_plain_grid_whose_heading_is_repeated(word: Document) -> None:
    assert word.tables
    for grid in word.tables:
        marked = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in grid.rows]
        assert marked == [True, *[False] * (len(grid.rows) - 1)]
        for merged in ("w:gridSpan", "w:vMerge"):
            assert not grid._tbl.findall(f".//{qn(merged)}")
        assert all(cell.text.strip() for row in grid.rows for cell in row.cells)


def _elements(node: Any) -> Iterator[Any]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        yield from itertools.chain.from_iterable(map(_elements, node))
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from _elements(node.get("/K", []))


def test_pdf_is_tagged_with_bookmarks_and_every_heading_cell_has_a_scope(
    made: Paper, files: Files
) -> None:
    read = pypdf.PdfReader(files["pdf"])
    root = read.root_object
    assert (root["/Lang"], bool(root["/MarkInfo"]["/Marked"])) == ("en-GB", True)
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    tags = list(_elements(root["/StructTreeRoot"]["/K"]))
    heads = [each for each in tags if each["/S"] == "/TH"]
    assert heads
    assert {_scope(each) for each in heads} == {"/Column"}
    figures = [each for each in tags if each["/S"] == "/Figure"]
    assert [each.get("/Alt") for each in figures] == [chart.alt for chart in made.blocks(Chart)]
    marks = {each.title for each in _flat(read.outline)}
    assert {part.heading for part in made.parts if part.level <= 2} <= marks


def _scope(element: Any) -> str:
    given = element["/A"].get_object()
    told = given if isinstance(given, list) else [given]
    return next(each.get_object()["/Scope"] for each in told if "/Scope" in each.get_object())


def _flat(outline: list[Any]) -> Iterator[Any]:
    for each in outline:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def test_each_sheet_is_named_titled_unmerged_and_keeps_its_heading_in_sight(
    made: Paper, files: Files
) -> None:
    book = openpyxl.load_workbook(files["xlsx"])
    assert book.properties.title.startswith(made.title)
    assert book.properties.subject or book.properties.description or book.properties.creator
    titles = [table.title for table in made.tables]
    assert [str(sheet["A1"].value) for sheet in book.worksheets[1:]] == titles
    assert len({sheet.title for sheet in book.worksheets}) == len(book.worksheets)
    for sheet in book.worksheets:
        assert not sheet.merged_cells.ranges, sheet.title
        assert sheet["A1"].value
    for sheet in book.worksheets[1:]:
        assert sheet.freeze_panes or sheet.tables, sheet.title
