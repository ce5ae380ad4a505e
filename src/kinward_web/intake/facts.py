"""The figures of a snapshot that are compared with those of the one before."""

from __future__ import annotations

from typing import Any, Final

from kinward.cohort.model import Summary

_MONTHS: Final = 12


def of(summary: Summary) -> dict[str, Any]:
    """Children looked after on the as-at date, and entries and exits of the year to it."""
    flows = summary.flows.tail(_MONTHS)
    return {
        "looked_after": summary.looked_after,
        "entries": int(flows["entries"].sum()),
        "exits": int(flows["exits"].sum()),
        "months": len(flows),
    }
