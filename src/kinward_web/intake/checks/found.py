"""What a check gives, and how it is kept."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from kinward.ledger.findings import Finding
from kinward.terms import LEVELS
from kinward_web import store

FINDINGS_SCHEMA: Final[dict[str, pl.DataType]] = {
    "rule": pl.String(),
    "level": pl.String(),
    "table": pl.String(),
    "year": pl.Int32(),
    "file": pl.String(),
    "row": pl.UInt32(),
    "column": pl.String(),
    "message": pl.String(),
    "remedy": pl.String(),
}
"""One row a finding. `row` is 0 where the whole file is meant; `year`, named by its end, is null
where a file is of no return year; `remedy` is empty where the message tells it."""
LINES_SCHEMA: Final[dict[str, pl.DataType]] = {
    "key": pl.String(),
    "label": pl.String(),
    "amount": pl.Int64(),
    "content": pl.String(),
}
"""One row a line of an upload: `key` names it in every version, `content` is all that it says, and
`amount` is what it counts (pence, children), null where it counts nothing."""


@dataclass(frozen=True)
class Found:
    """What a check gives.

    Attributes:
        findings: `FINDINGS_SCHEMA`.
        facts: figures of the upload, as plain JSON.
        lines: `LINES_SCHEMA`; None where versions are not compared line by line.
    """

    findings: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FINDINGS_SCHEMA))
    facts: dict[str, Any] = field(default_factory=dict)
    lines: pl.DataFrame | None = None


def of_ledger(found: Iterable[Finding], table: str) -> pl.DataFrame:
    """Findings of the ledger as those of an upload (`FINDINGS_SCHEMA`)."""
    rows = [{**each.as_json(), "table": table, "year": None} for each in found]
    return pl.DataFrame(rows, schema=FINDINGS_SCHEMA)


def lines(
    frame: pl.DataFrame, key: list[str], *, label: str = "", amount: str = ""
) -> pl.DataFrame:
    """The lines of a table (`LINES_SCHEMA`).

    Args:
        key: the columns that name a line; the same name again gets a number.
        label: the column of words that a page may show; none where they could be of a child.
        amount: the column of what a line counts.
    """
    # A sign that no file has between fields keeps 'a' + 'bc' apart from 'ab' + 'c'.
    named = pl.concat_str(
        [pl.col(name).cast(pl.String).fill_null("") for name in key], separator="\x1f"
    )
    said = pl.concat_str(
        [pl.col(name).cast(pl.String).fill_null("") for name in frame.columns], separator="\x1f"
    )
    made = frame.select(
        named.alias("name"),
        (pl.col(label).cast(pl.String) if label else pl.lit("")).alias("label"),
        (pl.col(amount).cast(pl.Int64) if amount else pl.lit(None, dtype=pl.Int64)).alias("amount"),
        said.alias("content"),
    ).with_columns(again=pl.int_range(pl.len()).over("name").cast(pl.String))
    return made.select(
        pl.concat_str("name", "again", separator="\x1f").alias("key"), "label", "amount", "content"
    )


def counts(found: Found) -> dict[str, Any]:
    """What pages tell of an upload: findings by level and by rule, gravest first, and its facts."""
    order = {level: place for place, level in enumerate(LEVELS)}
    rules = (
        found.findings.group_by("rule", "level")
        .agg(pl.len().alias("count"), pl.col("message").first(), pl.col("remedy").first())
        .sort(
            pl.col("level").replace_strict(order), "count", "rule", descending=[False, True, False]
        )
    )
    levels = dict(found.findings.group_by("level").len().iter_rows())
    return {
        "levels": {level: levels.get(level, 0) for level in LEVELS},
        "rules": rules.to_dicts(),
        "facts": found.facts,
    }


def keep(frame: pl.DataFrame) -> str:
    """Keep a frame in the store; its name there."""
    out = io.BytesIO()
    frame.write_parquet(out)
    return store.keep([out.getvalue()]).sha256


def kept(sha256: str) -> pl.DataFrame:
    """A frame that was kept."""
    return pl.read_parquet(store.path_of(sha256))
