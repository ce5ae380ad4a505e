"""The plan: outcomes, workstreams, actions with their deliverables, updates and overrides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kinward.errors import ArgumentError
from kinward.programme.words import Colour, Impact, Priority, Reported, Side


@dataclass(frozen=True)
class Outcome:
    """What the strategy is for; `measures` are keys of the scorecard that show it."""

    ref: str
    title: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True)
class Workstream:
    """Actions that belong together; `outcome` is a ref."""

    ref: str
    title: str
    outcome: str = ""
    lead: str = ""


@dataclass(frozen=True)
class Deliverable:
    """Something that an action must hand over. `due` is the first date, and is kept."""

    ref: str
    title: str
    due: date | None = None
    revised: date | None = None
    done: date | None = None


@dataclass(frozen=True)
class Update:
    """What the lead says of an action on a day.

    Attributes:
        on, by: when and who.
        done, next: what was done, what is next.
        forecast_end: when it will end; None for no change.
        forecast_saving_pence: what it will save in its year; None where nothing is said of it.
        forecast_placements: 52-week placements that it will take away; None as above.
        measured: a typed value of how its success is measured; None where there is none.
    """

    on: date
    done: str = ""
    next: str = ""
    forecast_end: date | None = None
    forecast_saving_pence: int | None = None
    forecast_placements: Decimal | None = None
    measured: Decimal | None = None
    by: str = ""


@dataclass(frozen=True)
class Override:
    """A colour that a person set against the rule, with the reason.

    It counts from `on` until it is withdrawn or a later one of its side is set.
    """

    side: Side
    colour: Colour
    words: str
    by: str
    on: date
    withdrawn: date | None = None

    def __post_init__(self) -> None:
        """Refuse a colour that nobody accounts for."""
        for name, value in (("words", self.words), ("by", self.by)):
            if not value.strip():
                raise ArgumentError(
                    "A colour against the rule needs a reason and a name",
                    where=name,
                    remedy="Say in words why the rule's colour is wrong here, and who says so.",
                )


@dataclass(frozen=True)
class Action:
    """One action of the plan.

    Attributes:
        ref, title: its name within the programme, and what is done.
        outcome, workstream: refs; empty where it has none.
        lead: a person or post.
        priority: None where the plan gives none.
        start: when it begins; None where that is not planned.
        target_end: the first date that was set; it is never changed.
        revised_end: the date that counts now; None while it is the first.
        completed: when it was done; None while it is not, or not known when (see `reported`).
        cancelled: when it was given up.
        reported: what the lead says of it, as a word.
        progress: the same in the words that were used.
        reported_on: the day that these and the published colour are of; it counts as an update.
        age_group: for whom.
        impact: what it lowers: the number in care, the unit cost, or the time.
        success: how success is measured: a measure's key of the scorecard, or words.
        success_target, tolerance, trigger: in that measure's unit; from `trigger` on the board is
            told. None where not set.
        target_saving_pence: in `saving_year`; None where it is to save no money of its own.
        saving_year: the financial year of that saving, by its end; None where it is not said.
        target_placements: 52-week placements that it is to take away; None where not set.
        depends_on: refs of actions, or `PROGRAMME:ref` of another programme.
        evidence: why it should work.
        interdependencies: what rises elsewhere when this falls.
        published_rag: the colour of the plan that it came from; None where it has none.
        overrides: colours that people set, in any order.
        deliverables, updates: its own, in any order.
    """

    ref: str
    title: str
    outcome: str = ""
    workstream: str = ""
    lead: str = ""
    priority: Priority | None = None
    start: date | None = None
    target_end: date | None = None
    revised_end: date | None = None
    completed: date | None = None
    cancelled: date | None = None
    reported: Reported | None = None
    progress: str = ""
    reported_on: date | None = None
    age_group: str = ""
    impact: Impact | None = None
    success: str = ""
    success_target: Decimal | None = None
    tolerance: Decimal | None = None
    trigger: Decimal | None = None
    target_saving_pence: int | None = None
    saving_year: int | None = None
    target_placements: Decimal | None = None
    depends_on: tuple[str, ...] = ()
    evidence: str = ""
    interdependencies: str = ""
    published_rag: Colour | None = None
    overrides: tuple[Override, ...] = ()
    deliverables: tuple[Deliverable, ...] = ()
    updates: tuple[Update, ...] = ()
