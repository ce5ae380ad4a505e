"""The examples of docs/plans.md are read by the readers that they are written for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from kinward.edge_of_care.cases import read_cases
from kinward.edge_of_care.counts import read_counts
from kinward.edge_of_care.success import success
from kinward.scenarios.plan.read import parse_plan

PAGE = Path(__file__).parents[2] / "docs" / "plans.md"


def example(kind: str) -> str:
    (text,) = re.findall(rf"^```{kind}\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    return str(text)


def test_cases_and_counts(tmp_path: Path) -> None:
    path = tmp_path / "edge_of_care.csv"
    path.write_text(example("csv edge_of_care"))
    cases = read_cases(path)
    assert cases.findings == ()
    found = success(cases, date(2026, 1, 31)).filter(service="Alternatives to Care")
    assert found["closed"][0] == 2
    path.write_text(example("csv edge_of_care_counts"))
    assert read_counts(path)[0].worked_with == 28


def test_the_plan() -> None:
    plan = parse_plan(example("toml"), "plan.toml")
    assert [action.kind for action in plan.actions] == ["divert", "convert"]
    assert plan.targets[0].children == 497
