"""Forms of a measure: how it is followed, and what one of the authority's own is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

from django import forms

from kinward.measures import Measure
from kinward.measures.scored import SCORED, THEMES
from kinward.scorecard.typed.choices import UNITS
from kinward.words import long_date
from kinward_web.performance.followed import Followed
from kinward_web.performance.models import Card
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.values import DAYS, DayField, NumberField, plain

BETTER: Final = (("high", "High"), ("low", "Low"), ("none", "Neither"))
FREQUENCIES: Final = (("monthly", "Monthly"), ("quarterly", "Quarterly"), ("yearly", "Yearly"))
TO_DATE: Final = (
    ("sum", "The sum of its periods"),
    ("ratio", "The sum of the parts over that of the wholes"),
    ("mean", "The mean of its periods"),
    ("last", "The last of them"),
    ("none", "It has none"),
)
_UNITS: Final = tuple((unit, unit) for unit in dict.fromkeys(UNITS.values()))
_LEAST: Final = -1_000_000_000
_MOST: Final = 1_000_000_000
_MOST_POINTS: Final = 60


def number(label: str, help_text: str = "", least: int = _LEAST) -> NumberField:
    """A number that may be left out."""
    return NumberField(
        label=f"{label} (optional)", required=False, help_text=help_text, least=least, most=_MOST,
        max_digits=18, decimal_places=6,
    )  # fmt: skip


def _radios(
    label: str, choices: Sequence[tuple[str, str]], missing: str, help_text: str = ""
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect(), help_text=help_text,
        error_messages={"required": missing, "invalid_choice": missing},
    )  # fmt: skip


class PointsField(forms.CharField):
    """Days and values, one on a line: `31 March 2027: 560`."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> Any:
        """The points in the order of their days, as text."""
        found: dict[date, Decimal] = {}
        for place, line in enumerate(super().clean(value).splitlines(), start=1):
            if not line.strip():
                continue
            day, value_ = _point(line)
            if day is None or value_ is None:
                raise forms.ValidationError(
                    f"Line {place} must be a day, a colon and a value, like 31 March 2027: 560"
                )
            if day in found:
                raise forms.ValidationError(f"Line {place} gives a day for the second time")
            found[day] = value_
        if len(found) > _MOST_POINTS:
            raise forms.ValidationError(f"Give at most {_MOST_POINTS} days")
        return tuple((day.isoformat(), plain(found[day])) for day in sorted(found))


def _point(line: str) -> tuple[date | None, Decimal | None]:
    day, colon, value = line.rpartition(":")
    if not colon:
        return None, None
    try:
        number_ = Decimal(value.replace(",", "").replace("£", "").strip().removesuffix("%"))
    except ArithmeticError:
        return None, None
    fits = number_.is_finite() and abs(number_) <= _MOST
    return _day(day.strip()), number_ if fits else None


