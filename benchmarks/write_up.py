"""The words around the figures: docs/benchmarks.md is made from one run of `make bench`."""

from __future__ import annotations

import os
from typing import Any

from benchmarks.write_up_forecast import forecast_section
from benchmarks.write_up_ledger import ledger_section
from benchmarks.write_up_plan import plan_section
from benchmarks.write_up_service import service_section, upload_section


def write_up(results: dict[str, Any]) -> str:
    """The whole page, in Markdown."""
    start, one, nation = results["startup"], results["authority"], results["nation"]
    every, every_ratio = one["kinward_with_rules_s"], one["times_faster_with_rules"]
    ahead = forecast_section(results["simulation"], results["forecast"])
    growth = "\n".join(
        f"| {step['authorities']} | {step['rows']:,} | {step['seconds']:.1f} "
        f"| {step['microseconds_a_row']:.2f} |"
        for step in nation["growth"]
    )
    return f"""# Benchmarks

Made by `make bench` in one run, on a machine of {os.cpu_count()} cores and {_memory()} GiB. Ratios
are what to read: seconds differ from machine to machine. The data is made up by `kinward
synthesise`.

## Commands, as a person sees them

Wall time of a new process, median of five runs, from a compiled environment.

| command | seconds | limit |
| --- | ---: | ---: |
| `kinward --help` | {start["help_s"]:.2f} | 0.5 |
| `kinward cohort` (8 years, 600 children at a time) | {start["cohort_s"]:.2f} | 2 |
| `kinward check` (the same) | {start["check_s"]:.2f} | |

## One authority, beside the peer

{one["years"]} years, {one["children"]} children at a time, {one["episode_rows"]:,} rows of
episodes. The peer is `cs-demand-model` 0.5.1 in an environment of its own, on the same files: its
load and fit (it reads headers and episodes). Kinward reads all tables. Best run of several, each in
a process that has loaded its libraries.

| what | seconds | times faster than the peer |
| --- | ---: | ---: |
| Kinward: read, stitch, cohort | {one["kinward_s"]:.3f} | {one["times_faster"]:.1f} |
| Kinward: the same, every rule and every figure | {every:.3f} | {every_ratio:.1f} |
| The peer: load and fit | {one["peer_s"]:.3f} | 1 |

Limit: at least 5 times faster.

## The nation, beside the limit of the machine

{nation["authorities"]} authorities, {nation["years"]} years, {nation["files"]:,} files,
{nation["bytes"] / 1e6:,.0f} MB, {nation["rows"]:,} rows. Read, checked by every rule, repaired,
made a cohort and summarised, in two processes. The limit of the machine is Polars alone reading the
same bytes, every column as text, on two threads (the faster of one file after another and two at a
time).

| what | figure | limit |
| --- | ---: | ---: |
| Polars alone, seconds | {nation["polars_alone_s"]:.1f} | |
| Kinward, seconds | {nation["kinward_s"]:.1f} | |
| Kinward as a multiple of Polars alone | {nation["ratio"]:.1f} | 15, aim 6 |
| Peak memory of all processes, MiB | {nation["peak_memory_mib"]:,.0f} | 4,096 |

The cost is linear in rows:

| authorities | rows | seconds | microseconds a row |
| ---: | ---: | ---: | ---: |
{growth}

{ledger_section(results["ledger"])}
{plan_section(results["plan"])}
{service_section(results["service"])}
{upload_section(results["upload"])}
{ahead}"""


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)
