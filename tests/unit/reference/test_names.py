"""Finding an authority by the name that a person gives."""

from __future__ import annotations

import pytest

from kinward.errors import ArgumentError
from kinward.reference.names import find

NAMES = [
    "Bristol, City of",
    "Kingston upon Hull, City of",
    "Kingston upon Thames",
    "City of London",
    "Camden",
    "Derby",
    "Derbyshire",
    "St. Helens",
    "Brighton and Hove",
    "East Sussex",
    "West Sussex",
    "County Durham",
    "King's Lynn",
]


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("Bristol, City of", "Bristol, City of"),
        ("  city of bristol", "Bristol, City of"),
        ("BRISTOL", "Bristol, City of"),
        ("Bristol City Council", "Bristol, City of"),
        ("Hull", "Kingston upon Hull, City of"),
        ("City of London", "City of London"),
        ("London Borough of Camden", "Camden"),
        ("Derby", "Derby"),
        ("Derbyshire County Council", "Derbyshire"),
        ("St Helens", "St. Helens"),
        ("Brighton & Hove", "Brighton and Hove"),
        ("Durham", "County Durham"),
        ("Kings Lynn", "King's Lynn"),
    ],
)
def test_a_name_is_found_however_it_is_put(given: str, name: str) -> None:
    assert NAMES[find(given, NAMES, where="the file")] == name


@pytest.mark.parametrize("name", NAMES)
def test_every_name_finds_itself(name: str) -> None:
    assert NAMES[find(name, NAMES, where="the file")] == name


@pytest.mark.parametrize("given", ["Sussex", "Kingston"])
def test_a_name_that_fits_two_is_an_error_that_offers_both(given: str) -> None:
    with pytest.raises(ArgumentError, match=r"Say which, such as .* or ") as caught:
        find(given, NAMES, where="the file")

    assert caught.value.where == "the file"


def test_a_misspelt_name_is_an_error_that_offers_the_close_one() -> None:
    with pytest.raises(ArgumentError, match=r"Did you mean Derbyshire\?"):
        find("Derbyshyre", NAMES, where="the file")


@pytest.mark.parametrize("given", ["", "  ", "?", "Atlantis"])
def test_a_name_that_is_like_none_is_an_error(given: str) -> None:
    with pytest.raises(ArgumentError, match="Give the name as in the file"):
        find(given, NAMES, where="the file")
