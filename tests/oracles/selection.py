"""The flows of a part of the children, a day at a time."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import polars as pl

from kinward.cohort.model import Cohort
from kinward.cohort.selection import Choice
from kinward.cohort.stock import looked_after
from kinward.cohort.teams import with_team
from kinward.reference.codes import groups, meanings

Pair = tuple[int, int]
"""A child and a period of care."""


def fitting_on(cohort: Cohort, choice: Choice, day: date, teams: pl.DataFrame) -> set[Pair]:
    """Who fits at the end of a day, asked of what is known of each child on it."""
    children = looked_after(cohort, day)
    held = with_team(children.select("child", day=pl.lit(day)), cohort, teams)["key"].to_list()
    found = set()
    for child, team in zip(children.iter_rows(named=True), held, strict=True):
        status = groups("LS").get(child["LS"], "unknown")
        need = child["need"] if child["need"] in meanings("CIN") else "unknown"
        fits = [
            not choice.teams or team in choice.teams,
            not choice.age_bands or child["age_band"] in choice.age_bands,
            not choice.categories or child["category"] in choice.categories,
            not choice.legal_statuses or status in choice.legal_statuses,
            not choice.needs or need in choice.needs,
            not choice.sexes or child["SEX"] in choice.sexes,
            choice.uasc is None or child["uasc"] == choice.uasc,
        ]
        if all(fits):
            found.add((child["child"], child["period"]))
    return found


def flows(
    cohort: Cohort, choice: Choice, first: date, last: date, teams: pl.DataFrame
) -> dict[str, int]:
    """Opening, entries, joined, exits, left and closing of the days from first to last."""
    periods = {
        row["period"]: (row["start"], row["end"]) for row in cohort.periods.iter_rows(named=True)
    }
    before = fitting_on(cohort, choice, first - timedelta(days=1), teams)
    said: Counter[str] = Counter(opening=len(before))
    day = first
    while day <= last:
        now = fitting_on(cohort, choice, day, teams)
        for _, period in now - before:
            said["entries" if periods[period][0] == day else "joined"] += 1
        for _, period in before - now:
            said["exits" if periods[period][1] == day else "left"] += 1
        before, day = now, day + timedelta(days=1)
    said["closing"] = len(before)
    return {
        name: said[name] for name in ("opening", "entries", "joined", "exits", "left", "closing")
    }
