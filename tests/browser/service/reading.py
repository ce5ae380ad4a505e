"""What is written in what the service sends, whatever its form."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Final

import docx
import openpyxl
import pypdf

SHEET: Final = "\f"
"""Stands between the tables of a file that has several."""
_TEXT: Final = frozenset({"application/json", "application/toml"})
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."


def written(kind: str, body: bytes) -> str:
    """The text of an answer; its tables, where it is made of them, as CSV.

    Args:
        kind: the answer's content type.

    Raises:
        ValueError: a kind of file that is not known here.
    """
    kind = kind.partition(";")[0]
    if kind.startswith("text/") or kind in _TEXT:
        return body.decode("utf-8-sig")
    if kind == f"{_OFFICE}spreadsheetml.sheet":
        return _workbook(body)
    if kind == f"{_OFFICE}wordprocessingml.document":
        return _paper(body)
    if kind == "application/pdf":
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)
    if kind == "application/zip":
        with zipfile.ZipFile(io.BytesIO(body)) as found:
            return SHEET.join(found.read(name).decode("utf-8-sig") for name in found.namelist())
    raise ValueError(f"{kind}: the test cannot read what is in it")


def _csv(rows: list[list[str]]) -> str:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue()


def _workbook(body: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(body), data_only=True)
    return SHEET.join(
        _csv([["" if cell is None else str(cell) for cell in row] for row in sheet.values])
        for sheet in book
    )


def _paper(body: bytes) -> str:
    paper = docx.Document(io.BytesIO(body))
    said = "\n".join(each.text for each in paper.paragraphs)
    tables = [
        _csv([[cell.text for cell in row.cells] for row in each.rows]) for each in paper.tables
    ]
    return SHEET.join([said, *tables])
