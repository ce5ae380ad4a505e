"""XLSX workbooks: each sheet is a table of its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import fastexcel
import polars as pl

from kinward.errors import InputError
from kinward.returns.recognise import recognise, refuse_near_miss
from kinward.returns.sheet import Note, Sheet, frame_of
from kinward.returns.sources import Source, guarded, is_workbook, refuse_bomb


def sheets(source: Source, data: bytes) -> Iterator[Sheet]:
    """The sheets of a workbook. Rows are numbered as the workbook numbers them.

    Raises:
        InputError: the workbook is damaged, or would unpack to more than a return can hold.
    """
    with guarded(source.path), zipfile.ZipFile(io.BytesIO(data)) as archive:
        if not is_workbook(archive):
            detail = ": it is an archive within a folder or an archive; unpack it, or give it alone"
            yield Sheet(source.path, source.names, notes=(Note("K10", detail=detail),))
            return
        refuse_bomb(archive, source.path)
    try:
        book = fastexcel.read_excel(data)
        for name in book.sheet_names:
            grid = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
            yield _sheet(f"{source.path}/{name}", (*source.names, name), grid)
    except fastexcel.FastExcelError:
        raise InputError(
            "the workbook is damaged",
            where=source.path,
            remedy="Open it in Excel and save it again.",
        ) from None


def _sheet(path: str, names: tuple[str, ...], grid: pl.DataFrame) -> Sheet:
    filled = (
        grid.select(
            filled=pl.any_horizontal(pl.all().str.strip_chars().str.len_bytes() > 0).fill_null(
                value=False
            )
        )["filled"]
        if grid.width
        else pl.Series([], dtype=pl.Boolean)
    )
    first = filled.arg_max() if filled.any() else None
    if first is None:
        return Sheet(path, names, notes=(Note("K12", detail=": the sheet is empty"),))
    titles = tuple(str(title or "") for title in grid.row(first))
    heading = recognise(titles)
    if heading is None:
        refuse_near_miss(titles, path)
        return Sheet(path, names, notes=(Note("K10"),))
    body = grid.slice(first + 1)
    content = frame_of(heading, body.get_columns(), range(first + 2, first + 2 + body.height))
    return Sheet(path, names, heading, (content,))
