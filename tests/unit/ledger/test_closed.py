"""Months are closed once, and keep the figures that were reported, to the penny."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from kinward.errors import ArgumentError, InputError
from kinward.ledger.activity import activity
from kinward.ledger.as_json import document
from kinward.ledger.book import PEOPLE_SCHEMA, Ledger
from kinward.ledger.closed import close_month, closed_months, last_closed, read_closed
from ledger_tables import ledger

YEAR, AS_AT = 2016, date(2016, 1, 20)
PLACEMENTS = """
    placement_id child_id service_type provider urn start end planned_end weekly_cost health_contribution education_contribution paid_weeks rate_from review_date
    p1 anna Agency Oak 9900001 2014-05-01 - 2016-01-10 812.37 10.01 20.02 - - 2016-03-01
    p1 anna Agency Oak 9900001 2014-05-01 - 2016-01-10 850.00 - - 52.5 2015-10-01 2016-03-01
    p2 ben Fostering - - 2015-06-01 - 2016-02-29 411.11 - - 55 - -
    p3 - Home - - 2015-12-20 - - 4999.99 - - - - -
    p4 dee Agency - - 2012-04-01 2014-04-01 - 777.77 - - - - -
    p5 eli Unheard_of - - 2015-04-01 2015-03-01 - 100.01 - - - - -
    p6 fay Unheard_of - - 2015-04-01 2015-05-05 - -100.01 - - - - -
    p7 gus Guardianship - - 2016-04-05 - - 61.50 - - - - -
"""  # noqa: E501
BUDGET = """
    section service_type placements annual_budget weeks
    Bought Agency 2.54 80000.99 52
    Own Fostering - 12000 -
"""
ADJUSTMENTS = """
    section label kind budget projected service_type places weekly_rate
    Bought Beds block_contract 90000 - Home 3 600.50
    Own UASC grant -20000 - Fostering - 750
    Own Find savings_to_find -100 -50.05 - - -
