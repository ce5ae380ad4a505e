"""The forms of people, areas and settings."""

from __future__ import annotations

from typing import Any

from django import forms

from kinward_web.accounts.actions import Particulars
from kinward_web.accounts.known_settings import Known, of_group
from kinward_web.accounts.models import Area, User
from kinward_web.accounts.selectors import current_settings
from kinward_web.roles import ROLES


class PersonForm(forms.Form):
    """A person, their role and areas."""

    name = forms.CharField(
        label="Name", max_length=100, error_messages={"required": "Give the person’s name."}
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=254,
        help_text="They sign in with it. For single sign-on it is the one of the council account.",
        error_messages={
            "required": "Give the e-mail address.",
            "invalid": "Give an e-mail address, like name@council.gov.uk.",
        },
    )
    post = forms.CharField(label="Post (optional)", max_length=100, required=False)
    role = forms.ChoiceField(
        label="Role",
        widget=forms.RadioSelect,
        choices=[(key, name) for key, (name, _) in ROLES.items()],
        error_messages={"required": "Choose a role."},
    )
    areas = forms.ModelMultipleChoiceField(
        label="Areas",
        queryset=Area.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only for a role that does not see every area.",
    )
    is_active = forms.BooleanField(label="May sign in", required=False, initial=True)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, person: User | None = None, **kwargs: Any) -> None:
        self.person = person
        if person is not None:
            kwargs["initial"] = {
                "name": person.name,
                "email": person.email,
                "post": person.post,
                "role": person.role,
                "areas": list(person.areas.filter(retired=False)),
                "is_active": person.is_active,
                "edition": person.edition,
            }
        super().__init__(*args, **kwargs)
        field: Any = self.fields["areas"]
        field.queryset = Area.objects.filter(retired=False)
        if person is None:
            del self.fields["is_active"]

    def said(self) -> Particulars:
        """What was typed, once it is valid."""
        told = self.cleaned_data
        return Particulars(
            name=told["name"].strip(),
            email=told["email"],
            post=told["post"].strip(),
            role=told["role"],
            areas=tuple(told["areas"]),
            is_active=told.get("is_active", True),
        )


class AreaForm(forms.Form):
    """The name of an area."""

    name = forms.CharField(
        label="Name",
        max_length=100,
        help_text="As the team is called in the file of teams.",
        error_messages={"required": "Give the area’s name."},
    )


class SettingsForm(forms.Form):
    """The settings of one form, made from what each setting is."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, group: str, edition: int) -> None:
        self.known = of_group(group)
        now = current_settings()
        initial: dict[str, Any] = {"edition": edition}
        for each in self.known:
            value = getattr(now, each.name)
            initial |= dict(zip(_names(each), value if each.words else [value], strict=True))
        super().__init__(data, initial=initial)
        for each in self.known:
            for place, name in enumerate(_names(each), start=1):
                self.fields[name] = _field(each, place)

    def values(self) -> dict[str, Any]:
        """By name, once it is valid."""
        told = self.cleaned_data
        return {
            each.name: tuple(told[name] for name in _names(each)) if each.words else told[each.name]
            for each in self.known
        }

    def clean(self) -> dict[str, Any]:
        """The words of a scale differ."""
        told: dict[str, Any] = self.cleaned_data
        for each in self.known:
            words = [told.get(name, "").strip().lower() for name in _names(each) if each.words]
            if len(set(words)) < len(words):
                self.add_error(_names(each)[-1], f"{each.label}: two steps have the same word.")
        return told


def _names(known: Known) -> list[str]:
    return [f"{known.name}_{n}" for n in range(1, known.words + 1)] or [known.name]


def _field(known: Known, place: int) -> forms.Field:
    if known.words:
        return forms.CharField(
            label=f"{known.label} {place} of {known.words}",
            max_length=30,
            help_text=known.about if place == 1 else "",
            error_messages={"required": f"{known.label}: give a word for step {place}."},
        )
    usual = f"Between {known.least} and {known.most}; {known.default} until somebody changes it."
    kind: type[forms.IntegerField] = forms.DecimalField if known.places else forms.IntegerField  # type: ignore[assignment]
    bounds: dict[str, Any] = {"min_value": known.least, "max_value": known.most}
    if known.places:
        bounds |= {"decimal_places": known.places, "max_digits": 6}
    wrong = f"{known.label}: give a number from {known.least} to {known.most}."
    return kind(
        label=f"{known.label} ({known.unit})",
        help_text=f"{known.about} {usual}",
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value", "max_decimal_places"), wrong
        ),
        **bounds,
    )
