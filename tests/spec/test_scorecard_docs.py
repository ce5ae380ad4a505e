"""The tables of docs/scorecard.md say what the rules give, and its example file is read."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kinward.scorecard.control import FALSE_ALARMS
from kinward.scorecard.direction import direction
from kinward.scorecard.rag import rag, standing
from kinward.scorecard.read import read
from kinward.scorecard.targets import Band, Bounds, Ceiling, Floor, Target, Trajectory
from scorecards import DECEMBER, card, measure

PAGE = Path(__file__).parents[2] / "docs" / "scorecard.md"
_SENSES = {"good": " better", "bad": " worse", "neither": ""}


def block(kind: str) -> str:
    (text,) = re.findall(rf"^```csv {kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    return str(text)


def table(kind: str) -> list[dict[str, str]]:
    """The rows of a table of rules, by heading; a hyphen is nothing."""
    (text,) = re.findall(
        rf"<!-- spec: {kind} -->\n(.*?)<!-- end -->", PAGE.read_text("utf-8"), re.S
    )
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines()
    ]
    return [
        {name: "" if cell == "-" else cell for name, cell in zip(head, row, strict=True)}
        for row in rows
    ]


def bounds(kind: str, text: str) -> Bounds:
    if kind == "band":
        low, high = text.split(" to ")
        return Band(Decimal(low), Decimal(high))
    return (Floor if kind == "floor" else Ceiling)(Decimal(text))


def target(kind: str, text: str, tolerance: str) -> Target:
    given: dict[str, Any] = (
        {"tolerance_pct": Decimal(tolerance[:-1])}
        if tolerance.endswith("%")
        else {"tolerance": Decimal(tolerance)}
    )
    return Target(bounds(kind, text), **given)


@pytest.mark.parametrize("row", table("rag"), ids=lambda row: f"{row['Kind']} {row['Value, %']}")
def test_colours(row: dict[str, str]) -> None:
    wanted = target(row["Kind"], row["Target, %"], row["Tolerance"])
    found = rag(measure(), Decimal(row["Value, %"]), wanted, DECEMBER)

    assert (found.colour, found.reason) == (row["Colour"], row["Because"])


@pytest.mark.parametrize("row", table("direction"), ids=lambda row: row["Direction"])
def test_directions(row: dict[str, str]) -> None:
    wanted = Target(bounds("band", row["Target"])) if row["Target"] else None
    of = card(measure(polarity=row["What is good"]), target=wanted)  # type: ignore[arg-type]
    found = direction(of, Decimal(row["Now"]), Decimal(row["Before"]))

    assert found is not None
    assert f"{found.way}{_SENSES[found.sense]}" == row["Direction"]


def test_the_trajectory_of_the_text() -> None:
    path = Trajectory(
        "ceiling", ((date(2016, 4, 30), Decimal(535)), (date(2017, 4, 30), Decimal(497)))
    )
    there = standing(path, date(2016, 10, 31))

    assert isinstance(there, Ceiling)
    assert round(there.at) == 516
    assert "the ceiling of 31 October 2016 is 516" in PAGE.read_text("utf-8")


def test_the_false_alarms_of_the_text() -> None:
    assert f"{100 * FALSE_ALARMS:.0f}% signal in any month" in PAGE.read_text("utf-8")


def test_the_example_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "measures.csv"
    path.write_text(block("measures"), encoding="utf-8")
    cards = read(path).cards

    assert list(cards) == [
        *("looked_after", "rate_per_10000", "reviews_on_time_pct"),
        *("health_checks_in_time", "foster_carers_approved"),
    ]
    stock = cards["looked_after"].target
    assert stock is not None
    assert isinstance(stock.bounds, Trajectory)
    assert stock.tolerance_pct == 5
    assert cards["foster_carers_approved"].readings[0].period_end == date(2025, 12, 31)
