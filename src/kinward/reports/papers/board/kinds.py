"""The kinds of paper: what each is called, and its parts in the order of the committee."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from kinward.reports.papers.board import (
    actions,
    ahead,
    appendices,
    background,
    councillor,
    implications,
    initiation,
    money,
    purpose,
    risks,
    savings,
    scorecard,
    stands,
    sufficiency,
)
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.model import PaperPart

Kind = Literal[
    "board", "councillor", "performance", "exceptions", "initiation", "sufficiency", "finance"
]
Make = Callable[[Figures], Iterator[PaperPart]]


@dataclass(frozen=True)
class Recipe:
    """A kind of paper.

    Attributes:
        changes: after which of its parts it tells what changed; 0 for not at all.
    """

    title: str
    parts: tuple[Make, ...]
    changes: int = 0


def _ends(*closed: Make, ahead: bool = True, spend: bool = True, children: bool = True) -> Make:
    """Appendices of a paper that tells the forecast, the money or the children, or not."""

    def make(figures: Figures) -> Iterator[PaperPart]:
        yield PaperPart("appendices", "Appendices", 1)
        for each in closed:
            yield from each(figures)
        yield from appendices.basis(figures, ahead=ahead, spend=spend, children=children)

    return make


KINDS: Final[dict[Kind, Recipe]] = {
    "board": Recipe(
        "Children looked after: position, plan and savings",
        (
            purpose.purpose, purpose.recommendations, background.background, stands.stands,
            ahead.forecast, money.money, savings.savings, actions.actions, risks.risks,
            scorecard.scorecard, implications.implications, appendices.appendices,
        ),
        changes=3,
    ),
    "councillor": Recipe(
        "Children in our care: a page for councillors",
        (councillor.at_a_glance, councillor.in_words),
    ),
    "performance": Recipe(
        "Monthly performance report",
        (stands.stands, scorecard.detail, scorecard.teams,
         _ends(ahead=False, spend=False)),
        changes=1,
    ),
    "exceptions": Recipe(
        "Exception report",
        (purpose.purpose, actions.actions, risks.risks, scorecard.scorecard,
         _ends(ahead=False, spend=False, children=False)),
        changes=1,
    ),
    "initiation": Recipe(
        "Project initiation document",
        (initiation.initiation, risks.risks, implications.implications),
    ),
    "sufficiency": Recipe(
        "Sufficiency statement", (sufficiency.sufficiency, _ends(sufficiency.providers))
    ),
    "finance": Recipe(
        "Finance and performance report",
        (
            purpose.purpose, money.finance, savings.savings, ahead.forecast, scorecard.scorecard,
            implications.implications,
            _ends(money.closed, money.contracts, savings.lines, children=False),
        ),
        changes=1,
    ),
}  # fmt: skip
