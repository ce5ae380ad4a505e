"""Puts a paper together from figures. Whom it is for is told by the figures, not by the caller."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from kinward.errors import ArgumentError
from kinward.reports.papers.board import own
from kinward.reports.papers.board.changes import changes
from kinward.reports.papers.board.figures import PublicFigures, WholeFigures
from kinward.reports.papers.board.kinds import KINDS, Kind
from kinward.reports.papers.board.own import Own
from kinward.reports.papers.board.readings import Previous
from kinward.reports.papers.exempt import for_public
from kinward.reports.papers.model import Paper, PaperPart

_STATUS: Final = {
    True: "For publication: small numbers are hidden",
    False: "Not for publication: it holds exempt parts and small numbers",
}


@dataclass(frozen=True)
class About:
    """What a paper is, beside its figures.

    Attributes:
        meeting, date: which it is for; empty and None for none.
        title: None for the usual one of its kind.
        own: the analyst's paragraphs.
        stale: keys of those whose figures changed since they were written (`own.stale`).
    """

    kind: Kind
    meeting: str = ""
    date: datetime.date | None = None
    title: str | None = None
    own: Sequence[Own] = ()
    stale: frozenset[str] = frozenset()


def paper(
    figures: PublicFigures | WholeFigures, about: About, previous: Previous | None = None
) -> Paper:
    """The paper: for the public where its figures are, else for those who may see all of it.

    Args:
        previous: what the last paper for the same readers told.

    Raises:
        ArgumentError: the last paper is for other readers, of another authority or not earlier;
            there is nothing to tell in a paper of this kind.
    """
    public = isinstance(figures, PublicFigures)
    _check(figures, previous, public=public)
    parts = own.applied(
        drafted(figures, about.kind, previous), about.own, public=public, stale=about.stale
    )
    if not parts:
        raise ArgumentError(
            f"There is nothing to tell in a paper of the kind {about.kind}",
            remedy="Give the files that it tells of: docs/papers.md lists them.",
        )
    made = Paper(
        title=about.title or KINDS[about.kind].title,
        meeting=about.meeting,
        date=about.date,
        as_at=figures.as_at,
        authority=figures.authority,
        audience="exempt",
        status=_STATUS[public],
        parts=parts,
        numbers_hidden=public,
        made_up=figures.made_up,
        programme_on=figures.programme_on if figures.programme else None,
    )
    return for_public(made) if public else made


def drafted(
    figures: PublicFigures | WholeFigures, kind: Kind, previous: Previous | None = None
) -> list[PaperPart]:
    """The parts before the analyst's own words are put in."""
    recipe = KINDS[kind]
    parts: list[PaperPart] = []
    for at, make in enumerate(recipe.parts, 1):
        parts += make(figures)
        if at == recipe.changes:
            parts += changes(figures, previous)
    return parts


def _check(
    figures: PublicFigures | WholeFigures, previous: Previous | None, *, public: bool
) -> None:
    if previous is None:
        return
    wanted = "public" if public else "exempt"
    wrong = None
    if previous.audience != wanted:
        wrong = f"The last paper is not {wanted}, as this one is"
    elif previous.authority != figures.authority:
        wrong = "The last paper is of another authority"
    elif previous.as_at >= figures.as_at:
        wrong = "The last paper is not of an earlier day"
    if wrong:
        raise ArgumentError(wrong, where="previous", remedy="Give the last one of the same kind.")
