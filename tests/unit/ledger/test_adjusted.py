"""Block contracts with their voids, and grants by child and week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import polars as pl
import pytest

from kinward.ledger.activity import activity
from kinward.ledger.book import PEOPLE_SCHEMA
from kinward.ledger.model import Activity
from ledger_tables import ledger

HEADING = "section label kind budget projected service_type places weekly_rate"
PLACEMENTS = """
    placement_id child_id service_type start end weekly_cost
    p1 anna Agency 2022-04-01 2022-07-01 0
    p2 anna Fostering 2022-06-01 2022-08-01 500
    p3 ben Agency 2020-04-01 - 0
    p4 - Agency 2023-03-31 - 0
    p5 4 Agency 2023-03-31 - 0
"""


def _activity(
    line: str, placements: str = PLACEMENTS, people: list[object] | None = None
) -> Activity:
    record = ledger(placements, adjustments=f"{HEADING}\n{line}")
    if people is not None:
        frame = pl.DataFrame(people, schema=PEOPLE_SCHEMA, orient="row")
        record = replace(record, people=frame)
    return activity(record, 2023, date(2022, 12, 31))


def test_a_block_is_paid_for_whoever_comes_and_its_voids_are_told() -> None:
    full = "placement_id child_id service_type start end weekly_cost\n" + "\n".join(
        f"p{n} c{n} Agency 2020-01-01 - 0" for n in range(2)
    )
    found = _activity("External Beds block_contract 150000 - Agency 3 1000", full)
    [block] = found.blocks
    assert found.lines[-1].actual.projected == 3 * 1000 * 52 * 100
    assert (block.places, block.used, block.void) == (3, 2, 1)
    assert block.void_cost == 52_000_00


def test_a_block_with_more_children_than_places_has_no_void() -> None:
    [block] = _activity("External Beds block_contract 0 52000 Agency 0.5 -").blocks
    assert block.used == Fraction(91 + 365 + 1 + 1, 365)
    assert (block.void, block.void_cost) == (0, 0)


def test_a_grant_is_for_each_child_of_its_service_type_once_a_day() -> None:
    """Someone without an identifier is a child of its own, whatever others are called."""
    found = _activity("External Grant grant -1 - Agency - 700")
    assert found.lines[-1].actual.projected == -(91 + 365 + 1 + 1) * 100_00


def test_the_uasc_grant_is_for_those_listed_until_they_cease() -> None:
    """Anna from April to 19 July, in two homes of which she is in both in June; not Ben."""
    people = [
        ("anna", date(2010, 1, 1), True, date(2022, 7, 20)),
        ("ben", date(2010, 1, 1), False, None),
    ]
    found = _activity("External Grant grant - - - - 700", people=people)
    assert found.lines[-1].actual.projected == -110 * 100_00


def test_without_a_return_nobody_knows_who_sought_asylum() -> None:
    found = _activity("External Grant grant - - - - 700")
    assert found.lines[-1].actual.projected == 0
    assert ("L35", 2) in [(each.rule, each.row) for each in found.findings]


@pytest.mark.parametrize(
    ("line", "pounds", "rule"),
    [
        ("External Growth growth 0 80000 - - -", 80_000, ""),
        ("External Find savings_to_find 0 407000 - - -", -407_000, "L33"),
        ("External Find savings_to_find 0 -407000 - - -", -407_000, ""),
        ("External Find Savings-to-find 0 (407k) - - -", -407_000, ""),
        ("External Rent fixed 12000 - - - -", 0, "L34"),
    ],
)
def test_an_amount_that_is_given_counts(line: str, pounds: int, rule: str) -> None:
    found = _activity(line)
    assert found.lines[-1].actual.projected == pounds * 100
    assert {each.rule for each in found.findings if each.file == "adjustments.csv"} == {rule} - {""}
