"""Tables as CSV: a spreadsheet runs nothing that is in them."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest

from kinward.reports.download import csv_text
from kinward.reports.table import Column, ReportTable


@pytest.mark.parametrize("words", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1"])
def test_words_that_a_spreadsheet_would_run_stay_words(words: str) -> None:
    """In cells, and in headings, which are the names that people gave to plans."""
    frame = pl.DataFrame({"what": [words], "plan": ["1"]})
    table = ReportTable("t", "T", (Column("what", "What"), Column("plan", words)), frame, "S")
    rows = list(csv.reader(io.StringIO(csv_text(table), newline="")))
    assert rows == [["What", f"'{words}"], [f"'{words}", "1"]]
