"""Movement between two positions: each cause on its own, in pence that sum to the change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinward.errors import ArgumentError
from kinward.ledger.activity import activity
from kinward.ledger.book import Ledger
from kinward.ledger.closed import Closed, close_month, read_closed
from kinward.ledger.movement import CAUSES, MOVED_SCHEMA, Movement, document, movement, since
from ledger_tables import ledger

DECEMBER, JANUARY = date(2022, 12, 31), date(2023, 1, 31)
YEAR = 2023
"""365 days: 1 April 2022 to 31 March 2023."""
COLUMNS = "placement_id child_id service_type start end planned_end weekly_cost rate_from"


def _ledger(rows: str, **texts: str) -> Ledger:
    return ledger(f"{COLUMNS}\n{rows}", **texts)


def _moved(before: str, after: str) -> Movement:
    found = movement(_ledger(before), DECEMBER, _ledger(after), JANUARY, YEAR)
    assert found.total.parts.total == found.total.change
    return found


def _parts(found: Movement) -> dict[str, int]:
    """The parts of the total that are not nought."""
    parts = {cause: getattr(found.total.parts, cause) for cause in CAUSES}
    return {cause: pence for cause, pence in parts.items() if pence}


def _behind(found: Movement) -> list[tuple[str, str, int | None, int | None, int]]:
    """Label of the line, cause, rows of the two files, pence."""
    return [
        (found.lines[line].label, cause, before, after, pence)
        for line, cause, _, before, after, pence in found.moved.iter_rows()
    ]


STAYS = "p1 anna Agency 2022-05-01 - - 365 -"
"""365 a week of 52 weeks: 52 pounds a day in a year of 365 days."""


def test_a_placement_that_is_new_is_a_starter_with_all_it_costs() -> None:
    found = _moved(STAYS, f"{STAYS}\np2 ben Agency 2023-03-22 - - 365 -")

    assert _parts(found) == {"starters": 10 * 5200}
    assert _behind(found) == [("Agency", "starters", None, 3, 10 * 5200)]


def test_a_start_that_was_expected_moves_nothing() -> None:
    rows = f"{STAYS}\np2 ben Agency 2023-01-10 - - 365 -"

    found = _moved(rows, rows)

    assert _parts(found) == {}
    assert found.moved.is_empty()
    assert dict(found.moved.schema) == MOVED_SCHEMA


def test_an_end_since_the_last_month_is_a_leaver() -> None:
    found = _moved(STAYS, "p1 anna Agency 2022-05-01 2023-01-21 - 365 -")

    assert _parts(found) == {"leavers": -(11 + 28 + 31) * 5200}
    assert _behind(found) == [("Agency", "leavers", 2, 2, -70 * 5200)]


def test_a_leaver_on_the_day_expected_is_counted_and_moves_nothing() -> None:
    found = _moved(
        "p1 anna Agency 2022-05-01 - 2023-01-21 365 -",
        "p1 anna Agency 2022-05-01 2023-01-21 2023-01-21 365 -",
    )

    assert _parts(found) == {}
    assert found.count("leavers") == 1


def test_an_end_on_the_day_after_the_position_is_a_leaver_and_one_later_is_not() -> None:
    left = _moved(STAYS, "p1 anna Agency 2022-05-01 2023-02-01 - 365 -")
    leaves = _moved(STAYS, "p1 anna Agency 2022-05-01 2023-02-02 - 365 -")

    assert _parts(left) == {"leavers": -59 * 5200}
    assert _parts(leaves) == {"changed_ends": -58 * 5200}


def test_a_placement_that_is_in_the_record_no_more_is_a_leaver() -> None:
    found = _moved(f"{STAYS}\np2 ben Agency 2022-12-22 - - 365 -", STAYS)

    assert _parts(found) == {"leavers": -100 * 5200}
    assert _behind(found) == [("Agency", "leavers", 3, None, -100 * 5200)]


def test_a_corrected_end_of_one_that_had_left_is_a_changed_end() -> None:
    found = _moved(
        "p1 anna Agency 2022-05-01 2022-12-01 - 365 -",
        "p1 anna Agency 2022-05-01 2022-12-11 - 365 -",
    )

    assert _parts(found) == {"changed_ends": 10 * 5200}


def test_a_planned_end_that_passed_without_an_end_is_a_changed_end() -> None:
    rows = "p1 anna Agency 2022-05-01 - 2023-01-21 365 -"

    assert _parts(_moved(rows, rows)) == {"changed_ends": 70 * 5200}


def test_a_new_rate_on_its_day_is_a_rate_change() -> None:
    found = _moved(STAYS, f"{STAYS}\np1 anna Agency 2022-05-01 - - 730 2023-03-12")

    assert _parts(found) == {"rate_changes": 20 * 5200}
    assert _behind(found) == [("Agency", "rate_changes", 2, 3, 20 * 5200)]


def test_a_later_end_and_a_new_rate_are_told_apart_in_that_order() -> None:
    found = _moved(
        "p1 anna Agency 2022-05-01 2023-03-02 - 365 -",
        "p1 anna Agency 2022-05-01 2023-03-12 - 365 -\n"
        "p1 anna Agency 2022-05-01 2023-03-12 - 730 2023-03-02",
    )

    assert _parts(found) == {"changed_ends": 10 * 5200, "rate_changes": 10 * 5200}


def test_a_corrected_start_is_other_at_the_old_rate() -> None:
    found = _moved(
        "p1 anna Agency 2022-05-11 - - 365 -",
        "p1 anna Agency 2022-05-01 - - 365 -",
    )

    assert _parts(found) == {"other": 10 * 5200}


def test_a_move_between_placements_is_a_transfer_at_both_ends() -> None:
    found = _moved(
        STAYS,
        "p1 anna Agency 2022-05-01 2023-01-21 - 365 -\np2 anna Fostering 2023-01-28 - - 365 -",
    )

    out, into = -70 * 5200, 63 * 5500
    assert _parts(found) == {"transfers": out + into}
    by_line = {line.label: line.parts.transfers for line in found.lines}
    assert by_line == {"Agency": out, "Fostering": into}
    assert found.count("transfers") == 2


@pytest.mark.parametrize("service", ["Guardianship", "Fostering"])
def test_eight_days_between_or_a_service_outside_care_make_no_transfer(service: str) -> None:
    start = "2023-01-29" if service == "Fostering" else "2023-01-21"
    found = _moved(
        STAYS,
        f"p1 anna Agency 2022-05-01 2023-01-21 - 365 -\np2 anna {service} {start} - - 365 -",
    )

    assert set(_parts(found)) == {"starters", "leavers"}


def test_two_children_make_no_transfer() -> None:
    found = _moved(
        STAYS,
        "p1 anna Agency 2022-05-01 2023-01-21 - 365 -\np2 ben Agency 2023-01-21 - - 365 -",
    )

    assert _parts(found) == {"leavers": -70 * 5200, "starters": 70 * 5200}


def test_a_short_stay_is_no_transfer_from_itself() -> None:
    found = _moved(STAYS, f"{STAYS}\np2 ben Agency 2023-01-10 2023-01-12 - 365 -")

    assert _parts(found) == {"starters": 2 * 5200}


def test_another_child_under_the_same_placement_is_one_gone_and_one_new() -> None:
    found = _moved(STAYS, "p1 ben Agency 2022-05-01 - - 365 -")

    assert _behind(found) == [
        ("Agency", "leavers", 2, None, -335 * 5200),
        ("Agency", "starters", None, 2, 335 * 5200),
    ]


def test_a_child_that_is_filled_in_is_the_same_placement() -> None:
    found = _moved("p1 - Agency 2022-05-01 - - 365 -", STAYS)

    assert found.moved.is_empty()


def test_another_service_type_is_other_in_both_lines() -> None:
    found = _moved(STAYS, "p1 anna Fostering 2022-05-01 - - 365 -")

    by_line = {line.label: (line.change, line.parts.other) for line in found.lines}
    assert by_line == {
        "Agency": (-335 * 5200, -335 * 5200),
        "Fostering": (335 * 5500, 335 * 5500),
    }


def test_adjustments_are_other_each_in_its_line() -> None:
    heading = "section label kind budget projected\n"
    before = _ledger(
        STAYS, adjustments=f"{heading}External Growth growth 0 100\nExternal Growth growth 0 20"
    )
    after = _ledger(
        STAYS, adjustments=f"{heading}External Growth growth 0 90\nExternal Rent fixed 0 5.50"
    )

    found = movement(before, DECEMBER, after, JANUARY, YEAR)

    assert [(line.label, line.kind, line.parts.other) for line in found.lines] == [
        ("Agency", "service", 0),
        ("Growth", "growth", -1000),
        ("Rent", "fixed", 550),
        ("Growth", "growth", -2000),
    ]
    assert found.moved.select("kind", "before_row", "after_row", "pence").rows() == [
        ("adjustment", 2, 2, -1000),
        ("adjustment", None, 3, 550),
        ("adjustment", 3, None, -2000),
    ]


MANY_BEFORE = """
    p1 anna Agency 2022-05-01 - - 812.37 -
    p2 ben Fostering 2021-02-01 - 2023-02-20 411.11 -
    p3 cai Home 2022-12-20 - - 4999.99 -
    p4 dee Agency 2022-04-01 - - 777.77 -
    p5 eli Unheard 2022-04-01 - - 100.01 -
