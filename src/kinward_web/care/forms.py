"""The filters of the children's pages, and finding a child."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from kinward.words import long_date

FIELDS: Final[dict[str, str]] = {
    "team": "teams",
    "age": "age_bands",
    "category": "categories",
    "status": "legal_statuses",
    "need": "needs",
    "sex": "sexes",
}
"""Names in the address, and the fields of the core's `Choice`."""
_LABELS: Final[dict[str, str]] = {
    "team": "Team",
    "age": "Age",
    "category": "Placement category",
    "status": "Legal status",
    "need": "Need when they came into care",
    "sex": "Sex",
}
_UASC: Final = {"yes": "Only them", "no": "Only other children"}
_UASC_LABEL: Final = "Unaccompanied asylum-seeking children"
_DAYS: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d %m %Y")


def day_of(text: str) -> date | None:
    """A day as an address gives it, or None."""
    try:
        found = forms.DateField(input_formats=_DAYS, required=False).clean(text)
    except ValidationError:
        return None
    return found if isinstance(found, date) else None


class FilterForm(forms.Form):
    """A day and which children; every filter can be set to several things."""

    as_at = forms.DateField(label="On which day", input_formats=_DAYS, required=False)

    def __init__(
        self,
        data: Any,
        *,
        offered: Mapping[str, list[tuple[str, str]]],
        first: date,
        last: date,
        usual: date,
    ) -> None:
        """Filters over what is offered.

        Args:
            offered: key and label of what can be chosen, by field of `Choice`.
            first, last: the days that the returns cover.
            usual: the day of the figures, where none is given.
        """
        super().__init__(data)
        self.first, self.last, self.usual = first, last, usual
        day: Any = self.fields["as_at"]
        day.help_text = (
            f"From {long_date(first)} to {long_date(last)}, for example {usual.day}/{usual.month}/"
            f"{usual.year}"
        )
        day.widget.attrs["autocomplete"] = "off"
        day.error_messages["invalid"] = "Enter a date, for example 31/3/2026"
        for name, field in FIELDS.items():
            if offered.get(field):
                self.fields[name] = _several(_LABELS[name], offered[field])
        self.fields["uasc"] = forms.ChoiceField(
            label=_UASC_LABEL,
            required=False,
            choices=[("", "All children"), *_UASC.items()],
            error_messages={"invalid_choice": "Choose all children, only them or only others"},
        )

    def clean_as_at(self) -> date:
        """A day that the returns cover; the day of the figures where none is given."""
        day = self.cleaned_data["as_at"] or self.usual
        if not self.first <= day <= self.last:
            raise ValidationError(
                f"The day must be from {long_date(self.first)} to {long_date(self.last)}: the "
                "returns tell of no other"
            )
        return day  # type: ignore[no-any-return]

    def chosen(self) -> dict[str, frozenset[str]]:
        """What is chosen, by field of `Choice`."""
        return {field: frozenset(self.cleaned_data.get(name, ())) for name, field in FIELDS.items()}

    def uasc(self) -> bool | None:
        """Whether only unaccompanied asylum-seeking children, or only others, are chosen."""
        return {"yes": True, "no": False}.get(self.cleaned_data["uasc"])

    def words(self) -> tuple[tuple[str, str], ...]:
        """Label and values of each filter that is set."""
        said = []
        for name, label in _LABELS.items():
            chosen = set(self.cleaned_data.get(name, ()))
            if chosen:
                field: Any = self.fields[name]
                said.append(
                    (label, ", ".join(text for key, text in field.choices if key in chosen))
                )
        if self.cleaned_data["uasc"]:
            said.append((_UASC_LABEL, _UASC[self.cleaned_data["uasc"]]))
        return tuple(said)


class FindForm(forms.Form):
    """Looking for one child. It is sent by POST, so that no address or log holds what was typed."""

    words = forms.CharField(
        label="Pseudonym",
        max_length=40,
        error_messages={"required": "Enter the child’s pseudonym"},
    )

    def __init__(self, data: Any = None, *, identifiers: bool) -> None:
        """The form; `identifiers` where the authority's own may be typed too."""
        super().__init__(data)
        field = self.fields["words"]
        field.help_text = "For example K7Q-4MDX"
        if identifiers:
            field.label = "Pseudonym or the authority’s identifier"
            field.error_messages["required"] = "Enter a pseudonym or an identifier"
        field.widget.attrs["autocomplete"] = "off"


def _several(label: str, choices: list[tuple[str, str]]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": f"{label}: choose from the list"},
    )
