"""The children's measures that a summary holds on its as-at date, of all children or a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from kinward.cohort.model import Summary
from kinward.dates import return_year
from kinward.scorecard.model import Reading
from kinward.scorecard.values.made import count, share
from kinward.scorecard.values.places import AGES, GROUPS, LEGAL, OUR_PLACES, REVIEWS, STABILITY


def of_summary(summary: Summary) -> tuple[Reading, ...]:
    """Readings of the as-at date, by measure; of entries and exits, of the month that ends on it.

    A figure that is hidden, or that the returns do not tell, has no reading.
    """
    made = (*_mix(summary), *_flows(summary), *_practice(summary))
    return tuple(sorted(made, key=lambda each: each.measure))


def _mix(summary: Summary) -> Iterator[Reading]:
    day, of = summary.as_at, summary.looked_after
    yield count("looked_after", day, of)
    parts = {
        name: dict(frame.select("key", "children").iter_rows())
        for name, frame in summary.breakdowns.items()
    }
    yield from _counts(day, parts["group"], GROUPS)
    uasc = parts["uasc"].get("uasc")
    if uasc is not None:
        yield count("uasc", day, uasc)
        yield share("uasc_pct", day, uasc, of)
    wanted: tuple[tuple[str, Mapping[str, str | tuple[str, ...]]], ...] = (
        ("age_band", AGES), ("legal_status", LEGAL), ("category", OUR_PLACES),
    )  # fmt: skip
    for name, keys in wanted:
        for key, named in keys.items():
            part = _sum(parts[name], named)
            if part is not None:
                yield share(key, day, part, of)


def _counts(
    day: date, part: Mapping[str, int | None], keys: Mapping[str, str]
) -> Iterator[Reading]:
    for key, name in keys.items():
        number = part.get(name, 0)
        if number is not None:
            yield count(key, day, number)


def _sum(part: Mapping[str, int | None], named: str | tuple[str, ...]) -> int | None:
    """None where one of them is hidden."""
    found = [part.get(name, 0) for name in ((named,) if isinstance(named, str) else named)]
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None


def _flows(summary: Summary) -> Iterator[Reading]:
    for row in summary.flows.tail(1).iter_rows(named=True):
        if row["month"] != summary.as_at:
            return
        for key in ("entries", "exits", "re_entries"):
            if row[key] is not None:
                yield count(key, summary.as_at, row[key])
        if row["entries"] is not None and row["re_entries"] is not None:
            yield share("re_entries_pct", summary.as_at, row["re_entries"], row["entries"])


def _practice(summary: Summary) -> Iterator[Reading]:
    day = summary.as_at
    for row in summary.stability.tail(1).iter_rows(named=True):
        for stem, key in STABILITY.items():
            yield from _share(key, day, row[f"{stem}_children"], row[f"{stem}_base"])
    for row in summary.reviews.iter_rows(named=True):
        if row["year"] == return_year(day):
            yield from _share("reviews_on_time_pct", day, row["on_time"], row["children"])
    keys = {kind: key for key, kind in REVIEWS.items()}
    for row in summary.reviews_by_kind.iter_rows(named=True):
        if row["year"] == return_year(day):
            yield from _share(keys[row["kind"]], day, row["on_time"], row["due"])


def _share(key: str, day: date, part: int | None, of: int | None) -> Iterator[Reading]:
    if part is not None and of is not None:
        yield share(key, day, part, of)
