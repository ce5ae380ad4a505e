"""The commentary rule on the lines of the key activity."""

from __future__ import annotations

from datetime import date

from kinward.ledger.activity import activity
from kinward.ledger.as_json import document
from ledger_tables import ledger


def test_a_line_is_explained_beyond_the_greater_limit() -> None:
    """A full year of £10,000 a week is £520,000: over £100,000 from a budget of £419,999.99 down;
    of £8m the limit is £160,000."""
    placements = """
        placement_id child_id service_type start end weekly_cost
        p1 anna Agency 2020-04-01 - 10000
    """
    for annual, explained in (
        ("419999.99", True), ("420000", False), ("620000", False), ("620000.01", True),
    ):  # fmt: skip
        budget = f"""
            section service_type placements annual_budget
            A Agency 1 {annual}
        """
        record = ledger(placements, budget=budget)
        found = document(activity(record, 2026, date(2026, 1, 31)))
        assert [line["explain"] for line in found["lines"]] == [explained]
        assert "explain" not in found["totals"]
