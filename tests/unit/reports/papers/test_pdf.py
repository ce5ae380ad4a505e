"""The PDF can be heard as well as seen: tags, title, language, words for charts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pypdf
import pytest
import typst

from builders_paper import paper
from kinward.errors import KinwardError
from kinward.reports.papers import pdf, pictures
from kinward.reports.papers.model import PaperPart, Paragraph


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    path = tmp_path_factory.mktemp("pdf") / "paper.pdf"
    given = paper(made_up=True)
    pdf.write(path, given, pictures.drawn(given))
    return pypdf.PdfReader(path)


def _elements(node: Any) -> Iterator[Any]:
    """The elements of the tree of tags, in order of reading."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for each in node:
            yield from _elements(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from _elements(node["/K"])


def _tags(made: pypdf.PdfReader) -> list[Any]:
    return list(_elements(made.root_object["/StructTreeRoot"]["/K"]))


def test_it_says_that_it_is_tagged_in_english_and_shows_its_title(made: pypdf.PdfReader) -> None:
    root = made.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - of the PDF
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"] == True  # noqa: E712 - of the PDF
    assert made.metadata is not None
    assert made.metadata.title == "Looked after children: £ & <progress>"
    assert made.metadata.author == "Exampleshire County Council"
    identity = root["/Metadata"].get_data().decode()
    assert "pdfuaid:part>1<" in identity


def test_headings_descend_one_by_one(made: pypdf.PdfReader) -> None:
    levels = [int(str(each["/S"])[2:]) for each in _tags(made) if str(each["/S"])[1:2] == "H"]
    assert levels[0] == 1
    assert len(levels) >= len(paper().parts)
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_tables_have_heading_cells_and_charts_have_words(made: pypdf.PdfReader) -> None:
    tags = [str(each["/S"]) for each in _tags(made)]
    pieces = 1 + 1 + 2
    assert tags.count("/Table") == pieces
    assert tags.count("/TH") == 2 + 5 + 24 + 2
    assert tags.count("/Caption") == pieces + 1
    alts = [each["/Alt"] for each in _tags(made) if str(each["/S"]) == "/Figure"]
    assert alts == ["Two bars, South the longer. The table has both."]
    assert {"/L", "/LI", "/LBody"} <= set(tags)


def test_every_page_says_its_number_its_standing_and_that_the_data_is_made_up(
    made: pypdf.PdfReader,
) -> None:
    for number, page in enumerate(made.pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(made.pages)}" in text
        assert "Not for publication" in text
        assert "Made-up data." in text
        assert "Authority:" in text or number > 1


def test_a_wide_table_lies_on_its_side_and_nothing_else_does(made: pypdf.PdfReader) -> None:
    lying = [page.mediabox.width > page.mediabox.height for page in made.pages]
    assert lying.count(True) == 1
    assert "Each month" in made.pages[lying.index(True)].extract_text()


def test_every_font_comes_along(made: pypdf.PdfReader) -> None:
    for page in made.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            [told] = font.get_object()["/DescendantFonts"]
            described = told.get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(described)


def test_a_letter_that_no_font_has_is_marked_and_the_rest_is_said(tmp_path: Path) -> None:
    # A letter of nobody's, from the area for private use.
    said = Paragraph("Before \uf8aa after", from_figures=False, key="a")
    pdf.write(tmp_path / "a.pdf", paper(parts=(PaperPart("a", "A", 1, (said,)),)), {})
    assert "Before [?] after" in pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


def test_what_cannot_be_set_is_told_without_the_words_of_the_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> bytes:
        raise typst.TypstError("Purpose")

    monkeypatch.setattr(typst, "compile", fail)
    with pytest.raises(KinwardError, match="cannot be set") as told:
        pdf.write(tmp_path / "a.pdf", paper(), pictures.drawn(paper()))
    assert "Purpose" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


def test_the_lines_of_a_table_leave_air_between_its_rows(made: pypdf.PdfReader) -> None:
    found: dict[str, float] = {}

    def visit(text: str, page: Any, own: Any, *_: Any) -> None:
        found.setdefault(text.strip(), own[4] * page[1] + own[5] * page[3] + page[5])

    for page in made.pages:
        page.extract_text(visitor_text=visit)
    rows = [found[each] for each in ("North", "South")]
    assert abs(rows[0] - rows[1]) >= 9.5 + 4
