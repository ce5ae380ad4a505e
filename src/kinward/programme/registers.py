"""Risks, issues, assumptions and consultation answers, as a programme keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinward.programme.words import Priority, Proximity


@dataclass(frozen=True)
class Mitigation:
    """What lowers a risk: who does it, by when, and when it was done."""

    text: str
    owner: str = ""
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True)
class Score:
    """How a risk was scored on a day; after mitigation None where that was not judged."""

    on: date
    probability: int
    impact: int
    after_probability: int | None = None
    after_impact: int | None = None
    by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Risk:
    """Something that may happen.

    Attributes:
        ref: its name within the programme.
        title, cause, effect: what it is, why it might, what then.
        probability, impact: its scores today before mitigation, from 1 to the top of the scale.
        after_probability, after_impact: with the mitigation in place; None where not judged.
        owner: a person or post.
        mitigations: what lowers it.
        proximity: how soon it could come about.
        opened, closed: days; None where not known, and where it is open.
        action: ref of the action that it bears on, or empty.
        printed_rating: as the file that it came from had it; None where it had none.
        history: earlier scores by date. The scores above count from the last of them on.
    """

    ref: str
    title: str
    probability: int
    impact: int
    cause: str = ""
    effect: str = ""
    after_probability: int | None = None
    after_impact: int | None = None
    owner: str = ""
    mitigations: tuple[Mitigation, ...] = ()
    proximity: Proximity | None = None
    opened: date | None = None
    closed: date | None = None
    action: str = ""
    printed_rating: int | None = None
    history: tuple[Score, ...] = ()


@dataclass(frozen=True)
class Issue:
    """Something that has happened and must be dealt with.

    `risk` is the ref of the risk that came about and `action` that of the action it bears on,
    both empty where there is none.
    """

    ref: str
    title: str
    effect: str = ""
    owner: str = ""
    priority: Priority = "medium"
    opened: date | None = None
    due: date | None = None
    closed: date | None = None
    resolution: str = ""
    risk: str = ""
    action: str = ""


@dataclass(frozen=True)
class Assumption:
    """What the programme takes to be so.

    Attributes:
        text: in words.
        value: the number, or None where it is not one.
        unit: of the number.
        key: the forecast's assumption that it is the same as, or empty.
        owner: a person or post.
        checked_on, checked_by: when it was last held against the facts, and by whom.
    """

    ref: str
    text: str
    value: Decimal | None = None
    unit: str = ""
    key: str = ""
    owner: str = ""
    checked_on: date | None = None
    checked_by: str = ""


@dataclass(frozen=True)
class Consultation:
    """One answer to a question that was put to people, and what changed because of it.

    `source` is the group that answered (never a child's name); `change` is empty while nothing was
    decided; `action` is the ref of the action that changed, or empty.
    """

    ref: str
    question: str
    response: str = ""
    source: str = ""
    on: date | None = None
    change: str = ""
    action: str = ""
