"""Forms of a plan as a whole: its name, text, targets, sharing, and how it is tried."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.db.models import QuerySet

from kinward_web.accounts.models import User
from kinward_web.planning.forms.values import DayField, NumberField, WholeField, plain

MOST_BYTES: Final = 1_000_000
_MEASURES: Final = (
    ("children", "At most so many children looked after"),
    ("pounds", "At most so many pounds spent on placements in the year"),
    ("saving", "At least so many pounds saved in the year"),
)


class KeyForm(forms.Form):
    """A form of which a second sending makes nothing more."""

    key = forms.CharField(widget=forms.HiddenInput(), max_length=50)


class EditionForm(KeyForm):
    """A form that knows what its sender was looking at."""

    edition = forms.IntegerField(widget=forms.HiddenInput())


class HeadForm(forms.Form):
    """Name and description."""

    name = forms.CharField(
        label="Name of the plan", max_length=200, error_messages={"required": "Enter a name"}
    )
    description = forms.CharField(
        label="Description",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the plan is for, and what colleagues should know of it.",
    )

    def clean_description(self) -> str:
        """With plain ends of lines."""
        return str(self.cleaned_data["description"]).replace("\r\n", "\n")


class NewForm(HeadForm, KeyForm):
    """A new plan."""


class RenameForm(HeadForm, EditionForm):
    """Another name or description."""


class ImportForm(KeyForm):
    """A plan's file."""

    file = forms.FileField(
        label="Plan file",
        help_text="A TOML file, such as one that was exported here.",
        widget=forms.FileInput(attrs={"accept": ".toml"}),
        error_messages={
            "required": "Choose a file",
            "empty": "The file is empty",
            "missing": "Choose a file",
        },
    )

    def clean_file(self) -> str:
        """The text, to the byte."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError("The file is too large for a plan: give a TOML file")
        try:
            text: str = given.read().decode("utf-8")
        except UnicodeDecodeError:
            raise forms.ValidationError(
                "The file is not written in UTF-8: save it as UTF-8 and choose it again"
            ) from None
        if "\x00" in text:
            raise forms.ValidationError("The file is no text: give a TOML file")
        return text


class TextForm(EditionForm):
    """The text of a plan."""

    text = forms.CharField(
        label="The plan as text",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 30}),
        max_length=MOST_BYTES,
        error_messages={"required": "Enter the text of the plan"},
    )

    def as_before(self, text: str) -> str:
        """What was typed, with the ends of lines that the plan has: browsers send others."""
        typed = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        return typed.replace("\n", "\r\n") if "\r\n" in text else typed


class TargetForm(EditionForm):
    """A target."""

    measure = forms.ChoiceField(
        label="What is to be reached",
        choices=_MEASURES,
        widget=forms.RadioSelect(),
        error_messages={"required": "Choose what is to be reached"},
    )
    value = NumberField(label="How many children or pounds", most=10_000_000_000)
    by = DayField(
        label="By which day",
        help_text="For money, any day of the financial year. For example, 31 March 2028",
    )

    def clean(self) -> dict[str, Any]:
        """Children are whole."""
        cleaned = dict(super().clean() or {})
        value = cleaned.get("value")
        if cleaned.get("measure") != "children" or value is None:
            return cleaned
        if value != value.to_integral_value() or value > 100_000:
            self.add_error("value", "Enter a whole number of children, up to 100,000")
        return cleaned

    def keys(self) -> dict[str, str | None]:
        """The keys of the target as TOML."""
        chosen = self.cleaned_data["measure"]
        value = plain(self.cleaned_data["value"])
        by: date = self.cleaned_data["by"]
        return {
            **{measure: value if measure == chosen else None for measure, _ in _MEASURES},
            "by": by.isoformat(),
        }

    @staticmethod
    def shown(keys: Mapping[str, Any]) -> dict[str, Any]:
        """What the fields show of a target of the file."""
        measure = next((each for each, _ in _MEASURES if each in keys), "children")
        found = keys.get(measure)
        value = Decimal(found) if isinstance(found, int | Decimal) else None
        return {"measure": measure, "value": value, "by": keys.get("by")}


class SharingForm(EditionForm):
    """Who sees a plan, and who may change it."""

    shared = forms.ChoiceField(
        label="Who can see this plan",
        choices=(("no", "Only me"), ("yes", "Everybody of the authority who may see plans")),
        widget=forms.RadioSelect(),
    )
    editors = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(),
        label="Who else may change it",
        help_text="Only while it is shared.",
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    def __init__(self, *given: Any, people: QuerySet[User], **named: Any) -> None:
        super().__init__(*given, **named)
        field: Any = self.fields["editors"]
        field.queryset = people
        field.label_from_instance = lambda person: f"{person.name}, {person.role_name}"


class SettingsForm(KeyForm):
    """Settings of a forecast or a trial."""

    months = WholeField(label="Months ahead", least=1, most=120)
    runs = WholeField(
        label="Runs",
        least=10,
        most=20_000,
        help_text="How many futures to simulate. More runs are surer and take longer.",
    )
    seed = WholeField(
        label="Seed",
        most=1_000_000_000,
        help_text="The same seed gives the same figures. Another one shows what luck does.",
    )
    uplift_pct = NumberField(
        label="Prices rise by, in % a financial year",
        least=-20,
        most=50,
        help_text="Where no price is given.",
    )
    population = forms.BooleanField(label="Use the population", required=False)
    prices = forms.BooleanField(label="Use the prices", required=False)

    def __init__(self, *given: Any, has: frozenset[str], **named: Any) -> None:
        super().__init__(*given, **named)
        for name in ("population", "prices"):
            if name not in has:
                del self.fields[name]
        if "prices" not in has:
            del self.fields["uplift_pct"]

    def asked(self) -> dict[str, Any]:
        """What is asked, as plain JSON."""
        cleaned = self.cleaned_data
        found = {name: cleaned[name] for name in ("months", "runs", "seed")}
        found["uplift_pct"] = float(cleaned.get("uplift_pct") or 0)
        for name in ("population", "prices"):
            found[name] = bool(cleaned.get(name, False))
        return found


class CheapestForm(SettingsForm):
    """How the actions of least cost are looked for."""

    chance_pct = NumberField(
        label="Chance of reaching the first target, in %", least=1, most=99,
        help_text="The cheapest set of actions with at least this chance is looked for.",
    )  # fmt: skip

    def asked(self) -> dict[str, Any]:
        """What is asked, as plain JSON."""
        return {**super().asked(), "chance_pct": float(self.cleaned_data["chance_pct"])}


class RunForm(SettingsForm):
    """How a forecast is run."""

    name = forms.CharField(
        label="Name of this forecast",
        max_length=80,
        help_text="So that you and colleagues find it again.",
        error_messages={"required": "Enter a name"},
    )
    target_children = WholeField(
        label="Target: at most so many children", most=100_000, required=False,
        help_text="The forecast then tells the chance of it. Leave empty for none.",
    )  # fmt: skip
    target_by = DayField(label="Target: by which day", required=False)

    field_order = ("name", "months", "target_children", "target_by", "uplift_pct", "runs", "seed")

    def clean(self) -> dict[str, Any]:
        """Both parts of a target, or none."""
        cleaned = dict(super().clean() or {})
        if self.errors:
            return cleaned
        if (cleaned["target_children"] is None) != (cleaned["target_by"] is None):
            missing = "target_by" if cleaned["target_by"] is None else "target_children"
            self.add_error(missing, "Enter both the number and the day of the target, or neither")
        return cleaned

    def asked(self) -> dict[str, Any]:
        """What is asked, as plain JSON."""
        by = self.cleaned_data["target_by"]
        return {
            **super().asked(),
            "target_children": self.cleaned_data["target_children"],
            "target_by": by.isoformat() if by else None,
        }
