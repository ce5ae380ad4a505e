"""`kinward report` with the files of the ledger: what it writes, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import InputError

NAMES = ("placements", "budget", "service-types", "adjustments", "children")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(kinward, ["report", *map(str, arguments)])


def files(authority: Path) -> list[object]:
    return [
        part
        for name in NAMES
        for part in (f"--{name}", authority / f"{name.replace('-', '_')}.csv")
    ]


def test_the_money_is_in_the_page_and_the_workbook(authority: Path, tmp_path: Path) -> None:
    contracts = tmp_path / "contracts.csv"
    contracts.write_text(
        "provider,service_type,framework,from_placements,discount_pct\nSole Homes,,no,0,0\n",
        encoding="utf-8",
    )
    told = run(
        authority / "returns", "--out", tmp_path / "out", "--as-at", "2026-01-15",
        "--audience", "internal", "--no-forecast", "--contracts", contracts, *files(authority),
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    text = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Where the budget stands" in text
    assert "of the placements" in text.lower()
    book = openpyxl.load_workbook(tmp_path / "out" / "report.xlsx")
    names = {"Money activity", "Money variance", "Money months", "Money dearest", "Money providers"}
    assert names <= set(book.sheetnames)
    assert "Money committed" not in book.sheetnames


def test_the_year_is_a_setting(authority: Path, tmp_path: Path) -> None:
    told = run(
        authority / "returns", "--out", tmp_path, "--no-forecast", "--year", "2024/25",
        *files(authority),
    )  # fmt: skip
    assert told.exit_code == 0, told.output
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "Key activity 2024/25" in text
    assert "2024/25 has ended" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--budget", "b.csv"), "--budget is of no use without --placements."),
        (
            ("--budget", "b.csv", "--year", "2025/26"),
            "--budget and --year are of no use without --placements.",
        ),
        (("--placements", "p.csv", "--trajectory", "t.csv"), "give --prices"),
        (("--placements", "p.csv", "--deflator", "d.csv"), "give --lait and --authority"),
    ],
)
def test_files_that_are_of_no_use_are_refused_before_the_work(
    options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    told = run(tmp_path / "nowhere", "--out", tmp_path / "out", *options)
    assert told.exit_code == 2
    assert said in " ".join(told.output.split())
    assert not (tmp_path / "out").exists()


def test_a_ledger_that_cannot_be_read_leaves_no_report(authority: Path, tmp_path: Path) -> None:
    junk = tmp_path / "placements.csv"
    junk.write_text("a,b\n1,2\n", encoding="utf-8")
    told = run(
        authority / "returns", "--out", tmp_path / "out", "--no-forecast", "--placements", junk
    )
    assert isinstance(told.exception, InputError)
    assert not (tmp_path / "out").exists()
