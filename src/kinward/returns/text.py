"""Text files: from bytes to rows, with the row numbers that a spreadsheet shows.

Most files are regular: every line has as many fields as the heading. Those stay bytes, so that
many of them can be parsed at once (`typed`). The others (blank lines, commas or newlines within
quotes, rows that are too long or too short) are read field by field here.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Final

import numpy as np
import polars as pl

from kinward.errors import InputError
from kinward.returns.recognise import Heading
from kinward.returns.sheet import Note, Text, frame_of

_BLANK: Final = b' \t\n,"'
_STRUCTURE: Final = b',\n"'
_NOT_STRUCTURE: Final = bytes(set(range(256)) - set(_STRUCTURE))
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT: Final = 64
_FEWEST: Final = 8
_BLOCK: Final = 16 * 1024


@dataclass(frozen=True)
class Start:
    """The heading of a text file.

    Attributes:
        names: the headings as written.
        row: the row, as a spreadsheet counts it: 1 unless blank lines come before it.
        end: where the next line starts, in bytes.
    """

    names: tuple[str, ...]
    row: int
    end: int


def is_text(head: bytes) -> bool:
    """Whether a file can be a table in text: no zero bytes, unless it is in UTF-16."""
    return b"\0" not in head or _utf16(head) is not None


def _utf16(data: bytes) -> str | None:
    """Which UTF-16 a file is in: as it says, or where every other byte of its heading is zero."""
    if data.startswith(_UTF16):
        return "utf-16"
    first, second = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    if len(second) < _FEWEST:
        return None
    if all(first) and not any(second):
        return "utf-16-le"
    return "utf-16-be" if all(second) and not any(first) else None


def decode(data: bytes) -> tuple[bytes, bool]:
    """A file's text as UTF-8, no BOM, lines ended by newlines; and whether it was Windows-1252.

    Bytes that Windows-1252 does not define become U+FFFD.
    """
    windows = False
    if utf16 := _utf16(data):
        data = data.decode(utf16, "replace").encode()
    elif not data.isascii():
        data = data.removeprefix(codecs.BOM_UTF8)
        try:
            data.decode()
        except UnicodeDecodeError:
            windows = True
            data = data.decode("cp1252", "replace").encode()
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return data, windows


def start_of(text: bytes) -> Start | None:
    """The heading: the first line that is not blank; None where there is none."""
    position, row = 0, 1
    while position < len(text):
        end = text.find(b"\n", position)
        end = len(text) if end < 0 else end
        line = text[position:end]
        if line.strip(_BLANK):
            names = next(csv.reader([line.decode("utf-8", "replace")]))
            return Start(tuple(names), row, end + 1)
        position, row = end + 1, row + 1
    return None


def rows_of(
    text: bytes, start: Start, heading: Heading, where: str
) -> tuple[tuple[Text | pl.DataFrame, ...], list[Note]]:
    """The rows below the heading, in one piece or several, and what was found about them.

    Raises:
        InputError: a quotation mark is never closed.
    """
    body = text[start.end :].rstrip(b"\n")
    if not body:
        return (), []
    body += b"\n"
    lines = _regular_lines(body, len(start.names))
    if lines is not None:
        return (_regular(body, lines, start.row + 1),), []
    pieces: list[Text | pl.DataFrame] = []
    notes: list[Note] = []
    row = start.row + 1
    for block in _blocks(body):
        lines = _regular_lines(block, len(start.names))
        if lines is not None:
            pieces.append(_regular(block, lines, row))
            row += lines
        else:
            frame, row = _field_by_field(block, start, heading, f"{where}, row ", row, notes)
            pieces.append(frame)
    return tuple(pieces), notes


def _blocks(body: bytes) -> Iterator[bytes]:
    """The text in blocks that end where a line does, so that few rows are read field by field."""
    start = 0
    while start < len(body):
        end, marks = start, 0
        while end == start or (marks % 2 and end < len(body)):
            before, end = end, body.find(b"\n", end + _BLOCK) + 1 or len(body)
            marks += body.count(b'"', before, end)
        yield body[start:end]
        start = end


def _regular(body: bytes, lines: int, first_row: int) -> Text:
    body = body.translate(None, b'"') if b'"' in body else body
    upper = body.isascii() and (body.isupper() or body.upper() == body)
    return Text(body, lines, first_row, tidy=upper and _is_trimmed(body))


def _is_trimmed(body: bytes) -> bool:
    """No blanks about a field, and no whole number written as 12.0."""
    signs = np.frombuffer(body, dtype=np.uint8)
    blanks = np.flatnonzero(signs == ord(" "))
    beside = np.concatenate([signs[blanks - 1], signs[blanks + 1]])
    padded = bool(((beside == ord(",")) | (beside == ord("\n"))).any())
    return not (padded or b"\t" in body or (b"." in body and (b".0," in body or b".0\n" in body)))


def _regular_lines(body: bytes, width: int) -> int | None:
    """The number of lines where each has exactly `width` fields, else None.

    Only the marks that give a file its structure are looked at. A comma or a newline that lies
    within quotes has an odd number of quotation marks before it, so that a mark is left over when
    all adjacent pairs are taken out.
    """
    structure = body.translate(None, _NOT_STRUCTURE).replace(b'""', b"")
    lines = len(structure) // width
    regular = structure == (b"," * (width - 1) + b"\n") * lines
    return lines if regular and _quotes_enclose(body) else None


def _quotes_enclose(body: bytes) -> bool:
    """Every quotation mark opens or closes a field; none stands within one, or beside blanks."""
    marks = body.count(b'"')
    if not marks:
        return True
    opening = body.count(b',"') + body.count(b'\n"') + body.startswith(b'"')
    closing = body.count(b'",') + body.count(b'"\n')
    return marks == opening + closing


def _field_by_field(
    body: bytes, start: Start, heading: Heading, where: str, row: int, notes: list[Note]
) -> tuple[pl.DataFrame, int]:
    """The rows of a block that begins at `row`, and the number of the row after it."""
    width = len(start.names)
    named = max(i for i, name in enumerate(start.names) if name.strip()) + 1
    numbers, rows = [], []
    for fields in _records(body.decode(), row, where):
        if any(field and not field.isspace() for field in fields):
            if len(fields) < named:
                notes.append(Note("K14", row, detail="fewer"))
            elif any(field.strip() for field in fields[width:]):
                notes.append(Note("K14", row, detail="more"))
            numbers.append(row)
            rows.append(fields[:width] + [""] * (width - len(fields)))
        row += 1
    return frame_of(heading, list(zip(*rows, strict=True)), numbers), row


def _records(text: str, first_row: int, where: str) -> Iterator[list[str]]:
    """The fields of each row, blank ones too.

    A quotation mark out of place is forgiven, unless it would join several lines to one.
    """
    line = [""]

    def lines() -> Iterator[str]:
        for line[0] in io.StringIO(text, newline="\n"):
            yield line[0]

    records = csv.reader(lines(), strict=True)
    for row in count(first_row):
        before = records.line_num
        try:
            fields = next(records, None)
        except csv.Error:
            joined = records.line_num > before + 1
            fields = _forgiven("" if joined else line[0], f"{where}{row}")
        if fields is None:
            return
        yield fields


def _forgiven(line: str, where: str) -> list[str]:
    """The fields of a line with a quotation mark out of place."""
    try:
        return next(csv.reader([line] if line else []))
    except (csv.Error, StopIteration):
        raise InputError(
            "a quotation mark is out of place or never closed",
            where=where,
            remedy="Save the file again from the spreadsheet or system it came from.",
        ) from None
