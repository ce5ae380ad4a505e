"""How a programme stands, as `kinward programme --json` prints it. Amounts are in pounds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from kinward.dates import year_name
from kinward.errors import ArgumentError
from kinward.ledger.as_json import pounds
from kinward.ledger.findings import Finding, in_order
from kinward.programme.amounts import counted
from kinward.programme.assigned import assigned_told, assignment, cover
from kinward.programme.benefit import benefit
from kinward.programme.bridge import bridge
from kinward.programme.chance import bets, chances, most, risk_adjusted
from kinward.programme.checks import check
from kinward.programme.dates_of import end_of
from kinward.programme.delivery import delivery, difference
from kinward.programme.escalation import escalations
from kinward.programme.model import Programme
from kinward.programme.overlaps import overlaps
from kinward.programme.portfolio import count
from kinward.programme.rag import Rag
from kinward.programme.risks import Scale, matrix, ratings, undone, usual_scale
from kinward.programme.savings import Sums, tracker
from kinward.programme.slipping import next_due, slipping
from kinward.programme.words import COLOURS
from kinward.tables import squeezed

_PLACES = 4


@dataclass(frozen=True)
class Asked:
    """What is asked of a programme.

    Attributes:
        as_at: the day.
        business_plan: the objectives that are in the business plan, for the bridge.
        scale: of risks; None for that of the parameters.
        seed: of a chance that is simulated.
    """

    as_at: date
    business_plan: tuple[str, ...] = ()
    scale: Scale | None = None
    seed: int = 1


def of_programme(
    programme: Programme,
    asked: Asked,
    findings: Iterable[Finding] = (),
    others: Collection[Programme] = (),
) -> dict[str, Any]:
    """How a programme stands: its actions, savings and risks, and what is doubtful.

    Args:
        findings: those of its files.
        others: programmes that its actions wait for.

    Raises:
        InputError: actions wait for one another in a circle.
        ArgumentError: an objective of the business plan that no saving has; a risk whose score the
            scale does not have.
    """
    scale = asked.scale or usual_scale()
    _refuse(programme, asked.business_plan)
    worked = delivery(programme, asked.as_at, others)
    brought = benefit(programme, asked.as_at)
    doubts = in_order([*findings, *check(programme, asked.as_at, others)])
    return {
        "programme": programme.name,
        "as_at": asked.as_at,
        "actions": _actions(programme, asked.as_at, worked, brought),
        "delivery": count(each.colour for each in worked.values()),
        "benefit": count(each.colour for each in brought.values()),
        "published": _published(programme, worked),
        "slipping": [asdict(each) for each in slipping(programme, asked.as_at)],
        "next_due": [asdict(each) for each in next_due(programme, asked.as_at)],
        "savings": _savings(programme, asked),
        "risks": _risks(programme, asked.as_at, scale),
        "findings": [each.as_json() for each in doubts],
    }


def _refuse(programme: Programme, business_plan: tuple[str, ...]) -> None:
    known = {squeezed(each.objective): each.objective for each in programme.savings}
    for name in business_plan:
        if squeezed(name) not in known:
            raise ArgumentError(
                f"No saving has the objective {name}",
                remedy=f"They are {', '.join(filter(None, known.values())) or 'not named'}.",
            )


def _actions(
    programme: Programme, as_at: date, worked: dict[str, Rag], brought: dict[str, Rag]
) -> list[dict[str, Any]]:
    turn = escalations(programme, as_at, worked, brought)
    titles = {each.ref: each.title for each in programme.outcomes}
    return [
        {
            "ref": each.ref,
            "title": each.title,
            "outcome": titles.get(each.outcome, each.outcome),
            "lead": each.lead,
            "priority": each.priority,
            "first_end": each.target_end,
            "end": end_of(each),
            "target_saving": pounds(each.target_saving_pence),
            "target_placements": None
            if each.target_placements is None
            else float(each.target_placements),
            "delivery": _rag(worked[each.ref]),
            "benefit": _rag(brought[each.ref]),
            "published": each.published_rag,
            "difference": difference(each.published_rag, worked[each.ref]),
            "board": asdict(turn[each.ref]) if each.ref in turn else None,
        }
        for each in programme.actions
    ]


def _rag(rag: Rag) -> dict[str, Any]:
    return {
        "colour": rag.colour,
        "word": rag.word,
        "reason": rag.told,
        "by_rule": rag.proposed,
        "overridden": rag.override is not None,
    }


def _published(programme: Programme, worked: dict[str, Rag]) -> dict[str, Any]:
    """How many actions were published with each colour, and what the rule gives them."""
    own = [each for each in programme.actions if each.published_rag]
    pairs = [(each.published_rag, worked[each.ref].proposed) for each in own]
    return {
        "compared": len(own),
        "same": sum(published == by_rule for published, by_rule in pairs),
        "by_colour": {
            published: {
                by_rule: pairs.count((published, by_rule))
                for by_rule in COLOURS
                if (published, by_rule) in pairs
            }
            for published in COLOURS
            if any(published == other for other, _ in pairs)
        },
    }


def _savings(programme: Programme, asked: Asked) -> dict[str, Any]:
    years = {each.financial_year for each in programme.savings}
    years |= {each.financial_year for each in programme.needs}
    whole = tracker(programme, asked.as_at)
    return {
        "total": _sums(whole.total),
        "by": {
            grouping: {name: _sums(sums) for name, sums in groups.items()}
            for grouping, groups in whole.by.items()
        },
        "years": [_year(programme, year, asked) for year in sorted(years)],
        "assigned": list(assigned_told(programme, sorted(years))),
        "overlaps": [asdict(each) | {"pence": pounds(each.pence)} for each in overlaps(programme)],
    }


def _sums(sums: Sums) -> dict[str, Any]:
    return {
        "plan": pounds(sums.plan),
        "achieved": pounds(sums.achieved),
        "claimed": pounds(sums.claimed),
        "forecast": pounds(sums.forecast),
        "gap": pounds(sums.gap),
        "unforecast": pounds(sums.unforecast),
    }


def _year(programme: Programme, year: int, asked: Asked) -> dict[str, Any]:
    held, covered = assignment(programme, year), cover(programme, year, asked.as_at)
    own = bets(programme.savings, asked.as_at, year)
    wanted = held.planned if covered is None else covered.needed
    judged = any(each.judged for each in own)
    chance = chances(own, seed=asked.seed) if judged else None
    return {
        "year": year_name(year),
        "savings": _sums(tracker(programme, asked.as_at, year).total),
        "actions_hold": {ref: pounds(pence) for ref, pence in held.held.items()},
        "unassigned": pounds(held.unassigned),
        "assignment": held.reason,
        "needed": None if covered is None else pounds(covered.needed),
        "over_programmed": None if covered is None else pounds(covered.over),
        "cover": "" if covered is None else covered.reason,
        "bridge": _bridge(programme, year, asked.business_plan),
        "risk_adjusted": pounds(risk_adjusted(own)) if judged else None,
        "chance": None
        if chance is None
        else {
            "of": pounds(wanted),
            "share": round(chance.of_meeting(wanted), _PLACES),
            "error": round(chance.error(wanted), _PLACES),
            "method": chance.method,
            "short": pounds(max(wanted - most(own), 0)),
            "unjudged": list(chance.unjudged),
        },
    }


def _bridge(programme: Programme, year: int, business_plan: tuple[str, ...]) -> dict[str, Any]:
    of_year = [each for each in programme.savings if each.financial_year == year]
    own = {squeezed(each.objective) for each in counted(of_year)}
    found = bridge(programme, year, [each for each in business_plan if squeezed(each) in own])
    return {
        "business_plan": pounds(found.opening),
        "steps": [
            {"label": each.label, "amount": pounds(each.pence), "business_plan": inside}
            for steps, inside in ((found.business_plan, True), (found.added, False))
            for each in steps
        ],
        "planned": pounds(found.planned),
        "held": [{"label": each.label, "amount": pounds(each.pence)} for each in found.held],
        "unassigned": pounds(found.unassigned),
    }


def _risks(programme: Programme, as_at: date, scale: Scale) -> dict[str, Any]:
    known = {each.ref: each for each in programme.risks}
    return {
        "scale": asdict(scale),
        "ratings": [
            {
                "ref": each.ref,
                "title": known[each.ref].title,
                "owner": known[each.ref].owner,
                "before": each.before,
                "after": each.after,
                "colour": each.colour,
                "reason": each.reason,
            }
            for each in ratings(programme.risks, as_at, scale)
        ],
        "matrix": [list(row) for row in matrix(programme.risks, as_at, scale)],
        "undone": [asdict(each) for each in undone(programme.risks, as_at, scale)],
    }
