"""Rows as a CSV file that a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.http import HttpResponse, StreamingHttpResponse

from kinward.tables.harmless import harmless

_MARK: Final = "\ufeff"
"""Tells Excel that the text is UTF-8."""


class _Line:
    """Gives each line back as it is written."""

    def write(self, line: str) -> str:
        return line


def csv_file(
    name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]
) -> StreamingHttpResponse:
    """A download.

    Args:
        name: of the file, without its ending.
    """
    answer = StreamingHttpResponse(_lines(headings, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def csv_answer(text: str, name: str) -> HttpResponse:
    """A download of a table that the core wrote as CSV.

    Args:
        name: of the file, without its ending.
    """
    answer = HttpResponse(_MARK + text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield _MARK
    yield writer.writerow(headings)
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])
