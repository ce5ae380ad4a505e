"""Reserves: opening, movements, closing."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.budget.reserves import RESERVES_SCHEMA, Reserves, read_reserves
from kinward.errors import InputError

HEADING = "reserve,entry,date,amount,label\n"


def read(folder: Path, text: str) -> Reserves:
    path = folder / "reserves.csv"
    path.write_text(HEADING + text)
    return read_reserves(path)


def rules(found: Reserves) -> list[tuple[str, int, str]]:
    return [(each.rule, each.row, each.column) for each in found.findings]


def test_the_published_reserves_of_2015(tmp_path: Path) -> None:
    """£500,000 for Alternatives to Care, of which 190,000 are used in 2015/16; £364,000 for
    multi-systemic therapy, 182,000 a year."""
    found = read(
        tmp_path,
        "Alternatives to Care,opening,2015-04-01,500k,\n"
        "Alternatives to Care,movement,2016-03-31,-190k,Used\n"
        "Alternatives to Care,closing,2016-03-31,310k,\n"
        "Therapy,opening,2015-04-01,364k,\nTherapy,Movement,2016-01-31,(182k),Used\n"
        "Therapy,movement,2016-01-31,0.01,Interest\n",
    )
    assert found.findings == ()
    assert found.frame().schema == RESERVES_SCHEMA
    assert found.frame().rows() == [
        ("Alternatives to Care", 50_000_000, 0, 19_000_000, 31_000_000, 31_000_000, 0),
        ("Therapy", 36_400_000, 1, 18_200_000, 18_200_001, None, None),
    ]
    assert found.reserves[1].movements[1].label == "Interest"


def test_a_closing_balance_must_follow_from_the_movements(tmp_path: Path) -> None:
    found = read(tmp_path, "A,opening,,10,\nA,movement,,-3.00,\nA,closing,,6.99,\n")
    assert rules(found) == [("B31", 4, "amount")]
    assert found.frame()["difference"].to_list() == [-1]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A,movement,2016-01-01,5,\n", [("B32", 2, "entry")]),
        ("A,opening,,5,\nA,movement,2016-01-02,-6,\n", [("B33", 3, "amount")]),
        (
            "A,opening,2015-04-01,5,\nA,movement,2015-04-01,-1,\nA,movement,2016-03-31,-1,\n"
            "A,closing,2016-03-31,3,\n",
            [],
        ),
        # Paid in the day before it is drawn: it does not matter which row comes first.
        ("A,opening,,5,\nA,movement,2016-01-02,-6,\nA,movement,2016-01-01,1,\n", []),
        (
            "A,opening,2015-04-01,5,\nA,movement,2015-03-31,-1,\nA,movement,2016-04-01,-1,\n"
            "A,closing,2016-03-31,3,\n",
            [("B34", 3, "date"), ("B34", 4, "date")],
        ),
    ],
)
def test_what_is_doubtful_is_found(
    tmp_path: Path, text: str, expected: list[tuple[str, int, str]]
) -> None:
    assert rules(read(tmp_path, text)) == expected


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A,spent,,5,\n", "row 2, column entry: This is no entry of a reserve"),
        ("A,opening,,5,\nA,Opening,,5,\n", "row 3, column entry: The reserve has this balance"),
        ("A,opening,,x,\n", "row 2, column amount: The value is not an amount"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read(tmp_path, text)
