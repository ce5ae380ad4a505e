"""Checking returns: every rule, and what the figures would be."""

from __future__ import annotations

from typing import Any

import polars as pl

from kinward.cohort.build import build
from kinward.cohort.stock import looked_after
from kinward.pipeline import last_day
from kinward.reference import categories
from kinward.returns.model import Checked
from kinward.returns.prepare import prepare
from kinward.returns.read import read
from kinward.returns.rules import all_rules
from kinward.terms import CATEGORIES
from kinward_web.intake.checks.found import FINDINGS_SCHEMA, Found
from kinward_web.intake.checks.scene import Scene


def check(scene: Scene) -> Found:
    """Read, check and repair the returns, and count the children of their last day.

    Raises:
        InputError: they cannot be read, or no cohort can be built of them.
    """
    scene.tell("Reading the returns")
    read_in = read([scene.path])
    scene.tell(f"Checking against {len(all_rules())} rules")
    checked = prepare(read_in)
    return Found(findings=_findings(checked), facts=_facts(checked, scene))


def _findings(checked: Checked) -> pl.DataFrame:
    sources = checked.returns.files
    where = pl.DataFrame(
        {
            "file": range(len(sources)),
            "path": [source.path for source in sources],
            "year": [source.year for source in sources],
        },
        schema={"file": pl.UInt32, "path": pl.String, "year": pl.Int32},
    )
    # A rule's message says what is wrong first, and then what to do.
    parts = pl.col("message").str.splitn(". ", 2).struct
    first, rest = parts.field("field_0"), parts.field("field_1").fill_null("")
    return (
        checked.findings.join(where, on="file", how="left", maintain_order="left")
        .with_columns(
            file=pl.col("path"),
            message=pl.when(rest == "").then(first).otherwise(pl.concat_str(first, pl.lit("."))),
            remedy=rest,
        )
        .select(pl.col(name).cast(kind) for name, kind in FINDINGS_SCHEMA.items())
    )


def _facts(checked: Checked, scene: Scene) -> dict[str, Any]:
    scene.tell("Building the histories of the children")
    cohort = build(checked, categories.load())
    as_at = last_day(checked.returns)
    here = looked_after(cohort, as_at)
    by_category = dict(here.group_by("category").len().iter_rows())
    return {
        "as_at": as_at.isoformat(),
        "children": checked.tables["Header"]["CHILD"].n_unique(),
        "episodes": len(checked.tables["Episodes"]),
        "looked_after": len(here),
        "by_category": {
            name: by_category[key] for key, name in CATEGORIES.items() if key in by_category
        },
        "repairs": len(checked.repairs),
        "years": _years(checked),
    }


def _years(checked: Checked) -> list[dict[str, Any]]:
    """By return year as read: files, rows of all tables, children and episodes."""
    episodes = checked.returns.tables["Episodes"]
    told = {
        row["year"]: row
        for row in episodes.group_by("year")
        .agg(pl.col("CHILD").n_unique().alias("children"), pl.len().alias("episodes"))
        .to_dicts()
    }
    years: dict[int | None, dict[str, Any]] = {}
    for source in checked.returns.files:
        if source.table is None:
            continue
        one = years.setdefault(
            source.year,
            {
                "year": source.year,
                "files": 0,
                "rows": 0,
                "children": told.get(source.year, {}).get("children", 0),
                "episodes": told.get(source.year, {}).get("episodes", 0),
            },
        )
        one["files"] += 1
        one["rows"] += source.rows
    return sorted(years.values(), key=lambda one: one["year"] or 9999)
