"""Services for which only counts are known."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.edge_of_care.counts import ServiceCounts, read_counts
from kinward.edge_of_care.shown import Shown, closed_cases
from kinward.errors import InputError


def _read(
    folder: Path, *rows: str, heading: str = "service,worked_with,closed,successes"
) -> tuple[ServiceCounts, ...]:
    path = folder / "services.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return read_counts(path)


def test_the_published_table_is_read_as_it_is(tmp_path: Path) -> None:
    care, space = _read(
        tmp_path,
        "Alternatives to Care,28,7,5,,60,0.43,",
        "Space,13,,,50,,,13 women",
        heading="service,worked_with,closed,prevented_from_care,capacity_per_year,"
        "target_worked_with,target_success_rate,note",
    )

    assert care == ServiceCounts("Alternatives to Care", 28, 7, 5, 2)
    assert closed_cases(care) == Shown(5, 7)
    assert space == ServiceCounts("Space", 13, None, None, 3)
    assert closed_cases(space) is None


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("A,28,7,8", "successes", "more successes than closed"),
        ("A,28,,1", "successes", "more successes than closed"),
        ("A,6,7,5", "closed", "More are closed than worked with"),
        ("A,-1,0,0", "worked_with", "below 0"),
        ("B,28,7,5", "service", "same service"),
        ("A,28,7,4.5", "successes", "not a whole number"),
    ],
)
def test_nonsense_is_refused_by_row_and_column(
    tmp_path: Path, row: str, column: str, what: str
) -> None:
    with pytest.raises(InputError, match=rf"services\.csv, row 3, column {column}: .*{what}"):
        _read(tmp_path, "b,28,7,5", row)
