"""The money as pages and files show it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

import polars as pl
from django.urls import reverse

from kinward.reports.as_json import table_as_json, table_from_json
from kinward.reports.table import Column, write_value
from kinward_web.documents import tables
from kinward_web.documents.page import context
from kinward_web.documents.page import page as document_page
from kinward_web.documents.selectors import Shown
from kinward_web.money.models import ClosedMonth
from kinward_web.money.selectors import Placements


@dataclass(frozen=True)
class Topic:
    """A page of the money: its address, its name, and the sections that it shows."""

    slug: str
    name: str
    keys: tuple[str, ...]


TOPICS: Final = {
    topic.slug: topic
    for topic in (
        Topic("activity", "Key activity", ("money",)),
        Topic("variance", "Why it varies", ("money-why",)),
        Topic("outturn", "Outturn and movement", ("money-months", "money-moved")),
        Topic("full-year", "Full-year effect", ("money-next-year",)),
        Topic("committed", "Committed and expected", ("money-committed",)),
        Topic("model", "Budget model", ("money-model",)),
        Topic("plan", "Plan and forecast", ("money-gaps", "money-plan")),
        Topic("providers", "Providers", ("money-providers",)),
        Topic("unit-costs", "Unit costs", ("money-unit-costs",)),
        Topic("ledger", "Findings of the ledger", ("money-return",)),
    )
}
"""By the word in the address, in order."""
OVERVIEW: Final = ("money-why", "money-months")
"""Sections of the first page, below its figures."""
_BY_PLACEMENT: Final = "money_dearest"


@dataclass(frozen=True)
class Link:
    """A page of the money in its navigation."""

    name: str
    href: str
    here: bool


def navigation(shown: Shown, here: str, *, placements: bool, months: bool) -> list[Link]:
    """The pages of the money that there are for a person.

    Args:
        here: the name of the page that is open.
        placements: whether single placements are among them.
        months: whether closed months are.
    """
    there = {each["key"] for each in shown.head["contents"]}
    links = [("Overview", reverse("money"))]
    links += [
        (topic.name, reverse("money_topic", args=[topic.slug]))
        for topic in TOPICS.values()
        if there & set(topic.keys)
    ]
    if placements:
        links.append(("High-cost list", reverse("money_placements")))
    if months:
        links.append(("Closed months", reverse("money_months")))
    return [Link(name, href, name == here) for name, href in links]


def overview(shown: Shown) -> dict[str, Any]:
    """What the first page is given."""
    page = context(shown)
    # Where there is too little to tell to the public, a note says so.
    said = [*shown.head["sentences"], "There is too little to tell of the money"]
    return {
        **page,
        "head": {**page["head"], "sentences": said[:1]},
        "title": "Money",
        "tiles": shown.head["facts"].get("tiles", []),
        "attention": shown.head["facts"].get("attention", []),
    }


def of_topic(shown: Shown, topic: Topic) -> dict[str, Any]:
    """What the page of a topic is given: the finding of its first section is its heading."""
    page = context(shown)
    order = {key: place for place, key in enumerate(topic.keys)}
    first, *others = sorted(page["sections"], key=lambda section: order[section.key])
    return {
        **page,
        "title": topic.name,
        "heading": first.heading,
        "sections": [replace(first, heading=first.topic), *others],
        "head": {**page["head"], "sentences": [first.heading]},
    }


def placements(found: Placements, *, link: bool) -> dict[str, Any]:
    """What the page of single placements is given.

    Args:
        link: whether a pseudonym leads to its child.
    """

    def address(table: str) -> str:
        return reverse("money_placements_csv", args=[table])

    page = document_page(
        {}, _named(found), found.as_at, address, hides=False, rests_on=found.rests_on
    )
    first = page["sections"][0]
    children = sorted(set(found.children.values())) if link else []
    return {
        **page,
        "title": "High-cost list",
        "heading": first.heading,
        "children": [(name, reverse("child", args=[name])) for name in children],
    }


def placements_csv(found: Placements, key: str) -> str | None:
    """A table of single placements as CSV; None where there is no such table."""
    return tables.csv(_named(found), key)


def workbook(shown: Shown) -> bytes:
    """Every table of the money on a sheet of its own, its sums and differences as formulas."""
    lines = [*shown.head["sentences"], *shown.head["notes"]]
    if shown.audience == "public":
        lines.append("Small numbers are hidden.")
    return tables.workbook(
        shown.sections, title="Where the budget stands", as_at=shown.as_at, lines=lines
    )


def months(closed: list[ClosedMonth]) -> list[dict[str, Any]]:
    """Closed months for their table."""
    return [
        {"row": each, "projected": write_value(each.projected_pence, "weekly")} for each in closed
    ]


MONTHS: Final = ("Month", "Position on", "Projected for the year, £", "Closed by", "Closed at")
"""Headings of the file of closed months."""


def month_rows(closed: list[ClosedMonth]) -> list[tuple[object, ...]]:
    """Closed months for their file."""
    return [
        (
            each.month,
            each.as_at,
            Decimal(each.projected_pence).scaleb(-2),
            each.by.name if each.by else "The service",
            each.made.isoformat(timespec="minutes"),
        )
        for each in closed
    ]


def _named(found: Placements) -> list[dict[str, Any]]:
    """The sections with the pseudonym of each placement's child beside it."""
    return [
        {**section, "figures": [_with_child(each, found) for each in section["figures"]]}
        for section in found.sections
    ]


def _with_child(figure: dict[str, Any], found: Placements) -> dict[str, Any]:
    if figure["table"]["key"] != _BY_PLACEMENT:
        return figure
    table = table_from_json(figure["table"])
    names = pl.col("placement_id").replace_strict(
        found.children, default="", return_dtype=pl.String
    )
    told = table.frame.with_columns(child=names.fill_null(""))
    columns = (*table.columns[:2], Column("child", "Child"), *table.columns[2:])
    return {**figure, "table": table_as_json(replace(table, columns=columns, frame=told))}
