"""What a report is written as beside its page and workbook: the same figures, to edit and print."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pypdf
import pytest

from builders_forecast import forecast_of
from builders_report import checked_of, summary_of
from kinward.measures import MEASURES
from kinward.measures.ahead import AHEAD
from kinward.measures.money import MONEY
from kinward.measures.plans import PLANS
from kinward.reports.write import Also, write

ALSO: tuple[Also, ...] = ("docx", "pdf", "zip")


def _written(folder: Path, audience: str = "public") -> dict[str, Path]:
    paths = write(
        summary_of(),
        checked_of(),
        folder,
        audience=audience,  # type: ignore[arg-type]
        authority="Ashes & <Oaks>",
        made_up=True,
        forecast=forecast_of(),
        also=ALSO,
    )
    return {path.suffix[1:]: path for path in paths}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _written(tmp_path_factory.mktemp("public"))


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return _written(tmp_path_factory.mktemp("internal"), "internal")


def _page(made: dict[str, Path]) -> str:
    return made["html"].read_text(encoding="utf-8")


def test_each_is_written_where_it_is_asked_for(public: dict[str, Path], tmp_path: Path) -> None:
    assert list(public) == ["docx", "html", "pdf", "xlsx", "zip"]
    given = {"audience": "public", "authority": "A", "made_up": False}
    paths = write(summary_of(), checked_of(), tmp_path, also=("zip",), **given)  # type: ignore[arg-type]
    assert [path.name for path in paths] == ["report.html", "report.xlsx", "report.zip"]


def test_the_archive_has_the_tables_of_the_workbook(public: dict[str, Path]) -> None:
    book = openpyxl.load_workbook(public["xlsx"])
    with ZipFile(public["zip"]) as archive:
        names = archive.namelist()
        flows = archive.read("flows.csv").decode("utf-8-sig")
    assert len(names) == len(set(names)) == len(book.sheetnames) - 1
    assert flows.startswith("Month,At the start,")


def test_the_document_has_the_tables_and_charts_of_the_page(internal: dict[str, Path]) -> None:
    document = docx.Document(str(internal["docx"]))
    page = _page(internal)
    assert len(document.inline_shapes) == page.count('<svg role="img"') > 5
    titles = set(re.findall(r"<caption[^>]*>([^<]+)</caption>", page))
    said = [
        each.text for each in document.paragraphs if each.style and each.style.name == "Caption"
    ]
    assert titles <= set(said)
    assert len(document.tables) == page.count("<table")


def test_a_long_table_stands_at_the_end_and_its_chart_says_so(internal: dict[str, Path]) -> None:
    document = docx.Document(str(internal["docx"]))
    rows = [len(grid.rows) - 1 for grid in document.tables]
    long = [count > 40 for count in rows]
    assert any(long)
    assert long == sorted(long)
    words = [each._inline.docPr.get("descr") for each in document.inline_shapes]
    assert {text.rsplit(". ", 1)[1] for text in words} == {
        "The table below holds the figures.", "The table at the end holds the figures.",
    }  # fmt: skip


def test_a_report_for_the_public_says_so_and_hides_in_each(public: dict[str, Path]) -> None:
    document = docx.Document(str(public["docx"]))
    pages = pypdf.PdfReader(public["pdf"]).pages
    cells = {cell.text for grid in document.tables for row in grid.rows for cell in row.cells}
    texts = [" ".join(each.text for each in document.paragraphs), _text(pages[0])]
    texts[1] = " ".join(_text(page) for page in pages)
    assert "[c]" in cells
    assert "[c]" in texts[1]
    for text in texts:
        assert "Counts from 1 to 5 are hidden" in text
        assert "Ashes & <Oaks>" in text
    assert "For publication: small numbers are hidden." in texts[1]
    assert "header.csv" not in texts[1]


def test_an_internal_report_is_marked_on_every_page(internal: dict[str, Path]) -> None:
    for page in pypdf.PdfReader(internal["pdf"]).pages:
        assert "Not for publication: nothing is hidden." in _text(page)
        assert "Made-up data. Nobody in it exists." in _text(page)


def test_the_same_report_gives_the_same_files(public: dict[str, Path], tmp_path: Path) -> None:
    for ending, path in _written(tmp_path).items():
        assert path.read_bytes() == public[ending].read_bytes(), ending


def test_only_the_figures_of_the_report_are_defined(public: dict[str, Path]) -> None:
    defined = set(re.findall(r"<dt>([^<]+)</dt>", _page(public)))
    plans = {measure.label for measure in PLANS}
    assert not defined & plans
    assert not defined & {measure.label for measure in MONEY}
    assert {measure.label for measure in AHEAD} <= defined
    rest = {*PLANS, *MONEY}
    assert defined == {each.label for each in MEASURES.values() if each not in rest}


def _text(page: pypdf.PageObject) -> str:
    return " ".join(page.extract_text().split())


def test_an_archive_is_one_that_a_spreadsheet_reads(public: dict[str, Path]) -> None:
    with ZipFile(io.BytesIO(public["zip"].read_bytes())) as archive:
        assert archive.testzip() is None
        assert all(archive.read(name).startswith(b"\xef\xbb\xbf") for name in archive.namelist())
