"""The part of a page that tells why the forecast moved since the last one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

import polars as pl

from kinward.forecast.moved import PARTS, Moved, Since
from kinward.reports.charts.differences import draw
from kinward.reports.findings.words import children, count, listed, signed
from kinward.reports.marks import marks
from kinward.reports.section import Figure, Section
from kinward.reports.table import Column, ReportTable, long_date, write_value

_WORDS: Final = {
    "records": "records of the past that read otherwise now",
    "happened": "what happened since",
    "rates": "rates and entries learned anew",
    "settings": "other settings",
}
_FLOWS: Final = {"entries": "Began to be looked after", "exits": "Ceased to be looked after"}


def build(found: Moved, source: str, limit: int) -> Section:
    """The section.

    Args:
        source: of the returns.
        limit: counts from 1 to this are hidden; 0 hides nothing.
    """
    place = marks(found.month_ends)[0]
    figures = [_parts(found, source)]
    if found.since is not None:
        figures.append(_came(found.since, source, limit))
    return Section(
        "moved",
        "Why it differs" if found.before == found.after else "Why it moved",
        _heading(found, place),
        tuple(sentences(found, limit)),
        tuple(figures),
    )


def sentences(found: Moved, limit: int = 0) -> Iterator[str]:
    """What changed the forecast, the largest part first, and what came of the earlier one."""
    place = marks(found.month_ends)[0]
    large = sorted(
        ((key, part[place]) for key, part in found.parts.items() if abs(part[place]) >= 1),
        key=lambda each: -abs(each[1]),
    )
    if large:
        said = listed([f"{_WORDS[key]} {signed(number)}" for key, number in large])
        yield f"What makes the change to {_day(found, place)}: {said}."
    if found.since is not None:
        yield _against(found.since)
        if not _hides(found.since, limit):
            yield _flows(found.since, found.before)
    if found.luck >= 0.1:
        yield (
            f"Parts of less than about {children(max(1, round(2 * found.luck)))} may be the luck "
            "of the simulation."
        )


def _heading(found: Moved, place: int) -> str:
    change = round(found.change[place])
    day = _day(found, place)
    other = "the other forecast from the same day"
    if found.before != found.after:
        other = f"the forecast from {long_date(found.before)}"
    if not change:
        return f"As many are expected on {day} as in {other}"
    side = "more" if change > 0 else "fewer"
    return f"{abs(change):,} {side} expected on {day} than in {other}"


def _against(since: Since) -> str:
    inside = since.low <= since.observed <= since.high
    held = "within" if inside else "outside"
    are = "was" if since.observed == 1 else "were"
    return (
        f"On {long_date(since.on)} {children(since.observed)} {are} looked after; the earlier "
        f"forecast expected {since.expected:,.0f}, and 8 times in 10 between {since.low:,.0f} and "
        f"{since.high:,.0f}: what came is {held} that."
    )


def _flows(since: Since, before: date) -> str:
    (coming, came), (leaving, left) = since.flows["entries"], since.flows["exits"]
    return (
        f"From {long_date(before)} to then {count(came, 'child', 'children')} began to be looked "
        f"after, of {coming:,.0f} expected, and {left:,} ceased, of {leaving:,.0f} expected."
    )


def _parts(found: Moved, source: str) -> Figure:
    places = marks(found.month_ends)
    columns = (
        Column("label", "What changed"),
        *(
            Column(f"at_{place}", f"By {_day(found, place)} (children)", "change")
            for place in places
        ),
    )
    rows: dict[str, list[object]] = {"label": [*PARTS.values(), "Change of the forecast"]}
    for place in places:
        parts = [found.parts[key][place] for key in PARTS]
        rows[f"at_{place}"] = [float(each) for each in (*parts, found.change[place])]
    first = places[0]
    bars = pl.DataFrame(
        {
            "label": [*PARTS.values(), "Change of the forecast"],
            "value": rows[f"at_{first}"],
            "words": [write_value(value, "change") for value in rows[f"at_{first}"]],
        }
    )
    table = ReportTable(
        "forecast_moved",
        f"Why the forecast moved since the one from {long_date(found.before)}",
        columns,
        pl.DataFrame(rows),
        source,
        f"The earlier forecast expected {_expected(found.earlier, found)}; this one "
        f"{_expected(found.now, found)}. The parts sum to the change. They are taken in this "
        "order: what happened also teaches the rates, and that is told under the rates.",
    )
    return Figure(
        table,
        f"Children more or fewer on {_day(found, first)} than in the forecast before",
        draw(bars, title="Children") if any(bars["value"]) else None,
        "A bar for each cause, to the right where it adds children and to the left where it takes "
        "them off, and one for all together.",
    )


def _expected(numbers: tuple[Decimal, ...], found: Moved) -> str:
    return listed(
        [f"{numbers[place]:,} on {_day(found, place)}" for place in marks(found.month_ends)]
    )


def _came(since: Since, source: str, limit: int) -> Figure:
    hide = _hides(since, limit)
    rows: list[tuple[object, ...]] = [
        ("Looked after", since.expected, since.observed, since.observed - since.expected)
    ]
    for key, label in _FLOWS.items():
        expected, observed = since.flows[key]
        told = (None, None) if hide else (observed, observed - expected)
        rows.append((label, expected, *told))
    names = ("label", "expected", "observed", "difference")
    kinds = (pl.String(), pl.Float64(), pl.Int64(), pl.Float64())
    schema = dict(zip(names, kinds, strict=True))
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    mask = frame.select(pl.all().is_null())
    table = ReportTable(
        "forecast_came",
        f"What came by {long_date(since.on)}, beside what the earlier forecast expected",
        (
            Column("label", "Children"),
            Column("expected", "Expected (mean)", "number"),
            Column("observed", "What came", "count"),
            Column("difference", "Difference", "change"),
        ),
        frame,
        source,
        hidden=mask if hide else None,
    )
    return Figure(table, table.title)


def _hides(since: Since, limit: int) -> bool:
    """Whether a flow is small: with the numbers at both ends either gives the other away."""
    return any(1 <= observed <= limit for _, observed in since.flows.values())


def _day(found: Moved, place: int) -> str:
    return long_date(found.month_ends[place])
