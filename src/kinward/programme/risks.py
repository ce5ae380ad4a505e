"""Ratings of risks, their matrix, how they moved, and what is not done about them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from kinward.errors import ArgumentError
from kinward.programme.registers import Mitigation, Risk, Score
from kinward.programme.words import Colour
from kinward.reference.parameters import parameter
from kinward.words import counted, long_date


@dataclass(frozen=True)
class Scale:
    """How risks are scored: probability and impact from 1 to `top`.

    A rating of `red` or more is red, one of `amber` or more amber.
    """

    top: int
    red: int
    amber: int

    def __post_init__(self) -> None:
        """Refuse bands that no rating reaches, or that cross."""
        if not 1 <= self.amber <= self.red <= self.top**2:
            raise ArgumentError(
                "The bands of the risk scale do not fit it",
                where="scale",
                remedy=f"Take 1 to {self.top**2}, with amber no higher than red.",
            )


def usual_scale() -> Scale:
    """The scale of the parameters."""
    top, red, amber = ("risk_scale", "risk_red_rating", "risk_amber_rating")
    return Scale(*(int(parameter(key).value) for key in (top, red, amber)))


@dataclass(frozen=True)
class Rating:
    """How a risk is rated on a day.

    Attributes:
        ref: of the risk.
        before, after: probability x impact, before and after mitigation; `after` None where it was
            not judged.
        colour: of what is left: after mitigation where that was judged, else before.
        reason: in words.
    """

    ref: str
    before: int
    after: int | None
    colour: Colour
    reason: str

    @property
    def left(self) -> int:
        """The rating that counts: after mitigation where it was judged."""
        return self.before if self.after is None else self.after


@dataclass(frozen=True)
class Move:
    """How the rating that counts moved between two days; `was` None where the risk is new."""

    ref: str
    was: int | None
    now: int
    reason: str


@dataclass(frozen=True)
class Undone:
    """A risk about which too little is done, and why that is said."""

    ref: str
    reason: str


def rating(risk: Risk, scale: Scale, as_at: date | None = None) -> Rating:
    """The rating of a risk on a day (None: as it stands).

    Raises:
        ArgumentError: a score outside the scale, or one after mitigation without its other half.
    """
    score = score_on(risk, as_at)
    _refuse(risk.ref, score, scale)
    before = score.probability * score.impact
    after = None
    if score.after_probability is not None and score.after_impact is not None:
        after = score.after_probability * score.after_impact
    left = before if after is None else after
    colour: Colour = "red" if left >= scale.red else "amber" if left >= scale.amber else "green"
    limit = {"red": f", {scale.red} or more", "amber": f", {scale.amber} or more"}.get(colour, "")
    said = f"{score.probability} x {score.impact} = {before}"
    if after is not None:
        said += f", after mitigation {score.after_probability} x {score.after_impact} = {after}"
    return Rating(risk.ref, before, after, colour, f"{said}: {colour}{limit}.")


def score_on(risk: Risk, as_at: date | None) -> Score:
    """The score that counts on a day: the last one recorded by then.

    The risk's own scores count from the last of its history on, and where the history begins
    later than the day its first does.
    """
    own = Score(
        risk.opened or date.min, risk.probability, risk.impact,
        risk.after_probability, risk.after_impact,
    )  # fmt: skip
    if as_at is None or not risk.history:
        return own
    history = sorted(risk.history, key=lambda each: each.on)
    if as_at >= history[-1].on:
        return own
    known = [each for each in history if each.on <= as_at]
    return known[-1] if known else history[0]


def is_open(risk: Risk, as_at: date) -> bool:
    """Whether it was opened and not closed by a day."""
    opened = risk.opened is None or risk.opened <= as_at
    return opened and (risk.closed is None or risk.closed > as_at)


def ratings(risks: Iterable[Risk], as_at: date, scale: Scale | None = None) -> tuple[Rating, ...]:
    """The ratings of the open risks: the highest that is left first."""
    own = scale or usual_scale()
    found = [rating(each, own, as_at) for each in risks if is_open(each, as_at)]
    return tuple(sorted(found, key=lambda each: (-each.left, -each.before, each.ref)))


def on_scale(
    risks: Iterable[Risk], scale: Scale | None = None
) -> tuple[tuple[Risk, ...], tuple[ArgumentError, ...]]:
    """The risks that can be rated on any day, and of each of the others what is wrong."""
    own = scale or usual_scale()
    kept, wrong = [], []
    for each in risks:
        try:
            for day in (None, date.min, *(score.on for score in each.history)):
                rating(each, own, day)
        except ArgumentError as error:
            wrong.append(error)
        else:
            kept.append(each)
    return tuple(kept), tuple(wrong)


def matrix(
    risks: Iterable[Risk], as_at: date, scale: Scale | None = None, *, after: bool = False
) -> tuple[tuple[int, ...], ...]:
    """How many open risks have each probability (rows, from 1) and impact (columns, from 1).

    With `after` those after mitigation; risks of which that was not judged are left out.
    """
    own = scale or usual_scale()
    cells = [[0] * own.top for _ in range(own.top)]
    for each in risks:
        if not is_open(each, as_at):
            continue
        score = score_on(each, as_at)
        _refuse(each.ref, score, own)
        pair = (score.probability, score.impact)
        if after:
            if score.after_probability is None or score.after_impact is None:
                continue
            pair = (score.after_probability, score.after_impact)
        cells[pair[0] - 1][pair[1] - 1] += 1
    return tuple(tuple(row) for row in cells)


def movement(
    risks: Iterable[Risk], since: date, as_at: date, scale: Scale | None = None
) -> tuple[Move, ...]:
    """The open risks that are new since a day or whose rating moved, the greatest rise first."""
    own = scale or usual_scale()
    found = []
    for each in risks:
        if not is_open(each, as_at):
            continue
        now = rating(each, own, as_at).left
        if each.opened is not None and each.opened > since:
            found.append(Move(each.ref, None, now, f"New since {long_date(since)}: {now}."))
            continue
        was = rating(each, own, since).left
        if was != now:
            side = "up" if now > was else "down"
            said = f"{side.capitalize()} from {was} to {now} since {long_date(since)}."
            found.append(Move(each.ref, was, now, said))
    return tuple(sorted(found, key=lambda each: (-(each.now - (each.was or 0)), each.ref)))


def undone(risks: Iterable[Risk], as_at: date, scale: Scale | None = None) -> tuple[Undone, ...]:
    """Open risks with an overdue mitigation, without any, or without an owner; the worst first.

    That there is no mitigation, or no owner, is told of amber and red ones.
    """
    own, known = scale or usual_scale(), {each.ref: each for each in risks}
    found = []
    for rated in ratings(known.values(), as_at, own):
        reasons = list(_reasons(known[rated.ref], rated, as_at))
        if reasons:
            found.append(Undone(rated.ref, " ".join(reasons)))
    return tuple(found)


def _reasons(risk: Risk, rated: Rating, as_at: date) -> Iterator[str]:
    if rated.colour != "green":
        if not any(each.text.strip() for each in risk.mitigations):
            yield f"Rated {rated.left} and nothing is planned against it."
        if not risk.owner.strip():
            yield f"Rated {rated.left} and nobody owns it."
    late = [each for each in risk.mitigations if is_overdue(each, as_at)]
    if late:
        first = min(each.due for each in late if each.due is not None)
        said = counted(len(late), "mitigation")
        yield f"{said} overdue, the first since {long_date(first)}."


def is_overdue(mitigation: Mitigation, as_at: date) -> bool:
    """Whether its day has passed and it was not done by then."""
    done = mitigation.done is not None and mitigation.done <= as_at
    return mitigation.due is not None and mitigation.due < as_at and not done


def _refuse(ref: str, score: Score, scale: Scale) -> None:
    """Refuse scores that the scale does not have."""
    pairs = [(score.probability, score.impact)]
    if (score.after_probability is None) != (score.after_impact is None):
        raise ArgumentError(
            f"The risk {ref} has half of a score after mitigation",
            remedy="Give its probability and its impact, or neither.",
        )
    if score.after_probability is not None and score.after_impact is not None:
        pairs.append((score.after_probability, score.after_impact))
    if any(not 1 <= each <= scale.top for pair in pairs for each in pair):
        raise ArgumentError(
            f"The risk {ref} has a score outside 1 to {scale.top}",
            remedy="Correct it, or set the scale that was used.",
        )
