"""The kinds of action, and the parts of the form of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kinward.cohort.model import EXIT_CAUSES
from kinward.reference.codes import meanings
from kinward.scenarios.plan.effects import CAUSES, RATES
from kinward.scenarios.plan.model import PAYERS, legal_groups
from kinward.terms import CATEGORIES
from kinward_web.planning.forms.parts import (
    Choices,
    Day,
    Flag,
    InOrder,
    Number,
    Part,
    Span,
    Text,
    Whole,
    Word,
    Words,
)
from kinward_web.planning.forms.uncertain import Mean, OneOf, Share, WithCount

_CATEGORIES: Final = tuple(CATEGORIES.items())
_CAUSES: Final = tuple((key, EXIT_CAUSES[key]) for key in CAUSES)
_RATES: Final = tuple(
    (key, {"entry": "Coming into care", "move": "Moving placement"}.get(key) or EXIT_CAUSES[key])
    for key in RATES
)
_FACTOR: Final = "1 changes nothing, 0.8 is a fifth less"
_MOST: Final = 10_000
_DAYS: Final = 6575


@dataclass(frozen=True)
class ActionKind:
    """A kind of action.

    Attributes:
        key: in the file.
        title: for people.
        about: what it does, in a sentence.
        parts: of its own.
    """

    key: str
    title: str
    about: str
    parts: tuple[Part, ...]


_FROM: Final = InOrder(
    "from", "Children move from", "The first is tried first.", True, choices=_CATEGORIES
)
_TO: Final = Word("to", "Children move to", required=True, choices=_CATEGORIES)
_OF_PRICE: Final = Words("category", "Prices of", "All, where none is ticked.", choices=_CATEGORIES)

KINDS: Final[dict[str, ActionKind]] = {
    kind.key: kind
    for kind in (
        ActionKind(
            "divert",
            "Keep children out of care",
            "A service at the edge of care works with children who would otherwise come in.",
            (
                Number(
                    "referrals_a_year", "Children worked with a year",
                    "Only those who would otherwise come into care.", True, most=_MOST,
                ),
                Share("success", "Success", "The share who stay out because of the service.", True),
                Share("delayed", "Only delayed", "Of the successes, those who come in later."),
                Number("delay_weeks", "Weeks until those come in", default="0", most=940),
            ),
        ),
        ActionKind(
            "step_down",
            "Move children on to less intensive care",
            "Children leave a placement for a less intensive one after some time in it.",
            (
                _FROM,
                _TO,
                Whole("after_days", "Days in the placement before the move", "", True, most=_DAYS),
                Share("uptake", "Uptake", "The share of the children for whom it is done.", True),
                Share("breakdown", "Breakdown", "The share of the moves that fail."),
                Whole("breakdown_after_days", "Days until those fail", default="0", most=_DAYS),
                Whole("places", "Places at once", "Leave empty for no limit.", most=_MOST),
            ),
        ),
        ActionKind(
            "convert",
            "Place children elsewhere",
            "Placements are made in another category, as places there grow.",
            (
                _FROM,
                _TO,
                Word(
                    "which", "Which placements", default='"both"',
                    choices=(("both", "New and existing"), ("new", "New ones"),
                             ("existing", "Existing ones")),
                ),
                Share("uptake", "Uptake", "The share that can be converted.", default="1"),
                Number("places_at_start", "Places at the start",
                       "Leave this and the next two empty for no limit.", most=_MOST),
                Number("recruited_a_year", "Places gained a year", most=_MOST),
                Number("leaving_a_year", "Places lost a year", most=_MOST),
            ),
        ),
        ActionKind(
            "shorten_stays",
            "Shorten stays",
            "Children who leave care for a reason leave it sooner.",
            (
                Words("cause", "Reasons for leaving", "", True, choices=_CAUSES),
                OneOf(
                    "how_long", "How much shorter",
                    parts=(
                        Mean("factor", "Stays multiplied by", "0.8 is a fifth shorter.", most=1),
                        Number("to_mean_days", "Mean stay reached, in days", least=1, most=_DAYS),
                    ),
                ),
            ),
        ),
        ActionKind(
            "change_price",
            "Change prices",
            "What placements cost changes; no child moves.",
            (
                _OF_PRICE,
                OneOf(
                    "how_priced", "How prices change",
                    parts=(
                        Mean("percent", "Once", "−5 is 5% cheaper.", least=-100, most=1000,
                             unit="%"),
                        Mean("percent_a_year", "Each financial year", "", least=-100, most=1000,
                             unit="%"),
                        WithCount("tier", "A discount for volume", "", least=-100, most=1000,
                                  unit="%", count="from_placements",
                                  counted="While at least so many placements are open"),
                        WithCount("high_cost", "The dearest placements", "", least=-100, most=1000,
                                  unit="%", count="top", counted="How many of the dearest"),
                    ),
                ),
            ),
        ),
        ActionKind(
            "change_inflow",
            "Change how many come in",
            "More or fewer children come into care.",
            (
                Word("who", "Who", default='"all"', choices=(
                    ("all", "All children"), ("family", "All but unaccompanied children"),
                    ("uasc", "Unaccompanied asylum-seeking children"))),
                OneOf(
                    "how_many", "How many",
                    parts=(
                        Mean("factor", "Entries multiplied by", _FACTOR),
                        Number("extra_a_year", "More children a year", most=_MOST),
                    ),
                ),
            ),
        ),
        ActionKind(
            "capacity",
            "Open a home, or add places",
            "Places are offered to children in other categories, in an order.",
            (
                Word("category", "Category of the places", required=True, choices=_CATEGORIES),
                Whole("places", "Places", "", True, most=_MOST),
                InOrder("takes_from", "Offered to children in", "Who finds no place falls to the "
                        "next.", True, choices=_CATEGORIES),
            ),
        ),
        ActionKind(
            "own",
            "Another change of a rate",
            "Any rate of the forecast is multiplied.",
            (
                Word("rate", "Rate", required=True, choices=_RATES),
                Mean("factor", "Multiplied by", _FACTOR, True),
                Words("category", "In placements of", "All, where none is ticked.",
                      choices=_CATEGORIES),
            ),
        ),
    )
}  # fmt: skip
"""By key, in the order of the page."""

_BUDGETS: Final[Choices] = tuple((each, each.capitalize()) for each in PAYERS)

FIRST: Final[tuple[Part, ...]] = (
    Text("name", "Name of the action", required=True),
    Day("start", "First day", required=True),
    Day("end", "Last day", "Leave empty if it goes on."),
    Whole("ramp_months", "Months until it has its full effect", default="0", most=120),
)
"""What every action has, before what is its own."""
MONEY: Final[tuple[Part, ...]] = (
    Number("setup_cost", "Set-up cost, £", "Once, on the first day.", default="0",
           most=10_000_000_000),
    Number("yearly_cost", "Running cost, £ a year", default="0", most=10_000_000_000),
    Word("paid_by", "Paid by", default='"placements"', choices=_BUDGETS),
    Word("saves", "Saves the budget of", default='"placements"', choices=_BUDGETS),
    Word("saving", "The saving is", default='"cashable"', choices=(
        ("cashable", "Cashable: a budget can be cut by it"),
        ("avoided", "Avoided: a cost that never comes"))),
)  # fmt: skip
NOTES: Final[tuple[Part, ...]] = (
    Text("priority", "Priority"),
    Text("notes", "Notes", long=True),
)


def chosen(areas: Choices, codes: Choices) -> tuple[Part, ...]:
    """Whom an action is for.

    Args:
        areas: names of teams.
        codes: of legal statuses beside the groups.
    """
    groups = [(key, key.replace("_", " ").capitalize()) for key in legal_groups()]
    needs = tuple((code, f"{code}: {means}") for code, means in meanings("CIN").items())
    return (
        Span("age", "Age", "In completed years, both included. All ages where empty.", most=17),
        Words("category", "Placement category", choices=_CATEGORIES),
        Words("need", "Need", choices=needs),
        Words("legal_status", "Legal status", choices=(*groups, *codes)),
        Flag("uasc", "Unaccompanied asylum-seeking children"),
        Words("area", "Team", choices=areas),
        Span("weeks_in_care", "Weeks in care", "Not for those who are yet to come in.", most=940),
    )
