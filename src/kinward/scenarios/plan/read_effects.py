"""Reading what an action does: the keys of its own kind."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from kinward.scenarios.plan.effects import (
    CAUSES,
    RATES,
    WHICH,
    WHO,
    Capacity,
    Carers,
    ChangeInflow,
    ChangePrice,
    Convert,
    Divert,
    Effect,
    HighCost,
    Own,
    ShortenStays,
    StepDown,
    Tier,
)
from kinward.scenarios.plan.fields import Fields
from kinward.scenarios.plan.read_uncertain import factor, percent, share
from kinward.scenarios.plan.uncertain import ALL, NONE
from kinward.terms import CATEGORIES

EXCLUSIVE: Final[dict[str, tuple[str, ...]]] = {
    "shorten_stays": ("factor", "to_mean_days"),
    "change_price": ("percent", "percent_a_year", "tier", "high_cost"),
    "change_inflow": ("factor", "extra_a_year"),
}
"""Keys of a kind of which an action has exactly one."""

_KEYS: Final = tuple(CATEGORIES)
_MOST_DAYS: Final = 6575
_MOST_WEEKS: Final = 940
_MOST_CHILDREN: Final = 10_000
_CARER_KEYS: Final = ("places_at_start", "recruited_a_year", "leaving_a_year")


def effect(kind: str, fields: Fields) -> Effect:
    """What an action of a known kind does."""
    return _READERS[kind](fields)


def _divert(fields: Fields) -> Divert:
    delayed = share(fields, "delayed", NONE)
    some = delayed != NONE
    weeks = fields.number("delay_weeks", 0, _MOST_WEEKS, required=some)
    if some and weeks == 0:
        fields.wrong(
            "Some are only delayed, by no weeks", "Give delay_weeks above 0.", "delay_weeks"
        )
    return Divert(
        referrals_a_year=fields.number("referrals_a_year", 0, _MOST_CHILDREN) or Decimal(0),
        success=share(fields, "success"),
        delayed=delayed,
        delay_weeks=weeks or Decimal(0),
    )


def _step_down(fields: Fields) -> StepDown:
    source, to = _moved(fields)
    breakdown = share(fields, "breakdown", NONE)
    some = breakdown != NONE
    days = fields.whole("breakdown_after_days", 0, _MOST_DAYS, required=some)
    if some and days == 0:
        fields.wrong(
            "Some moves break down, after no days",
            "Give breakdown_after_days above 0.",
            "breakdown_after_days",
        )
    return StepDown(
        source=source,
        to=to,
        after_days=fields.whole("after_days", 0, _MOST_DAYS) or 0,
        uptake=share(fields, "uptake"),
        breakdown=breakdown,
        breakdown_after_days=days or 0,
        places=fields.whole("places", 0, _MOST_CHILDREN, required=False),
    )


def _convert(fields: Fields) -> Convert:
    source, to = _moved(fields)
    limits = [fields.number(key, 0, _MOST_CHILDREN, required=False) for key in _CARER_KEYS]
    limited = any(key in fields for key in _CARER_KEYS)
    return Convert(
        source=source,
        to=to,
        which=fields.word("which", WHICH, "both"),
        uptake=share(fields, "uptake", ALL),
        carers=Carers(*(limit or Decimal(0) for limit in limits)) if limited else None,
    )


def _shorten_stays(fields: Fields) -> ShortenStays:
    given = fields.one_of(EXCLUSIVE["shorten_stays"])
    return ShortenStays(
        cause=fields.words("cause", CAUSES, required=True),
        factor=factor(fields, "factor", Decimal("0.01"), 1) if given == "factor" else None,
        to_mean_days=fields.number("to_mean_days", 1, _MOST_DAYS)
        if given == "to_mean_days"
        else None,
    )


def _change_price(fields: Fields) -> ChangePrice:
    given = fields.one_of(EXCLUSIVE["change_price"])
    return ChangePrice(
        category=fields.words("category", _KEYS),
        percent=percent(fields, "percent") if given == "percent" else None,
        percent_a_year=percent(fields, "percent_a_year") if given == "percent_a_year" else None,
        tier=_tier(fields) if given == "tier" else None,
        high_cost=_high_cost(fields) if given == "high_cost" else None,
    )


def _tier(fields: Fields) -> Tier:
    parts = fields.under("tier", "tier")
    read = Tier(parts.whole("from_placements", 1, _MOST_CHILDREN) or 1, percent(parts, "percent"))
    parts.finish()
    return read


def _high_cost(fields: Fields) -> HighCost:
    parts = fields.under("high_cost", "high_cost")
    read = HighCost(parts.whole("top", 1, _MOST_CHILDREN) or 1, percent(parts, "percent"))
    parts.finish()
    return read


def _change_inflow(fields: Fields) -> ChangeInflow:
    given = fields.one_of(EXCLUSIVE["change_inflow"])
    return ChangeInflow(
        who=fields.word("who", WHO, "all"),
        factor=factor(fields, "factor") if given == "factor" else None,
        extra_a_year=fields.number("extra_a_year", 0, _MOST_CHILDREN)
        if given == "extra_a_year"
        else None,
    )


def _capacity(fields: Fields) -> Capacity:
    category = fields.word("category", _KEYS)
    takes_from = fields.words("takes_from", _KEYS, required=True)
    if "category" in fields and category in takes_from:
        fields.wrong(
            "takes_from names the category of the places itself", "Take it out.", "takes_from"
        )
    return Capacity(
        category=category,
        places=fields.whole("places", 0, _MOST_CHILDREN) or 0,
        takes_from=takes_from,
    )


def _own(fields: Fields) -> Own:
    return Own(
        rate=fields.word("rate", RATES),
        factor=factor(fields, "factor"),
        category=fields.words("category", _KEYS),
    )


def _moved(fields: Fields) -> tuple[tuple[str, ...], str]:
    """The categories that children leave, and the one they come to."""
    source = fields.words("from", _KEYS, required=True)
    to = fields.word("to", _KEYS)
    if "to" in fields and to in source:
        fields.wrong("from and to name the same category", "Take it out of one.", "to")
    return source, to


_READERS: Final[dict[str, Callable[[Fields], Effect]]] = {
    "divert": _divert,
    "step_down": _step_down,
    "convert": _convert,
    "shorten_stays": _shorten_stays,
    "change_price": _change_price,
    "change_inflow": _change_inflow,
    "capacity": _capacity,
    "own": _own,
}
