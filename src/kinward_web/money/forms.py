"""Forms of the money."""

from __future__ import annotations

from typing import Any

from django import forms

from kinward_web.money.selectors import Month


class CloseForm(forms.Form):
    """Which month to close."""

    month = forms.ChoiceField(
        label="Month to close",
        help_text="It keeps the figures as the placements and the budget give them today.",
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=50)

    def __init__(self, *args: Any, months: list[Month], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(each.name, f"{each.as_at:%B %Y}") for each in months]
        self.fields["month"].choices = named  # type: ignore[attr-defined]


class OpenForm(forms.Form):
    """Why a closed month is opened again."""

    reason = forms.CharField(
        label="Why is it opened again?",
        help_text="It is kept in the audit log. Do not name a child.",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=50)
