"""The report as a Word document: it holds every table, cell by cell, and every chart."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import polars as pl
import pytest

from builders_report import checked_of, summary_of
from kinward.reports.formulas import Sum
from kinward.reports.section import Figure, Section
from kinward.reports.table import ReportTable
from kinward.reports.tables.words import columns
from kinward.reports.word import Paper, write_word
from kinward.reports.write import write

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg"
    "gg=="
)
PAPER = Paper(
    "Children & money: <Testshire>", date(2026, 3, 31), ("First.", "Second."), ("A note.",),
    made_up=True,
)  # fmt: skip


@pytest.fixture
def table() -> ReportTable:
    """Two lines and their total, with a figure that is missing and a text that XML cannot hold."""
    return ReportTable(
        "money_lines",
        "Lines",
        columns(("label", "Line", "text"), ("pence", "Spent, £", "pence")),
        pl.DataFrame({"label": ["A <b> & \x07c", "D", "All"], "pence": [123_400, None, 123_400]}),
        "The ledger",
        "A remark.",
        formulas=(Sum(2, (0, 1), ("pence",)),),
    )


@pytest.fixture
def sections(table: ReportTable) -> list[Section]:
    """One with a chart."""
    figure = Figure(table, "It rose", {"mark": "bar"}, "A bar.")
    return [Section("money", "Money", "Spend rose", ("Because.",), (figure,))]


def _read(path: Path, name: str = "word/document.xml") -> ElementTree.Element:
    with ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(name))


def _said(element: ElementTree.Element) -> str:
    return "".join(each.text or "" for each in element.iter(f"{_W}t"))


def _styled(root: ElementTree.Element) -> list[tuple[str, str]]:
    found = []
    for paragraph in root.findall(f"{_W}body/{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        assert style is not None
        found.append((style.attrib[f"{_W}val"], _said(paragraph)))
    return found


def test_a_table_has_the_cells_of_the_page(
    sections: list[Section], table: ReportTable, tmp_path: Path
) -> None:
    write_word(tmp_path / "a.docx", PAPER, sections, {})
    (shown,) = _read(tmp_path / "a.docx").iter(f"{_W}tbl")
    rows = [[_said(cell) for cell in row.iter(f"{_W}tc")] for row in shown.iter(f"{_W}tr")]
    wanted = [[text.replace("\x07", "") for text in row] for row in table.cells()]
    assert rows == [["Line", "Spent, £"], *wanted]
    assert rows[2][1] == "[x]"
    heads = [row.find(f"{_W}trPr/{_W}tblHeader") is not None for row in shown.iter(f"{_W}tr")]
    assert heads == [True, False, False, False]
    bold = [row.find(f".//{_W}b") is not None for row in shown.iter(f"{_W}tr")]
    assert bold == [True, False, False, True]
    assert len(shown.findall(f"{_W}tblGrid/{_W}gridCol")) == 2


def test_headings_sentences_and_notes_are_styled(sections: list[Section], tmp_path: Path) -> None:
    write_word(tmp_path / "a.docx", PAPER, sections, {})
    assert _styled(_read(tmp_path / "a.docx")) == [
        ("Title", "Children & money: <Testshire>"),
        ("Strong", "Made-up data. Nobody in it exists."),
        ("ListBullet", "First."),
        ("ListBullet", "Second."),
        ("Heading1", "Spend rose"),
        ("BodyText", "Because."),
        ("Caption", "Lines"),
        ("Source", "A remark. The ledger. As at 31 March 2026."),
        ("Heading1", "What the figures rest on"),
        ("ListBullet", "A note."),
    ]
    keys = {each.attrib.get(f"{_W}styleId") for each in _read(
        tmp_path / "a.docx", "word/styles.xml").iter(f"{_W}style")}  # fmt: skip
    assert {style for style, _ in _styled(_read(tmp_path / "a.docx"))} <= keys
    assert "Made-up data." in _said(_read(tmp_path / "a.docx", "word/footer1.xml"))


def test_a_chart_is_a_picture_with_words_for_those_who_cannot_see_it(
    sections: list[Section], tmp_path: Path
) -> None:
    write_word(tmp_path / "a.docx", PAPER, sections, {"money_lines": _DOT})
    root = _read(tmp_path / "a.docx")
    (about,) = [each.attrib for each in root.iter() if each.tag.endswith("}docPr")]
    assert about["descr"] == "A bar. The table below holds the figures."
    (blip,) = [each.attrib for each in root.iter() if each.tag.endswith("}blip")]
    related = _read(tmp_path / "a.docx", "word/_rels/document.xml.rels")
    targets = {each.attrib["Id"]: each.attrib["Target"] for each in related}
    with ZipFile(tmp_path / "a.docx") as archive:
        assert archive.read(f"word/{targets[blip[f'{_R}embed']]}") == _DOT
        assert {f"word/{each}" for each in targets.values()} <= set(archive.namelist())


def test_every_part_has_a_type_and_the_same_report_gives_the_same_file(
    sections: list[Section], tmp_path: Path
) -> None:
    for name in ("a", "b"):
        write_word(tmp_path / f"{name}.docx", PAPER, sections, {"money_lines": _DOT})
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    types = _read(tmp_path / "a.docx", "[Content_Types].xml")
    named = {each.attrib.get("PartName", "").lstrip("/") for each in types}
    by_ending = {each.attrib.get("Extension") for each in types}
    with ZipFile(tmp_path / "a.docx") as archive:
        parts = set(archive.namelist()) - {"[Content_Types].xml"}
    assert named - {""} <= parts
    assert {part.rsplit(".", 1)[1] for part in parts} <= by_ending


def test_a_report_to_edit_has_a_picture_for_each_chart_of_the_page(tmp_path: Path) -> None:
    given = {"audience": "public", "authority": "Testshire", "made_up": True}
    paths = write(summary_of(), checked_of(), tmp_path, editable=True, **given)  # type: ignore[arg-type]
    assert [path.name for path in paths] == ["report.docx", "report.html", "report.xlsx"]
    page = paths[1].read_text(encoding="utf-8")
    root = _read(paths[0])
    pictures = [each for each in root.iter() if each.tag.endswith("}docPr")]
    assert len(pictures) == page.count('<svg role="img"') > 5
    assert len(list(root.iter(f"{_W}tbl"))) == page.count("<table")
