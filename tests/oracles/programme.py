"""The chance of a total by going through every way in which savings can come about."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kinward.programme.chance import Bet


def chance_of_meeting(bets: Sequence[Bet], total: int) -> float:
    """The probability that bets come to a total or more."""
    ways = [(1.0, sum(each.certain for each in bets))]
    for each in bets:
        made = float(each.probability)
        ways = [
            (weight * share, amount + more)
            for weight, amount in ways
            for share, more in ((1 - made, 0), (made, each.at_risk))
        ]
    return sum(weight for weight, amount in ways if amount >= total)


def mean(bets: Sequence[Bet]) -> Fraction:
    """What they come to on average."""
    return sum((each.certain + each.probability * each.at_risk for each in bets), Fraction(0))
