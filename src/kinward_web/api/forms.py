"""The form of a token."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django import forms

from kinward_web.api.selectors import roles_for
from kinward_web.roles import ROLES

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


class TokenForm(forms.Form):
    """What it is for, what it may see, how long it lasts."""

    name = forms.CharField(
        label="What it is for",
        max_length=80,
        help_text="Such as: Power BI, monthly board pack.",
        error_messages={"required": "Say what the token is for."},
    )
    role = forms.ChoiceField(
        label="What it may see",
        widget=forms.RadioSelect,
        help_text="Choose the least that will do.",
        error_messages={"required": "Choose what it may see."},
    )
    days = forms.TypedChoiceField(
        label="How long it lasts",
        coerce=int,
        widget=forms.RadioSelect,
        choices=[(30, "30 days"), (90, "90 days"), (180, "180 days"), (365, "A year")],
        error_messages={"required": "Choose how long it lasts."},
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["role"].choices = [(key, _said(key, person)) for key in roles_for(person)]
        fields["key"].initial = uuid.uuid4().hex


def _said(key: str, person: User) -> str:
    name, may = ROLES[key]
    small = "" if "figures.whole" in may else ", small numbers hidden"
    return f"What I see ({name.lower()})" if key == person.role else f"As a {name.lower()}{small}"
