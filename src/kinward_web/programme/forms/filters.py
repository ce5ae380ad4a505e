"""Filters of a programme's lists, from the address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from django import forms

from kinward.dates import year_name
from kinward.programme.model import Action, Programme
from kinward.programme.rag import Rag
from kinward.programme.words import COLOURS, PRIORITIES
from kinward_web.planning.forms.values import DayField

_NO_LEAD: Final = "-"
"""Chooses the actions that nobody leads, or that are for no age group in particular."""


class ActionFilter(forms.Form):
    """Which actions of a programme are listed. Each choice is empty for all."""

    outcome = forms.ChoiceField(label="Outcome", required=False)
    lead = forms.ChoiceField(label="Lead", required=False)
    priority = forms.ChoiceField(label="Priority", required=False)
    delivery = forms.ChoiceField(label="Delivery", required=False)
    benefit = forms.ChoiceField(label="Benefit", required=False)
    age = forms.ChoiceField(label="Age group", required=False)

    def __init__(self, data: Any, held: Programme) -> None:
        super().__init__(data)
        outcomes = {each.ref: f"{each.ref} {each.title}"[:80] for each in held.outcomes}
        leads, ages = (_own(held.actions, name) for name in ("lead", "age_group"))
        colours = {key: f"{key.capitalize()}: {words.lower()}" for key, words in COLOURS.items()}
        own: dict[str, Mapping[Any, str]] = {
            "outcome": outcomes, "lead": leads, "priority": PRIORITIES, "delivery": colours,
            "benefit": colours, "age": ages,
        }  # fmt: skip
        for name, choices in own.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", "All"), *((str(key), said) for key, said in choices.items())]
                field.error_messages["invalid_choice"] = f"Choose the {name} from the list"

    def wanted(
        self, delivery: Mapping[str, Rag], benefit: Mapping[str, Rag]
    ) -> Callable[[Action], bool]:
        """Whether an action is listed; every one where the address cannot be read."""
        asked = self.cleaned_data if self.is_valid() else {}

        def listed(each: Action) -> bool:
            own = {
                "outcome": each.outcome,
                "lead": each.lead or _NO_LEAD,
                "priority": each.priority or "",
                "delivery": delivery[each.ref].colour,
                "benefit": benefit[each.ref].colour,
                "age": each.age_group or _NO_LEAD,
            }
            return all(own[name] == value for name, value in asked.items() if value)

        return listed

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return self.is_valid() and any(self.cleaned_data.values())


def _own(actions: Iterable[Action], name: str) -> dict[str, str]:
    found = sorted({getattr(each, name) for each in actions}, key=str.lower)
    return {each or _NO_LEAD: each or "Not said" for each in found}


class SavingsAsked(forms.Form):
    """Which financial year of the savings, and what of it is in the business plan."""

    year = forms.TypedChoiceField(
        label="Financial year", required=False, coerce=int, empty_value=None,
        error_messages={"invalid_choice": "Choose the financial year from the list"},
    )  # fmt: skip
    plan = forms.MultipleChoiceField(
        label="Objectives that are in the business plan", required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose the objectives from the list"},
    )  # fmt: skip

    def __init__(self, data: Any, years: Iterable[int], objectives: Iterable[str]) -> None:
        super().__init__(data)
        year, plan = self.fields["year"], self.fields["plan"]
        if isinstance(year, forms.TypedChoiceField) and isinstance(plan, forms.MultipleChoiceField):
            year.choices = [("", "All years"), *((str(each), year_name(each)) for each in years)]
            plan.choices = [(each, each) for each in objectives]

    def year_asked(self) -> int | None:
        """The year, by its end; None for all."""
        found: int | None = self.cleaned_data["year"] if self.is_valid() else None
        return found

    def in_plan(self) -> tuple[str, ...]:
        """The objectives."""
        return tuple(self.cleaned_data["plan"]) if self.is_valid() else ()


class RisksAsked(forms.Form):
    """From which day movement is told, and one cell of the matrix."""

    since = DayField(label="Movement since", required=False)
    probability = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    impact = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    after = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def day(self, otherwise: date) -> date:
        """The day, else the one given."""
        found: date | None = self.cleaned_data["since"] if self.is_valid() else None
        return found or otherwise

    def cell(self) -> tuple[int, int, bool] | None:
        """Probability, impact and whether after mitigation; None for every risk."""
        asked = self.cleaned_data if self.is_valid() else {}
        if not asked.get("probability") or not asked.get("impact"):
            return None
        return asked["probability"], asked["impact"], asked["after"]
