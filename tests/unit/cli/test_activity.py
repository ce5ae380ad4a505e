"""`kinward activity` and `kinward reconcile`, as a finance manager calls them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import ArgumentError, InputError


def call(*arguments: object) -> Result:
    return CliRunner().invoke(kinward, [str(each) for each in arguments])


def money(authority: Path, *more: object) -> Result:
    return call(
        "activity",
        authority / "placements.csv",
        *("--budget", authority / "budget.csv"),
        *("--service-types", authority / "service_types.csv"),
        *("--adjustments", authority / "adjustments.csv"),
        *more,
    )


def document(result: Result) -> dict[str, Any]:
    """What was printed; the command exits 1 exactly where there is an error among the findings."""
    found: dict[str, Any] = json.loads(result.stdout)
    errors = any(each["level"] == "error" for each in found["findings"])
    assert result.exit_code == int(errors), result.output
    return found


def test_the_document_has_the_fields_that_others_rely_on(authority: Path) -> None:
    found = document(money(authority, "--year", "2025/26", "--as-at", "2026-01-31", "--json"))
    assert (found["year"], found["as_at"]) == ("2025/26", "2026-01-31")
    line = found["lines"][0]
    assert {"section", "service_type", "budget", "actual", "variance"} <= set(line)
    assert {"placements", "annual", "weeks", "average_weekly"} == set(line["budget"])
    assert {
        *("snapshot", "yearly_average", "spent", "committed", "projected"),
        *("average_weekly_per_placement", "average_weekly_per_week_of_care"),
    } == set(line["actual"])
    assert {"yearly_average", "net", "average_weekly"} == set(line["variance"])
    parts = found["variance_analysis"]
    assert {"volume", "mix", "price", "other", "total"} == set(parts)
    assert (
        round(sum(parts[key] for key in ("volume", "mix", "price", "other")), 2) == (parts["total"])
    )
    assert parts["total"] == found["totals"]["variance"]["net"]
    assert isinstance(found["full_year_effect"], float)
    assert found["movement"] is None


def test_months_sum_to_the_outturn(authority: Path) -> None:
    found = document(money(authority, "--as-at", "2026-01-31", "--json"))
    months = found["outturn"]
    assert len(months) == 12
    assert (
        round(sum(each["projected"] for each in months), 2)
        == (found["totals"]["actual"]["projected"])
    )


def test_a_closed_month_keeps_its_figures_and_tells_what_moved(
    authority: Path, tmp_path: Path
) -> None:
    closed = ("--closed", tmp_path / "closed")
    first = document(money(authority, "--as-at", "2025-12-31", *closed, "--close", "--json"))
    later = document(money(authority, "--as-at", "2026-01-31", *closed, "--json"))
    moved = later["movement"]["totals"]
    assert moved["before"] == first["totals"]["actual"]["projected"]
    assert moved["after"] == later["totals"]["actual"]["projected"]
    cut = tmp_path / "placements.csv"
    cut.write_text("".join((authority / "placements.csv").read_text().splitlines(True)[:40]))
    again = call("activity", cut, "--as-at", "2025-12-15", *closed, "--json")
    kept = document(again)
    for what in ("totals", "findings", "notes"):
        assert kept[what] == first[what]
    assert "2025-12 is closed" in again.stderr


def test_a_month_is_closed_once(authority: Path, tmp_path: Path) -> None:
    arguments = ("--as-at", "2025-12-31", "--closed", tmp_path, "--close", "--json")
    document(money(authority, *arguments))
    refused = money(authority, *arguments)
    assert isinstance(refused.exception, ArgumentError)
    assert "closed already" in str(refused.exception)


def test_a_person_reads_tables(authority: Path) -> None:
    found = money(authority, "--as-at", "2026-01-31")
    assert found.exit_code == 1, "two errors are planted"
    for heading in ("Projected spend", "Why: volume + mix", "Outturn by month", "To look at"):
        assert heading in found.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as-at", "2026-01-31", "--year", "2015/17"), "is not a financial year"),
        (("--as-at", "2026-01-31", "--close"), "--close needs --closed"),
        ((), "Missing option '--as-at'"),
        (("--as-at", "0001-01-01"), "is not from 1900 to 2099"),
        (("--as-at", "9999-12-31"), "is not from 1900 to 2099"),
        (("--as-at", "2026-01-31", "--year", "9999/00"), "is not from 1900/01 to 2099/00"),
        (("--as-at", "2026-01-31", "--year", "1899/00"), "is not from 1900/01 to 2099/00"),
    ],
)
def test_what_cannot_be_asked(authority: Path, arguments: tuple[str, ...], said: str) -> None:
    found = money(authority, *arguments)
    assert found.exit_code == 2
    assert said in found.stderr


def test_a_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "placements.csv"
    path.write_text("placement_id,child_id\nP1,C1\n")
    found = call("activity", path, "--as-at", "2026-01-31")
    assert isinstance(found.exception, InputError)
    assert "placements.csv: The column service_type is missing" in str(found.exception)


HEADING = "placement_id,child_id,service_type,start,end,weekly_cost\n"
ONE = "P1,C1,Agency,2025-04-01,,1000\n"


def placements(folder: Path, *rows: str) -> Path:
    path = folder / "placements.csv"
    path.write_text(HEADING + "".join(rows), encoding="utf-8")
    return path


def test_a_good_ledger_exits_0(tmp_path: Path) -> None:
    path = placements(tmp_path, "P1,C1,Residential homes,2025-04-01,,1000\n")
    assert call("activity", path, "--as-at", "2026-01-31").exit_code == 0


def test_a_ledger_without_a_budget_has_no_variance(tmp_path: Path) -> None:
    found = call("activity", placements(tmp_path, ONE), "--as-at", "2026-01-31")
    assert "no budget is given" in found.stdout
    for word in ("budgeted", "Furthest", "Why: volume"):
        assert word not in found.stdout


def test_nothing_is_said_of_next_year_where_there_is_nothing(tmp_path: Path) -> None:
    found = call("activity", placements(tmp_path), "--as-at", "2026-01-31")
    assert "next year" not in found.stdout
    assert "Without any new placement" not in found.stdout
    assert "L07" in found.stdout


def test_a_folder_of_closed_months_is_there(tmp_path: Path) -> None:
    path = placements(tmp_path, ONE)
    refused = call("activity", path, "--as-at", "2026-01-31", "--closed", tmp_path / "none")
    assert isinstance(refused.exception, ArgumentError)
    assert "no such folder of closed months" in str(refused.exception)
    (tmp_path / "empty").mkdir()
    arguments = ("activity", path, "--as-at", "2026-01-31", "--closed", tmp_path / "empty")
    notes = document(call(*arguments, "--json"))["notes"]
    assert any("no movement is told" in note for note in notes)
    assert "No month of 2025/26" in call(*arguments).stderr


def test_voids_and_the_billing_are_told(tmp_path: Path) -> None:
    """Four places, one child all year: three void cost 3 x 100 x 52. A child in-house costs 52
    weeks by the year, and 365 / 7 weeks by the day: 1/7 of a week more."""
    path = placements(
        tmp_path,
        "P1,C1,Supported accommodation,2025-04-01,,0\n",
        "P2,C2,Residential homes,2025-04-01,,7000\n",
    )
    lines = tmp_path / "adjustments.csv"
    lines.write_text(
        "section,label,kind,budget,projected,service_type,places,weekly_rate\n"
        "Own,Flats,block_contract,1,,Supported accommodation,4,100\n",
        encoding="utf-8",
    )
    found = call("activity", path, "--as-at", "2026-01-31", "--adjustments", lines)
    assert "Flats: 3 of 4 places void, which costs £15,600." in found.stdout
    assert "all placements would cost £1,000 more." in " ".join(found.stdout.split())


def test_reconcile_lists_what_was_planted_in_a_document(authority: Path) -> None:
    found = call(
        *("reconcile", authority / "returns", authority / "placements.csv"),
        *("--children", authority / "children.csv"),
        *("--service-types", authority / "service_types.csv", "--json"),
    )
    listed = json.loads(found.stdout)
    assert {"as_at", "children", "counts", "differences"} <= set(listed)
    assert found.exit_code == int(any(d["level"] == "error" for d in listed["differences"]))
