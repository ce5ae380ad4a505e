"""The figures of a paper by key: kept beside it, so that the next paper can tell what changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from kinward.dates import return_year, year_name
from kinward.errors import InputError
from kinward.forecast.model import TOTAL
from kinward.programme.delivery import or_alone
from kinward.programme.portfolio import count
from kinward.programme.risks import on_scale, ratings
from kinward.programme.savings import tracker
from kinward.reports.disclosure.monthly import Before
from kinward.reports.marks import marks
from kinward.reports.papers.board.figures import Figures
from kinward.reports.table import Format, long_date
from kinward.reports.tables.programme import exceptional
from kinward.scorecard.words import said

_CARD: Final = "scorecard:"


@dataclass(frozen=True)
class Reading:
    """One figure of a paper.

    Attributes:
        value: pence, a count or a decimal as text.
        format: how it is written (`reports.table`); `text` for a figure of the scorecard, which
            `shown` writes with its unit.
        on: the day that it is of.
        colour: of the scorecard; empty elsewhere.
    """

    key: str
    label: str
    value: int | str
    format: Format
    on: date
    shown: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Previous:
    """What an earlier paper told."""

    kind: str
    audience: str
    authority: str
    as_at: date
    readings: Mapping[str, Reading]

    @property
    def before(self) -> Before:
        """What it showed of the scorecard."""
        return {
            key.removeprefix(_CARD): (each.on, Decimal(each.value))
            for key, each in self.readings.items()
            if key.startswith(_CARD)
        }


def readings(figures: Figures) -> dict[str, Reading]:
    """The figures that the next paper compares with its own, by key."""
    return {each.key: each for each in _all(figures)}


def _all(figures: Figures) -> Iterator[Reading]:
    yield from _children(figures)
    yield from _ahead(figures)
    yield from _money(figures)
    yield from _programme(figures)
    for line in figures.card.lines if figures.card else ():
        measure = line.card.measure
        if line.reading is not None and line.reading.value is not None:
            value = line.reading.value
            yield Reading(
                f"{_CARD}{measure.key}", measure.label, str(value), "text",
                line.reading.period_end, said(value, measure), line.rag.colour,
            )  # fmt: skip


def _children(figures: Figures) -> Iterator[Reading]:
    summary, day = figures.summary, figures.as_at
    yield Reading("looked_after", "Children looked after", summary.looked_after, "count", day)
    for row in summary.breakdowns["category"].iter_rows(named=True):
        if row["children"] is not None:
            yield Reading(f"category:{row['key']}", row["label"], row["children"], "count", day)


def _ahead(figures: Figures) -> Iterator[Reading]:
    given = figures.forecast
    if given is None:
        return
    place = marks(given.month_ends)[0]
    number = round(float(given.stock.mean[given.stock.row(TOTAL), place]))
    label = f"Expected on {long_date(given.month_ends[place])}"
    yield Reading("forecast", label, number, "count", given.month_ends[place])


def _money(figures: Figures) -> Iterator[Reading]:
    if figures.position is None:
        return
    stands = figures.position.activity
    whole, year = stands.total, year_name(stands.year)
    for key, label, pence in (
        ("budget", f"Budget, {year}", whole.planned.annual),
        ("projected", f"Projected spend, {year}", whole.actual.projected),
        ("variance", f"Projected spend less budget, {year}", whole.net_variance),
    ):
        yield Reading(key, label, pence, "pence", stands.as_at)


def _programme(figures: Figures) -> Iterator[Reading]:
    programme, day = figures.programme, figures.programme_on
    if programme is None:
        return
    year = return_year(day)
    sums = tracker(programme, day, year).total
    for key, what in (
        ("plan", "planned"), ("achieved", "achieved"), ("forecast", "forecast"),
        ("gap", "plan less forecast"),
    ):  # fmt: skip
        label = f"Savings {what}, {year_name(year)}"
        yield Reading(f"savings:{key}", label, getattr(sums, key), "pence", day)
    worked, _ = or_alone(programme, day, figures.others)
    for colour, number in count(each.colour for each in worked.values()).items():
        yield Reading(f"actions:{colour}", f"Actions: {colour} in delivery", number, "count", day)
    told = len(exceptional(programme, day, figures.values, figures.others))
    yield Reading("actions:exceptions", "Actions by exception", told, "count", day)
    red = sum(each.colour == "red" for each in ratings(on_scale(programme.risks)[0], day))
    yield Reading("risks:red", "Red risks", red, "count", day)


def as_json(
    figures: Figures, kind: str, audience: str, paragraphs: Mapping[str, str]
) -> dict[str, Any]:
    """What is kept beside a paper. Amounts are whole pence."""
    return {
        "kind": kind,
        "audience": audience,
        "authority": figures.authority,
        "as_at": figures.as_at.isoformat(),
        "readings": [
            {**asdict(each), "on": each.on.isoformat()} for each in readings(figures).values()
        ],
        "paragraphs": dict(paragraphs),
    }


def read(path: Path) -> Previous:
    """What was kept beside an earlier paper.

    Raises:
        InputError: it is no such file.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        found = [
            Reading(**{**each, "on": date.fromisoformat(each["on"])}) for each in stored["readings"]
        ]
        told = Previous(
            stored["kind"], stored["audience"], stored["authority"],
            date.fromisoformat(stored["as_at"]), {each.key: each for each in found},
        )  # fmt: skip
        dict(told.before)
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    except (ValueError, KeyError, TypeError, InvalidOperation) as error:
        raise InputError(
            "This is not what was kept beside a paper",
            where=str(path),
            remedy="Give the .json file that was written beside last month's paper.",
        ) from error
    return told
