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
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
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
    assert document(again)["totals"] == first["totals"]
    assert "2025-12 is closed" in again.stderr


def test_a_month_is_closed_once(authority: Path, tmp_path: Path) -> None:
    arguments = ("--as-at", "2025-12-31", "--closed", tmp_path, "--close", "--json")
    document(money(authority, *arguments))
    refused = money(authority, *arguments)
    assert isinstance(refused.exception, ArgumentError)
    assert "closed already" in str(refused.exception)


def test_a_person_reads_tables(authority: Path) -> None:
    found = money(authority, "--as-at", "2026-01-31")
    assert found.exit_code == 0
    for heading in ("Projected spend", "Why: volume + mix", "Outturn by month", "To look at"):
        assert heading in found.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--as-at", "2026-01-31", "--year", "2015/17"), "is not a financial year"),
        (("--as-at", "2026-01-31", "--close"), "--close needs --closed"),
        ((), "Missing option '--as-at'"),
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


def test_reconcile_lists_what_was_planted_in_a_document(authority: Path) -> None:
    found = call(
        *("reconcile", authority / "returns", authority / "placements.csv"),
        *("--children", authority / "children.csv"),
        *("--service-types", authority / "service_types.csv", "--json"),
    )
    listed = json.loads(found.stdout)
    assert {"as_at", "children", "counts", "differences"} <= set(listed)
    assert found.exit_code == int(any(d["level"] == "error" for d in listed["differences"]))
