"""What of the log is asked for, as it stands in the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from kinward_web.audit.models import AuditEntry
from kinward_web.audit.selectors import Filters, subjects

_WRONG = {"invalid": "Give a day like 2026-03-31."}


class FilterForm(forms.Form):
    """Filters of the log."""

    who = forms.CharField(label="E-mail address of who did it", required=False)
    kind = forms.ChoiceField(label="What was done", required=False)
    subject = forms.ChoiceField(label="To what", required=False)
    number = forms.CharField(label="Its number", required=False)
    first = forms.DateField(label="From, like 2026-03-01", required=False, error_messages=_WRONG)
    last = forms.DateField(label="To, like 2026-03-31", required=False, error_messages=_WRONG)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["kind"].choices = [("", "Anything"), *AuditEntry.Kind.choices]
        fields["subject"].choices = [("", "Anything"), *((name, name) for name in subjects())]

    def clean(self) -> dict[str, Any]:
        """The first day stands before the last."""
        told: dict[str, Any] = self.cleaned_data
        first, last = told.get("first"), told.get("last")
        if isinstance(first, date) and isinstance(last, date) and first > last:
            self.add_error("last", "The last day is before the first.")
        return told

    def filters(self) -> Filters:
        """What was asked for; what cannot be read asks for nothing."""
        self.is_valid()
        told = self.cleaned_data
        wanted = {name: told[name] for name in self.fields if told.get(name)}
        return Filters(**wanted)
