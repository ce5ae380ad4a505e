"""However a text file is written, its rows are those that Python's own reader finds."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinward.returns.read import read

HEADING = ("CHILD", "DECOM", "RNE", "LS", "PLACE", "DEC", "UPN")
ANCHOR = ("999999", "01/05/2024", "S", "C2", "U4", "01/02/2025", "")

fields = st.one_of(
    st.sampled_from(["", "1", "007", "AB1 2CD", 'a "nail"', "x,y", "two\nlines", '"', "é"]),
    st.text(alphabet='Ab1 ,"\n.', max_size=6),
)
tables = st.lists(st.lists(fields, min_size=7, max_size=7), max_size=8)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("text")


def expected(rows: list[list[str]]) -> list[tuple[str | None, str | None, int]]:
    """CHILD and URN of every row that is not blank, with its number."""
    found = []
    for number, row in enumerate(rows, 2):
        child, urn = row[0].strip(), row[6].strip()
        if any(field.strip() for field in row):
            found.append((child or None, urn or None, number))
    return found


@given(
    rows=tables,
    block=st.integers(1, 400),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    ending=st.sampled_from(["\n", "\r\n"]),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_rows_and_their_numbers(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    block: int,
    rows: list[list[str]],
    quoting: int,
    ending: str,
) -> None:
    rows = [[field.replace(".", "") for field in row] for row in [*rows, list(ANCHOR)]]
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting, lineterminator=ending)  # type: ignore[arg-type]
    writer.writerows([[name.replace("UPN", "URN") for name in HEADING], *rows])
    monkeypatch.setattr("kinward.returns.text._BLOCK", block)
    path = folder / "2024-25.csv"
    path.write_bytes(text.getvalue().encode())
    table = read([path]).tables["Episodes"]
    assert table.select("CHILD", "URN", "row").rows() == expected(rows)
