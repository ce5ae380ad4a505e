"""The match as the JSON document that `kinward reconcile --json` prints."""

from __future__ import annotations

from typing import Any

from kinward.ledger.as_json import pounds
from kinward.ledger.match.model import Difference, Match


def document(match: Match) -> dict[str, Any]:
    """Money in pounds with two decimals; null where nothing tells a price."""
    return {
        "as_at": match.as_at,
        "compared": {"from": match.first, "to": match.last},
        "children": {
            "in_return": match.in_return,
            "in_ledger": match.in_ledger,
            "in_both": match.in_both,
        },
        "stays": match.stays,
        "placements": match.placements,
        "matched": match.matched,
        "days": {
            "either": match.days,
            "agreed": match.days_agreed,
            "share": match.share,
        },
        "left_apart": {
            "short_breaks": match.short_breaks,
            "without_child": match.without_child,
        },
        "counts": {tally.kind: tally.number for tally in match.kinds},
        "kinds": [
            {
                "kind": tally.kind,
                "number": tally.number,
                "days": tally.days,
                "pounds": pounds(tally.pence),
                "pounds_in_year": pounds(tally.pence_in_year),
                "unpriced": tally.unpriced,
            }
            for tally in match.kinds
        ],
        "differences": [_difference(each) for each in match.differences],
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "kind": each.kind,
        "level": each.level,
        "file": each.file,
        "row": each.row,
        "days": each.days,
        "unpaid": each.unpaid,
        "pounds": pounds(each.pence),
        "pounds_in_year": pounds(each.pence_in_year),
        "estimated": each.estimated,
        "message": each.message,
        "remedy": each.remedy,
    }
