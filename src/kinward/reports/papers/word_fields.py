"""What Word works out itself: contents, page numbers, numbered lists, and what they point at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BEGIN: Final = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
_SEPARATE: Final = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
_END: Final = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
_CONTENTS: Final = (
    '<w:sdt {ns}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
    "<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent>"
    '<w:p><w:pPr><w:pStyle w:val="{head}"/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>'
    "{entries}</w:sdtContent></w:sdt>"
)
_ENTRY: Final = (
    '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{before}'
    '<w:hyperlink w:anchor="{anchor}" w:history="1"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>'
    "{after}</w:p>"
)


def contents(document: Document, listed: Sequence[tuple[int, str, int]], deepest: int) -> None:
    """Add the list of contents, filled in.

    It names no pages: only Word knows them, and it would ask each reader whether to look. Whoever
    wants them updates the field in Word.

    Args:
        listed: level, heading and number of the anchor of each part.
        deepest: the last level that is listed.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    code = f'TOC \\o "1-{deepest}" \\n \\h \\z \\u'
    first = (
        f'{_BEGIN}<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>{_SEPARATE}'
    )
    styles = document.styles
    entries = "".join(
        _ENTRY.format(
            style=styles[f"TOC {level}"].style_id,
            before=first if place == 0 else "",
            after=_END if place == len(listed) - 1 else "",
            anchor=_anchor(number),
            text=escape(text),
        )
        for place, (level, text, number) in enumerate(listed)
    )
    text = _CONTENTS.format(ns=nsdecls("w"), head=styles["TOC Heading"].style_id, entries=entries)
    document.element.body.insert_element_before(parse_xml(text), "w:sectPr")


def mark(heading: Paragraph, number: int) -> None:
    """Give a heading the anchor that the list of contents names."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            element.set(qn("w:name"), _anchor(number))
            heading._p.insert(1, element)
        else:
            heading._p.append(element)


def head_and_foot(document: Document, head: Sequence[str], foot: str) -> None:
    """What stands on every page: lines above, and below some words and the number of the page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    section = document.sections[0]
    above = section.header
    lines = [line for line in head if line]
    for place, line in enumerate(lines):
        paragraph = above.paragraphs[0] if place == 0 else above.add_paragraph(style="Header")
        paragraph.add_run(line).bold = place > 0
    below = section.footer.paragraphs[0]
    below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    below.add_run(f"{foot}    Page ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")


def new_list(document: Document) -> int:
    """A list that counts from 1; returns its number."""
    numbering = document.part.numbering_part.element
    listed = document.styles["List Number"].element.pPr.numPr.numId.val
    abstract = numbering.num_having_numId(listed).abstractNumId.val
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def count(item: Paragraph, number: int) -> None:
    """Make a paragraph an item of a list."""
    properties = item._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = number


def _field(paragraph: Paragraph, code: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    runs = f"{_BEGIN}<w:r><w:instrText>{code}</w:instrText></w:r>{_SEPARATE}<w:r><w:t>1</w:t></w:r>"
    for run in parse_xml(f"<w:p {nsdecls('w')}>{runs}{_END}</w:p>"):
        paragraph._p.append(run)


def _anchor(number: int) -> str:
    return f"_Toc{number:06d}"
