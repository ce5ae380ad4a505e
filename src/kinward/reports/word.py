"""The report as a Word document, to edit: headings, sentences, charts as pictures, and tables.

WordprocessingML (ECMA-376) is written here as text: what a report needs of it is small.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from struct import unpack
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from kinward.reports import word_parts as parts
from kinward.reports.section import Figure, Section
from kinward.reports.table import NUMERIC, ReportTable, long_date
from kinward.reports.workbook import MADE_UP

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_EMU: Final = 914_400
"""English Metric Units in an inch: Word measures pictures in them."""
_WIDTH_IN: Final = 9.5
"""Between the margins of an A4 page on its side."""
_PIXELS_PER_IN: Final = 192
"""Of the pictures that `render.png` makes."""


@dataclass(frozen=True)
class Paper:
    """What the document says beside its sections.

    Attributes:
        sentences: what stands out, first.
        notes: what the figures rest on, last.
        made_up: whether the data is made up, which every page then says.
    """

    title: str
    as_at: date
    sentences: Sequence[str]
    notes: Sequence[str]
    made_up: bool


def write_word(
    path: Path, paper: Paper, sections: Sequence[Section], pictures: Mapping[str, bytes]
) -> None:
    """Write the document.

    Args:
        pictures: the chart of a figure as PNG, by the key of its table.

    Raises:
        OSError: the file cannot be written.
    """
    drawn = [
        figure.table.key
        for section in sections
        for figure in section.figures
        if figure.table.key in pictures
    ]
    body = "".join(_body(paper, sections, drawn, pictures))
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": parts.CONTENT_TYPES,
        "_rels/.rels": parts.RELATIONS,
        "docProps/core.xml": parts.PROPERTIES.format(title=_text(paper.title)),
        "word/document.xml": parts.DOCUMENT.format(body=body),
        "word/styles.xml": parts.STYLES,
        "word/numbering.xml": parts.LISTS,
        "word/footer1.xml": parts.FOOTER.format(words=MADE_UP if paper.made_up else ""),
        "word/_rels/document.xml.rels": parts.of_document(len(drawn)),
    }
    files |= {
        f"word/media/{number}.png": pictures[key] for number, key in enumerate(drawn, start=1)
    }
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(_entry(name), content)


def _entry(name: str) -> ZipInfo:
    """Without a time, so that the same figures give the same file."""
    made = ZipInfo(name)
    made.compress_type = ZIP_DEFLATED
    return made


def _body(
    paper: Paper, sections: Sequence[Section], drawn: list[str], pictures: Mapping[str, bytes]
) -> Iterator[str]:
    yield _paragraph(paper.title, "Title")
    if paper.made_up:
        yield _paragraph(MADE_UP, "Strong")
    yield from (_paragraph(each, "ListBullet") for each in paper.sentences)
    for section in sections:
        yield _paragraph(section.heading, "Heading1")
        yield from (_paragraph(each) for each in section.sentences)
        for figure in section.figures:
            key = figure.table.key
            if key in pictures:
                yield _paragraph(figure.title, "Heading2")
                yield _picture(drawn.index(key) + 1, figure, pictures[key])
            yield from _table(figure.table, paper.as_at)
    if paper.notes:
        yield _paragraph("What the figures rest on", "Heading1")
        yield from (_paragraph(each, "ListBullet") for each in paper.notes)


def _table(table: ReportTable, as_at: date) -> Iterator[str]:
    yield _paragraph(table.title, "Caption")
    numeric = [column.format in NUMERIC for column in table.columns]
    head = [column.label for column in table.columns]
    rows = [_row(head, numeric, head=True)]
    rows += [
        _row(list(cells), numeric, bold=place in table.totals)
        for place, cells in enumerate(table.cells())
    ]
    yield parts.TABLE.format(columns="<w:gridCol/>" * len(head), rows="".join(rows))
    said = " ".join(filter(None, (table.note, f"{table.source}. As at {long_date(as_at)}.")))
    yield _paragraph(said, "Source")


def _row(cells: list[str], numeric: list[bool], *, head: bool = False, bold: bool = False) -> str:
    written = "".join(
        parts.CELL.format(
            style="TableHead" if head else "TableCell",
            align='<w:jc w:val="right"/>' if number else "",
            bold="<w:b/>" if bold or head else "",
            text=_text(cell),
        )
        for cell, number in zip(cells, numeric, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * head}</w:trPr>{written}</w:tr>"


def _paragraph(text: str, style: str = "BodyText") -> str:
    return parts.PARAGRAPH.format(style=style, text=_text(text))


def _picture(number: int, figure: Figure, content: bytes) -> str:
    width, height = _size(content)
    scale = min(1.0, _WIDTH_IN * _PIXELS_PER_IN / width)
    return parts.PICTURE.format(
        number=number,
        about=_text(f"{figure.about} The table below holds the figures.".strip()),
        width=round(width * scale / _PIXELS_PER_IN * _EMU),
        height=round(height * scale / _PIXELS_PER_IN * _EMU),
    )


def _size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the head of the file (IHDR)."""
    width, height = unpack(">II", png[16:24])
    return int(width), int(height)


def _text(text: str) -> str:
    """As XML holds it, without what XML cannot hold."""
    return escape(_CONTROL.sub("", text))
