"""On the made-up authority ledger and return agree but for what is planted, which is all listed."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from kinward.cli.reconcile import command
from kinward.dates import year_end
from kinward.ledger.activity import activity
from kinward.ledger.load import Files, load
from kinward.synthetic import Synthesised, synthesise

OWN_CHECKS = {
    "L10": "unknown_service_type",
    "L12": "planned_end_passed",
    "L14": "overlap",
    "L20": "rate_far_off",
}
"""What the ledger's own checks call a planted fault."""
LEDGER_ALONE = {"rate_far_off", "planned_end_passed"}
"""Kinds of planted faults in which the return has no part: the ledger's own checks tell them."""


def _planted(made: Synthesised) -> Counter[tuple[str, str, int]]:
    with made.planted_differences.open(encoding="utf-8", newline="") as lines:
        return Counter(
            (row["kind"], row["file"].removeprefix("returns/"), int(row["row"]))
            for row in csv.DictReader(lines)
        )


def _run(made: Synthesised, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        command,
        [
            str(made.returns), str(made.placements), "--children", str(made.children),
            "--service-types", str(made.service_types), *more,
        ],
    )  # fmt: skip
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.stdout


def _own_findings(made: Synthesised) -> Counter[tuple[str, str, int]]:
    year = made.years[-1]
    given = load(Files(made.placements, service_types=made.service_types))
    findings = activity(given, year, year_end(year)).findings
    return Counter(
        (OWN_CHECKS[one.rule], one.file, one.row) for one in findings if one.rule in OWN_CHECKS
    )


@pytest.mark.parametrize(
    ("children", "years", "seed", "last_year"),
    [(20, 1, 3, 2026), (60, 4, 3, 2026), (130, 1, 12, 2018), (300, 6, 2, 2026), (460, 2, 7, 2027)],
)
def test_every_planted_difference_and_no_other(
    tmp_path: Path, children: int, years: int, seed: int, last_year: int
) -> None:
    made = synthesise(
        tmp_path / "made", children=children, years=years, seed=seed, last_year=last_year
    )
    every = _planted(made)
    planted = Counter({key: 1 for key in every if key[0] not in LEDGER_ALONE})
    assert every.total() == len(every)
    code, printed = _run(made, "--json")
    document = json.loads(printed)
    found = Counter((one["kind"], one["file"], one["row"]) for one in document["differences"])
    assert found == planted
    assert document["counts"] == Counter(kind for kind, _, _ in planted.elements())
    assert code == 1
    assert document["days"]["share"] > 0.95
    own = Counter({key: 1 for key in every if key[0] in OWN_CHECKS.values()})
    assert _own_findings(made) == own
    for one in document["differences"]:
        assert one["days"] > 0
        assert one["pounds"] >= one["pounds_in_year"] >= 0


def test_the_table_names_no_child(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", children=60, years=2, seed=5)
    code, printed = _run(made)
    assert code == 1
    assert "Paid after leaving care" in printed
    assert "stays match a placement in category, start and end" in printed
    assert "DEMO" not in printed


def test_no_error_among_the_differences_is_exit_0(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", children=60, years=1, seed=5)
    code, printed = _run(made, "--days", "366", "--json")
    document = json.loads(printed)
    assert (code, document["differences"], document["counts"]) == (0, [], {})


def test_errors_in_the_return_are_borne(tmp_path: Path) -> None:
    """Faults of the return are differences too; the most that is planted is still told."""
    made = synthesise(tmp_path / "made", children=120, years=3, seed=4, errors=0.05)
    _, printed = _run(made, "--json")
    document = json.loads(printed)
    assert 0.9 < document["days"]["share"] < 1
    assert set(document["counts"]) >= {"not_in_return", "overlap", "unknown_service_type"}


def test_the_wrong_identifiers_are_told_and_the_list_is_kept_short(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", children=60, years=1, seed=5)
    folder, placements = str(made.returns), str(made.placements)
    short = CliRunner().invoke(command, [folder, placements])
    assert "No child is in both" in short.stderr
    assert "--all lists every one" in " ".join(short.stdout.split())
    every = CliRunner().invoke(command, [folder, placements, "--all"])
    assert every.stdout.count("placements.csv") > short.stdout.count("placements.csv") == 20
