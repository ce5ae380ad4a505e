"""A return and a ledger of the same few children, written as text, to hold against each other."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import polars as pl

import cohorts
from kinward.cohort.build import build
from kinward.cohort.model import Cohort
from kinward.ledger.book import Ledger
from kinward.ledger.match import Match, reconcile
from kinward.ledger.read.placements import PLACEMENTS_SCHEMA, RATES_SCHEMA, Record
from kinward.ledger.read.service_types import service_key
from kinward.reference.categories import load
from kinward.returns.model import Checked, SourceFile

YEAR = 2025
TYPES = {
    "ifa": "Independent fostering",
    "kin": "Kinship fostering",
    "inh": "In-house fostering",
    "res": "Residential homes",
    "sgo": "Special guardianship allowance",
    "wrong": "Independant fostring",
}
_HEADING = "CHILD DECOM RNE LS PLACE PLACE_PROVIDER DEC REC"


@dataclass(frozen=True)
class Scene:
    """A return of episodes (`_HEADING`), and a ledger of rows: child, type, start, end, pounds a
    week, rate_from; a row of the same child and start, with a rate_from, is a rate change."""

    episodes: str
    placements: str
    years: tuple[int, ...] = (YEAR,)

    @cached_property
    def checked(self) -> Checked:
        born = {line.split()[0] for line in self.episodes.strip().splitlines()}
        header = "\n".join(["CHILD DOB", *(f"{child} 2012-01-01" for child in sorted(born))])
        made = cohorts.checked(
            self.years, Header=header, Episodes=f"{_HEADING}\n{self.episodes.strip()}"
        )
        file = SourceFile("episodes.csv", "Episodes", self.years[-1], len(born))
        return replace(made, returns=replace(made.returns, files=(file,)))

    @cached_property
    def cohort(self) -> Cohort:
        return build(self.checked, load())

    @cached_property
    def ledger(self) -> Ledger:
        return ledger(self.placements)

    def match(
        self,
        as_at: date = date(YEAR, 3, 31),
        children: pl.DataFrame | None = None,
        tolerance: int = 0,
    ) -> Match:
        return reconcile(
            self.ledger, self.checked, self.cohort, as_at, children=children, tolerance=tolerance
        )

    def found(self, as_at: date = date(YEAR, 3, 31), tolerance: int = 0) -> list[tuple[str, ...]]:
        """Every difference: kind, `paid` or `due`, file, row, days."""
        return told(self.match(as_at, tolerance=tolerance))


def told(match: Match) -> list[tuple[str, ...]]:
    return sorted(
        (one.kind, "due" if one.unpaid else "paid", f"{one.file} {one.row}", str(one.days))
        for one in match.differences
    )


def ledger(text: str) -> Ledger:
    """The ledger of rows as in `Scene`."""
    placements, rates = [], []
    for number, line in enumerate(text.strip().splitlines(), start=2):
        child, kind, start, end, weekly, *since = line.split()
        if not since:
            placements.append(
                (
                    len(placements), f"P{number}", None if child == "-" else child, TYPES[kind],
                    None, None, None, _day(start), _day(end), None, None, number,
                )
            )  # fmt: skip
        day = since[0] if since else start
        rates.append((len(placements) - 1, _day(day), round(float(weekly) * 100), 0, None, number))
    frame = pl.DataFrame(placements, schema=PLACEMENTS_SCHEMA, orient="row").with_columns(
        service_key(pl.col("service_type")).alias("service_key")
    )
    return Ledger(
        Record("placements.csv", frame, pl.DataFrame(rates, RATES_SCHEMA, orient="row"), ())
    )


def _day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)
