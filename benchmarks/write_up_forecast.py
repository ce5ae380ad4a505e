"""The part of docs/benchmarks.md about the forecast."""

from __future__ import annotations

from typing import Any

MILLION = 1e6


def forecast_section(simulation: dict[str, Any], forecast: dict[str, Any]) -> str:
    """The speed and the memory of the simulation and of a whole forecast, in Markdown."""
    return f"{_bare(simulation)}\n{_growth(simulation)}\n{_whole(forecast)}"


def _bare(simulation: dict[str, Any]) -> str:
    covered, bare, ratio = (simulation[key] for key in ("person_months", "bare_s", "ratio"))
    rows = "\n".join(
        f"| {words} | {covered[key] / MILLION:.1f} | {bare[key]:.3f} "
        f"| {simulation['simulate_s']:.3f} | {ratio[key]:.1f} |"
        for key, words in (
            ("to_the_end", "from first seen to the last month, for every child and entrant"),
            ("in_care", "in care"),
        )
    )
    return f"""## The simulation, beside a bare kernel

{simulation["runs"]:,} runs of {simulation["months"]} months, {simulation["children"]} children and
{simulation["entrants_a_run"]:,.0f} entrants a run, to the day. The bare kernel makes one
counter-based draw, one look-up in a table and one increment for each person-month that the
simulation covers, and nothing else. What it covers can be counted in two ways. One thread each,
seconds of the processor, best of several; the simulation includes the draws of the rates, of the
entries and of the drift.

| person-months | millions | bare kernel, seconds | simulation, seconds | ratio |
| --- | ---: | ---: | ---: | ---: |
{rows}

Limit: 2 times. The simulation does not step through months: it goes from one change of a child's
rates to the next, {_speed(simulation)}

Two threads are {simulation["speed_up"]:.2f} times as fast as one
({simulation["one_thread_s"]:.3f} and {simulation["two_threads_s"]:.3f} s of wall time), on
{simulation["physical_cores"]} physical cores. Both give the same figures.
"""


def _speed(simulation: dict[str, Any]) -> str:
    children = simulation["children"] + simulation["entrants_a_run"]
    each = simulation["simulate_s"] / (children * simulation["runs"])
    return f"{1e9 * each:.0f} nanoseconds for each child's whole future."


def _growth(simulation: dict[str, Any]) -> str:
    rows = "\n".join(
        f"| {name} | {step['count']:,} | {step['simulate_s']:.3f} "
        f"| {step['milliseconds_each']:.2f} |"
        for name, steps in simulation["growth"].items()
        for step in steps
    )
    return f"""The cost is linear in each, above a fixed part: a run draws some 10,000 rates,
whatever its months and children.

| what grows | how many | seconds | milliseconds each |
| --- | ---: | ---: | ---: |
{rows}
"""


def _whole(forecast: dict[str, Any]) -> str:
    parts = forecast["parts_s"]
    shown = ", ".join(f"{key.removesuffix('_s')} {value:.2f}" for key, value in parts.items())
    return f"""## A whole forecast, beside the peer's single path

The demonstration authority ({forecast["children"]} children, 8 years), {forecast["years"]} years
ahead, {forecast["runs"]:,} runs. Kinward reads every table, repairs, fits, simulates and works out
every figure; its drivers take a second simulation. The peer loads, fits and makes one deterministic
path of daily steps, its own start-up left out ({forecast["peer_load_and_fit_s"]:.1f} of its seconds
are load and fit). Caches warm, best of several.

| what | seconds | times faster than the peer | limit |
| --- | ---: | ---: | ---: |
| `kinward forecast --json`, start to end | {forecast["command_s"]:.2f} \
| {forecast["times_faster_with_start_up"]:.1f} | 12 |
| Kinward in a process that runs already | {forecast["with_drivers_s"]:.2f} \
| {forecast["times_faster"]:.1f} | |
| The same without drivers: read, fit and simulate | {forecast["without_drivers_s"]:.2f} \
| {forecast["times_faster_without_drivers"]:.1f} | 40 |
| The peer | {forecast["peer_s"]:.1f} | 1 | |

Seconds of the third row, by part: {shown}.

| what | figure | limit |
| --- | ---: | ---: |
| Peak memory of the command, MiB | {forecast["peak_memory_mib"]:.0f} | 600 |
| Compiling on first use after installing, seconds | {forecast["compile_s"]:.0f} | |
| Peak memory then, MiB | {forecast["first_use_peak_memory_mib"]:.0f} | 600 |
"""
