"""Commissioning categories: the promise of the interfaces, and an authority's own file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from kinward.errors import InputError
from kinward.reference.categories import Categories, load
from kinward.reference.codes import meanings
from kinward.terms import CATEGORIES

PROMISE = [
    ("kinship", ["U1", "U3"], ["PR0", "PR1", "PR2", "PR3", "PR4", "PR5", None]),
    ("concurrent", ["U2", "U5"], ["PR1", "PR4", None]),
    ("in_house_fostering", ["U4", "U6"], ["PR1"]),
    ("independent_fostering", ["U4", "U6"], ["PR4", "PR5"]),
    ("other_authority_fostering", ["U4", "U6"], ["PR2", "PR3", None]),
    ("other", ["U4", "U6"], ["PR0"]),
    ("in_house_residential", ["K2", "R1"], ["PR1"]),
    ("external_residential", ["K2", "R1"], ["PR0", "PR2", "PR3", "PR4", "PR5", None]),
    ("parent_and_child", ["R3"], ["PR1", "PR4", None]),
    ("residential_school", ["S1"], ["PR1", "PR4", None]),
    ("secure", ["K1"], ["PR1", "PR4", None]),
    ("supported_accommodation", ["K3", "H5"], ["PR1", "PR4", None]),
    ("independent_living", ["P2"], ["PR1", "PR4", None]),
    ("with_parents", ["P1"], ["PR0", None]),
    ("placed_for_adoption", ["A3", "A4", "A5", "A6"], ["PR1", "PR5", None]),
    ("other", ["R2", "R5", "P3", "Z1", "Z11", "Z12", "Z13", "Z14", "QQ", None], ["PR1", None]),
]
TEMPORARY = ["T0", "T1", "T2", "T3", "T4"]


def assigned(
    categories: Categories, place: str | None, provider: str | None, day: date | None = None
) -> str | None:
    frame = pl.DataFrame(
        {"place": [place], "provider": [provider], "day": [day]},
        {"place": pl.String, "provider": pl.String, "day": pl.Date},
    )
    expr = categories.assign(pl.col("place"), pl.col("provider"), pl.col("day"))
    answer: str | None = frame.select(expr).item()
    return answer


@pytest.mark.parametrize(("category", "places", "providers"), PROMISE)
def test_the_built_in_rules_keep_the_promise(
    category: str, places: list[str | None], providers: list[str | None]
) -> None:
    pairs = [(place, provider, None) for place in places for provider in providers]
    frame = pl.DataFrame(
        pairs, {"place": pl.String, "provider": pl.String, "day": pl.Date}, orient="row"
    )

    found = frame.select(load().assign(pl.col("place"), pl.col("provider"), pl.col("day")))

    assert found.to_series().to_list() == [category] * len(pairs)


def test_every_place_and_category_is_told_of_by_the_promise() -> None:
    told = {place for _, places, _ in PROMISE for place in places}

    assert set(meanings("PLACE")) - set(TEMPORARY) <= told
    assert {category for category, _, _ in PROMISE} == set(CATEGORIES)


@pytest.mark.parametrize("place", TEMPORARY)
def test_a_temporary_absence_has_no_category_of_its_own(place: str) -> None:
    assert assigned(load(), place, "PR4") is None


def test_a_recoded_episode_keeps_its_category_though_it_began_before_the_code() -> None:
    assert assigned(load(), "K3", "PR4", date(2024, 6, 1)) == "supported_accommodation"


def own(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "ours.csv"
    path.write_text(content)
    return path


def test_a_file_takes_the_place_of_the_built_in_rules(tmp_path: Path) -> None:
    path = own(tmp_path, "Category,Place,Provider\nSECURE,k2,\nkinship,U4,none\nother,u4,pr1\n")

    rules = load(path)

    assert rules.source == "ours.csv"
    assert assigned(rules, "K2", "PR1") == "secure"
    assert assigned(rules, "U4", None) == "kinship"
    assert assigned(rules, "U4", "PR1") == "other"
    assert assigned(rules, "U1", "PR1") == "other"
    assert assigned(rules, "T2", None) is None


def test_a_file_of_rules_for_any_provider_needs_no_others(tmp_path: Path) -> None:
    rules = load(own(tmp_path, "category,place,provider\nsecure,K1,\n"))

    assert assigned(rules, "K1", "PR4") == "secure"


def test_rules_hold_from_their_first_to_their_last_day(tmp_path: Path) -> None:
    path = own(
        tmp_path,
        "category,place,provider,from,to\n"
        "independent_living,P2,,,27/10/2023\n"
        "other,P2,,2023-10-28,\n"
        "with_parents,P2,PR0,01/04/2024,31/03/2025\n"
        "kinship,P2,PR1,,\n",
    )

    rules = load(path)

    assert assigned(rules, "P2", "PR4", date(2023, 10, 27)) == "independent_living"
    assert assigned(rules, "P2", "PR4", date(2023, 10, 28)) == "other"
    assert assigned(rules, "P2", "PR0", date(2024, 3, 31)) == "other"
    assert assigned(rules, "P2", "PR0", date(2024, 4, 1)) == "with_parents"
    assert assigned(rules, "P2", "PR0", date(2025, 3, 31)) == "with_parents"
    assert assigned(rules, "P2", "PR0", date(2025, 4, 1)) == "other"
    assert assigned(rules, "P2", "PR1", date(2023, 10, 27)) == "kinship"


HEADING = "category,place,provider,from,to\nkinship,U1,,,\n"


@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (HEADING + "foster,U4,PR1,,\n", "row 3, column category", "no category"),
        (HEADING + "kinship,U9,PR1,,\n", "row 3, column place", "no place"),
        (HEADING + "kinship,T4,,,\n", "row 3, column place", "no place"),
        (HEADING + "kinship,U3,PR9,,\n", "row 3, column provider", "no provider"),
        (HEADING + "kinship,U3,,2023,\n", "row 3, column from", "not a date"),
        (HEADING + "kinship,U3,,01/02/2024,01/01/2024\n", "row 3, column to", "ends before"),
        (HEADING + "secure,U1,,,\n", "row 3, column place", "Another row"),
        (
            HEADING + "kinship,U3,,,01/02/2024\nother,U3,,31/01/2024,\n",
            "row 4, column place",
            "Another row",
        ),
        (
            HEADING + "kinship,U3,,,\nother,U3,,1/1/2020,2/1/2020\nother,U3,,1/1/2021,2/1/2021\n",
            "row 4, column place",
            "Another row",
        ),
        (HEADING + ",U3,,,\n", "row 3, column category", "missing"),
        ("category,provider\nkinship,\n", "ours.csv", "column place is missing"),
        ("category,place,provider\n", "ours.csv", "no rules"),
    ],
)
def test_a_file_that_cannot_be_used_is_an_error_with_its_place(
    tmp_path: Path, content: str, place: str, what: str
) -> None:
    with pytest.raises(InputError) as caught:
        load(own(tmp_path, content))

    assert "ours.csv" in caught.value.where
    assert place in caught.value.where
    assert what in caught.value.what
    assert caught.value.remedy
