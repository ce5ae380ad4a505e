"""The Word document can be heard and edited: styles, headings, tables, charts, contents."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from builders_paper import paper
from kinward.reports.papers import pictures, word
from kinward.reports.papers.model import NumberedRecommendations, Paper, PaperPart


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("word") / "paper.docx"
    given = paper(made_up=True)
    word.write(made, given, pictures.drawn(given))
    return made


@pytest.fixture(scope="module")
def made(path: Path) -> Document:
    return docx.Document(str(path))


def _written(given: Paper, folder: Path) -> Document:
    word.write(folder / "a.docx", given, pictures.drawn(given))
    return docx.Document(str(folder / "a.docx"))


def _styles(document: Document) -> list[tuple[str, str]]:
    return [(str(each.style and each.style.name), each.text) for each in document.paragraphs]


def test_its_properties_name_it_and_its_language(made: Document) -> None:
    about = made.core_properties
    assert about.title == "Looked after children: £ & <progress>"
    assert about.subject == (
        "Corporate Parenting Board; figures as at 31 January 2026; Not for publication"
    )
    assert about.author == "Exampleshire County Council"
    assert about.language == "en-GB"
    assert about.comments == ""
    languages = {each.get(qn("w:val")) for each in made.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_headings_are_headings_and_descend_one_by_one(made: Document) -> None:
    headings = [(name, text) for name, text in _styles(made) if name.startswith("Heading ")]
    assert headings == [(f"Heading {part.level}", part.heading) for part in paper().parts]
    levels = [int(name[-1]) for name, _ in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert _styles(made)[0] == ("Title", "Looked after children: £ & <progress>")


def test_the_contents_name_each_part_and_lead_to_it(made: Document) -> None:
    [contents] = made.element.body.iter(qn("w:sdt"))
    links = list(contents.iter(qn("w:hyperlink")))
    assert ["".join(t.text for t in link.iter(qn("w:t"))) for link in links] == [
        part.heading for part in paper().parts
    ]
    marks = {
        each.get(qn("w:name")): each.getparent()
        for each in made.element.body.iter(qn("w:bookmarkStart"))
    }
    headings = [
        "".join(t.text for t in marks[link.get(qn("w:anchor"))].iter(qn("w:t"))) for link in links
    ]
    assert headings == [part.heading for part in paper().parts]
    codes = "".join(each.text for each in contents.iter(qn("w:instrText")))
    assert re.search(r'TOC \\o "1-2"', codes)
    kinds = [each.get(qn("w:fldCharType")) for each in contents.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_tables_repeat_their_heading_break_no_row_and_have_a_name(made: Document) -> None:
    assert [len(grid.rows) for grid in made.tables] == [4, 3, 3, 4]
    for grid in made.tables:
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in grid.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in grid.rows)
        assert grid._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert not grid._tbl.findall(f".//{qn('w:gridSpan')}")


def test_numbers_stand_to_the_right_and_totals_are_bold(made: Document) -> None:
    grid = made.tables[-1]
    sides = [cell.paragraphs[0].alignment for cell in grid.rows[1].cells]
    assert sides == [None, *[WD_ALIGN_PARAGRAPH.RIGHT] * 4]
    bold = [bool(row.cells[1].paragraphs[0].runs[0].bold) for row in grid.rows]
    assert bold == [True, False, False, True]


def test_each_chart_is_a_picture_for_print_with_words(made: Document) -> None:
    [shape] = made.inline_shapes
    assert shape._inline.docPr.get("descr") == "Two bars, South the longer. The table has both."
    assert shape.width <= Mm(210 - 44)
    blip = shape._inline.graphic.graphicData.pic.blipFill.blip
    image = made.part.related_parts[blip.embed].image
    assert image.px_width / (shape.width / 914_400) >= 300


def test_pages_are_a4_and_a_wide_table_lies_on_its_side(made: Document) -> None:
    sizes = [(round(each.page_width / 36_000), each.orientation) for each in made.sections]
    assert sizes == [
        (210, WD_ORIENT.PORTRAIT), (297, WD_ORIENT.LANDSCAPE), (210, WD_ORIENT.PORTRAIT),
    ]  # fmt: skip
    for section in made.sections:
        assert round(section.left_margin / 36_000) == round(section.right_margin / 36_000) == 22
        assert [each.text for each in section.header.paragraphs][1] == "Not for publication"
        assert "Made-up data." in section.footer.paragraphs[0].text


def test_no_table_is_wider_than_its_page(made: Document) -> None:
    widths = [sum(column.width or 0 for column in grid.columns) / 36_000 for grid in made.tables]
    assert max(widths[1:3]) <= 297 - 44
    assert max(widths[0], *widths[3:]) <= 210 - 44


def test_each_list_of_recommendations_counts_from_one(tmp_path: Path) -> None:
    lists = (NumberedRecommendations(("A.", "B.")), NumberedRecommendations(("C.",)))
    made = _written(paper(parts=(PaperPart("a", "A", 1, lists),)), tmp_path)
    numbers = [
        each._p.pPr.numPr.numId.val
        for each in made.paragraphs
        if each.style and each.style.name == "List Number"
    ]
    assert numbers[0] == numbers[1] != numbers[2]
    counted = made.part.numbering_part.element
    starts = {
        number: counted.num_having_numId(number).find(f".//{qn('w:startOverride')}").val
        for number in numbers
    }
    assert set(starts.values()) == {1}


def test_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    made = _written(paper(title="A\x07 b\ud800\x0bc", parts=()), tmp_path)
    assert _styles(made)[0] == ("Title", "A bc")


def test_every_part_has_a_type_and_nothing_comes_from_another_document(path: Path) -> None:
    with ZipFile(path) as archive:
        names = set(archive.namelist())
        types = archive.read("[Content_Types].xml").decode()
        times = {each.date_time for each in archive.infolist()}
    assert not any("thumbnail" in name for name in names)
    listed = set(re.findall(r'PartName="/([^"]+)"', types))
    endings = set(re.findall(r'Extension="([^"]+)"', types))
    rest = names - listed - {"[Content_Types].xml"}
    assert listed <= names
    assert {name.rsplit(".", 1)[1] for name in rest} <= endings
    assert times == {(1980, 1, 1, 0, 0, 0)}
