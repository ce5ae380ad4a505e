"""DfE's XML of the return: a CHILD element for each child, with its tables within it.

HEADER holds the child's own fields (those of the Header table, and of UASC, AD1 and OC3, of which
a child has at most one row) and a group for each row of the other tables; each EPISODE is a group
too. A group is recognised by its fields, as a file is by its columns, whatever it is called. A row
is numbered by its place in its table, as if the table had been saved as a spreadsheet.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from kinward.errors import InputError
from kinward.returns.recognise import EXPECTED, Heading, canonical, own_columns
from kinward.returns.schema import TABLES
from kinward.returns.sheet import Note, Sheet, frame_of
from kinward.returns.sources import Source

if TYPE_CHECKING:
    # The type only: nothing is parsed by it.
    from xml.etree.ElementTree import Element  # nosec B405

_CHILD: Final = "CHILD"
_WRAPPER: Final = "HEADER"
_ONE_EACH: Final = ("UASC", "AD1", "OC3")
_YES: Final = ("1", "TRUE", "Y", "YES")

Fields = dict[str, str]


def sheets(source: Source, data: bytes) -> Iterator[Sheet]:
    """The tables in an XML file.

    Raises:
        InputError: the XML is not well formed, or brings definitions or entities of its own.
    """
    rows: dict[str, list[Fields]] = {}
    try:
        for child in _children(data):
            _take(child, rows)
    except DefusedXmlException:
        raise InputError(
            "the XML defines a document type or entities, which a return never does",
            where=source.path,
            remedy="Do not open it; ask where it came from.",
        ) from None
    except (ParseError, ValueError, LookupError):
        raise InputError(
            "the XML is not well formed",
            where=source.path,
            remedy="Export it again from the system it came from.",
        ) from None
    if not rows:
        yield Sheet(source.path, source.names, notes=(Note("K10"),))
    for table in TABLES:
        if table in rows:
            yield _sheet(source, table, rows[table])


def _children(data: bytes) -> Iterator[Element]:
    """Each CHILD element that holds others, emptied once it has been used."""
    for _, element in iterparse(io.BytesIO(data), events=("end",), forbid_dtd=True):
        if _tag(element) == _CHILD and len(element):
            yield element
            element.clear()


def _tag(element: Element) -> str:
    return element.tag.rpartition("}")[2].upper()


def _take(child: Element, rows: dict[str, list[Fields]]) -> None:
    parts = [part for top in child for part in (top if _tag(top) == _WRAPPER else [top])]
    own = _fields([part for part in parts if not len(part)])
    if not own:
        return
    rows.setdefault("Header", []).append(own)
    for table in _ONE_EACH:
        if _has(table, own, parts):
            rows.setdefault(table, []).append(own)
    for group in parts:
        fields = _fields(group)
        kind = _table_of(fields)
        if kind:
            rows.setdefault(kind, []).append(own | fields)


def _fields(elements: list[Element] | Element) -> Fields:
    found = ((canonical(_tag(element)), element.text) for element in elements)
    return {name: text for name, text in found if name and text and text.strip()}


def _has(table: str, own: Mapping[str, str], parts: list[Element]) -> bool:
    """Whether a child has a row of a table whose fields stand beside those of the header."""
    if any(name in own for name in own_columns(table)):
        return True
    listed = (part.text or "" for part in parts if _tag(part) == table)
    return any(text.strip().upper() in _YES for text in listed)


def _table_of(fields: Fields) -> str | None:
    """The table with most of the fields that it shares with no other; None where none has any."""
    shared = {table: len(own_columns(table) & fields.keys()) for table in TABLES}
    table = max(shared, key=lambda name: shared[name])
    return table if shared[table] else None


def _sheet(source: Source, table: str, rows: list[Fields]) -> Sheet:
    needed = TABLES[table].signature.union(EXPECTED.get(table, ()))
    given = {name for row in rows for name in row} | needed
    heading = Heading(table, tuple(name for name in TABLES[table].names if name in given), ())
    fields = [[row.get(name) for row in rows] for name in heading.columns if name]
    content = frame_of(heading, fields, range(2, 2 + len(rows)))
    return Sheet(f"{source.path}/{table}", (*source.names, table), heading, (content,))
