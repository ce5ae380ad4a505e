"""Several programmes side by side: colours, savings and red risks of each, and in total."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kinward.programme.benefit import benefit
from kinward.programme.delivery import delivery
from kinward.programme.model import Portfolio
from kinward.programme.risks import Scale, ratings
from kinward.programme.savings import Sums, tracker
from kinward.programme.slipping import slipping
from kinward.programme.words import COLOURS, Colour


@dataclass(frozen=True)
class Standing:
    """How one programme stands.

    Attributes:
        key, name: of the programme; empty and the portfolio's name for all together.
        delivery, benefit: how many actions have each colour, in the order of `COLOURS`.
        savings: of the year asked for, or of all.
        red_risks: open risks that are red.
        slipping: actions that slip, are overdue or stale.
    """

    key: str
    name: str
    delivery: dict[Colour, int]
    benefit: dict[Colour, int]
    savings: Sums
    red_risks: int
    slipping: int


def standings(
    portfolio: Portfolio, as_at: date, year: int | None = None, scale: Scale | None = None
) -> tuple[Standing, ...]:
    """Each programme of a portfolio, and then all together.

    Dependencies between them count. A saving that is shared with an action of another programme
    counts once, where it is recorded.

    Raises:
        InputError: actions wait for one another in a circle.
    """
    found = []
    for each in portfolio.programmes:
        others = [other for other in portfolio.programmes if other.key != each.key]
        rated = ratings(each.risks, as_at, scale)
        found.append(
            Standing(
                each.key,
                each.name,
                count(rag.colour for rag in delivery(each, as_at, others).values()),
                count(rag.colour for rag in benefit(each, as_at).values()),
                tracker(each, as_at, year).total,
                sum(rating.colour == "red" for rating in rated),
                len(slipping(each, as_at)),
            )
        )
    return (*found, _all(portfolio.name, found))


def count(colours: Iterable[Colour]) -> dict[Colour, int]:
    """How many have each colour, in the order of `COLOURS`."""
    seen = Counter(colours)
    return {colour: seen[colour] for colour in COLOURS}


def _all(name: str, each: list[Standing]) -> Standing:
    return Standing(
        "",
        name,
        {colour: sum(one.delivery[colour] for one in each) for colour in COLOURS},
        {colour: sum(one.benefit[colour] for one in each) for colour in COLOURS},
        sum((one.savings for one in each), Sums()),
        sum(one.red_risks for one in each),
        sum(one.slipping for one in each),
    )
