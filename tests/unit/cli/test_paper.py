"""`kinward paper`: files for both readers, all or none, and what the analyst hears."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from builders_board import write_programme
from kinward.cli import kinward
from kinward.cli.paper import KINDS
from kinward.errors import ArgumentError, InputError
from kinward.reports.papers.board.kinds import KINDS as KNOWN


def run(folder: Path, day: str, out: Path, *more: str) -> Result:
    arguments = [
        "paper", str(folder / "returns"), "--as-at", day, "--out", str(out), "--no-forecast",
        "--placements", str(folder / "placements.csv"), "--budget", str(folder / "budget.csv"),
        "--service-types", str(folder / "service_types.csv"), *more,
    ]  # fmt: skip
    return CliRunner().invoke(kinward, arguments, catch_exceptions=False)


def test_the_kinds_of_the_help_are_those_that_there_are() -> None:
    assert tuple(KNOWN) == KINDS


def test_both_papers_in_four_formats_with_what_the_next_compares(
    authority: Path, tmp_path: Path
) -> None:
    programme = str(write_programme(tmp_path / "plan"))
    first = tmp_path / "november"
    kind = ("--kind", "exceptions", "--programme", programme)
    told = run(authority, "2025-11-30", first, *kind)
    names = [f"exceptions-{audience}.{ending}" for audience in ("exempt", "public")
             for ending in ("docx", "html", "json", "pdf", "xlsx")]  # fmt: skip
    assert sorted(path.name for path in first.iterdir()) == names
    assert told.stdout.split() == [str(first / name) for name in names]
    assert "Writing the public paper." in told.stderr
    second = tmp_path / "december"
    again = run(authority, "2025-12-31", second, *kind, "--previous", str(first))
    assert again.exit_code == 0
    for audience in ("exempt", "public"):
        page = (second / f"exceptions-{audience}.html").read_text(encoding="utf-8")
        assert "The last paper told of 30 November 2025." in page
    kept = json.loads((second / "exceptions-public.json").read_text(encoding="utf-8"))
    assert (kept["audience"], kept["as_at"]) == ("public", "2025-12-31")


def test_the_file_of_one_paper_is_no_last_paper_for_the_other(
    authority: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    run(authority, "2025-11-30", first, "--kind", "councillor", "--audience", "exempt")
    last = str(first / "councillor-exempt.json")
    told = run(authority, "2025-12-31", second, "--kind", "performance", "--previous", last)
    assert "There is no last public paper there" in told.stderr
    exempt, public = (
        (second / f"performance-{each}.html").read_text(encoding="utf-8")
        for each in ("exempt", "public")
    )
    assert "What changed since the last paper" in exempt
    assert "What changed since the last paper" not in public


def test_own_paragraphs_and_what_the_analyst_hears(authority: Path, tmp_path: Path) -> None:
    path = tmp_path / "paragraphs.toml"
    path.write_text('[[paragraph]]\nkey = "asked"\ntext = "Please agree."\n')
    told = run(
        authority, "2025-12-31", tmp_path / "out", "--kind", "councillor", "--paragraphs", str(path)
    )
    assert "The paragraph on asked is not public = true" in told.stderr
    out = tmp_path / "out"
    assert "Please agree." in (out / "councillor-exempt.html").read_text(encoding="utf-8")
    assert "Please agree." not in (out / "councillor-public.html").read_text(encoding="utf-8")


def test_nothing_is_written_where_something_is_wrong(authority: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    path = tmp_path / "paragraphs.toml"
    path.write_text('[[paragraph]]\nkey = "asked"\ntext = "3 children."\npublic = true\n')
    with pytest.raises(InputError, match="may count 5 children or fewer"):
        run(authority, "2025-12-31", out, "--paragraphs", str(path))
    with pytest.raises(ArgumentError, match="This is a file"):
        run(authority, "2025-12-31", path)
    assert not out.exists()


def test_a_plan_needs_a_forecast(authority: Path, tmp_path: Path) -> None:
    told = CliRunner().invoke(
        kinward,
        ["paper", str(authority), "--out", str(tmp_path), "--no-forecast", "--plan", "x.toml"],
    )
    assert told.exit_code == 2


def test_the_programme_is_told_on_the_day_that_is_asked_for(
    authority: Path, tmp_path: Path
) -> None:
    programme = str(write_programme(tmp_path / "plan"))
    asked = ("--kind", "exceptions", "--audience", "exempt", "--programme", programme)
    for name, more, day in (
        ("a", (), "31 December 2025"),
        ("b", ("--programme-at", "2026-01-22"), "22 January 2026"),
    ):
        run(authority, "2025-12-31", tmp_path / name, *asked, *more)
        page = (tmp_path / name / "exceptions-exempt.html").read_text(encoding="utf-8")
        assert f"<dt>Programme as at</dt><dd>{day}</dd>" in "".join(page.split("\n"))
