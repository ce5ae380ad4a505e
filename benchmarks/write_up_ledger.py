"""The words around the figures of the ledger."""

from __future__ import annotations

from typing import Any


def ledger_section(ledger: dict[str, Any]) -> str:
    """The section on the ledger, in Markdown."""
    growth = "\n".join(
        f"| {step['rows']:,} | {step['placements']:,} | {step['read_s']:.2f} "
        f"| {step['activity_s']:.3f} | {1e6 * step['activity_s'] / step['rows']:.1f} "
        f"| {step['peak_memory_mib']:.0f} |"
        for step in ledger["growth"]
    )
    return f"""## The ledger

{ledger["rows"]:,} rows over {ledger["years"]} years. Once read: key activity, variance
analysis, full-year effect, every check, the JSON document and the outturn by month, at the slowest
of four as-at dates. Each size in a process of its own, best of several.

| rows | placements | read, seconds | activity, seconds | microseconds a row | peak MiB |
| ---: | ---: | ---: | ---: | ---: | ---: |
{growth}

Limits: 1.5 seconds, 1,024 MiB, linear in rows. The limit of the machine, one product and one
division for each row, is {1000 * ledger["bare_s"]:.2f} milliseconds.
"""
