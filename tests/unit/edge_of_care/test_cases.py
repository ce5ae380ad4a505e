"""Reading edge_of_care.csv, and what is doubtful in it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinward.edge_of_care.cases import CASES_SCHEMA, Cases, doubts, read_cases
from kinward.errors import InputError

HEADING = (
    "service,case_id,opened,closed,looked_after_at_closure,at_3_months,at_6_months,at_12_months"
)
AS_AT = date(2026, 3, 31)


def _read(folder: Path, *rows: str, heading: str = HEADING) -> Cases:
    path = folder / "edge_of_care.csv"
    path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")
    return read_cases(path)


def _found(cases: Cases) -> list[tuple[str, int, str]]:
    return [(each.rule, each.row, each.column) for each in cases.findings]


def test_a_case_is_read_and_its_identifier_is_not_kept(tmp_path: Path) -> None:
    cases = _read(tmp_path, "AtC,K1,01/04/2025,2025-06-30,no,No,YES,")

    assert cases.frame.schema == CASES_SCHEMA
    assert cases.frame.rows() == [
        ("AtC", date(2025, 4, 1), date(2025, 6, 30), False, False, True, None, 2)
    ]
    assert cases.findings == ()


def test_identifiers_and_later_answers_may_be_left_out(tmp_path: Path) -> None:
    cases = _read(
        tmp_path,
        "AtC,2025-04-01,2025-06-30,no,yes",
        "AtC,2025-04-01,2025-06-30,no,yes",
        heading="Service,Opened,Closed,Looked after at closure,Looked after at 6 months",
    )

    assert cases.frame["at_6_months"].to_list() == [True, True]
    assert cases.findings == ()


def test_a_case_may_close_on_the_day_on_which_it_opened(tmp_path: Path) -> None:
    cases = _read(tmp_path, "AtC,K1,2025-04-01,2025-04-01,no,,,")

    assert (len(cases.frame), cases.findings) == (1, ())


def test_spellings_of_a_service_are_one_and_the_first_is_kept(tmp_path: Path) -> None:
    cases = _read(
        tmp_path,
        "Alternatives to Care,K1,2025-04-01,,,,,",
        "alternatives-to-care,K2,2025-04-01,,,,,",
    )

    assert set(cases.frame["service"]) == {"Alternatives to Care"}


def test_what_is_doubtful_is_found_by_row_and_column(tmp_path: Path) -> None:
    cases = _read(
        tmp_path,
        "AtC,K1,2025-04-01,2025-06-30,no,,,,x",
        "AtC,K1,2025-04-01,2025-06-30,no,,,,x",
        "AtC,K2,2025-04-01,2025-03-31,no,,,,x",
        "AtC,K3,2025-04-01,,no,,,,x",
        "MST,K1,2025-04-01,2025-06-30,no,,,,x",
        heading=HEADING + ",outcome",
    )

    assert _found(cases) == [
        ("E01", 1, ""),
        ("E02", 3, "case_id"),
        ("E03", 4, "closed"),
        ("E04", 5, "closed"),
    ]
    assert cases.frame["row"].to_list() == [2, 5, 6]


def test_what_depends_on_the_day_is_found_on_it(tmp_path: Path) -> None:
    cases = _read(
        tmp_path,
        "AtC,K1,2025-06-01,2025-12-31,,no,,",
        "AtC,K2,2025-06-01,2026-01-01,no,no,,",
        "AtC,K3,2026-04-01,,,,,",
    )
    found = [(each.rule, each.row, each.column) for each in doubts(cases, AS_AT)]

    assert found == [
        ("E05", 2, "looked_after_at_closure"),
        ("E06", 3, "at_3_months"),
        ("E07", 4, "opened"),
    ]


def test_findings_hold_no_identifier(tmp_path: Path) -> None:
    cases = _read(tmp_path, *["AtC,SECRET7,2025-04-01,2025-03-01,no,,,"] * 2)

    told = [*cases.findings, *doubts(cases, AS_AT)]
    assert told
    assert not any("SECRET7" in f"{each}" for each in told)


@pytest.mark.parametrize(
    ("row", "where", "what"),
    [
        (
            "AtC,K1,2025-04-01,2025-06-30,perhaps,,,",
            "looked_after_at_closure",
            "neither yes nor no",
        ),
        ("AtC,K1,2025-04-01,2025-06-30,no,,,2", "at_12_months", "neither yes nor no"),
        ("AtC,K1,,2025-06-30,no,,,", "opened", "missing"),
        (",K1,2025-04-01,2025-06-30,no,,,", "service", "missing"),
        ("AtC,K1,2025-04-01,June,no,,,", "closed", "not a date"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, row: str, where: str, what: str) -> None:
    with pytest.raises(InputError, match=rf"edge_of_care\.csv, row 2, column {where}: .*{what}"):
        _read(tmp_path, row)


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="column closed is missing"):
        _read(tmp_path, "AtC,2025-04-01", heading="service,opened")
