"""The rules on chains of episodes give what the slow oracle gives, on any rows whatever."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

import builders
from kinward.returns.check import find
from kinward.returns.rules import all_rules
from oracles.chains import Row, broken

CODES = {
    "142", "K09", "501", "K02", "388", "431", "432", "433", "437", "502", "562", "357", "K06",
}  # fmt: skip
RULES = [rule for rule in all_rules() if rule.code in CODES]
DAYS = [date(2022, 12, 1), *(date(y, m, 1) for y in (2023, 2024) for m in (2, 4, 9))]

episodes = st.builds(
    Row,
    child=st.sampled_from("abc"),
    year=st.sampled_from([2023, 2024, 2025]),
    number=st.just(0),
    start=st.sampled_from(DAYS),
    end=st.none() | st.sampled_from(DAYS),
    rne=st.sampled_from(["S", "P", "L"]),
    rec=st.sampled_from([None, "X1", "X1", "E4A", "E2"]),
    ls=st.sampled_from(["C2", "C2", "V3"]),
)


@given(st.lists(episodes, min_size=1, max_size=12, unique=True))
@settings(max_examples=60, deadline=None)
def test_chain_rules_fire_where_the_oracle_says(drawn: list[Row]) -> None:
    rows = _numbered(drawn)
    lines = [
        f"{r.child} {r.year} {r.start} {r.end or '-'} {r.rne} {r.rec or '-'} {r.ls}" for r in rows
    ]
    returns = builders.returns_of(Episodes="\n".join(["CHILD year DECOM DEC RNE REC LS", *lines]))
    years = dict(returns.tables["Episodes"].select("file", "year").iter_rows())
    findings = find(returns, RULES).select("rule", "file", "row").iter_rows()
    assert {(rule, years[file], row) for rule, file, row in findings} == broken(rows)


def _numbered(rows: list[Row]) -> list[Row]:
    """The rows in the order of their years, with the row numbers of a file a year."""
    seen: dict[int, int] = {}
    numbered = []
    for row in sorted(rows, key=lambda r: r.year):
        seen[row.year] = seen.get(row.year, 1) + 1
        numbered.append(Row(**{**vars(row), "number": seen[row.year]}))
    return numbered
