"""How a Word document looks: A4, Arial, plain, like a paper of a council."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kinward.reports.papers.layout import MARGIN_MM, PADDING_MM

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle

LANGUAGE: Final = "en-GB"
FIGURES: Final = "Figures"
"""The style of tables."""

LARGE_PT: Final = 24
"""The size of a key figure."""

_FONT: Final = "Arial"
_INK: Final = "0B0C0C"
_GREY: Final = "505A5F"
_LOOK: Final[dict[str, tuple[float, bool, str, float, float]]] = {
    "Normal": (11, False, _INK, 0, 7),
    "Title": (20, True, _INK, 0, 10),
    "Heading 1": (15, True, _INK, 20, 7),
    "Heading 2": (12.5, True, _INK, 16, 6),
    "Heading 3": (11.5, True, _INK, 12, 5),
    "Heading 4": (11, True, _INK, 12, 5),
    "TOC Heading": (15, True, _INK, 16, 6),
    "TOC 1": (11, False, _INK, 0, 3),
    "TOC 2": (11, False, _INK, 0, 3),
    "Details": (11, False, _INK, 0, 3),
    "List Bullet": (11, False, _INK, 0, 5),
    "List Number": (11, False, _INK, 0, 6),
    "Key Figure": (12, True, _INK, 2, 6),
    "Caption": (11, True, _INK, 10, 4),
    "Chart": (11, False, _INK, 0, 8),
    "Source": (9, False, _GREY, 4, 12),
    "Header": (9, False, _GREY, 0, 0),
    "Footer": (9, False, _GREY, 0, 0),
}
"""Size in points, bold, colour, and points before and after."""
_WITH_NEXT: Final = ("Title", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Caption")
_TABLE: Final = (
    '<w:style {ns} w:type="table" w:customStyle="1" w:styleId="{name}"><w:name w:val="{name}"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    '<w:top w:val="single" w:sz="8" w:color="{grey}"/>'
    '<w:bottom w:val="single" w:sz="8" w:color="{grey}"/>'
    '<w:insideH w:val="single" w:sz="4" w:color="B1B4B6"/></w:tblBorders><w:tblCellMar>'
    '<w:left w:w="{pad}" w:type="dxa"/><w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>'
    '<w:bottom w:val="single" w:sz="8" w:color="{grey}"/></w:tcBorders></w:tcPr></w:tblStylePr>'
    "</w:style>"
)
_TWIPS: Final = 56.69
"""In a millimetre."""


def settle(document: Document) -> None:
    """Give a new document the page, language and styles of a paper."""
    from docx.oxml.ns import qn

    _page(document)
    styles = document.styles
    for each in [style for style in styles if style.element.type == _table_type()]:
        # None of the many table styles of the library's own template is used.
        if each.name != "Normal Table":
            each.delete()
    for name, look in _LOOK.items():
        _paragraph_style(document, name, look)
    _table_style(document)
    defaults = styles.element.find(qn("w:docDefaults"))
    for element in defaults.iter(qn("w:lang")):
        element.set(qn("w:val"), LANGUAGE)
    _settings(document)


def turn(document: Document, *, wide: bool) -> None:
    """Go on a new page, on its side or upright."""
    from docx.enum.section import WD_ORIENT, WD_SECTION

    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    short, long = sorted((section.page_width or 0, section.page_height or 0))
    section.page_width, section.page_height = (long, short) if wide else (short, long)


def of_cells(document: Document, size: float) -> str:
    """The name of the style of cells whose text has a size in points; made if it is not there."""
    name = f"Table Text {size:g}"
    if name not in document.styles:
        _paragraph_style(document, name, (size, False, _INK, 1.5, 1.5))
    return name


def _page(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    section.header_distance = section.footer_distance = Mm(10)


def _paragraph_style(
    document: Document, name: str, look: tuple[float, bool, str, float, float]
) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    size, bold, colour, before, after = look
    styles = document.styles
    style: ParagraphStyle = (
        styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    _plain(style)
    if name != "Normal":
        style.base_style = styles["Normal"]
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
    style.font.color.rgb = RGBColor.from_string(colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(before), Pt(after), 1.1
    shape.keep_with_next = name in _WITH_NEXT
    shape.widow_control = True
    style.hidden = False
    if name == "TOC 2":
        shape.left_indent = Pt(14)
    if name == "Chart":
        # A picture in a line of a set height would be cut off.
        shape.line_spacing = 1.0


def _plain(style: ParagraphStyle) -> None:
    """Take off what the library's own template gives: fonts of a theme, borders, tabs."""
    from docx.oxml.ns import qn

    style.quick_style = True
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:color", "w:spacing", "w:kern"):
        for element in properties.findall(qn(tag)):
            properties.remove(element)
    for tag in ("w:pBdr", "w:tabs", "w:contextualSpacing"):
        shape = style.element.get_or_add_pPr()
        for element in shape.findall(qn(tag)):
            shape.remove(element)


def _table_style(document: Document) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    pad = round(PADDING_MM * _TWIPS)
    text = _TABLE.format(ns=nsdecls("w"), name=FIGURES, grey=_GREY, pad=pad)
    document.styles.element.append(parse_xml(text))


def _settings(document: Document) -> None:
    """Today's Word, British English, and no preview of another document."""
    from docx.oxml.ns import qn

    settings = document.settings.element
    for element in settings.iter(qn("w:themeFontLang")):
        element.set(qn("w:val"), LANGUAGE)
    for element in settings.iter(qn("w:compatSetting")):
        if element.get(qn("w:name")) == "compatibilityMode":
            element.set(qn("w:val"), "15")
    for element in settings.findall(qn("w:savePreviewPicture")):
        settings.remove(element)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(key)


def _table_type() -> object:
    from docx.enum.style import WD_STYLE_TYPE

    return WD_STYLE_TYPE.TABLE
