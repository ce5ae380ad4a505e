"""`kinward check-paper`: contradictions as a person and as a script read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kinward.cli.check_paper import command
from kinward.errors import InputError
from published_papers import write_paper


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments], catch_exceptions=False)


def test_contradictions_are_told_and_exit_1(tmp_path: Path) -> None:
    told = _run(write_paper(tmp_path, "brighton-2008"))
    assert told.exit_code == 1
    lines = told.stdout.splitlines()
    assert lines[0].startswith("Brighton and Hove, February 2008: 7 checks: 1 contradicts, ")
    assert lines.index("Contradicts") < lines.index("Cannot be checked")
    assert "among the headline figures: 731 is printed" in " ".join(told.stdout.split())
    assert "Agrees" not in told.stdout


def test_all_shows_what_agrees_too(tmp_path: Path) -> None:
    told = _run(write_paper(tmp_path, "cambridgeshire-2011"), "--all")
    assert told.exit_code == 0
    assert "52 is printed, and it comes to 52.1." in " ".join(told.stdout.split())


def test_json_is_one_document(tmp_path: Path) -> None:
    told = _run(write_paper(tmp_path, "plymouth-2011"), "--json")
    document = json.loads(told.stdout)
    assert told.exit_code == 1
    assert document["paper"] == "Plymouth, September 2011"
    assert document["counts"]["contradicts"] == 1
    assert [each["name"] for each in document["tables"]] == ["risks", "targets"]
    assert {each["kind"] for each in document["checks"]} == {"identity"}


def test_a_folder_that_is_no_paper_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"neither a paper\.toml nor a claims\.csv"):
        _run(tmp_path)
