"""`kinward programme`, as the lead of a programme calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kinward.cli import kinward
from kinward.errors import InputError
from published_plans import BUSINESS_PLAN, FOLDER

PLAN = (FOLDER / "cambridgeshire_actions.csv", FOLDER / "cambridgeshire_savings.csv")
ASKED = ("--as-at", "2016-01-31", "--year", "2016/17", "--reported-on", "2016-01-31")


def call(*arguments: object, columns: int = 200) -> Result:
    wide = {"COLUMNS": str(columns)}
    return CliRunner().invoke(kinward, ["programme", *map(str, arguments)], env=wide)


def told(*arguments: object) -> dict[str, Any]:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_plan_of_cambridgeshire() -> None:
    named = [part for name in BUSINESS_PLAN for part in ("--business-plan", name)]
    found = told(*PLAN, *ASKED, *named, "--need", "6,000,000:2016/17")
    assert found["delivery"] == {"blue": 0, "red": 0, "amber": 1, "green": 31, "grey": 0}
    assert found["published"]["by_colour"]["amber"] == {"green": 18}
    assert (found["published"]["compared"], found["published"]["same"]) == (31, 12)
    year = found["savings"]["years"][0]
    assert (year["savings"]["plan"], year["unassigned"]) == (6_789_000.0, 418_000.0)
    assert year["over_programmed"] == 789_000.0
    assert year["bridge"]["business_plan"] == 1_429_000.0
    assert year["bridge"]["planned"] == sum(step["amount"] for step in year["bridge"]["steps"])
    assert year["chance"] is None


def test_it_prints_the_same() -> None:
    result = call(*PLAN, *ASKED, "--need", "6m:2016-17")
    assert result.exit_code == 0, result.output
    assert "Of £6,789,000 planned for 2016/17, actions hold £6,371,000; £418,000" in result.stdout
    assert "£6,000,000 is needed and £6,789,000 planned, £789,000 more" in result.stdout
    assert "12 of 31 published colours are the rule's." in result.stdout
    assert "every sign was turned" in result.stderr
    # No saving is of 2015/16, the day's year: the first that has any has its bridge.
    assert "From objectives to the action plan, 2016/17, £" in result.stdout
    assert result.stdout.count("to the action plan,") == 1
    assert "Business plan" not in result.stdout
    assert "--business-plan OBJECTIVE says what the business plan has" in result.stdout


def test_what_holds_of_every_year_is_said_once() -> None:
    """Without a year the targets of the plan's actions count in none of its five."""
    result = call(*PLAN, "--as-at", "2016-01-31", columns=400)
    assert result.stdout.count("belongs to no action") == 0
    assert (
        result.stdout.count("No action holds any of what is planned: £6,789,000 for 2016/17,") == 1
    )
    assert "£2,581,000 for 2020/21." in result.stdout
    assert result.stdout.count("targets of £6,371,000 that name no year") == 1
    assert "From objectives to the action plan, 2016/17, £" in result.stdout


def test_the_bridge_of_what_the_business_plan_has() -> None:
    named = [part for name in BUSINESS_PLAN for part in ("--business-plan", name)]
    shown = call(*PLAN, *ASKED, *named).stdout
    assert "From the business plan to the action plan, 2016/17, £" in shown
    assert shown.count("action plan, 20") == 1
    assert "--business-plan" not in shown


def test_a_folder_of_all_files(tmp_path: Path) -> None:
    files = {
        "actions": "ref,title,lead,success,target_end,reported,reported_on\n"
        "1,One,A,x,2026-06-01,in progress,2026-06-30\n",
        "savings": "ref,action,target,forecast,financial_year,probability\n"
        "S,1,100,100,2026/27,0.5\nT,1,50,50,2026/27,\n",
        "risks": "ref,title,probability,impact,owner,mitigation\nR,Rises,4,5,A,Framework\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text)
    found = told(tmp_path, "--as-at", "2026-06-30")
    year = found["savings"]["years"][0]
    assert year["risk_adjusted"] == 100.0
    assert year["chance"] == {
        "of": 150.0, "share": 0.5, "error": 0.0, "method": "exact", "short": 0.0,
        "unjudged": ["T"],
    }  # fmt: skip
    assert found["slipping"][0]["overdue"] == 29
    assert found["risks"]["ratings"][0]["colour"] == "red"
    shown = call(tmp_path, "--as-at", "2026-06-30").stdout
    assert "Risk-adjusted, 2026/27: £100. The chance of £150 is 50% (exactly)" in shown
    assert "Top risks" in shown
    over = call(tmp_path, "--as-at", "2027-03-31").stdout
    assert "Risk-adjusted" not in over
    assert told(tmp_path, "--as-at", "2027-03-31")["savings"]["years"][0]["chance"] is None
    (tmp_path / "savings.csv").write_text(
        files["savings"].replace("100,100", "100,90").replace("T,1,50,50", "T,1,50,40")
    )
    short = "Even if every saving comes as forecast, they fall £20 short of £150."
    assert short in call(tmp_path, "--as-at", "2026-06-30").stdout
    assert "overdue by 29 days" in shown


def test_it_fits_a_narrow_terminal() -> None:
    result = call(*PLAN, *ASKED, columns=80)
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_an_error_among_the_findings_gives_exit_1(tmp_path: Path) -> None:
    path = tmp_path / "actions.csv"
    path.write_text("ref,title,start,target_end\n1,One,2026-06-01,2026-05-01\n")
    assert call(path, "--as-at", "2026-06-30").exit_code == 1


@pytest.mark.parametrize("need", ["lots:2016/17", "100", "100:2016", "1:2016/18"])
def test_a_need_that_is_none(need: str) -> None:
    result = call(*PLAN, *ASKED, "--need", need)
    assert result.exit_code == 2
    assert "--need" in result.stderr


def test_what_cannot_be_done(tmp_path: Path) -> None:
    assert call(*PLAN).exit_code == 2
    missing = call(tmp_path / "none.csv", "--as-at", "2026-06-30")
    assert isinstance(missing.exception, InputError)
    unknown = call(*PLAN, *ASKED, "--business-plan", "Nothing")
    assert "No saving has the objective Nothing" in str(unknown.exception)


def test_the_largest_overlaps_are_listed_and_the_rest_is_summed(tmp_path: Path) -> None:
    rows = [f"S{n},{n},2026/27,{n}.50,16+" for n in range(1, 7)]
    path = tmp_path / "savings.csv"
    path.write_text("\n".join(["ref,action,financial_year,target,placement_type", *rows]))
    actions = tmp_path / "actions.csv"
    actions.write_text("\n".join(["ref,title", *(f"{n},Action {n}" for n in range(1, 7))]))
    result = call(actions, path, "--as-at", "2026-06-30")
    assert result.exit_code == 0, result.output
    assert "Savings that could count twice, £" in result.stdout
    # 15 pairs: five with S1, of £1.50 each, are left.
    assert "5 more come to £8 together" in result.stdout
    assert result.stdout.count("both lower the spend on 16+") == 10
