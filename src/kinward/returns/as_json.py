"""The document that `kinward check --json` prints."""

from __future__ import annotations

from typing import Any

import polars as pl

from kinward.dates import year_name
from kinward.returns.model import Checked
from kinward.returns.repair.run import titles


def document(checked: Checked) -> dict[str, Any]:
    """Files, findings, repairs and counts, as the interface promises; and findings by rule.

    `counts` are those of the tables after repair, or as read where nothing was repaired.
    """
    paths = [source.path for source in checked.returns.files]
    findings = [
        {**finding, "file": paths[finding["file"]]} for finding in checked.findings.to_dicts()
    ]
    return {
        "files": [
            {
                "path": source.path,
                "table": source.table,
                "year": year_name(source.year) if source.year else None,
                "rows": source.rows,
            }
            for source in checked.returns.files
        ],
        "findings": findings,
        "rules": _by_rule(checked, paths),
        "repairs": _repairs(checked),
        "repaired": checked.repaired,
        "counts": {
            "children": checked.tables["Header"]["CHILD"].n_unique(),
            "episodes": len(checked.tables["Episodes"]),
        },
    }


def _by_rule(checked: Checked, paths: list[str]) -> list[dict[str, Any]]:
    counted = (
        checked.findings.group_by("rule", "level", maintain_order=True)
        .agg(pl.len().alias("count"), pl.col("message", "file", "row").first())
        .sort(
            pl.col("level").replace_strict({"error": 0, "warning": 1, "note": 2}),
            pl.col("count"),
            "rule",
            descending=[False, True, False],
        )
    )
    return [
        {
            "rule": each["rule"],
            "level": each["level"],
            "count": each["count"],
            "message": each["message"],
            "first": paths[each["file"]] + (f", row {each['row']}" if each["row"] else ""),
        }
        for each in counted.to_dicts()
    ]


def _repairs(checked: Checked) -> list[dict[str, Any]]:
    what = titles()
    counted = checked.repairs.group_by("rule", "table").len("count").sort("rule", "table")
    return [{**each, "what": what[each["rule"]]} for each in counted.to_dicts()]
