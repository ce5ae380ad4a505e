"""Files beside the returns: a column that nobody reads is told of, an empty file is called one."""

from __future__ import annotations

import json
import os
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import InputError

TOLD = "the column Extra was left out"
CATEGORIES = "category,place,provider\nkinship,U1,\nin_house_fostering,U4,PR1\n"


def call(*arguments: object) -> Result:
    return CliRunner().invoke(kinward, [str(each) for each in arguments])


def with_extra(source: str, path: Path) -> Path:
    heading, *rows = source.splitlines()
    lines = [f"{heading},Extra", *(f"{row},x" for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def source_of(authority: Path, name: str) -> str:
    if name == "categories":
        return CATEGORIES
    return (authority / f"{name}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["teams", "population", "totals", "categories"])
def test_the_cohort_tells_of_a_column_that_nobody_reads(
    authority: Path, tmp_path: Path, name: str
) -> None:
    """In the notes of the document, and on standard error beside the table."""
    path = with_extra(source_of(authority, name), tmp_path / f"{name}.csv")
    asked = ("cohort", authority / "returns", f"--{name}", path)
    told = json.loads(call(*asked, "--json").stdout)
    assert [note for note in told["notes"] if TOLD in note] == [
        f"{name}.csv: {TOLD}: it is none of this file's. Rename it if it should count."
    ]
    assert TOLD in " ".join(call(*asked).stderr.split())


def test_a_file_without_such_a_column_is_not_told_of(authority: Path) -> None:
    """The column made_up, by which a made-up file says so, is no mistake."""
    files = [
        each
        for name in ("teams", "population", "totals")
        for each in (f"--{name}", authority / f"{name}.csv")
    ]
    told = json.loads(call("cohort", authority / "returns", *files, "--json").stdout)
    assert not [note for note in told["notes"] if "left out" in note]


def test_a_wide_population_has_columns_of_its_own(authority: Path, tmp_path: Path) -> None:
    ages = ",".join(map(str, range(91)))
    people = ",".join(["700"] * 91)
    path = tmp_path / "population_mid2024.csv"
    path.write_text(f"Name,Code,Region,{ages}\nMade-up,E9,South,{people}\n", encoding="utf-8")
    asked = ("cohort", authority / "returns", "--as-at", "2025-03-31", "--population", path)
    told = json.loads(call(*asked, "--json").stdout)
    assert told["rate_per_10000"] is not None
    assert not [note for note in told["notes"] if "left out" in note]


def test_the_ledger_tells_of_it_among_its_findings(authority: Path, tmp_path: Path) -> None:
    files = {
        name: with_extra(source_of(authority, name), tmp_path / f"{name}.csv")
        for name in ("service_types", "children")
    }
    told = json.loads(
        call(
            *("activity", authority / "placements.csv", "--as-at", "2026-01-31", "--json"),
            *("--returns", authority / "returns", "--children", files["children"]),
            *("--service-types", files["service_types"]),
        ).stdout
    )
    found = [each["file"] for each in told["findings"] if each["rule"] == "L01"]
    assert sorted(found) == ["children.csv", "service_types.csv"]


def test_reconcile_tells_of_it(authority: Path, tmp_path: Path) -> None:
    children = with_extra(source_of(authority, "children"), tmp_path / "children.csv")
    placements = with_extra(source_of(authority, "placements"), tmp_path / "placements.csv")
    asked = ("reconcile", authority / "returns", placements, "--children", children)
    result = call(*asked, "--json")
    notes = json.loads(result.stdout)["notes"]
    assert [note.partition(":")[0] for note in notes] == ["children.csv", "placements.csv"]
    assert result.stderr.count(TOLD) == 2


def test_prices_are_told_of_before_the_forecast_is_printed(authority: Path, tmp_path: Path) -> None:
    prices = with_extra(source_of(authority, "prices"), tmp_path / "prices.csv")
    asked = ("--prices", prices, "--runs", 2, "--months", 2, "--json")
    told = json.loads(call("forecast", authority / "returns", *asked).stdout)
    assert [note for note in told["notes"] if TOLD in note]


def test_a_file_that_may_not_be_read_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "placements.csv"
    path.write_text("placement_id\n", encoding="utf-8")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = call("activity", path, "--as-at", "2026-01-31")
    assert isinstance(result.exception, InputError)
    assert str(result.exception).endswith("(permission denied). Check who may read it.")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no pipe has a path here")
@pytest.mark.parametrize("name", ["teams", "population"])
def test_a_file_may_come_through_a_pipe(authority: Path, name: str) -> None:
    """As the shell's `--teams <(sort teams.csv)` does: it is there to be read once."""
    reading, writing = os.pipe()
    Thread(target=_fill, args=(writing, (authority / f"{name}.csv").read_bytes())).start()
    result = call("cohort", authority / "returns", f"--{name}", f"/dev/fd/{reading}", "--json")
    os.close(reading)
    assert result.exit_code == 0, result.exception
    told = json.loads(result.stdout)
    assert told["by_team"] if name == "teams" else told["rate_per_10000"]


def _fill(writing: int, content: bytes) -> None:
    with open(writing, "wb") as pipe:
        pipe.write(content)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("name", ["teams", "population", "totals", "categories"])
def test_an_empty_file_is_called_one(
    authority: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / f"{name}.csv"
    path.write_bytes(content)
    result = call("cohort", authority / "returns", f"--{name}", path)
    assert isinstance(result.exception, InputError)
    assert str(result.exception) == f"{name}.csv: The file is empty. Export it again."
