"""What the filters offer on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from kinward.cohort.selection import Choice, choices
from kinward.cohort.selection.pieces import fitting
from kinward.cohort.stock import AGE_LABELS
from kinward.cohort.teams import NO_TEAM
from kinward.pipeline.kept import Kept
from kinward.reference.codes import groups, meanings
from kinward.terms import CATEGORIES, UNKNOWN

Options = dict[str, list[tuple[str, str]]]

KNOWN: Final[dict[str, dict[str, str]]] = {
    "age_bands": dict(AGE_LABELS),
    "categories": dict(CATEGORIES),
    "legal_statuses": {name: name for name in groups("LS").values()} | {UNKNOWN: "Not known"},
    "needs": meanings("CIN") | {UNKNOWN: "Not known"},
    "sexes": {"M": "Male", "F": "Female", "U": "Not known"},
}
"""Every key that an address may name, by field of `Choice`, with its label."""


def options(
    kept: Kept, day: date, own: frozenset[str] | None, asked: Mapping[str, Iterable[str]]
) -> Options:
    """Key and label of what can be chosen, by field of `Choice`.

    That is what some child has on the day (on that of the figures, where the returns do not cover
    the day), and what is asked for though nobody has it then.

    Args:
        own: the teams of a person who sees no others.
        asked: keys of an address, by field.
    """
    found = _of(kept, day, own)
    offered = {}
    for name, known in (KNOWN | {"teams": _teams(kept, own)}).items():
        here = dict(found.get(name, []))
        wanted = {key: known[key] for key in asked.get(name, ()) if key in known}
        offered[name] = list((here | wanted).items())
    return offered


def _of(kept: Kept, day: date, own: frozenset[str] | None) -> Options:
    cohort = kept.cohort
    if not cohort.observed_from <= day <= cohort.observed_to:
        day = kept.as_at
    if own is not None:
        if kept.teams is None or not own:
            return {}
        pieces = fitting(cohort, Choice(teams=own), kept.teams)
        cohort = replace(cohort, episodes=pieces)
    return choices(cohort, day, kept.teams)


def _teams(kept: Kept, own: frozenset[str] | None) -> dict[str, str]:
    if kept.teams is None:
        return {}
    names = sorted(kept.teams["team"].unique().to_list() if own is None else own)
    return {name: name for name in names} | ({NO_TEAM: "No team"} if own is None else {})
