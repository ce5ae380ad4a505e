"""Reading prices.csv, and what is said about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinward.errors import InputError
from kinward.forecast.cost import PRICES_SCHEMA, notes, read_prices

AS_AT = date(2025, 3, 31)


def write(
    tmp_path: Path, *rows: str, heading: str = "category,from,weekly_cost,paid_weeks"
) -> Path:
    path = tmp_path / "prices.csv"
    path.write_text("\n".join([heading, *rows]) + "\n")
    return path


def prices(*rows: tuple[str, date, int]) -> pl.DataFrame:
    return pl.DataFrame([(*row, 52.0) for row in rows], schema=PRICES_SCHEMA, orient="row")


def test_prices_are_read_in_the_order_of_categories_and_days(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        'secure,2024-04-01,"£7,250.5",',
        "In_House_Fostering,01/04/2025,482.50,55",
        "in_house_fostering,2024-04-01,468.4,52.14",
    )
    found = read_prices(path)

    assert dict(found.schema) == PRICES_SCHEMA
    assert found.rows() == [
        ("in_house_fostering", date(2024, 4, 1), 46840, 52.14),
        ("in_house_fostering", date(2025, 4, 1), 48250, 55.0),
        ("secure", date(2024, 4, 1), 725050, 52.0),
    ]


@pytest.mark.parametrize(
    ("pounds", "pence"),
    [
        ("0", 0),
        ("0.29", 29),
        ("1.005", 100),
        ("1.015", 102),
        ("4650.1450", 465014),
        ("4650.155", 465016),
        ("9999999.99", 999999999),
    ],
)
def test_pounds_become_whole_pence_half_to_even(tmp_path: Path, pounds: str, pence: int) -> None:
    """None of 0.29, 1.005 and 1.015 times a hundred is what it seems, as a float."""
    assert read_prices(write(tmp_path, f"kinship,2024-04-01,{pounds},"))["weekly_pence"][0] == pence


def test_paid_weeks_are_52_where_the_column_is_missing(tmp_path: Path) -> None:
    path = write(tmp_path, "kinship,2024-04-01,300", heading="Category,From,Weekly cost")
    assert read_prices(path)["paid_weeks"].to_list() == [52.0]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "prices.csv: The file has no prices"),
        (["kinship,2024-04-01,-0.01,"], "row 2, column weekly_cost: The price is below 0"),
        (["kinship,2024-04-01,10000001,"], "row 2, column weekly_cost: The price is above £10,000"),
        (["kinship,2024-04-01,lots,"], "row 2, column weekly_cost: The value is not an amount"),
        (["kinship,2024-04-01,,52"], "row 2, column weekly_cost: The value is missing"),
        (["kinship,,300,52"], "row 2, column from: The value is missing"),
        (["kinship,2024-04-01,300,0"], "row 2, column paid_weeks: The paid weeks of a year"),
        (["kinship,2024-04-01,300,105"], "row 2, column paid_weeks: The paid weeks of a year"),
        (["ships,2024-04-01,300,"], "category: This is no category .* are kinship, concurrent,"),
        (
            ["kinship,2024-04-01,300,", "kinship,2025-04-01,300,", "KINSHIP,01/04/2024,310,"],
            "row 4, column from: Another row has a price of the same category",
        ),
    ],
)
def test_what_cannot_be_a_price_is_an_error_with_its_place(
    tmp_path: Path, rows: list[str], told: str
) -> None:
    with pytest.raises(InputError, match=told) as caught:
        read_prices(write(tmp_path, *rows))
    assert caught.value.remedy


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="The column from is missing"):
        read_prices(write(tmp_path, "kinship,3", heading="category,weekly_cost"))


def test_a_price_that_begins_late_is_told_once_a_day() -> None:
    given = prices(
        ("kinship", date(2025, 4, 1), 30000),
        ("in_house_fostering", date(2026, 4, 1), 46840),
        ("in_house_fostering", date(2027, 4, 1), 47000),
        ("secure", date(2026, 4, 1), 725000),
        ("other", date(2025, 4, 2), 50000),
        ("with_parents", date(2030, 4, 1), 0),
    )
    shown = ("kinship", "in_house_fostering", "secure", "other")
    assert notes(given, AS_AT, shown) == (
        "No price before 2 April 2025 is given for Other: the first one is used until then.",
        "No price before 1 April 2026 is given for In-house fostering, Secure: the first one is "
        "used until then.",
    )


def test_a_price_of_more_than_a_hundred_times_the_others_is_told() -> None:
    """The median of the others is £400: £40,000.00 is a hundred times that, a penny more is not."""
    start = date(2024, 4, 1)
    others = [("kinship", start, 30000), ("in_house_fostering", start, 40000)]
    others += [("independent_fostering", start, 90000)]
    keys = [key for key, _, _ in others] + ["secure"]

    assert notes(prices(*others, ("secure", start, 4_000_000)), AS_AT, keys) == ()
    assert notes(prices(*others, ("secure", start, 4_000_001)), AS_AT, keys) == (
        "The price of Secure from 1 April 2024, £40,000.01 a week, is more than 100 times the "
        "median of the other categories: see whether it is in pounds a week.",
    )
    assert notes(prices(*others, ("secure", start, 4_000_001)), AS_AT, keys[:-1]) == ()


def test_one_category_has_nothing_to_be_far_from() -> None:
    given = prices(("secure", date(2024, 4, 1), 900_000_000), ("secure", date(2025, 4, 1), 1))
    assert notes(given, AS_AT, ["secure"]) == ()
