"""Forms of a programme as a whole."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from kinward_web.planning.forms.plan import EditionForm, KeyForm
from kinward_web.planning.forms.values import DayField
from kinward_web.programme.head import Head
from kinward_web.programme.models import Programme

_TAKEN: Final = frozenset({"new"})


class _Parts(forms.Form):
    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter a name"}
    )
    purpose = forms.CharField(
        label="Purpose (optional)", required=False, max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    owner = forms.CharField(
        label="Owner (optional)", required=False, max_length=200, help_text="A person or a post."
    )

    def head(self) -> Head:
        """What was typed, once it is valid."""
        told: dict[str, Any] = self.cleaned_data
        return Head(
            name=told["name"].strip(),
            purpose=told["purpose"].replace("\r\n", "\n").strip(),
            owner=told["owner"].strip(),
            closed=told.get("closed"),
        )


class NewForm(_Parts, KeyForm):
    """A new programme."""

    slug = forms.SlugField(
        label="Short name",
        max_length=40,
        help_text="In addresses and in files, like placements-2026. It is never changed.",
        error_messages={
            "required": "Enter a short name",
            "invalid": "The short name may have letters, digits, hyphens and underscores",
        },
    )
    field_order = ("name", "slug", "purpose", "owner")

    def clean_slug(self) -> str:
        """One that is no address of another page."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in _TAKEN:
            raise forms.ValidationError("Choose another short name")
        return slug


class HeadForm(_Parts, EditionForm):
    """Another name, purpose or owner, or its end."""

    closed = DayField(
        label="Closed on (optional)",
        required=False,
        help_text="A programme that is over is listed last.",
    )

    @staticmethod
    def shown(one: Programme) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "name": one.name, "purpose": one.purpose, "owner": one.owner, "closed": one.closed,
        }  # fmt: skip