"""
MANY_AFTER = """
    p1 anna Agency 2022-05-01 - - 812.37 -
    p1 anna Agency 2022-05-01 - - 850.00 2023-01-16
    p2 ben Fostering 2021-02-01 - 2023-03-20 411.11 -
    p3 cai Home 2022-12-20 2023-01-12 - 4999.99 -
    p4 dee Fostering 2022-04-08 - - 777.77 -
    p5 eli Unheard 2022-04-01 - - 100.01 -
    p6 cai Agency 2023-01-12 - - 913.13 -
    p7 fay Guardianship 2023-01-03 - - 61.50 -
"""
BUDGET = """
    section service_type placements annual_budget weeks
    Bought Agency 2 80000 52
    Bought Home 1 200000 52
"""


def test_lines_sections_and_total_are_those_of_the_key_activity() -> None:
    before, after = (
        _ledger(rows, budget=BUDGET, adjustments="section label kind budget projected\n"
                f"Bought Growth growth 0 {growth}")
        for rows, growth in ((MANY_BEFORE, 100), (MANY_AFTER, 70.25))
    )  # fmt: skip
    old, new = activity(before, YEAR, DECEMBER), activity(after, YEAR, JANUARY)

    found = movement(before, DECEMBER, after, JANUARY, YEAR)

    def spend(lines: object) -> list[tuple[str, str, str, int]]:
        return [(x.section, x.label, x.kind, x.actual.projected) for x in lines]  # type: ignore[attr-defined]

    assert [(x.section, x.label, x.kind, x.after) for x in found.lines] == spend(new.lines)
    was = {(x.section, x.label): x.actual.projected for x in old.lines}
    assert {(x.section, x.label): x.before for x in found.lines if x.before} == was
    assert [(x.section, x.label, x.kind, x.after) for x in found.sections] == spend(new.sections)
    assert (found.total.before, found.total.after) == (
        old.total.actual.projected,
        new.total.actual.projected,
    )
    for line in (*found.lines, *found.sections, found.total):
        assert line.parts.total == line.change
    assert {cause: found.count(cause) for cause in CAUSES} == {
        "starters": 1,
        "leavers": 0,
        "transfers": 2,
        "rate_changes": 1,
        "changed_ends": 1,
        "other": 2,
    }


def test_the_document_gives_pounds_and_what_stands_behind_them() -> None:
    found = document(_moved(STAYS, f"{STAYS}\np2 ben Agency 2023-03-22 - - 365 -"))

    assert found["year"] == "2022/23"
    assert found["totals"]["starters"] == 520.0
    assert found["totals"]["change"] == 520.0
    assert found["counts"]["starters"] == 1
    assert found["moved"] == [
        {"line": 0, "cause": "starters", "kind": "placement", "before_row": None, "after_row": 3,
         "amount": 520.0},
    ]  # fmt: skip


def test_an_earlier_position_than_the_last_is_refused() -> None:
    with pytest.raises(ArgumentError, match=r"31 December 2022 is earlier than .* 31 January 2023"):
        movement(_ledger(STAYS), JANUARY, _ledger(STAYS), DECEMBER, YEAR)


def _closed(rows: str, folder: Path) -> Closed:
    record = _ledger(rows)
    close_month(record, activity(record, YEAR, DECEMBER), folder)
    return read_closed(folder, "2022-12")


def test_a_closed_month_moves_as_the_record_it_was_closed_with(tmp_path: Path) -> None:
    rows = f"""{MANY_BEFORE}
    p8 gus Agency 2021-04-01 2022-03-30 - 365 -
    p9 gus Agency 2023-04-03 - - 365 -"""
    after = _ledger(
        f"{MANY_AFTER}\np8 gus Agency 2021-04-01 2022-04-03 - 365 -\n"
        "p9 gus Agency 2023-03-30 - - 365 -"
    )

    found = since(_closed(rows, tmp_path), after, JANUARY, YEAR)
    whole = movement(_ledger(rows), DECEMBER, after, JANUARY, YEAR)

    assert found.lines == whole.lines
    assert found.notes == ()
    assert found.total.parts.starters


def test_a_month_reported_with_another_figure_is_told(tmp_path: Path) -> None:
    closed = _closed(STAYS, tmp_path)
    totals = {"actual": {"projected": Decimal("17420.01")}}

    found = since(replace(closed, reported={"totals": totals}), _ledger(STAYS), JANUARY, YEAR)

    assert closed.projected == found.total.before == 335 * 5200
    assert found.notes[0].startswith("The month 2022-12 was reported with another projected spend")


def test_a_month_closed_for_another_year_is_refused(tmp_path: Path) -> None:
    closed = _closed(STAYS, tmp_path)

    with pytest.raises(ArgumentError, match="2022-12 was closed for 2022/23"):
        since(closed, _ledger(STAYS), date(2023, 4, 30), 2024)
