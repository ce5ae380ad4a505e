"""A plan: what is to be reached, and the actions that are to reach it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from kinward.reference.code_groups import SHORT_BREAKS
from kinward.reference.codes import groups
from kinward.scenarios.plan.effects import Effect

Payer = Literal["placements", "transport", "education", "adult services", "health", "other"]
PAYERS: Final[tuple[Payer, ...]] = (
    "placements",
    "transport",
    "education",
    "adult services",
    "health",
    "other",
)
"""Budgets that can pay for an action, or that it can save."""
Saving = Literal["cashable", "avoided"]
SAVINGS: Final[tuple[Saving, ...]] = ("cashable", "avoided")
AVOIDED_BY_DEFAULT: Final = ("divert", "change_inflow")
"""Kinds whose saving is a cost that never comes, where the plan does not say."""
MOST_AGE: Final = 17


@dataclass(frozen=True)
class Target:
    """What a plan is to reach. One of `children`, `pence` and `saving_pence` is given.

    Attributes:
        by: the day, or a day of the financial year that the money is of.
        children: looked after on the day, at most.
        pence: spent on placements in the financial year, at most.
        saving_pence: saved in the financial year, at least.
        line: where it begins in the file; no part of what makes two targets equal.
    """

    by: date
    children: int | None = None
    pence: int | None = None
    saving_pence: int | None = None
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Children:
    """Whom an action is for: all conditions hold at once. None or empty: no condition.

    Attributes:
        age: in completed years, both ends included.
        category: commissioning categories; of a child who enters, that of the first placement.
        need: codes of need at the start of the period of care (N1 to N8).
        legal_status: codes, or groups of codes as `legal_groups` names them.
        uasc: whether an unaccompanied asylum-seeking child.
        area: names of teams.
        weeks_in_care: completed weeks in this period of care, both ends included.
    """

    age: tuple[int, int] | None = None
    category: tuple[str, ...] = ()
    need: tuple[str, ...] = ()
    legal_status: tuple[str, ...] = ()
    uasc: bool | None = None
    area: tuple[str, ...] = ()
    weeks_in_care: tuple[int, int] | None = None

    @property
    def legal_codes(self) -> tuple[str, ...]:
        """The codes that `legal_status` means, in the order of the return's list."""
        named = legal_groups()
        wanted = {code for each in self.legal_status for code in named.get(each, (each,))}
        return tuple(code for code in groups("LS") if code in wanted)


EVERYBODY: Final = Children()


@dataclass(frozen=True)
class Action:
    """One action.

    Attributes:
        name: told apart without case.
        effect: what it does, at full effect.
        start: its first day.
        ramp_months: calendar months in which the effect grows evenly from none to full.
        end: its last day; None: it goes on.
        setup_pence: spent once, on the first day.
        yearly_pence: spent for each year that it runs.
        paid_by: the budget that pays.
        saves: the budget that saves.
        saving: whether a budget can be cut by it, or a cost does not come.
        children: whom it is for.
        template: the key of the template that it began from, or empty.
        priority, notes: as written.
        line: where it begins in the file; no part of what makes two actions equal.
    """

    name: str
    effect: Effect
    start: date
    ramp_months: int = 0
    end: date | None = None
    setup_pence: int = 0
    yearly_pence: int = 0
    paid_by: Payer = "placements"
    saves: Payer = "placements"
    saving: Saving = "cashable"
    children: Children = EVERYBODY
    template: str = ""
    priority: str = ""
    notes: str = ""
    line: int = field(default=0, compare=False)

    @property
    def kind(self) -> str:
        """The key of what it does."""
        return self.effect.kind

    @property
    def until(self) -> date | None:
        """The first day after it; None: it goes on."""
        return None if self.end is None else self.end + timedelta(days=1)


@dataclass(frozen=True)
class Plan:
    """A plan as it was read.

    Attributes:
        name: of the plan.
        description: as written.
        targets: in the order of the file; may be none.
        actions: in the order of the file, which is the order of attribution.
        file: its name, for messages; no part of what makes two plans equal.
    """

    name: str
    description: str = ""
    targets: tuple[Target, ...] = ()
    actions: tuple[Action, ...] = ()
    file: str = field(default="", compare=False)

    def where(self, line: int) -> str:
        """A place in the file, as errors name it."""
        return f"{self.file}, line {line}" if line else self.file


def legal_groups() -> dict[str, tuple[str, ...]]:
    """Groups of legal statuses by key ('section_20'), and their codes; short breaks are no care."""
    found: dict[str, tuple[str, ...]] = {}
    for code, group in groups("LS").items():
        if code not in SHORT_BREAKS:
            key = group.lower().replace(" ", "_")
            found[key] = (*found.get(key, ()), code)
    return found
