"""`kinward scorecard`, on a made-up authority."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from scorecards import written

MEASURES = """
measure,unit,better,target_low,target_high,period,value,rag,direction,owner
looked_after,,,,50,,,,,Head of Corporate Parenting
reviews_on_time_pct,,,95,,,,,,
Health checks in time,%,high,90,,2025-11,88.0,G,up,
Health checks in time,%,high,90,,2025-12,86.5,G,up,
"""


@pytest.fixture(scope="module")
def asked(authority: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    measures = written(tmp_path_factory.mktemp("typed") / "measures.csv", MEASURES)
    files = {
        name: str(authority / f"{name.replace('-', '_')}.csv")
        for name in ("placements", "budget", "service-types", "adjustments", "teams", "population")
    }
    options = [each for name, path in files.items() for each in (f"--{name}", path)]
    return [
        *("scorecard", str(authority / "returns"), "--as-at", "2025-12-31", "--no-forecast"),
        *("--measures", str(measures)),
        *options,
    ]


def run(*arguments: str) -> Result:
    wide = {"COLUMNS": "160"}
    return CliRunner().invoke(kinward, list(arguments), env=wide, catch_exceptions=False)


@pytest.fixture(scope="module")
def document(asked: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*asked, "--json").stdout)
    return found


def test_the_document_holds_every_line_with_its_rule(document: dict[str, Any]) -> None:
    lines = {line["measure"]: line for line in document["lines"]}

    assert document["as_at"] == "2025-12-31"
    assert len(lines) > 55
    stock = lines["looked_after"]
    assert stock["target"] == {
        "kind": "ceiling", "at": 50.0, "tolerance_pct": 10.0, "tolerance": None
    }  # fmt: skip
    assert stock["owner"] == "Head of Corporate Parenting"
    assert stock["reading"]["period_end"] == "2025-12-31"
    assert len(stock["readings"]) == 24
    over = stock["reading"]["value"] - 50
    assert stock["rag"]["colour"] == ("green" if over <= 0 else "amber" if over <= 5 else "red")
    assert lines["projected_spend"]["year_end"]["value"] == pytest.approx(
        lines["projected_spend"]["reading"]["value"]
    )
    assert lines["entries"]["year_to_date"]["value"] == sum(
        each["value"] for each in lines["entries"]["readings"][-9:]
    )
    assert lines["entries"]["control"]["of"] == "values"
    assert sum(document["colours"].values()) == len(lines)


def test_typed_readings_are_judged_and_held_against_what_is_printed(
    document: dict[str, Any],
) -> None:
    (health,) = [e for e in document["lines"] if e["measure"] == "health_checks_in_time"]

    assert health["rag"] == {
        "colour": "amber", "reason": "3.5 points under the floor of 90.0%, within 10%"
    }  # fmt: skip
    assert [(e["what"], e["printed"], e["by_rule"]) for e in document["differences"]] == [
        ("colour", "green", "amber"),
        ("direction", "up", "down"),
    ]


def test_teams_are_there(document: dict[str, Any]) -> None:
    assert len({each["team"] for each in document["teams"]}) > 1
    assert {"looked_after", "entries"} <= {each["measure"] for each in document["teams"]}


def test_the_terminal_shows_the_rule(asked: list[str]) -> None:
    shown = run(*asked).output

    for words in (
        "31 December 2025:", "Beginning and ceasing", "Why red or amber", "By team",
        "Where the paper says otherwise", "3.5 points under the floor of 90.0%, within 10%",
        "Health checks in time",
    ):  # fmt: skip
        assert words in shown


def test_the_short_list(asked: list[str]) -> None:
    shown = run(*asked, "--board").output

    assert "Looked after children" in shown
    assert "Kinship fostering" not in shown


def test_the_end_of_the_year_is_forecast(authority: Path) -> None:
    result = run("scorecard", str(authority / "returns"), "--as-at", "2025-12-31", "--json")
    lines = {line["measure"]: line for line in json.loads(result.stdout)["lines"]}
    expected = lines["looked_after"]["year_end"]

    assert expected["low_80"] <= expected["value"] <= expected["high_80"]
    assert lines["reviews_on_time_pct"]["year_end"] == {
        "value": None, "low_80": None, "high_80": None, "reason": "nothing forecasts it"
    }  # fmt: skip


def test_the_programme_and_closed_months_are_read(asked: list[str], tmp_path: Path) -> None:
    """Two actions, one of them done; November closed with what it was then."""
    actions = written(
        tmp_path / "actions.csv",
        """
        ref,title,lead,start,target_end,completed
        1,Recruit carers,Head of Fostering,2025-04-01,2025-10-31,
        2,Open a home,Head of Homes,2025-04-01,2025-10-31,2025-10-01
        """,
    )
    money = [asked[asked.index("--placements") + 1]]
    for name in ("budget", "service-types", "adjustments"):
        money += [f"--{name}", asked[asked.index(f"--{name}") + 1]]
    months = str(tmp_path / "closed")
    run("activity", *money, "--as-at", "2025-11-30", "--closed", months, "--close")
    result = run(*asked, "--programme", str(actions), "--closed", months, "--json")
    lines = {line["measure"]: line for line in json.loads(result.stdout)["lines"]}

    assert lines["actions_green_pct"]["reading"]["value"] == 50
    assert lines["actions_red"]["reading"]["value"] == 1
    ends = [each["period_end"] for each in lines["projected_spend"]["readings"]]
    assert ends == ["2025-11-30", "2025-12-31"]
    assert lines["projected_spend"]["direction"] is not None


def test_readings_end_with_the_last_whole_month(asked: list[str]) -> None:
    result = run(*[each.replace("2025-12-31", "2026-01-15") for each in asked], "--json")
    found = json.loads(result.stdout)

    assert found["lines"][0]["reading"]["period_end"] == "2025-12-31"
    assert any("the last of 31 December 2025" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        (["--budget", "b.csv"], "--budget is of no use without --placements"),
        (["--closed", "months"], "--closed is of no use without --placements"),
        (["--measures", "none.csv"], "There is no such file"),
    ],
)
def test_what_cannot_be_is_said(authority: Path, extra: list[str], message: str) -> None:
    with pytest.raises(Exception, match=message):
        CliRunner().invoke(
            kinward,
            ["scorecard", str(authority / "returns"), "--no-forecast", *extra],
            catch_exceptions=False,
            standalone_mode=False,
        )
