"""Episodes: placements, legal statuses and absences merged into the rows that a return asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Life, Period, Stay
from kinward.synthetic.market import postcode

EPISODE: Final = (
    "number", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC",
    "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN",
)  # fmt: skip
"""Columns of an episode row: DECOM and DEC as day numbers, PLACE may be SUP."""

Row = tuple[int, int, str, str, str, str, str, int, str, str, str, str, str]


@dataclass(slots=True)
class _State:
    """What holds during an episode."""

    status: str
    place: str
    provider: str
    post: str
    urn: str
    carer: int
    reason: str
    temporary: bool = False


def rows(life: Life) -> Iterator[Row]:
    """The episode rows of a life, in order."""
    for period in life.periods:
        if period.stays:
            yield from _of_period(life, period)


def _of_period(life: Life, period: Period) -> Iterator[Row]:
    segments = list(_segments(life, period))
    home_post = "" if period.short_break else life.home_post
    rne = "S"
    for (start, state), (end, following) in zip(
        segments, [*segments[1:], (period.end, None)], strict=True
    ):
        why = ""
        rne_next = ""
        if following is not None:
            rne_next = _reason(state, following)
            moved = rne_next != "L" and not (state.temporary or following.temporary)
            why = following.reason if moved else ""
        yield (
            life.number, start, rne, state.status, life.cin, state.place, state.provider, end,
            "X1" if following else period.rec, why, home_post, state.post, state.urn,
        )  # fmt: skip
        rne = rne_next


def _segments(life: Life, period: Period) -> Iterator[tuple[int, _State]]:
    """Days on which something changes, and what holds from then on."""
    away = {start: (end, place) for start, end, place in period.absences}
    changes = {stay.start for stay in period.stays} | {start for start, _ in period.legal}
    changes |= set(away) | {end for end, _ in away.values()}
    stays, statuses = iter(period.stays), iter(period.legal)
    stay, status = next(stays), next(statuses)[1]
    stay_next, status_next = next(stays, None), next(statuses, None)
    for day in sorted(changes):
        if stay_next is not None and stay_next.start <= day:
            stay, stay_next = stay_next, next(stays, None)
        if status_next is not None and status_next[0] <= day:
            status, status_next = status_next[1], next(statuses, None)
        if day in away:
            post = postcode(Dice(life.key, day))
            yield day, _State(status, away[day][1], "", post, "", -1, "", temporary=True)
        else:
            yield day, _state(status, stay)


def _state(status: str, stay: Stay) -> _State:
    home = stay.home
    urn = "" if stay.place in _NO_URN else home.urn
    return _State(status, stay.place, home.provider, stay.post, urn, stay.carer, stay.reason)


_NO_URN: Final = frozenset({"P1", "P2", "P3", "R1", "R2", "R5"})


def _reason(before: _State, after: _State) -> str:
    """RNE of an episode, from what changed."""
    legal = before.status != after.status
    placed = (before.place, before.provider, before.post, before.urn) != (
        after.place, after.provider, after.post, after.urn,
    )  # fmt: skip
    if not placed:
        return "L"
    same = before.carer == after.carer
    if legal:
        return "U" if same else "B"
    return "T" if same else "P"
