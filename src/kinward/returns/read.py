"""Reading returns: folders, archives, workbooks, XML and text, of any vintage, as typed tables."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final

import numpy as np
import polars as pl

from kinward.errors import InputError
from kinward.returns import limits, text, typed, years
from kinward.returns.model import FINDING_SCHEMA, UNPARSED_SCHEMA, Returns, SourceFile
from kinward.returns.recognise import EXPECTED, recognise, refuse_near_miss, refuse_other_marks
from kinward.returns.schema import TABLES
from kinward.returns.sheet import FOUND, Note, Sheet
from kinward.returns.sources import Source, find, guarded, rest_of
from kinward.terms import Level

_NEEDED: Final = "Give the folder, archive or files of an SSDA903 return, with its Episodes table."
_MARKUP: Final = b"<"
_FIRST_SIGN: Final = 256
"""Bytes within which the first sign of a file that is not blank is looked for."""
_ARCHIVE: Final = b"PK"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
"""How an old Excel file starts, and a new one that is protected by a password."""


def read(paths: Sequence[Path]) -> Returns:
    """The returns in folders, archives and files, typed, with nothing changed.

    Args:
        paths: folders (with any nesting), zip archives, CSV and text files, XLSX workbooks and
            DfE XML, in any mixture. Tables are recognised by their columns, and the return year of
            each by its dates; see `recognise` and `years`.

    Returns:
        All twelve tables, what was found about each file, and the values that are not dates.

    Raises:
        InputError: a path is not there, damaged, protected, hostile or beyond `limits`; a file
            plainly meant as a table lacks a required column; nothing holds any episodes.
    """
    with ExitStack() as stack:
        sheets = [sheet for source in find(paths, stack) for sheet in _sheets(source)]
    by_table: dict[str, list[tuple[int, Sheet]]] = {name: [] for name in TABLES}
    for position, sheet in enumerate(sheets):
        if sheet.table:
            by_table[sheet.table].append((position, sheet))
    _refuse_nothing(paths, sheets, by_table)
    pairs = {name: typed.table_of(name, found) for name, found in by_table.items()}
    tables = {name: table for name, (table, _) in pairs.items()}
    if tables["Episodes"].is_empty():
        raise InputError("no file holds any episodes", where=_where(paths), remedy=_NEEDED)
    told = years.assign([(sheet.names, sheet.table) for sheet in sheets], tables)
    files = _files(sheets, tables, told.years)
    return Returns(
        files=files,
        tables={name: _with_year(table, told.years) for name, table in tables.items()},
        columns={
            name: frozenset(c for _, s in found if s.heading for c in s.heading.columns if c)
            for name, found in by_table.items()
        },
        unparsed=pl.concat(
            [pl.DataFrame(schema=UNPARSED_SCHEMA), *(bad for _, bad in pairs.values())]
        ),
        findings=_findings(sheets, files, told.several),
    )


def _where(paths: Sequence[Path]) -> str:
    return ", ".join(map(str, paths[:3])) + (" and others" if len(paths) > 3 else "")


def _refuse_nothing(
    paths: Sequence[Path],
    sheets: Sequence[Sheet],
    by_table: dict[str, list[tuple[int, Sheet]]],
) -> None:
    if not sheets:
        what = "this is not a return: there is no CSV, Excel or XML file here"
        raise InputError(what, where=_where(paths), remedy=_NEEDED)
    if not any(by_table.values()):
        what = "this is not a return: no first row holds the headings of one of its tables"
        raise InputError(what, where=_where(paths), remedy=_NEEDED)
    if not by_table["Episodes"]:
        what = "there is no Episodes table, so there is nothing to do"
        raise InputError(what, where=_where(paths), remedy=_NEEDED)


def _sheets(source: Source) -> Iterator[Sheet]:
    """The tables in one file, told apart by how it starts. Only a table is read to its end."""
    with guarded(source.path), source.open() as stream:
        head = stream.read(limits.HEAD_BYTES)
        if head.startswith(_ARCHIVE):
            from kinward.returns import workbook

            yield from workbook.sheets(source, head + rest_of(stream, source))
        elif head.startswith(_OLD_EXCEL):
            yield _old_excel(source)
        elif text.decode(head[:_FIRST_SIGN])[0].lstrip().startswith(_MARKUP):
            from kinward.returns import dfe_xml

            yield from dfe_xml.sheets(source, head + rest_of(stream, source))
        else:
            yield _text_sheet(source, head, stream)


def _text_sheet(source: Source, head: bytes, stream: IO[bytes]) -> Sheet:
    if not text.is_text(head):
        return _left_out(source, Note("K10", detail=": it is not text"))
    whole, windows = text.decode(head)
    start = text.start_of(whole)
    if start is None and len(head) < limits.HEAD_BYTES:
        return _left_out(source, Note("K12", detail=": the file is empty"))
    heading = recognise(start.names) if start else None
    if start is None or heading is None:
        refuse_other_marks(start.names if start else (), source.path)
        refuse_near_miss(start.names if start else (), source.path)
        return _left_out(source, Note("K10"))
    if len(head) == limits.HEAD_BYTES:
        whole, windows = text.decode(head + rest_of(stream, source))
        start = text.start_of(whole) or start
    content, notes = text.rows_of(whole, start, heading, source.path)
    if windows:
        notes.append(Note("K16"))
    return Sheet(source.path, source.names, heading, content, tuple(notes))


def _left_out(source: Source, note: Note) -> Sheet:
    return Sheet(source.path, source.names, notes=(note,))


def _old_excel(source: Source) -> Sheet:
    """Refuse a protected workbook: what it holds may well be part of the return."""
    if source.given or source.path.lower().endswith((".xlsx", ".xlsm")):
        raise InputError(
            "the workbook is protected by a password, or is of an old kind",
            where=source.path,
            remedy="Save it as .xlsx without a password.",
        )
    return _left_out(source, Note("K10", detail=": it is not text"))


def _with_year(table: pl.DataFrame, years: Sequence[int | None]) -> pl.DataFrame:
    by_file = pl.Series("year", years, dtype=pl.Int32)
    return table.hstack([by_file.gather(table["file"])])


def _files(
    sheets: Sequence[Sheet], tables: Mapping[str, pl.DataFrame], years: Sequence[int | None]
) -> tuple[SourceFile, ...]:
    rows = np.zeros(len(sheets), dtype=np.int64)
    for table in tables.values():
        rows += np.bincount(table["file"].to_numpy(), minlength=len(sheets))
    return tuple(
        SourceFile(sheet.path, sheet.table, year, int(count))
        for sheet, year, count in zip(sheets, years, rows, strict=True)
    )


def _findings(
    sheets: Sequence[Sheet], files: Sequence[SourceFile], several: Collection[int]
) -> pl.DataFrame:
    found = [
        {
            "rule": note.rule,
            "level": _level(note, sheet),
            "table": sheet.table or "",
            "file": position,
            "row": note.row,
            "column": note.column,
            "message": FOUND[note.rule][1].format(detail=note.detail),
        }
        for position, sheet in enumerate(sheets)
        for note in _notes(sheet, files[position], several=position in several)
    ]
    return pl.DataFrame(found, schema=FINDING_SCHEMA)


def _notes(sheet: Sheet, file: SourceFile, *, several: bool) -> Iterator[Note]:
    yield from sheet.notes
    if not sheet.heading:
        return
    if sheet.heading.kept_out:
        yield Note("K11", detail=", ".join(sheet.heading.kept_out))
    for column in EXPECTED.get(sheet.heading.table, ()):
        if column in sheet.heading.missing:
            yield Note("K13", column=column, detail=column)
    if not file.rows:
        yield Note("K12")
    elif file.year is None:
        yield Note("K15")
    if several:
        yield Note("K17")


def _level(note: Note, sheet: Sheet) -> Level:
    """A missing UPN changes no figure."""
    return "note" if note.rule == "K13" and sheet.table == "Header" else FOUND[note.rule][0]
