"""Reading contracts.csv."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from dear_placements import contracts
from kinward.errors import InputError
from kinward.ledger.read.contracts import read_contracts


def test_the_rows_of_a_provider_are_the_tiers_of_one_contract(tmp_path: Path) -> None:
    found = contracts(
        tmp_path,
        """
        Oak Homes Ltd,Residential homes,Yes,10,7.5
        OAK HOMES LTD ,residential  homes,,0,0
        Elm Fostering,,no,,
        """,
    )

    oak, elm = found.contracts
    assert (oak.provider, oak.service_type, oak.framework) == (
        "Oak Homes Ltd",
        "Residential homes",
        True,
    )
    assert [(tier.least, tier.discount_pct, tier.row) for tier in oak.tiers] == [
        (0, 0, 3),
        (10, Fraction(15, 2), 2),
    ]
    assert (elm.service_type, elm.framework, elm.tiers) == ("", False, ())
    assert found.findings == ()


def test_a_discount_is_read_as_the_decimal_that_was_written(tmp_path: Path) -> None:
    (only,) = contracts(tmp_path, "Oak,,yes,2.5,0.1").contracts

    assert (only.tiers[0].least, only.tiers[0].discount_pct) == (Fraction(5, 2), Fraction(1, 10))


def test_the_provider_is_all_that_a_file_needs(tmp_path: Path) -> None:
    path = tmp_path / "contracts.csv"
    path.write_text("Provider,Colour\nOak,green\n")

    found = read_contracts(path)

    assert (found.contracts[0].framework, found.contracts[0].tiers) == (None, ())
    assert [(each.rule, each.row) for each in found.findings] == [("L01", 1)]


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("Elm,,perhaps,0,0", "row 3, column framework"),
        ("Elm,,yes,-1,0", "row 3, column from_placements"),
        ("Elm,,yes,0,100", "row 3, column discount_pct"),
        ("Elm,,yes,0,-2", "row 3, column discount_pct"),
        ("OAK,,yes,5.0,3", "row 3, column from_placements"),
        (",,yes,5,3", "row 3, column provider"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_row_and_column(
    tmp_path: Path, row: str, where: str
) -> None:
    with pytest.raises(InputError) as refused:
        contracts(tmp_path, f"Oak,,yes,5,2\n{row}")

    assert str(refused.value).startswith(f"contracts.csv, {where}: ")


def test_two_rows_without_a_tier_are_no_tier_twice(tmp_path: Path) -> None:
    (only,) = contracts(tmp_path, "Oak,,yes,,\nOak,,yes,,\nOak,,yes,0,1").contracts

    assert [tier.row for tier in only.tiers] == [4]


def test_tiers_that_do_not_rise_and_rows_that_differ_are_findings(tmp_path: Path) -> None:
    found = contracts(
        tmp_path,
        """
        Oak,,yes,10,4
        Oak,,no,0,2
        Oak,,,20,4
        Elm,,yes,0,1
        Elm,,yes,5,2
        """,
    )

    assert [(each.rule, each.row, each.column) for each in found.findings] == [
        ("L45", 4, "discount_pct"),
        ("L46", 2, "framework"),
    ]
    assert found.contracts[0].framework is False
