"""The form of a reading."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kinward.measures import Measure
from kinward.scorecard.periods import parse_period
from kinward.words import long_date
from kinward_web.performance.actions.readings import Given
from kinward_web.performance.forms.card import number
from kinward_web.performance.models import Typed
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.planning.forms.values import NumberField

_MOST = 1_000_000_000


class ReadingForm(EditionForm):
    """A value for a period, who says so, and what it is made of."""

    period = forms.CharField(
        label="Period",
        max_length=40,
        help_text="For example, October 2026, Q3 2026/27, 2025/26 or 31/10/2026.",
        error_messages={"required": "Enter a period"},
    )
    value = NumberField(label="Value", least=-_MOST, most=_MOST, max_digits=18, decimal_places=6)
    numerator = number("Part", "Of a share: how many it counts.")
    denominator = number("Whole", "Of a share: of how many.", least=0)
    source = forms.CharField(
        label="Where it comes from (optional)", required=False, max_length=300,
        help_text="For example, the case system, report 12.",
    )  # fmt: skip
    note = forms.CharField(
        label="Note (optional)", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text="Never a child’s name.",
    )  # fmt: skip

    def __init__(self, *given: Any, measure: Measure, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self._today = today
        self.fields["value"].help_text = f"In {measure.unit}."

    def clean_period(self) -> date:
        """Its last day."""
        text = self.cleaned_data["period"]
        found = parse_period(text)
        if found is None:
            raise forms.ValidationError("Period must be a month, a quarter, a year or a day")
        if found.end > self._today:
            raise forms.ValidationError(
                f"Period ends on {long_date(found.end)}, which has not come yet"
            )
        return found.end

    def clean(self) -> dict[str, Any]:
        """Both counts of a share, or none."""
        cleaned = dict(super().clean() or {})
        part, whole = cleaned.get("numerator"), cleaned.get("denominator")
        if not self.errors and (part is None) != (whole is None):
            self.add_error(
                "numerator" if part is None else "denominator",
                "Enter both the part and the whole, or neither",
            )
        return cleaned

    def given(self, name: str) -> Given:
        """What was typed, once it is valid, by somebody, today."""
        told = self.cleaned_data
        return Given(
            period_end=told["period"],
            value=told["value"],
            numerator=told["numerator"],
            denominator=told["denominator"],
            source=told["source"].strip(),
            note=told["note"].replace("\r\n", "\n").strip(),
            typed_by=name,
            typed_on=self._today,
        )

    @staticmethod
    def shown(row: Typed) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "period": f"{row.period_end:%d/%m/%Y}", "value": row.value, "numerator": row.numerator,
            "denominator": row.denominator, "source": row.source, "note": row.note,
        }  # fmt: skip
