"""The words around the figures of a plan."""

from __future__ import annotations

from typing import Any


def plan_section(plan: dict[str, Any]) -> str:
    """The section on plans, in Markdown."""
    return f"""## A plan, beside the forecast alone

The worked example ({plan["actions"]} actions; docs/examples), {plan["runs"]:,} runs of
{plan["months"]} months, with every action alone and last in: {plan["variants"]} variants. One
thread, seconds of the processor, best of several. Children whom no action touches are not simulated
again.

| what | seconds |
| --- | ---: |
| the forecast | {plan["baseline_s"]:.2f} |
| the plan, every variant | {plan["plan_s"]:.2f} |

That is {plan["ratio"]:.1f} times the forecast. Limit: 24 for ten actions. Peak memory
{plan["peak_memory_mib"]:.0f} MiB.
"""
