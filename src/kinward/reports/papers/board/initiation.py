"""A project initiation document, from the programme."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars as pl

from kinward.programme.delivery import or_alone
from kinward.programme.model import Programme
from kinward.programme.words import CADENCES, PAGES, PRIORITIES
from kinward.reports.papers.board.figures import Figures
from kinward.reports.papers.board.shape import circular, joined, made, prompt, said
from kinward.reports.papers.model import Bullets, PaperPart, Paragraph
from kinward.reports.table import Column, ReportTable
from kinward.reports.tables import programme as rows


def initiation(figures: Figures) -> Iterator[PaperPart]:
    """Why, what for, by whom, by when, and who watches."""
    programme = figures.programme
    if programme is None:
        return
    yield from _why(programme)
    yield _outcomes(programme)
    yield PaperPart("scope", "Scope", 1, (prompt("scope", "What is in, and what is not."),))
    table = rows.every_action(
        programme, figures.programme_on, rows.source_of(programme), figures.others
    )
    _, circle = or_alone(programme, figures.programme_on, figures.others)
    yield PaperPart(
        "plan-actions",
        "What will be done",
        1,
        joined(
            said("plan-actions", circular(circle)),
            made(table, _products(programme, figures.programme_on)),
        ),
    )
    benefits = joined(
        made(*rows.savings(programme, figures.programme_on, rows.source_of(programme)))
    )
    if benefits:
        yield PaperPart("benefits", "Benefits", 1, benefits)
    yield from _boards(programme)
    yield from _registers(programme)


def _why(programme: Programme) -> Iterator[PaperPart]:
    owner = f"The programme belongs to {programme.owner}." if programme.owner else ""
    yield PaperPart(
        "why", "Why", 1,
        joined(said("why", programme.purpose, owner), [prompt("why-own", "What is wrong today.")]),
    )  # fmt: skip
    for page in programme.pages:
        words = Paragraph(page.text, from_figures=True, key=f"page-{page.key}".replace("_", "-"))
        yield PaperPart(f"page-{page.key}", PAGES[page.key], 1, (words,))


def _outcomes(programme: Programme) -> PaperPart:
    items = tuple(f"{each.ref}: {each.title}" for each in programme.outcomes)
    ask = prompt("outcomes", "What is to be different for children, and how it will show.")
    return PaperPart(
        "outcomes", "Outcomes", 1, joined([Bullets(items, "outcomes-list")] if items else [], [ask])
    )


def _products(programme: Programme, as_at: date) -> ReportTable:
    columns = (
        Column("action", "Action"), Column("title", "What is handed over"),
        Column("due", "Due", "date"), Column("priority", "Priority"),
    )  # fmt: skip
    given = [
        (action.ref, each.title, each.revised or each.due,
         PRIORITIES[action.priority] if action.priority else None)
        for action in programme.actions
        for each in action.deliverables
    ]  # fmt: skip
    kinds = {"action": pl.String, "title": pl.String, "due": pl.Date, "priority": pl.String}
    frame = pl.DataFrame(given, schema=kinds, orient="row")
    return ReportTable(
        "deliverables", "Deliverables", columns, frame, rows.source_of(programme), as_at=as_at
    )


def _boards(programme: Programme) -> Iterator[PaperPart]:
    items = tuple(
        f"{each.name} meets {CADENCES[each.cadence].lower()}"
        f"{f'; {each.chair} is in the chair' if each.chair else ''}."
        for each in programme.boards
    )
    if items:
        yield PaperPart("governance", "Who decides", 1, (Bullets(items, "governance-list"),))


def _registers(programme: Programme) -> Iterator[PaperPart]:
    assumed = tuple(f"{each.ref}: {each.text}" for each in programme.assumptions)
    if assumed:
        yield PaperPart(
            "assumptions", "What is assumed", 1, (Bullets(assumed, "assumptions-list"),)
        )
    waits = tuple(
        f"{each.ref} waits for {', '.join(each.depends_on)}."
        for each in programme.actions
        if each.depends_on
    )
    rises = tuple(
        f"{each.ref}: {each.interdependencies}" for each in programme.actions
        if each.interdependencies
    )  # fmt: skip
    if waits or rises:
        yield PaperPart(
            "dependencies",
            "What depends on what",
            1,
            (Bullets((*waits, *rises), "dependencies-list"),),
        )
    heard = tuple(
        f"{each.question} {each.response}{f' Because of it: {each.change}' if each.change else ''}"
        for each in programme.consultations
    )
    if heard:
        yield PaperPart("consultation", "Who was asked", 1, (Bullets(heard, "consultation-list"),))
