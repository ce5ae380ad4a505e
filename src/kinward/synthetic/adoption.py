"""The way to adoption: the decision, the placement order, the match, the placement, the order."""

from __future__ import annotations

from kinward.synthetic import days
from kinward.synthetic.dice import Dice
from kinward.synthetic.history import Adoption
from kinward.synthetic.shape import shape


def way(start: int, dice: Dice) -> Adoption:
    """The dates on the way from a start of care to adoption, or to a decision taken back.

    Each step is a lognormal wait after the one before, and falls on a working day.
    """
    numbers = shape().numbers
    sigma = numbers["adoption.sigma"]

    def later(day: int, step: str, least: int) -> int:
        wait = dice.lognormal(numbers[f"adoption.{step}_median_days"], sigma)
        return days.working(day + max(least, int(wait)))

    decision = later(start, "decision", 60)
    order = later(decision, "order", 14)
    match = later(order, "match", 14)
    placed = later(match, "place", 10)
    adopted = later(placed, "adopted", 75)
    made = Adoption(
        decision=decision,
        order=order,
        match=match,
        placed=placed,
        adopted=adopted,
        with_carer=dice.chance(numbers["adoption.with_foster_carer_p"]),
        consent=dice.chance(numbers["adoption.consent_p"]),
    )
    if dice.chance(numbers["adoption.reversed_p"]):
        made.ceased = days.working(order + dice.between(90, 420))
        made.why_ceased = ("RD1", "RD3", "RD3", "RD4")[dice.between(0, 3)]
    return made
