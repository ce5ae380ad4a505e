"""The money: where the budget stands, and why. What tells of a child or a provider is exempt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from kinward.ledger import explain
from kinward.reports.findings import money as found
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import charted, joined, made, narrowed, said, tables
from kinward.reports.papers.model import PaperPart

_SHORT: Final = ("label", "annual", "spent", "committed", "projected", "net")
_DEAREST: Final = (
    "label", "service_type", "provider", "days", "weekly", "full_year", "difference",
)  # fmt: skip
PROVIDERS: Final = (
    "provider", "snapshot", "yearly_average", "mean", "spent", "cost", "share",
)  # fmt: skip
"""What a paper tells of each provider."""
_NONE: Final = "Money is not told here: with so few placements it would tell of single children."


def money(figures: Figures) -> Iterator[PaperPart]:
    """Where the budget stands, in the layout that finance uses."""
    position = figures.position
    if figures.money_withheld:
        yield PaperPart("money", "Money", 1, joined(said("money", _NONE)))
    if position is None:
        return
    stands = position.activity
    yield PaperPart(
        "money", "Money", 1,
        joined(
            said("money", *list(explain.variance(stands))[:1], *found.stands(stands)),
            made(narrowed(figures, "money_activity", _SHORT, "money_short")),
        ),
    )  # fmt: skip
    if explain.budgeted(stands):
        yield PaperPart(
            "money-why", "Why spend varies from the budget", 2,
            joined(said("money-why", *found.why(stands)), charted(figures, "money_variance")),
        )  # fmt: skip
    if explain.has_effect(stands):
        yield PaperPart(
            "money-next-year", "What it means for next year", 2,
            joined(said("money-next-year", *explain.effect(stands)),
                   tables(figures, "money_next_year")),
        )  # fmt: skip


def finance(figures: Figures) -> Iterator[PaperPart]:
    """The money with its months, its movement and what is committed."""
    yield from money(figures)
    if figures.position is None:
        return
    yield PaperPart("money-activity", "Key activity", 2, joined(tables(figures, "money_activity")))
    months = joined(charted(figures, "money_months"))
    if months:
        yield PaperPart("money-months", "Spend by month", 2, months)
    for key, heading in (
        ("money-moved", "What moved since the last closed month"),
        ("money-unit-costs", "Unit costs"),
        ("money-committed", "Committed and expected"),
        ("money-gaps", "The plan and the forecast"),
    ):
        part = figures.sections.get(key)
        if part is not None:
            shown = (charted(figures, each.table.key) for each in part.figures)
            yield PaperPart(
                key, heading, 2,
                joined(said(key, f"{part.heading.rstrip('.')}.", *part.sentences), *shown),
            )  # fmt: skip


def contracts(figures: Figures) -> Iterator[PaperPart]:
    """Discounts by provider, as long as there are contracts: they stand at the end too."""
    listed = joined(tables(figures, "money_contracts"))
    if listed:
        yield PaperPart("money-contracts", "Discounts of providers", 2, listed, exempt=3)


def closed(figures: Figures) -> Iterator[PaperPart]:
    """The dearest placements tell of single children, the providers of their business.

    Both are long: they stand at the end of a paper.
    """
    dearest = made(narrowed(figures, "money_dearest", _DEAREST))
    providers = made(narrowed(figures, "money_providers", PROVIDERS))
    for key, heading, shown, paragraph in (
        ("money-dearest", "The dearest placements", dearest, 2),
        ("money-providers", "Providers", providers, 3),
    ):
        part = figures.sections.get(key)
        if part is not None:
            told = said(key, f"{part.heading.rstrip('.')}.", *part.sentences)
            yield PaperPart(key, heading, 2, joined(told, shown), exempt=paragraph)
