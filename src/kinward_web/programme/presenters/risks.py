"""Risks: the matrix, ratings before and after mitigation, how they moved, what is not done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.http import urlencode

from kinward.programme.registers import Risk
from kinward.programme.risks import (
    Rating,
    is_open,
    matrix,
    movement,
    rating,
    ratings,
    score_on,
    undone,
)
from kinward.programme.words import PROXIMITIES, Colour
from kinward.words import counted, long_date
from kinward_web.accounts.known_settings import ServiceSettings
from kinward_web.programme.presenters import cells
from kinward_web.programme.presenters.cells import Cell
from kinward_web.programme.presenters.tables import Row, Table, headings
from kinward_web.programme.presenters.words import joined, named
from kinward_web.programme.selectors.standing import Standing

_COLOURS: tuple[Colour, ...] = ("red", "amber", "green")


@dataclass(frozen=True)
class Chosen:
    """One cell of the matrix.

    Attributes:
        probability, impact: from 1 to the top of the scale.
        after: whether the scores after mitigation are meant.
    """

    probability: int
    impact: int
    after: bool = False

    def words(self) -> str:
        """What is shown."""
        side = "after" if self.after else "before"
        return f"probability {self.probability} and impact {self.impact} {side} mitigation"


def colour_of(stands: Standing, rated: int) -> Colour:
    """The colour of a rating by the scale."""
    if rated >= stands.scale.red:
        return "red"
    return "amber" if rated >= stands.scale.amber else "green"


def grid(stands: Standing, words: ServiceSettings, base: str, *, after: bool) -> Table:
    """The matrix: a row a probability, the likeliest first; each number leads to its risks.

    Args:
        words: the settings, of which the words of the scale are taken where they fit it.
        base: the address of the list of risks.
    """
    top = stands.scale.top
    found = matrix(stands.held.risks, stands.as_at, stands.scale, after=after)

    def cell(probability: int, impact: int) -> Cell:
        many = found[probability - 1][impact - 1]
        if not many:
            return Cell("0")
        asked = {"probability": probability, "impact": impact} | ({"after": "1"} if after else {})
        mark = "&" if "?" in base else "?"
        colour = colour_of(stands, probability * impact)
        words_of = f"{colour.capitalize()}: {many}"
        href = f"{base}{mark}{urlencode(asked)}#ratings"
        about = Chosen(probability, impact, after=after).words()
        return Cell(words_of, href=href, colour=colour, about=about)

    side = "after" if after else "before"
    scores = range(1, top + 1)
    return Table(
        f"risks-{side}", f"Open risks by probability and impact, {side} mitigation",
        headings("Probability", *(f"Impact {_scored(each, words.impact, top)}" for each in scores)),
        tuple(
            (Cell(_scored(each, words.likelihood, top)), *(cell(each, impact) for impact in scores))
            for each in reversed(scores)
        ),
    )  # fmt: skip


def _scored(score: int, words: Sequence[str], top: int) -> str:
    return f"{score} {words[score - 1]}" if len(words) == top else str(score)


def rated(stands: Standing, since: date, chosen: Chosen | None = None) -> Table:
    """The open risks, the gravest first, with how each moved.

    Args:
        since: the day from which movement is told.
        chosen: only the risks of one cell of the matrix.
    """
    known = {each.ref: each for each in stands.held.risks}
    moved = {
        each.ref: each.reason
        for each in movement(stands.held.risks, since, stands.as_at, stands.scale)
    }
    rows: list[Row] = []
    for each in ratings(stands.held.risks, stands.as_at, stands.scale):
        risk = known[each.ref]
        if chosen is not None and not _is_in(stands, risk.ref, chosen):
            continue
        rows.append((
            cells.link(stands, "risk", risk),
            Cell(str(each.before), numeric=True, number=each.before),
            Cell("" if each.after is None else str(each.after), numeric=True, number=each.after),
            rating_cell(each),
            Cell(risk.owner),
            Cell(PROXIMITIES[risk.proximity] if risk.proximity else ""),
            Cell(moved.get(risk.ref, "No change")),
        ))  # fmt: skip
    heads = headings(
        "Risk", "Before", "After", "Rating", "Owner", "How soon",
        f"Since {long_date(since)}", numeric=("Before", "After"),
    )  # fmt: skip
    return Table("risks", "Open risks, the gravest first", heads, tuple(rows))


def rated_alone(stands: Standing, risk: Risk) -> Cell:
    """The rating of one risk on the day."""
    return rating_cell(rating(risk, stands.scale, stands.as_at))


def left_of(stands: Standing, risk: Risk) -> str:
    """What is not done about one risk; empty where nothing is missing."""
    found = undone(stands.held.risks, stands.as_at, stands.scale)
    return next((each.reason for each in found if each.ref == risk.ref), "")


def rating_cell(each: Rating) -> Cell:
    """The colour of what is left of a risk, with the number."""
    return Cell(f"{each.colour.capitalize()}: {each.left}", colour=each.colour, why=each.reason)


def _is_in(stands: Standing, ref: str, chosen: Chosen) -> bool:
    risk = next(each for each in stands.held.risks if each.ref == ref)
    score = score_on(risk, stands.as_at)
    own = (score.probability, score.impact)
    if chosen.after:
        own = (score.after_probability or 0, score.after_impact or 0)
    return own == (chosen.probability, chosen.impact)


def neglected(stands: Standing) -> Table:
    """Open risks about which too little is done."""
    known = {each.ref: each for each in stands.held.risks}
    rows = tuple(
        (cells.link(stands, "risk", known[each.ref]), Cell(each.reason))
        for each in undone(stands.held.risks, stands.as_at, stands.scale)
    )
    return Table(
        "risks-undone", "Risks about which too little is done",
        headings("Risk", "What is missing"), rows,
        empty="Every amber and red risk has an owner and a mitigation, and none is overdue.",
    )  # fmt: skip


def closed(stands: Standing) -> Table:
    """Risks that are not open on the day."""
    rows = tuple(
        (
            cells.link(stands, "risk", each), cells.day(each.closed), Cell(each.owner),
        )
        for each in stands.held.risks
        if not is_open(each, stands.as_at)
    )  # fmt: skip
    return Table(
        "risks-closed", "Risks that are not open", headings("Risk", "Closed on", "Owner"), rows
    )


def told(stands: Standing, since: date) -> Iterator[str]:
    """The finding: how many of each colour, which are red, what moved, what is overdue."""
    found = ratings(stands.held.risks, stands.as_at, stands.scale)
    if not found:
        yield "No risk is open."
        return
    by = joined([f"{_many(found, colour)} {colour}" for colour in _COLOURS])
    yield f"{counted(len(found), 'open risk')}, by what is left after mitigation: {by}."
    red = [each.ref for each in found if each.colour == "red"]
    if red:
        yield f"Red: {named(red)}."
    yield from _moved(stands, since)
    left = undone(stands.held.risks, stands.as_at, stands.scale)
    if left:
        yield f"Too little is done about {named(each.ref for each in left)}."


def _moved(stands: Standing, since: date) -> Iterator[str]:
    moves = movement(stands.held.risks, since, stands.as_at, stands.scale)
    sides = (
        ("went up", [each.ref for each in moves if each.was is not None and each.now > each.was]),
        ("went down", [each.ref for each in moves if each.was is not None and each.now < each.was]),
        ("are new", [each.ref for each in moves if each.was is None]),
    )
    said = [f"{named(refs)} {verb}" for verb, refs in sides if refs]
    if said:
        yield f"Since {long_date(since)}: {'; '.join(said)}."


def _many(found: Iterable[Rating], colour: Colour) -> int:
    return sum(each.colour == colour for each in found)


def scale_told(stands: Standing) -> str:
    """The rule of the colours."""
    scale = stands.scale
    return (
        f"The rating is probability times impact, from 1 to {scale.top} each. {scale.red} and "
        f"over is red, {scale.amber} to {scale.red - 1} amber. Where a rating after mitigation is "
        "given, the colour is its."
    )
