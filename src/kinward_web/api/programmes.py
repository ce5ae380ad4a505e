"""Programmes as the API gives them: as pages show them today, with money in whole pence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from kinward.dates import return_year, year_name
from kinward.programme.dates_of import end_of
from kinward.programme.escalation import escalations
from kinward.programme.plan import Action
from kinward.programme.portfolio import Standing as Line
from kinward.programme.portfolio import count
from kinward.programme.rag import Rag
from kinward.programme.risks import ratings
from kinward.programme.savings import Sums, tracker
from kinward.programme.slipping import slipping
from kinward_web.api.own import sees_all
from kinward_web.api.problems import ProblemError
from kinward_web.programme.models import Programme
from kinward_web.programme.presenters import overview
from kinward_web.programme.selectors import panels
from kinward_web.programme.selectors.portfolio import across
from kinward_web.programme.selectors.programmes import by_slug, programmes
from kinward_web.programme.selectors.standing import Standing, standing

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def every(person: User) -> dict[str, Any]:
    """Every programme, and those that are not closed together.

    Raises:
        ProblemError: they are not for this person.
    """
    _refuse(person)
    today = timezone.localdate()
    found = across(today)
    lines = {each.key: each for each in found.rows}
    total = _line(_Named("", found.held.name), lines[""], found.year)
    told = [_line(each, lines.get(each.slug), found.year) for each in programmes()]
    return {"as_at": today, "programmes": told, "total": total, "notes": list(found.faults)}


def stands(person: User, key: str) -> Standing:
    """How a programme stands today, without the meetings that are not for this person.

    Raises:
        ProblemError: it is not there, or not for this person.
    """
    _refuse(person)
    row = by_slug(key)
    if row is None:
        raise ProblemError(404)
    return standing(row, timezone.localdate(), panels=person.has_perm(panels.NEEDS))


def told(now: Standing) -> dict[str, Any]:
    """A programme as a whole."""
    year = return_year(now.as_at)
    rated = ratings(now.held.risks, now.as_at, now.scale)
    slips = slipping(now.held, now.as_at)
    return {
        **_head(now.row),
        "as_at": now.as_at,
        "sentences": list(overview.told(now)),
        "notes": list(now.faults),
        "actions": len(now.held.actions),
        "delivery": count(each.colour for each in now.delivery.values()),
        "benefit": count(each.colour for each in now.benefit.values()),
        "year": year_name(year),
        "savings_of_year": sums(tracker(now.held, now.as_at, year).total),
        "savings": sums(tracker(now.held, now.as_at).total),
        "open_risks": len(rated),
        "red_risks": sum(each.colour == "red" for each in rated),
        "late": sum(bool(each.days or each.overdue) for each in slips),
        "silent": sum(each.stale for each in slips),
    }


def actions(now: Standing) -> dict[str, Any]:
    """The actions of a programme, in the order that people number them."""
    return {"as_at": now.as_at, "notes": list(now.faults), "actions": list(_actions(now))}


def sums(found: Sums) -> dict[str, int]:
    """Amounts of some savings, named by their unit."""
    names = ("plan", "achieved", "claimed", "forecast", "gap", "unforecast")
    return {f"{name}_pence": getattr(found, name) for name in names}


def _refuse(person: User) -> None:
    if not sees_all(person):
        raise ProblemError(403)


@dataclass(frozen=True)
class _Named:
    """What stands for all programmes together."""

    slug: str
    name: str
    purpose: str = ""
    owner: str = ""
    closed: None = None


def _head(row: Programme | _Named) -> dict[str, Any]:
    return {
        "key": row.slug, "name": row.name, "purpose": row.purpose, "owner": row.owner,
        "closed": row.closed,
    }  # fmt: skip


def _line(row: Programme | _Named, found: Line | None, year: int) -> dict[str, Any]:
    return {
        **_head(row),
        "year": year_name(year),
        "delivery": found and found.delivery,
        "benefit": found and found.benefit,
        "savings": found and sums(found.savings),
        "red_risks": found and found.red_risks,
        "slipping": found and found.slipping,
    }


def _actions(now: Standing) -> Iterator[dict[str, Any]]:
    turns = escalations(now.held, now.as_at, now.delivery, now.benefit)
    slips = {each.ref: each for each in slipping(now.held, now.as_at)}
    for each in now.held.actions:
        turn = turns.get(each.ref)
        yield {
            **_plain(each),
            "delivery": _rag(now.delivery[each.ref]),
            "benefit": _rag(now.benefit[each.ref]),
            "board": turn and turn.often,
            "board_reason": turn.reason if turn else "",
            "slip": slips.get(each.ref),
            "deliverables": list(each.deliverables),
            "updates": sorted(
                (said for said in each.updates if said.on <= now.as_at), key=lambda said: said.on
            ),
        }


def _plain(each: Action) -> dict[str, Any]:
    names = (
        "ref", "title", "outcome", "workstream", "lead", "priority", "age_group", "start",
        "completed", "cancelled", "success", "target_saving_pence", "target_placements",
    )  # fmt: skip
    return {
        **{name: getattr(each, name) for name in names},
        "first_end": each.target_end,
        "end": end_of(each),
        "saving_year": None if each.saving_year is None else year_name(each.saving_year),
        "depends_on": list(each.depends_on),
    }


def _rag(found: Rag) -> dict[str, Any]:
    return {
        "colour": found.colour, "word": found.word, "reason": found.told,
        "by_rule": found.proposed, "overridden": found.override is not None,
    }  # fmt: skip
