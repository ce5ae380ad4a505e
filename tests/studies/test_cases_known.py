"""What the forecast lacks is how many will come: what docs/method.md claims of it."""

from __future__ import annotations

import pytest

from studies.cases_known import ENGINE, KNOWN, NO_CHANGE, Work, errors, study
from studies.recovery import TRUTH
from worlds import settings


def _by_model(work: list[Work]) -> dict[str, dict[str, float]]:
    return {row["model"]: row for row in errors(study(work)).iter_rows(named=True)}


def test_knowing_how_many_come_helps() -> None:
    found = _by_model([Work(each, 100, 20) for each in settings()[::6]])
    assert found[KNOWN]["total"] < found[ENGINE]["total"]
    assert found[KNOWN]["group"] < found[ENGINE]["group"]


@pytest.mark.study
def test_nothing_else_is_missing_of_the_total() -> None:
    found = _by_model([Work(each, 300, 200) for each in settings()])
    assert found[KNOWN]["total"] < 1.05 * found[TRUTH]["total"]
    assert found[TRUTH]["group"] < found[KNOWN]["group"] < 0.85 * found[ENGINE]["group"]
    assert found[ENGINE]["group"] < 0.93 * found[NO_CHANGE]["group"]
