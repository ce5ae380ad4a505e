"""The part of docs/benchmarks.md about the service's pages."""

from __future__ import annotations

from typing import Any, Final

LIMITS: Final = {
    "server_median_ms": 300,
    "server_p95_ms": 800,
    "queries": 25,
    "first_kb": 500,
    "after_kb": 150,
}
"""The most that a page may take."""
_SAID: Final = {
    "server_median_ms": "milliseconds, median",
    "server_p95_ms": "milliseconds, 95th percentile",
    "queries": "queries",
    "first_kb": "kB on the first visit",
    "after_kb": "kB after that",
}


def service_section(service: dict[str, Any]) -> str:
    """Speed, queries and weight of the pages while an office is at work, in Markdown."""
    head = "## The service, with an office at work\n\n"
    if "skipped" in service:
        return f"{head}Not measured: {service['skipped']}\n"
    return f"{head}{_scene(service)}\n{_summary(service)}\n{_over(service)}\n{_pages(service)}"


def upload_section(upload: dict[str, Any]) -> str:
    """What an upload takes, in Markdown."""
    return f"""## A large upload

A file of {upload["megabytes"]} million bytes goes through the form to a process of the pages, on
SQLite. It is passed on in pieces, so that its size is not to be seen in the memory.

| what | figure |
| --- | ---: |
| Until it was answered, seconds | {upload["seconds"]:.1f} |
| Most memory of the process before, MiB | {upload["before_mib"]:,.0f} |
| Most memory of the process after, MiB | {upload["peak_mib"]:,.0f} |
"""


def over(service: dict[str, Any]) -> list[str]:
    """Each limit that a page exceeds, in words."""
    broken = [
        f"`/{route}`: a page leads there, and it answers with {status}"
        for route, status in service["broken"].items()
    ]
    return broken + [
        f"`/{page['route']}`: {page[key]:,} {_SAID[key]} (limit {most})"
        for page in _whole(service)
        for key, most in LIMITS.items()
        if page.get(key, 0) > most
    ]


def _whole(service: dict[str, Any]) -> list[dict[str, Any]]:
    """Every page that can be reached; without times where nobody came to it."""
    timed = {page["route"]: page for page in service["pages"]}
    return [{**each, **timed.get(each["route"], {})} for each in service["walked"]]


def _scene(service: dict[str, Any]) -> str:
    seconds, pause, loading = (service[key] for key in ("seconds", "pause", "loading_s"))
    return f"""An authority of {service["children"]} children over {service["years"]} years, on
{service["database"]}. {service["people"]} people of every role click for {seconds:.0f} seconds,
{pause:g} seconds from an answer to the next click, each through every page that links lead their
role to, filters filled in at random among them. Two processes of gunicorn with four threads each,
started anew; a worker that runs a forecast and tries a plan of {service["runs"]:,} runs in the
meantime; and the people themselves share the same cores. Loopback alone. Loading the authority,
with a forecast and a plan tried, took {loading:.0f} seconds before.
"""


def _summary(service: dict[str, Any]) -> str:
    def most(key: str) -> float:
        return max(page.get(key, 0) for page in _whole(service))

    return f"""| what | figure | limit |
| --- | ---: | ---: |
| Clicks | {service["clicks"]:,} | |
| Answers that were not a page | {len(service["failed"])} | 0 |
| Kinds of link that lead to an error | {len(service["broken"])} | 0 |
| At the server, median of all clicks, milliseconds | {service["server_median_ms"]:,} | 300 |
| At the server, 95th percentile of all clicks | {service["server_p95_ms"]:,} | 800 |
| Until all was there, median, milliseconds | {service["answered_median_ms"]:,} | |
| Until all was there, 95th percentile | {service["answered_p95_ms"]:,} | |
| Slowest page's median at the server | {most("server_median_ms"):,} | 300 |
| Slowest page's 95th percentile at the server | {most("server_p95_ms"):,} | 800 |
| Most queries of a click | {most("queries")} | 25 |
| Heaviest page on the first visit, kB as sent | {most("first_kb"):.0f} | 500 |
| Heaviest page after that | {most("after_kb"):.0f} | 150 |
"""


def _over(service: dict[str, Any]) -> str:
    found = over(service)
    if not found:
        return "Every page is within every limit.\n"
    lines = "\n".join(f"- {each}" for each in found)
    return f"**Limits that are exceeded:**\n\n{lines}\n"


def _pages(service: dict[str, Any]) -> str:
    times = ("clicks", "server_median_ms", "server_p95_ms", "answered_p95_ms")
    rows = "\n".join(
        f"| `/{page['route']}` | {' | '.join(str(page.get(key, '')) for key in times)} "
        f"| {page['queries']} | {page['first_kb']:.0f} | {page['after_kb']:.0f} |"
        for page in _whole(service)
    )
    return f"""By page: milliseconds at the server, the 95th percentile until all was there, the
most queries of a click, and kB as sent.

| page | clicks | median | 95th | there, 95th | queries | first | after |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{rows}
"""
