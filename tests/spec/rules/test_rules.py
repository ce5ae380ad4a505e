"""Each rule fires on the rows that its example marks, and on no other."""

from __future__ import annotations

import pytest

from kinward.returns.check import find
from kinward.returns.rules import all_rules
from kinward.returns.views import VIEWS
from spec.rules.examples import Example, all_examples

RULES = {rule.code: rule for rule in all_rules()}
EXAMPLES = all_examples()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_a_rule_fires_where_its_example_says(example: Example) -> None:
    returns = example.returns()
    findings = find(returns, [RULES[example.code]])
    found = set(findings.select("table", "file", "row").iter_rows())
    assert found == example.places(returns)
    assert findings["rule"].unique().to_list() in ([example.code], [])


def test_every_rule_has_an_example_that_fires_and_a_neighbour_that_does_not() -> None:
    marks: dict[str, set[bool]] = {code: set() for code in RULES}
    for example in EXAMPLES:
        for column in example.marks.values():
            marks[example.code] |= {mark != "-" for mark in column}
    assert {code for code, seen in marks.items() if seen != {True, False}} == set()


@pytest.mark.parametrize("view", VIEWS)
def test_all_rules_at_once_find_what_one_finds_alone(view: str) -> None:
    example = next(e for e in EXAMPLES if RULES[e.code].view == view)
    returns = example.returns()
    findings = find(returns).filter(rule=example.code).select("table", "file", "row")
    assert set(findings.iter_rows()) == example.places(returns)
