"""docs/money.md: its examples are read by their readers, and its findings are those of the code.

`python tests/spec/test_money_docs.py` writes the table of findings anew.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kinward.budget.control import read_control
from kinward.budget.grants import read_grants
from kinward.budget.model import build
from kinward.budget.reserves import read_reserves
from kinward.budget.savings import read_savings
from kinward.budget.targets import read_targets
from kinward.budget.trajectory import read_trajectory
from kinward.budget.virements import read_virements, reconcile
from kinward.ledger.activity import activity
from kinward.ledger.load import Files, load
from kinward.ledger.read.children import read_children
from kinward.ledger.rules import RULES
from kinward.reference import deflator

PAGE = Path(__file__).parents[2] / "docs" / "money.md"
_RULES = re.compile(r"(?<=<!-- rules -->\n\n).*?(?=\n\n<!-- end of rules -->)", re.S)


def rules_table() -> str:
    """The findings of the ledger as the page shows them."""
    rows = [
        f"| {rule.code} | {rule.level} | {rule.message.format(**_WORDS)} {rule.remedy} |"
        for rule in RULES.values()
    ]
    return "\n".join(
        ["| finding | level | what it says, and what to do |", "| --- | --- | --- |", *rows]
    )


_WORDS = {"column": "a column", "heading": "so-and-so", "times": "20"}


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("examples")
    found = re.findall(r"^```csv (\w+)\n(.*?)^```$", PAGE.read_text("utf-8"), re.M | re.S)
    for name, text in found:
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return {name: folder / f"{name}.csv" for name, _ in found}


def test_the_findings_of_the_page_are_those_of_the_code() -> None:
    found = _RULES.search(PAGE.read_text("utf-8"))
    assert found is not None
    assert found[0] == rules_table(), "python tests/spec/test_money_docs.py"


def test_the_ledger_of_the_page(examples: dict[str, Path]) -> None:
    """The block costs 4 x 1,000 x 52; a full year in house is 468.40 x 55."""
    ledger = load(
        Files(
            examples["placements"],
            examples["budget"],
            examples["service_types"],
            examples["adjustments"],
        )
    )
    stands = activity(ledger, 2026, date(2026, 1, 31))
    lines = {line.label: line.actual.projected for line in stands.lines}
    assert lines["In-house fostering"] == 46840 * 55
    assert lines["Residential homes"] == 0
    assert lines["Block of flats"] == 400_000 * 52
    assert {found.rule for found in stands.findings} == {"L35"}
    assert len(read_children(examples["children"])) == 2


def test_the_budget_model_of_the_page(examples: dict[str, Path]) -> None:
    trajectory = read_trajectory(examples["trajectory"])
    savings, doubts = read_savings(examples["model_savings"])
    assert trajectory.findings == doubts == ()
    totals = build(trajectory, savings=savings).totals_frame()
    assert totals.select("placements", "savings", "requirement").rows() == [
        (979_507_000, 0, 979_507_000),
        (1_050_071_504, 96_200_000, 953_871_504),
    ]
    assert len(read_targets(examples["targets"]).rows) == 3


def test_the_budget_control_of_the_page(examples: dict[str, Path]) -> None:
    control = read_control(examples["budget_control"])
    log = read_virements(examples["virements"])
    frame, doubts = reconcile(control, log, date(2025, 12, 31))
    assert control.findings == log.findings == doubts == ()
    assert frame["difference"].to_list() == [0, 0]
    assert control.lines["explain"].to_list() == [True, True]
    assert read_grants(examples["grants"])[0]["forecast_variance"].to_list() == [7_000_000]
    assert read_reserves(examples["reserves"]).frame()["difference"].to_list() == [0]


def test_the_deflator_of_the_page(examples: dict[str, Path]) -> None:
    assert deflator.read(examples["deflator"]).last_year == 2025


if __name__ == "__main__":
    PAGE.write_text(
        _RULES.sub(rules_table().replace("\\", r"\\"), PAGE.read_text("utf-8")), "utf-8"
    )
