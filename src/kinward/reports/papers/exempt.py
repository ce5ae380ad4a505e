"""What the public may not see of a paper, and the check that no writer can leave out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from kinward.errors import KinwardError
from kinward.reports.papers.model import Paper, PaperPart

PARAGRAPHS: Final[dict[int, str]] = {
    1: "information about an individual",
    2: "information likely to reveal who an individual is",
    3: "the financial or business affairs of a person, the authority included",
    4: "consultation or negotiation on a labour relations matter",
    5: "legal professional privilege",
    6: "a notice, order or direction that the authority proposes",
    7: "the prevention, investigation or prosecution of crime",
}
"""Part 1 of Schedule 12A to the Local Government Act 1972, as it stands in England since 2006."""


def sentence(paragraph: int) -> str:
    """What is said under the heading of an exempt part."""
    return (
        f"Not for publication: exempt by paragraph {paragraph} of Part 1 of Schedule 12A to the "
        f"Local Government Act 1972 ({PARAGRAPHS[paragraph]})."
    )


def exemptions(paper: Paper) -> Iterator[tuple[PaperPart, int | None]]:
    """Each part, and the paragraph by which it is exempt: its own, or that of the part it is in."""
    above: int | None = None
    depth = 0
    for part in paper.parts:
        if above is not None and part.level <= depth:
            above = None
        if above is None and part.exempt is not None:
            above, depth = part.exempt, part.level
        yield part, above


def for_public(paper: Paper) -> Paper:
    """The paper without its exempt parts.

    It is for papers whose figures are hidden already where they are small: leaving parts out hides
    no number of the others.

    Raises:
        KinwardError: its numbers have not gone through disclosure control.
    """
    open_parts = tuple(part for part, paragraph in exemptions(paper) if paragraph is None)
    public = replace(paper, audience="public", parts=open_parts)
    check(public)
    return public


def check(paper: Paper) -> None:
    """Refuse a paper that may not leave; every writer asks before it writes.

    Raises:
        KinwardError: a paper for the public holds an exempt part, or numbers that have not gone
            through disclosure control.
    """
    if paper.audience != "public":
        return
    closed = [part.key for part, paragraph in exemptions(paper) if paragraph is not None]
    if closed:
        raise KinwardError(
            f"The paper is for the public and holds an exempt part ({', '.join(closed)})",
            remedy="Leave the exempt parts out, or write it for those who may see them.",
        )
    if not paper.numbers_hidden:
        raise KinwardError(
            "The paper is for the public and its small numbers are not hidden",
            remedy="Make it from figures that have gone through disclosure control.",
        )
