"""A saving's parts by action, and what of it counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from kinward.dates import last_year_ended
from kinward.programme.model import Saving


def parts(saving: Saving, pence: int) -> dict[str, int]:
    """An amount of a saving by the action that it is credited to; the parts sum to it exactly.

    Each part is the difference of two rounded running totals, so that none is more than a penny
    from its exact share. What is no other action's is the saving's own, which comes first (and has
    the key '' where it belongs to none).
    """
    own = 1 - sum((Fraction(each.share) for each in saving.shares), Fraction(0))
    weights = [(saving.action, own)]
    weights += [(each.action, Fraction(each.share)) for each in saving.shares]
    found: dict[str, int] = {}
    upto, before = Fraction(0), 0
    for action, share in weights:
        upto += share
        running = round(pence * upto)
        found[action] = found.get(action, 0) + running - before
        before = running
    return found


def counts(saving: Saving) -> bool:
    """Whether it counts in totals: not where it is part of another saving already."""
    return not saving.same_as


def evidenced(saving: Saving) -> int:
    """What was achieved and is shown to have been, in pence."""
    shown = saving.achieved_pence is not None and saving.evidence.strip()
    return saving.achieved_pence or 0 if shown else 0


def claimed(saving: Saving) -> int:
    """What is said to be achieved and nothing shows, in pence."""
    return (saving.achieved_pence or 0) - evidenced(saving)


def has_ended(saving: Saving, as_at: date) -> bool:
    """Whether its financial year has ended by a day: on 31 March it has."""
    return saving.financial_year <= last_year_ended(as_at)


def forecast_on(saving: Saving, as_at: date) -> int | None:
    """Its forecast in pence; None where nobody has given one, or its year has ended."""
    return None if has_ended(saving, as_at) else saving.forecast_pence


def expected(saving: Saving, as_at: date) -> int:
    """What will be made of it, in pence: the forecast, or where there is none what is evidenced.

    Of a year that has ended there is no forecast left: what is evidenced was made, and no more.
    """
    forecast = forecast_on(saving, as_at)
    return evidenced(saving) if forecast is None else forecast


def counted(savings: Iterable[Saving], year: int | None = None) -> tuple[Saving, ...]:
    """Those that count, of one financial year where it is given."""
    return tuple(each for each in savings if counts(each) and year in (None, each.financial_year))
