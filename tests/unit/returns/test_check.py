"""Checking: what a finding holds, and in what order findings come."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

import builders
from kinward.returns.check import find
from kinward.returns.model import FINDING_SCHEMA, Returns


def test_returns_without_rows_have_no_findings_and_keep_the_schema() -> None:
    findings = find(builders.returns_of())
    assert findings.is_empty()
    assert dict(findings.schema) == FINDING_SCHEMA


def test_findings_of_reading_stand_among_those_of_the_rules_by_file_row_and_rule() -> None:
    findings = find(_flawed())
    order = findings.select("file", "row", "rule").rows()
    assert order == sorted(order)
    assert {"K12", "501", "K04"} <= set(findings["rule"])


def test_a_finding_points_at_the_first_column_of_its_rule_and_never_at_a_child() -> None:
    findings = find(_flawed())
    overlap = findings.filter(rule="501").row(0, named=True)
    assert (overlap["table"], overlap["column"], overlap["level"]) == ("Episodes", "DECOM", "error")
    assert overlap["row"] == 3
    text = findings.select(pl.concat_str(pl.all().cast(pl.String)).str.join(" ")).item()
    assert "somebody" not in text
    assert "2024" not in text


def test_nothing_of_the_returns_is_changed() -> None:
    returns = _flawed()
    before = {name: table.clone() for name, table in returns.tables.items()}
    find(returns)
    assert all(before[name].equals(table) for name, table in returns.tables.items())


def test_rows_in_another_order_give_the_same_findings() -> None:
    returns = _flawed()
    shuffled = {
        name: table.sample(fraction=1.0, shuffle=True, seed=1)
        for name, table in returns.tables.items()
    }
    assert find(replace(returns, tables=shuffled)).equals(find(returns))


def test_rows_without_a_year_or_a_child_are_no_stumbling_block() -> None:
    returns = _flawed()
    blank = {
        name: table.with_columns(year=pl.lit(None, pl.Int32), CHILD=pl.lit(None, pl.String))
        for name, table in returns.tables.items()
    }
    findings = find(replace(returns, tables=blank))
    assert findings.filter(rule="K03").height == sum(t.height for t in blank.values())
    assert findings.filter(pl.col("rule").is_in(["501", "203", "K04", "K06", "K08"])).is_empty()


def _flawed() -> Returns:
    """Two overlapping episodes without a header row, a header, and a finding of reading."""
    returns = builders.returns_of(
        Header="""
            CHILD     SEX DOB        ETHNIC
            nobody    M   2012-01-01 WBRI
        """,
        Episodes="""
            CHILD     DECOM      DEC        RNE LS CIN PLACE REC
            somebody  2024-05-01 2024-07-01 S   C2 N1  U6    X1
            somebody  2024-06-30 -          P   C2 N1  K2    -
        """,
        Reviews="""
            CHILD     REVIEW     REVIEW_CODE
            somebody  2024-06-01 PN1
        """,
    )
    empty = ("K12", "warning", "OC2", 1, 0, "", "The table has no rows.")
    reading = pl.DataFrame([empty], schema=FINDING_SCHEMA, orient="row")
    return replace(returns, findings=reading)
