"""Reading adjustments.csv."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.ledger.read.adjustments import Adjustments, read_adjustments

HEADING = "section,label,kind,budget,projected,service_type,places,weekly_rate"


def _read(folder: Path, *rows: str, heading: str = HEADING) -> Adjustments:
    path = folder / "adjustments.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return read_adjustments(path)


def test_the_published_columns_are_enough(tmp_path: Path) -> None:
    found = _read(
        tmp_path,
        "External,Growth/Replacement,growth,0,80k",
        heading="section,label,kind,budget,projected",
    )
    [line] = found.lines
    assert (line.budget, line.projected, line.places, line.weekly_rate) == (
        0,
        80_000_00,
        None,
        None,
    )
    assert found.findings == ()


@pytest.mark.parametrize("kind", ["savings_to_find", "Savings to find", "SAVINGS-TO-FIND", "grant"])
def test_what_reduces_counts_below_nought(tmp_path: Path, kind: str) -> None:
    found = _read(tmp_path, f"E,S,{kind},-10,407,,,", f"E,T,{kind},-10,-407,,,")
    assert [(line.budget, line.projected) for line in found.lines] == [(-10_00, -407_00)] * 2
    assert [(each.rule, each.row) for each in found.findings] == [("L33", 2)]


def test_a_block_has_places_and_a_rate(tmp_path: Path) -> None:
    [line] = _read(tmp_path, "E,Beds,block_contract,,,Residential Homes,2.5,3000").lines
    assert (line.budget, line.projected) == (0, None)
    assert (line.service_key, line.places, line.weekly_rate) == (
        "residentialhomes",
        Fraction(5, 2),
        3_000_00,
    )


@pytest.mark.parametrize(
    ("row", "column", "what"),
    [
        ("E,X,virement,1,1,,,", "kind", "This is no kind of adjustment that Kinward knows"),
        ("E,X,,1,1,,,", "kind", "The value is missing"),
        ("E,X,growth,1,1p,,,", "projected", "is not an amount of money"),
        ("E,X,growth,1,1,,two,", "places", "The value is not a number"),
        ("E,,growth,1,1,,,", "label", "The value is missing"),
    ],
)
def test_what_cannot_be_an_adjustment_is_refused(
    tmp_path: Path, row: str, column: str, what: str
) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, "E,G,growth,0,1,,,", row)
    assert error.value.where == f"adjustments.csv, row 3, column {column}"
    assert what in error.value.what
    assert "virement" not in str(error.value)