def _day(text: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


class CardForm(EditionForm):
    """How a measure is followed."""

    owner = forms.CharField(
        label="Owner (optional)", required=False, max_length=200, help_text="A person or a post."
    )
    tier = _radios(
        "Who looks at it", Card.Tier.choices, "Choose who looks at it",
        "The short list is in the detail too.",
    )  # fmt: skip
    theme = forms.CharField(
        label="Theme", max_length=100, help_text=f"For example: {'; '.join(THEMES)}",
        error_messages={"required": "Enter a theme"},
    )  # fmt: skip
    target = _radios("Target", Card.Target.choices, "Choose what kind of target it has")
    low = number("At least", "Of a floor, or the low end of a band.")
    high = number("At most", "Of a ceiling, or the high end of a band.")
    points = PointsField(
        label="Days of a target that moves (optional)", required=False, max_length=5000,
        help_text="One a line, like 31 March 2027: 560. It moves in a straight line between them.",
    )  # fmt: skip
    tolerance_pct = number(
        "Amber up to, in % of the target", "Left empty, it is what the settings say.", least=0
    )
    tolerance = number(
        "Amber up to, as an amount", "In place of a per cent, as for a target of nought.", least=0
    )
    polarity = _radios("What is better", BETTER, "Choose what is better")
    frequency = _radios(
        "How often there is a reading", FREQUENCIES, "Choose how often there is a reading"
    )
    to_date = _radios("The year to date is", TO_DATE, "Choose what the year to date is")
    disclosure = forms.BooleanField(
        label="Hide it from the board while a count in it is small", required=False
    )
    baseline_from = DayField(
        label="Baseline of the control chart from (optional)", required=False,
        help_text="The end of its first period, like 30 April 2026. Left empty, it is the first "
        "twelve there are. Give another only when the work itself was changed.",
    )  # fmt: skip

    def __init__(self, *given: Any, measure: Measure | None = None, **named: Any) -> None:
        super().__init__(*given, **named)
        for name in _settled(measure):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A target has the values that it needs."""
        cleaned = dict(super().clean() or {})
        for name, words in _missing(cleaned):
            if name not in self.errors:
                self.add_error(name, words)
        low, high = cleaned.get("low"), cleaned.get("high")
        if cleaned.get("target") == "band" and low is not None and high is not None and low > high:
            self.add_error("low", "The low end of a target must not be above its high end")
        return cleaned

    def followed(self, before: Followed) -> Followed:
        """What was typed, once it is valid, with what was not asked as it was before."""
        told: dict[str, Any] = {
            name: self.cleaned_data[name] for name in _ASKED if name in self.cleaned_data
        }
        for name, kinds in _NEEDED.items():
            if told["target"] not in kinds:
                told[name] = () if name == "points" else None
        texts = {name: value.strip() for name, value in told.items() if isinstance(value, str)}
        return Followed(**{**vars(before), **told, **texts})

    @staticmethod
    def shown(given: Followed) -> dict[str, Any]:
        """What the form begins with."""
        points = "\n".join(f"{long_date(date.fromisoformat(d))}: {v}" for d, v in given.points)
        return {**{name: getattr(given, name) for name in _ASKED}, "points": points}


class OwnForm(CardForm):
    """A measure of the authority's own."""

    label = forms.CharField(
        label="Name of the measure", max_length=200, error_messages={"required": "Enter a name"}
    )
    unit = forms.ChoiceField(
        label="Unit", choices=_UNITS, error_messages={"required": "Choose a unit"}
    )
    formula = forms.CharField(
        label="How it is made, in words", required=True, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter how it is made"},
    )  # fmt: skip
    source = forms.CharField(
        label="Where it comes from (optional)", required=False, max_length=300,
        help_text="Whose definition it is, or the system that gives it.",
    )  # fmt: skip
    field_order = ("label", "unit", "formula", "source")


_ASKED: Final = (
    "owner", "tier", "theme", "target", "low", "high", "points", "tolerance_pct", "tolerance",
    "polarity", "frequency", "to_date", "disclosure", "baseline_from",
    "label", "unit", "formula", "source",
)  # fmt: skip
_NEEDED: Final = {
    "low": ("floor", "band"), "high": ("ceiling", "band"), "points": ("floors", "ceilings"),
}  # fmt: skip
_TYPED: Final = frozenset(each.key for each in THEMES["Other services"])


def _settled(measure: Measure | None) -> Iterator[str]:
    """What the library says of a measure that Kinward counts."""
    if measure is None or measure.key not in SCORED or measure.key in _TYPED:
        return
    yield from ("frequency", "to_date")
    if SCORED[measure.key].polarity != "none":
        yield "polarity"


def _missing(cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind = cleaned.get("target")
    words = {"low": "Enter the least", "high": "Enter the most", "points": "Enter days and values"}
    for name, kinds in _NEEDED.items():
        if kind in kinds and cleaned.get(name) in (None, ()):
            yield name, words[name]
