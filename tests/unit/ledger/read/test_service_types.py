"""Reading service_types.csv, and the service types that are built in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kinward.errors import InputError
from kinward.ledger.read.service_types import (
    SERVICE_TYPES_SCHEMA,
    built_in,
    read_service_types,
    service_key,
)
from kinward.terms import CATEGORIES

HEADING = "service_type,section,category,paid_weeks,billing,after_18"


def _read(folder: Path, *rows: str, heading: str = HEADING) -> pl.DataFrame:
    path = folder / "service_types.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return read_service_types(path)


def _one(frame: pl.DataFrame, key: str) -> dict[str, Any]:
    return frame.row(by_predicate=pl.col("key") == key, named=True)


def test_those_built_in_are_well_formed() -> None:
    frame = built_in()
    assert dict(frame.schema) == SERVICE_TYPES_SCHEMA
    assert frame["key"].is_unique().all()
    assert set(frame["category"].drop_nulls()) <= set(CATEGORIES)
    assert _one(frame, "inhousefostering")["week_hundredths"] == 5500
    assert _one(frame, "stayingput")["after_18"]


def test_one_of_the_file_stands_for_the_one_built_in(tmp_path: Path) -> None:
    frame = _read(tmp_path, "in-house FOSTERING,Own carers,kinship,50.5,daily,yes")
    assert frame.height == built_in().height
    assert frame.row(0) == (
        "inhousefostering",
        "in-house FOSTERING",
        "Own carers",
        "kinship",
        5050,
        True,
        True,
    )


def test_empty_fields_have_their_meaning(tmp_path: Path) -> None:
    found = _one(_read(tmp_path, "Tents,,,,,"), "tents")
    assert (found["section"], found["category"]) == (None, None)
    assert (found["week_hundredths"], found["daily"], found["after_18"]) == (5200, False, False)
    alone = _one(_read(tmp_path, "Tents", heading="service_type"), "tents")
    assert alone == found


def test_a_plus_sign_tells_names_apart() -> None:
    names = pl.DataFrame({"name": ["16+", "16", " In-house  (Fostering) "]})
    assert names.select(service_key(pl.col("name"))).to_series().to_list() == [
        "16+",
        "16",
        "inhousefostering",
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("Tents,,tent,,,", "category"),
        ("Tents,,,,monthly,", "billing"),
        ("Tents,,,0,,", "paid_weeks"),
        ("Tents,,,520,,", "paid_weeks"),
        ("Tents,,,,,perhaps", "after_18"),
        ("caves,,,,,", "service_type"),
        (",Own,,,,", "service_type"),
    ],
)
def test_what_has_no_meaning_is_refused(tmp_path: Path, row: str, column: str) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, "Caves,,,,,", row)
    assert error.value.where == f"service_types.csv, row 3, column {column}"
