"""What holds for every rule, and for the page of rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.returns.rules import all_rules
from kinward.returns.rules.document import page
from kinward.returns.rules.rule import Rule
from kinward.returns.schema import TABLES
from kinward.returns.views import VIEWS
from kinward.terms import LEVELS

ROOT = Path(__file__).parents[3]
RULES = all_rules()
COLUMNS = {column for table in TABLES.values() for column in table.names}


def test_there_is_one_rule_a_file_and_each_has_a_code_of_its_own() -> None:
    files = list((ROOT / "src/kinward/returns/rules").glob("rule_*.py"))
    assert len(files) == len(RULES) == len({rule.code for rule in RULES})
    assert {file.stem for file in files} == {f"rule_{rule.code.lower()}" for rule in RULES}


def test_rules_come_in_the_order_of_their_numbers_with_ours_last() -> None:
    codes = [rule.code for rule in RULES]
    assert codes[0] == "101"
    assert codes.index("392c") < codes.index("1004") < codes.index("SW02STG1") < codes.index("K01")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_names_what_the_return_has(rule: Rule) -> None:
    assert rule.level in LEVELS
    assert rule.view in VIEWS
    columns = TABLES[rule.view].names if rule.view in TABLES else COLUMNS
    assert set(rule.columns) <= set(columns)
    assert rule.title
    assert rule.title[-1] not in ".!"
    assert rule.message.endswith(".")
    assert rule.message.count(".") >= 2 or ":" in rule.message, "say what is wrong and what to do"


def test_the_page_of_rules_is_up_to_date() -> None:
    written = (ROOT / "docs/rules.md").read_text(encoding="utf-8")
    assert written == page(), "python -m kinward.returns.rules > docs/rules.md"
