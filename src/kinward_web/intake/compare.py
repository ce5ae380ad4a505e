"""Two versions of a data set side by side: what the core can tell of both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from kinward.dates import year_name
from kinward.reports.table import Column, Format, ReportTable, write_value
from kinward.words import counted, long_date
from kinward_web.intake.lines import WORDS, LineDifference, LineWords, difference
from kinward_web.intake.models import Version

_FACTS: Final[dict[str, dict[str, tuple[str, Format]]]] = {
    "returns": {
        "looked_after": ("Children looked after on the last day", "count"),
        "children": ("Children", "count"),
        "episodes": ("Episodes", "count"),
        "repairs": ("Rows repaired", "count"),
    },
    "placements": {
        "placements": ("Placements", "count"),
        "open": ("Open placements", "count"),
        "weekly": ("Net weekly cost of open placements", "pence"),
        "year_cost": ("Net cost of the year", "pence"),
    },
    "budget": {"annual": ("Budget of the year", "pence")},
    "adjustments": {"annual": ("Budget of the year", "pence")},
    "teams": {"children": ("Children", "count")},
}
_YEARS: Final = {"files": "files", "rows": "rows", "children": "children", "episodes": "episodes"}


@dataclass(frozen=True)
class Comparison:
    """How two versions differ.

    Attributes:
        alike: whether both say the same in other files, or in the same ones.
        sentences: what differs, the plainest first.
        tables: by key; those without a row are left out.
    """

    alike: bool
    sentences: tuple[str, ...]
    tables: dict[str, ReportTable]


def compare(before: Version, after: Version) -> Comparison:
    """How a version differs from another of the same kind."""
    lines = difference(before, after)
    words = WORDS.get(after.kind)
    tables = [
        _facts(before, after),
        _years(before, after),
        _categories(before, after),
        _lines(lines, words),
        _findings(before, after),
    ]
    same_files = {each.sha256 for each in before.files.all()} == {
        each.sha256 for each in after.files.all()
    }
    return Comparison(
        same_files or (lines is not None and lines.alike),
        tuple(_sentences(before, after, lines, words)),
        {table.key: table for table in tables if table is not None and not table.empty},
    )


def _sentences(
    before: Version, after: Version, lines: LineDifference | None, words: LineWords | None
) -> Iterator[str]:
    if after.kind == "returns":
        yield _files(before, after)
    if lines is not None and words is not None:
        yield lines.sentence(words)
    for key, (name, how) in _FACTS.get(after.kind, {}).items():
        old, new = _fact(before, key), _fact(after, key)
        if old is not None and new is not None and old != new:
            yield f"{name}: {write_value(new, how)}, and {write_value(old, how)} before."
    days = _fact(before, "as_at"), _fact(after, "as_at")
    if all(days) and days[0] != days[1]:
        now, then = (long_date(date.fromisoformat(day)) for day in reversed(days))
        yield f"Counted on {now}; before, on {then}."
    yield from _findings_sentences(before, after)


def _findings_sentences(before: Version, after: Version) -> Iterator[str]:
    """Which rules are broken that were not, and which no longer are."""
    levels = [each.counts.get("levels", {}).get("error", 0) for each in (before, after)]
    if levels[0] != levels[1]:
        now = counted(levels[1], "error") if levels[1] else "No errors"
        yield f"{now}, and {levels[0]:,} before."
    old, new = _by_rule(before), _by_rule(after)
    fresh = [rule for rule in new if rule not in old]
    gone = [rule for rule in old if rule not in new]
    if fresh:
        yield f"Broken now and not before: {_rules(fresh)}."
    if gone:
        yield f"No longer broken: {_rules(gone)}."


def _rules(codes: list[str]) -> str:
    shown = ", ".join(codes[:6])
    word = "rule" if len(codes) == 1 else "rules"
    return f"{word} {shown}" + (f" and {len(codes) - 6} more" if len(codes) > 6 else "")


def _files(before: Version, after: Version) -> str:
    old = {each.name: each.sha256 for each in before.files.all()}
    new = {each.name: each.sha256 for each in after.files.all()}
    numbers = (
        (len(new.keys() - old.keys()), "new"),
        (len(old.keys() - new.keys()), "gone"),
        (sum(old[name] != new[name] for name in old.keys() & new.keys()), "changed"),
    )
    told = [f"{number} {how}" for number, how in numbers if number]
    return f"{counted(len(new), 'file')}: {', '.join(told) or 'all as before'}."


def _fact(version: Version, key: str) -> Any:
    return version.counts.get("facts", {}).get(key)


def _facts(before: Version, after: Version) -> ReportTable | None:
    """What counts children and money is told in one table of words, each as it is written."""
    rows = [
        (name, _written(_fact(before, key), how), _written(_fact(after, key), how))
        for key, (name, how) in _FACTS.get(after.kind, {}).items()
    ]
    return _table(
        "counts", "What the versions hold", ("What",), rows, _sides(before, after, "text")
    )


def _written(value: Any, how: Format) -> str | None:
    return None if value is None else write_value(value, how)


def _years(before: Version, after: Version) -> ReportTable | None:
    """Return years of which anything differs."""
    old, new = _of_years(before), _of_years(after)
    rows = [
        (
            f"{year_name(year) if year else 'Year not known'}: {name}",
            old.get(year, {}).get(key, 0),
            new.get(year, {}).get(key, 0),
        )
        for year in sorted(old.keys() | new.keys(), key=lambda each: each or 9999)
        for key, name in _YEARS.items()
    ]
    return _changed("years", "Return years that differ", "Return year", rows, before, after)


def _of_years(version: Version) -> dict[int | None, dict[str, int]]:
    return {each["year"]: each for each in _fact(version, "years") or []}


def _categories(before: Version, after: Version) -> ReportTable | None:
    old, new = _fact(before, "by_category") or {}, _fact(after, "by_category") or {}
    rows = [(name, old.get(name, 0), new.get(name, 0)) for name in {**new, **old}]
    title = "Children looked after on the last day, categories that differ"
    return _changed("categories", title, "Category", rows, before, after)


def _findings(before: Version, after: Version) -> ReportTable | None:
    old, new = _by_rule(before), _by_rule(after)
    told = {
        each["rule"]: f"{each['rule']}. {each['message']}"
        for version in (before, after)
        for each in version.counts.get("rules", [])
    }
    rows = [(told[rule], old.get(rule, 0), new.get(rule, 0)) for rule in {**new, **old}]
    return _changed("rules", "Findings by rule that differ", "Rule", rows, before, after)


def _by_rule(version: Version) -> dict[str, int]:
    return {each["rule"]: each["count"] for each in version.counts.get("rules", [])}


def _lines(lines: LineDifference | None, words: LineWords | None) -> ReportTable | None:
    if lines is None or words is None or lines.named.is_empty():
        return None
    columns = [Column("label", words.one.capitalize())]
    if words.amount:
        columns += [
            Column("before", f"{words.amount} before", words.format),
            Column("after", f"{words.amount} after", words.format),
            Column("change", "Change", words.change),
        ]
    return ReportTable(
        key="lines",
        title=f"{words.many.capitalize()} that differ",
        columns=tuple(columns),
        frame=lines.named.select(column.name for column in columns),
        source="The two versions as uploaded",
    )


def _changed(
    key: str,
    title: str,
    heading: str,
    rows: list[tuple[str, int, int]],
    before: Version,
    after: Version,
) -> ReportTable | None:
    differing = [(name, old, new, new - old) for name, old, new in rows if old != new]
    columns = (*_sides(before, after, "count"), Column("change", "Change", "count"))
    return _table(key, title, (heading,), differing, columns)


def _sides(before: Version, after: Version, how: Format) -> tuple[Column, ...]:
    return (
        Column("before", f"Version {before.number}", how),
        Column("after", f"Version {after.number}", how),
    )


def _table(
    key: str,
    title: str,
    heading: tuple[str],
    rows: list[Any],
    columns: tuple[Column, ...],
) -> ReportTable | None:
    if not rows:
        return None
    every = (Column("what", heading[0]), *columns)
    frame = pl.DataFrame(rows, schema=[column.name for column in every], orient="row")
    return ReportTable(key, title, every, frame, "The two versions as uploaded")
