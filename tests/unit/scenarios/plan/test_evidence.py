"""A plan that names the file in which its evidence stands."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from kinward.scenarios.plan.dump import dump_plan
from kinward.scenarios.plan.effects import Divert
from kinward.scenarios.plan.problems import PlanError
from kinward.scenarios.plan.read import parse_plan, read_plan
from kinward.scenarios.plan.uncertain import Share

CASES = """service,opened,closed,looked_after_at_closure,at_12_months
Alternatives to Care,2024-04-01,2024-08-01,no,no
Alternatives to Care,2024-05-01,2024-09-01,no,yes
Alternatives to Care,2025-05-01,2025-09-01,yes,
Alternatives to Care,2025-05-01,2026-01-01,no,
Space,2025-05-01,,,
"""
COUNTS = "service,worked_with,closed,successes\nAlternatives to Care,28,7,5\nSpace,13,,\n"
HEAD = """[plan]
name = "Evidence"
[[action]]
name = "AtC"
kind = "divert"
start = 2026-04-01
referrals_a_year = 20
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cases.csv").write_text(CASES, encoding="utf-8")
    (tmp_path / "counts.csv").write_text(COUNTS, encoding="utf-8")
    return tmp_path


def effect(folder: Path, *lines: str) -> Divert:
    path = folder / "plan.toml"
    path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    (action,) = read_plan(path).actions
    assert isinstance(action.effect, Divert)
    return action.effect


def test_cases_give_success_and_who_came_in_later(folder: Path) -> None:
    of = '{ file = "cases.csv", service = "alternatives to care", as_at = 2026-03-31 }'
    found = effect(folder, f"success = {of}", f"delayed = {of}", "delay_weeks = 20")
    assert found.success == Share(successes=3, of=4)
    assert found.delayed == Share(successes=1, of=2)
    assert found.delay_weeks == Decimal(20)


def test_an_earlier_day_sees_fewer(folder: Path) -> None:
    of = '{ file = "cases.csv", service = "Alternatives to Care", as_at = 2025-12-31 }'
    assert effect(folder, f"success = {of}").success == Share(successes=2, of=3)


def test_another_point_may_be_asked_for(folder: Path) -> None:
    of = '{ file = "cases.csv", service = "Alternatives to Care", as_at = 2026-03-31, '
    found = effect(folder, f'success = {of}point = "12_months" }}')
    assert found.success == Share(successes=1, of=2)


def test_counts_need_no_day(folder: Path) -> None:
    found = effect(folder, 'success = { file = "counts.csv", service = "Alternatives to Care" }')
    assert found.success == Share(successes=5, of=7)


def test_what_is_written_back_has_the_cases_themselves(folder: Path) -> None:
    effect(folder, 'success = { file = "counts.csv", service = "Alternatives to Care" }')
    text = dump_plan(read_plan(folder / "plan.toml"))
    assert "success = { successes = 5, of = 7 }" in text
    assert parse_plan(text) == read_plan(folder / "plan.toml")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ('{ file = "counts.csv", service = "Nobody" }', "no service Nobody in the file"),
        ('{ file = "counts.csv", service = "Space" }', "closed cases of Space are not known"),
        ('{ file = "counts.csv" }', "has no service"),
        ('{ service = "Space" }', "has no file"),
        (
            '{ file = "counts.csv", service = "Space", as_at = 2026-03-31 }',
            "tells nothing of a day",
        ),
        ('{ file = "cases.csv", service = "Space" }', "needs as_at"),
        (
            '{ file = "cases.csv", service = "Space", as_at = 2026-03-31 }',
            "No case of Space has an answer",
        ),
        ('{ file = "none.csv", service = "Space" }', "no such file"),
        ('{ file = "../counts.csv", service = "Space" }', "not beside the plan"),
        ('{ file = "/etc/hostname", service = "Space" }', "not beside the plan"),
        ('{ file = "counts.csv", service = "Space", of = 7 }', "has no key 'of'"),
    ],
)
def test_evidence_that_is_not_there_is_refused_with_its_line(
    folder: Path, share: str, said: str
) -> None:
    with pytest.raises(PlanError) as refused:
        effect(folder, f"success = {share}")
    assert any(said in line for line in refused.value.lines)
    assert {problem.line for problem in refused.value.problems} == {8}


def test_a_plan_that_is_no_file_names_none() -> None:
    text = HEAD + 'success = { file = "counts.csv", service = "Space" }\n'
    with pytest.raises(PlanError, match="is not read from a folder"):
        parse_plan(text)