"""


@pytest.fixture(scope="module")
def record() -> Ledger:
    """All kinds of ends and amounts; Anna is 18 in February."""
    people = pl.DataFrame(
        [("anna", date(1998, 2, 10), False, None)], schema=PEOPLE_SCHEMA, orient="row"
    )
    made = ledger(PLACEMENTS, budget=BUDGET, adjustments=ADJUSTMENTS)
    return replace(made, people=people)


def _close(record: Ledger, folder: Path, as_at: date = AS_AT) -> Path:
    return close_month(record, activity(record, YEAR, as_at), folder)


def _placements(month: Path) -> list[list[str]]:
    return [line.split(",") for line in (month / "placements.csv").read_text().splitlines()[1:]]


def test_what_is_kept_gives_what_was_reported(record: Ledger, tmp_path: Path) -> None:
    reported = activity(record, YEAR, AS_AT)
    close_month(record, reported, tmp_path)

    closed = read_closed(tmp_path, "2016-01")

    again = activity(closed.ledger, closed.year, closed.as_at)
    assert (closed.month, closed.year, closed.as_at) == ("2016-01", YEAR, AS_AT)
    assert (again.lines, again.total, again.full_year, again.blocks) == (
        reported.lines,
        reported.total,
        reported.full_year,
        reported.blocks,
    )
    assert closed.projected == reported.total.actual.projected
    told = json.loads(json.dumps(document(reported), default=str), parse_float=Decimal)
    assert closed.reported == told


def test_a_closed_month_keeps_its_figures_when_the_record_changes(
    record: Ledger, tmp_path: Path
) -> None:
    month = _close(record, tmp_path)
    before = {path.name: path.read_bytes() for path in month.iterdir()}
    dearer = replace(
        record,
        record=replace(
            record.record, rates=record.record.rates.with_columns(pl.col("weekly") + 10_000)
        ),
    )

    _close(dearer, tmp_path, date(2016, 2, 29))

    assert {path.name: path.read_bytes() for path in month.iterdir()} == before
    assert closed_months(tmp_path) == ("2016-01", "2016-02")
    assert read_closed(tmp_path, "2016-01").projected < read_closed(tmp_path, "2016-02").projected


def test_ends_are_kept_as_they_counted(record: Ledger, tmp_path: Path) -> None:
    month = _close(record, tmp_path)

    ends = {row[0]: (row[5], row[6], row[7]) for row in _placements(month)}
    assert ends == {
        "p1": ("2014-05-01", "2016-02-10", ""),
        "p2": ("2015-06-01", "2016-02-29", ""),
        "p3": ("2015-12-20", "", ""),
        "p6": ("2015-04-01", "2015-05-05", ""),
        "p7": ("2016-04-05", "", ""),
    }


def test_rates_are_rows_of_their_own_exact_to_the_penny(record: Ledger, tmp_path: Path) -> None:
    rows = [row for row in _placements(_close(record, tmp_path)) if row[0] == "p1"]

    assert [row[8:13] for row in rows] == [
        ["812.37", "30.03", "", "", ""],
        ["850.00", "0.00", "", "52.50", "2015-10-01"],
    ]


def test_lines_keep_their_order_where_nobody_lists_the_service_types(tmp_path: Path) -> None:
    rows = """placement_id service_type start end weekly_cost child_id
    p1 Second 2012-04-01 2013-04-01 1 a
    p2 First 2015-05-01 - 1 a
    p3 Second 2015-06-01 - 1 a"""

    closed = read_closed(tmp_path, _close(ledger(rows), tmp_path).name)

    kept = activity(closed.ledger, YEAR, AS_AT).lines
    assert [line.label for line in kept] == ["First", "Second"]


def test_amounts_of_adjustments_are_kept_as_worked_out(record: Ledger, tmp_path: Path) -> None:
    lines = read_closed(tmp_path, _close(record, tmp_path).name).ledger.adjustments.lines

    fostered = (date(2016, 2, 29) - date(2015, 6, 1)).days
    assert [line.projected for line in lines] == [
        3 * 60_050 * 52,
        -round(75_000 * fostered / 7),
        -5_005,
    ]


def test_files_are_the_owners_alone(record: Ledger, tmp_path: Path) -> None:
    month = _close(record, tmp_path / "new" / "folder")

    assert month.stat().st_mode & 0o777 == 0o700
    modes = {path.name: path.stat().st_mode & 0o777 for path in month.iterdir()}
    tables = ("placements", "service_types", "budget", "adjustments")
    assert modes == dict.fromkeys(["reported.json", *(f"{name}.csv" for name in tables)], 0o600)


def test_without_budget_and_adjustments_there_are_no_such_files(tmp_path: Path) -> None:
    bare = ledger(
        "placement_id child_id service_type start end weekly_cost\np1 a Agency 2016-05-01 - 1"
    )

    month = _close(bare, tmp_path)

    assert {path.name for path in month.iterdir()} == {
        "reported.json",
        "placements.csv",
        "service_types.csv",
    }
    closed = read_closed(tmp_path, "2016-01")
    assert (closed.projected, closed.ledger.budget) == (0, None)
    assert closed.ledger.record.placements.is_empty()


def test_a_month_is_closed_once(record: Ledger, tmp_path: Path) -> None:
    _close(record, tmp_path)

    with pytest.raises(ArgumentError, match="2016-01: The month is closed already"):
        _close(record, tmp_path, date(2016, 1, 31))
    assert [path.name for path in tmp_path.iterdir()] == ["2016-01"]


def test_a_day_of_another_year_closes_no_month(record: Ledger, tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match=r"1 April 2016 is no day of 2015/16.*31 March 2016"):
        _close(record, tmp_path, date(2016, 4, 1))
    assert closed_months(tmp_path) == ()


def test_an_activity_of_another_ledger_leaves_nothing_behind(
    record: Ledger, tmp_path: Path
) -> None:
    other = activity(replace(record, people=None), YEAR, AS_AT)

    with pytest.raises(ArgumentError, match="does not give the figures that were reported"):
        close_month(record, other, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file_is_refused(record: Ledger, tmp_path: Path) -> None:
    place = tmp_path / "closed"
    place.write_text("")

    with pytest.raises(InputError, match="The closed months cannot be listed"):
        _close(record, place)


def test_where_nothing_can_be_written_nothing_is_left(record: Ledger, tmp_path: Path) -> None:
    (tmp_path / "2016-01").mkdir()
    (tmp_path / "2016-01" / "notes.txt").write_text("Somebody else's.")

    with pytest.raises(ArgumentError, match="The month is closed already"):
        _close(record, tmp_path)
    with pytest.raises(InputError, match="The month cannot be closed"):
        _close(record, Path("/proc/closed"))
    assert [path.name for path in tmp_path.iterdir()] == ["2016-01"]


@pytest.mark.parametrize("name", ["placements.csv", "budget.csv", "reported.json"])
def test_a_file_that_was_changed_is_refused(record: Ledger, tmp_path: Path, name: str) -> None:
    path = _close(record, tmp_path) / name
    text = path.read_text()
    path.write_text(text.replace("2016", "2017"))
    if path.read_text() == text:
        path.write_text(text.replace("80000.99", "80000.98"))

    with pytest.raises(InputError, match=f"{name}: The file of a closed month was changed"):
        read_closed(tmp_path, "2016-01")


def test_a_file_that_is_missing_is_refused(record: Ledger, tmp_path: Path) -> None:
    (_close(record, tmp_path) / "service_types.csv").unlink()

    with pytest.raises(InputError, match=r"service_types.csv: A file of a closed month"):
        read_closed(tmp_path, "2016-01")


def test_a_form_of_another_version_is_refused(record: Ledger, tmp_path: Path) -> None:
    path = _close(record, tmp_path) / "reported.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "version": 2}))

    with pytest.raises(InputError, match="that this version of Kinward does not know"):
        read_closed(tmp_path, "2016-01")


def test_a_month_under_another_name_is_refused(record: Ledger, tmp_path: Path) -> None:
    shutil.move(_close(record, tmp_path), tmp_path / "2016-02")

    with pytest.raises(InputError, match="was changed"):
        read_closed(tmp_path, "2016-02")


def test_a_month_that_is_not_closed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArgumentError, match="2016-01 is not closed"):
        read_closed(tmp_path, "2016-01")


def test_the_last_closed_month_is_one_of_the_year_before_that_of_the_day(
    record: Ledger, tmp_path: Path
) -> None:
    for as_at in (date(2015, 11, 30), date(2015, 9, 30), AS_AT):
        _close(record, tmp_path, as_at)

    def last(year: int, as_at: date) -> str | None:
        found = last_closed(tmp_path, year, as_at)
        return found.month if found else None

    assert closed_months(tmp_path) == ("2015-09", "2015-11", "2016-01")
    assert last(YEAR, date(2016, 1, 31)) == "2015-11"
    assert last(YEAR, date(2016, 2, 1)) == "2016-01"
    assert last(YEAR, date(2015, 9, 30)) is None
    assert last(2017, date(2016, 4, 30)) is None
    assert closed_months(tmp_path / "none") == ()
