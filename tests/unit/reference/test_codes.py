"""Code sets: every column of the return has its list, and years judge codes."""

from __future__ import annotations

import polars as pl
import pytest

from kinward.cohort.model import EXIT_CAUSES
from kinward.errors import ArgumentError
from kinward.reference.codes import (
    CODES_SCHEMA,
    FIRST_KNOWN_YEAR,
    LAST_KNOWN_YEAR,
    code_set,
    code_sets,
    groups,
    in_no_list,
    known_absent,
    meanings,
)
from kinward.returns.schema import TABLES


def judged(name: str, code: str | None, year: int | None) -> tuple[bool, bool]:
    frame = pl.DataFrame({"code": [code], "year": [year]}, {"code": pl.String, "year": pl.Int32})
    code_, year_ = pl.col("code"), pl.col("year")
    answer = frame.select(
        absent=known_absent(name, code_, year_), unlisted=in_no_list(name, code_, year_)
    )
    return answer.row(0)  # type: ignore[return-value]


@pytest.mark.parametrize("name", list(code_sets()))
def test_a_set_lists_each_code_once_with_meaning_and_group(name: str) -> None:
    codes = code_set(name).codes

    assert dict(codes.schema) == CODES_SCHEMA
    assert codes["code"].is_unique().all()
    assert codes.select("code", "meaning", "group").null_count().row(0) == (0, 0, 0)
    assert (codes["code"] == codes["code"].str.to_uppercase()).all()


def test_every_coded_column_of_the_return_has_a_set() -> None:
    wanted = {column.code_set for table in TABLES.values() for column in table.columns}

    assert wanted - {None} <= set(code_sets())


def test_bounds_lie_within_the_known_years() -> None:
    for each in code_sets().values():
        first, last = each.codes["from_year"].drop_nulls(), each.codes["to_year"].drop_nulls()
        assert first.is_between(FIRST_KNOWN_YEAR + 1, LAST_KNOWN_YEAR).all()
        assert last.is_between(FIRST_KNOWN_YEAR - 1, LAST_KNOWN_YEAR - 1).all()


@pytest.mark.parametrize(
    ("name", "code", "absent_in"),
    [
        ("PLACE", "U4", []),
        ("PLACE", "K3", [2023, 2024, 2025]),
        ("PLACE", "H5", [2026, 2027, 2028]),
        ("PLACE", "P2", [2026, 2027, 2028]),
        ("PLACE", "Z1", [2026, 2027, 2028]),
        ("PLACE", "Z11", [2023, 2024, 2025]),
        ("PLACE", "X9", [2023, 2024, 2025, 2026, 2027, 2028]),
        ("SEX", "1", [2025, 2026, 2027, 2028]),
        ("SEX", "F", [2023, 2024]),
        ("REC", "E43", [2023, 2024, 2025, 2026, 2027, 2028]),
        ("REC", "E45", []),
        ("ACCOM", "S1", [2023, 2024, 2025, 2026, 2027, 2028]),
        ("SW_REASON", "MANAGE", [2023]),
        ("BOOL01", "1", []),
        ("MOTHER", "2", [2023, 2024, 2025, 2026, 2027, 2028]),
    ],
)
def test_a_code_is_invalid_only_where_its_absence_is_known(
    name: str, code: str, absent_in: list[int]
) -> None:
    found = [year for year in range(2017, 2029) if judged(name, code, year)[0]]

    assert found == absent_in


@pytest.mark.parametrize(
    ("code", "year", "unlisted"),
    [("X9", 2022, True), ("X9", 2023, False), ("K3", 2019, False), (None, 2019, False)],
)
def test_before_the_lists_begin_an_unlisted_code_is_only_noted(
    code: str | None, year: int, unlisted: bool
) -> None:
    assert judged("PLACE", code, year) == (code == "X9" and year == 2023, unlisted)


def test_a_blank_code_or_year_is_not_judged() -> None:
    assert judged("PLACE", None, 2025) == (False, False)
    assert judged("PLACE", "X9", None) == (False, False)


def test_codes_without_a_published_meaning_say_so() -> None:
    for code in ("Z11", "Z12", "Z13", "Z14"):
        assert code in meanings("PLACE")[code]
        assert "no published meaning" in meanings("PLACE")[code]


def test_reasons_for_leaving_care_are_grouped_by_cause() -> None:
    causes = groups("REC")

    assert causes.pop("X1") == "continues"
    assert set(causes.values()) == set(EXIT_CAUSES) - {"eighteen", "unknown"}
    assert {code for code, cause in causes.items() if cause == "home"} == {"E4A", "E4B", "E13"}
    assert {code for code, cause in causes.items() if cause == "adopted"} == {"E11", "E12"}
    assert {code for code, cause in causes.items() if cause == "permanence_order"} == {
        *("E41", "E43", "E44", "E45", "E46", "E47", "E48")
    }
    assert {code for code, cause in causes.items() if cause == "independent"} == {
        *("E5", "E6", "E7", "E17")
    }


def test_a_set_that_does_not_exist_is_an_error_that_lists_the_sets() -> None:
    with pytest.raises(ArgumentError, match=r"no code set PLANET\. The sets are SEX, ETHNIC"):
        code_set("PLANET")
