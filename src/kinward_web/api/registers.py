"""Savings, risks and boards of a programme as the API gives them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kinward.dates import year_name
from kinward.programme import model as core
from kinward.programme.amounts import claimed, evidenced, forecast_on, has_ended
from kinward.programme.assigned import assignment, cover
from kinward.programme.chance import bets, risk_adjusted
from kinward.programme.governance import Board, Meeting
from kinward.programme.overlaps import overlaps
from kinward.programme.risks import ratings, undone
from kinward.programme.savings import tracker
from kinward_web.api.programmes import sums
from kinward_web.programme.presenters.savings import chance, years
from kinward_web.programme.selectors import panels
from kinward_web.programme.selectors.boards import meetings

if TYPE_CHECKING:
    from datetime import date

    from kinward_web.accounts.models import User
    from kinward_web.programme.selectors.standing import Standing


def savings(now: Standing) -> dict[str, Any]:
    """The savings tracker."""
    whole = tracker(now.held, now.as_at)
    return {
        "as_at": now.as_at,
        "total": sums(whole.total),
        "by": [
            {
                "by": grouping,
                "groups": [{"name": name, "sums": sums(each)} for name, each in groups.items()],
            }
            for grouping, groups in whole.by.items()
        ],
        "years": [_year(now, each) for each in years(now.held)],
        "double": [asdict(each) for each in overlaps(now.held)],
        "savings": [_saving(each, now.as_at) for each in now.held.savings],
    }


def risks(now: Standing) -> dict[str, Any]:
    """Open risks, the gravest first, and issues."""
    known = {each.ref: each for each in now.held.risks}
    missing = {each.ref: each.reason for each in undone(now.held.risks, now.as_at, now.scale)}
    return {
        "as_at": now.as_at,
        "scale": now.scale,
        "notes": list(now.faults),
        "risks": [
            {
                **asdict(each),
                "title": known[each.ref].title,
                "owner": known[each.ref].owner,
                "action": known[each.ref].action,
                "missing": missing.get(each.ref, ""),
                "proximity": known[each.ref].proximity,
                "mitigations": list(known[each.ref].mitigations),
            }
            for each in ratings(now.held.risks, now.as_at, now.scale)
        ],
        "issues": list(now.held.issues),
    }


def boards(now: Standing, person: User) -> dict[str, Any]:
    """The boards with their meetings, the earliest first.

    Of a meeting of a panel only its day is given, and only to who may see single children.
    """
    return {"as_at": now.as_at, "boards": [_board(now, each, person) for each in now.held.boards]}


def _year(now: Standing, year: int) -> dict[str, Any]:
    held, as_at = now.held, now.as_at
    own, covered = bets(held.savings, as_at, year), cover(held, year, as_at)
    found = chance(held, as_at, year)
    return {
        "year": year_name(year),
        "sums": sums(tracker(held, as_at, year).total),
        "needed_pence": None if covered is None else covered.needed,
        "over_pence": None if covered is None else covered.over,
        "unassigned_pence": assignment(held, year).unassigned,
        "risk_adjusted_pence": None if found is None else risk_adjusted(own),
        "chance": None if found is None else found.share,
    }


def _saving(each: core.Saving, as_at: date) -> dict[str, Any]:
    names = (
        "ref", "action", "objective", "placement_type", "kind", "impact", "same_as", "evidence",
    )  # fmt: skip
    return {
        **{name: getattr(each, name) for name in names},
        "year": year_name(each.financial_year),
        "plan_pence": each.target_pence,
        "achieved_pence": evidenced(each),
        "claimed_pence": claimed(each),
        "forecast_pence": forecast_on(each, as_at),
        "probability": None if has_ended(each, as_at) else each.probability,
    }


def _board(now: Standing, board: Board, person: User) -> dict[str, Any]:
    own = [met.held for met in meetings(now.rows, board.key)]
    if board.is_panel and not person.has_perm(panels.NEEDS):
        own = []
    return {**asdict(board), "meetings": [_meeting(each, board.is_panel) for each in own]}


def _meeting(each: Meeting, withheld: bool) -> dict[str, Any]:
    told = Meeting(each.board, each.on, held=each.held) if withheld else each
    return {
        "on": told.on,
        "held": told.held,
        "withheld": withheld,
        "attended": list(told.attended),
        "without_quorum": told.without_quorum,
        "agenda": list(told.items),
        "decisions": list(told.decisions),
        "follow_ups": list(told.log),
        "messages": list(told.messages),
    }
