"""The document that `kinward check-paper --json` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from kinward.budget.papers.model import VERDICTS, Check, Paper
from kinward.budget.papers.printed import plain
from kinward.budget.papers.tell import sentence

_MORE: Final = 4
"""Decimals beyond those printed, so that a script sees how near a figure comes."""


def document(paper: Paper, checks: Sequence[Check]) -> dict[str, Any]:
    """A paper and its checks, numbers rounded to four decimals more than are printed."""
    counts = Counter(check.verdict for check in checks)
    return {
        "paper": paper.title,
        "tables": [
            {"name": name, "file": table.file, "rows": len(table.rows)}
            for name, table in paper.tables.items()
        ],
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "checks": [_check(check) for check in checks],
    }


def _check(check: Check) -> dict[str, Any]:
    def number(value: Fraction | None) -> float | None:
        return None if value is None else plain(value, check.decimals + _MORE)

    printed, figure = check.printed, check.recomputed
    return {
        "kind": check.kind,
        "table": check.table,
        "row": check.row,
        "label": check.label,
        "what": check.what,
        "expression": check.expression,
        "unit": check.unit,
        "printed": number(printed.value) if printed else None,
        "printed_range": [number(printed.low), number(printed.high)] if printed else None,
        "recomputed": number(figure.value) if figure else None,
        "recomputed_range": [number(figure.low), number(figure.high)] if figure else None,
        "difference": number(check.difference),
        "unexplained": number(check.unexplained),
        "verdict": check.verdict,
        "sentence": sentence(check),
    }
