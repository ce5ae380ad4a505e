"""Tables of a Word document: the heading repeats, no row breaks, numbers stand to the right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kinward.reports.papers import word_styles, words
from kinward.reports.papers.layout import Fit
from kinward.reports.table import NUMERIC, ReportTable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Tbl


def add(
    document: Document, table: ReportTable, piece: Sequence[tuple[int, float]], fit: Fit
) -> None:
    """Add a table, or a piece of one.

    Args:
        piece: its columns, by place and with their widths in mm.
        fit: how the table is set.
    """
    from docx.shared import Mm

    grid = document.add_table(rows=0, cols=len(piece))
    grid.style = word_styles.FIGURES
    grid.autofit = False
    widths = [int(Mm(width)) for _, width in piece]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _describe(grid._tbl, words.one_line(table.title))
    style = document.styles[word_styles.of_cells(document, fit.size)].style_id
    places = [place for place, _ in piece]
    numbers = [table.columns[place].format in NUMERIC for place in places]
    setter = _Rows(grid._tbl, widths, numbers, style)
    setter.add([table.columns[place].label for place in places], head=True)
    last = len(table.frame) - 1
    for row, cells in enumerate(table.cells()):
        said = [cells[place] for place in places]
        # The last row stays on the page of what stands under the table.
        setter.add(said, bold=row in table.totals, with_next=fit.whole or row == last)


class _Rows:
    """Adds rows by way of the XML: the library's own cells take longer the more rows there are."""

    def __init__(
        self, grid: CT_Tbl, widths: Sequence[int], numbers: Sequence[bool], style: str
    ) -> None:
        self._grid, self._widths, self._numbers, self._style = grid, widths, numbers, style

    def add(
        self,
        cells: Sequence[str],
        *,
        head: bool = False,
        bold: bool = False,
        with_next: bool = True,
    ) -> None:
        """Add a row; `head` repeats on each page, `with_next` keeps it on the page of the next."""
        from docx.enum.table import WD_ALIGN_VERTICAL
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement

        row = self._grid.add_tr()
        kept = row.get_or_add_trPr()
        kept.append(OxmlElement("w:cantSplit"))
        if head:
            kept.append(OxmlElement("w:tblHeader"))
        for text, width, number in zip(cells, self._widths, self._numbers, strict=True):
            cell = row.add_tc()
            cell.width = width  # type: ignore[assignment]
            if head:
                cell.get_or_add_tcPr().vAlign_val = WD_ALIGN_VERTICAL.BOTTOM
            said = cell.p_lst[0]
            said.style = self._style
            if with_next:
                said.get_or_add_pPr().get_or_add_keepNext()
            if number:
                said.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = said.add_r()
            run.text = words.one_line(text)
            if head or bold:
                run.get_or_add_rPr().append(OxmlElement("w:b"))


def _describe(grid: CT_Tbl, title: str) -> None:
    """What a table holds, for those who hear it; its first row and column are headings."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = grid.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        for name in list(look.attrib):
            del look.attrib[name]
        look.set(qn("w:val"), "00A0")
        for name in ("firstRow", "firstColumn"):
            look.set(qn(f"w:{name}"), "1")
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), title)
    properties.append(caption)
