"""Forms of the data pages."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.timezone import localtime

from kinward.words import long_date
from kinward_web.intake.kinds import DATA_KINDS, DataKind
from kinward_web.intake.models import Snapshot, Version


class FilesInput(forms.FileInput):
    """A field of one file, or of several at once."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """Every file of the field."""
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Files as a list. An empty one is told with its name, later."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each of them."""
        if not data and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(FilesField, self).clean(each, initial) for each in data]


class UploadForm(forms.Form):
    """Files of one kind."""

    upload = FilesField(
        label="Files", allow_empty_file=True, error_messages={"required": "Choose a file"}
    )
    note = forms.CharField(
        label="Note (optional)",
        max_length=200,
        required=False,
        help_text="What is different in this version. Do not name a child.",
    )
    then = forms.BooleanField(
        label="Use it and work out the figures, if it has no errors", required=False
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, kind: DataKind, *args: Any, may_choose: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid.uuid4().hex
        files = self.fields["upload"]
        ends = ", ".join(kind.suffixes)
        files.label = "Files" if kind.many else "File"
        files.help_text = f"{kind.about} Files that end in {ends}."
        files.widget.attrs["accept"] = ",".join(kind.suffixes)
        if kind.many:
            files.widget.attrs["multiple"] = True
        if not may_choose:
            del self.fields["then"]


class ChooseForm(forms.Form):
    """A version of each data set, for the next figures."""

    words = forms.CharField(
        label="Why (optional)", max_length=200, required=False, help_text="Do not name a child."
    )
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        ready: list[Version],
        base: Snapshot | None,
        used: dict[str, Version],
        asked: dict[str, int],
        **kwargs: Any,
    ) -> None:
        """Offer what can be chosen.

        Args:
            ready: every version that can be chosen, newest first.
            base: the latest snapshot.
            used: what it rests on, by kind.
            asked: numbers by kind that the address asks for.
        """
        super().__init__(*args, **kwargs)
        self._ready = {(each.kind, each.number): each for each in ready}
        self.fields["key"].initial = uuid.uuid4().hex
        self.fields["seen"].initial = base.number if base else 0
        fields: dict[str, forms.Field] = {}
        for kind, what in DATA_KINDS.items():
            own = [each for each in ready if each.kind == kind]
            if own:
                fields[kind] = _field(what, own, used.get(kind), base, asked.get(kind))
        self.kinds = list(fields)
        self.fields = {**fields, **self.fields}

    def chosen(self) -> list[Version]:
        """The versions that were chosen."""
        picked = [(kind, self.cleaned_data.get(kind)) for kind in self.kinds]
        return [self._ready[kind, int(number)] for kind, number in picked if number]


def _field(
    what: DataKind,
    own: list[Version],
    used: Version | None,
    base: Snapshot | None,
    asked: int | None,
) -> forms.ChoiceField:
    choices = [("", "Do not use"), *((str(each.number), _words(each, used)) for each in own)]
    first = own[0].number if base is None else used.number if used else ""
    help_text = ""
    if used is not None and own[0].number > used.number:
        help_text = f"Version {own[0].number} is newer than the one in use."
    elif used is None and base is not None:
        help_text = "Not in use."
    return forms.ChoiceField(
        label=what.name,
        choices=choices,
        required=False,
        initial=first if asked is None else asked,
        help_text=help_text,
        error_messages={"invalid_choice": "Choose one of the versions that are ready"},
    )


def _words(version: Version, used: Version | None) -> str:
    errors = version.counts.get("levels", {}).get("error", 0)
    told = "no errors" if not errors else "1 error" if errors == 1 else f"{errors:,} errors"
    now = ", in use" if used is not None and used.pk == version.pk else ""
    return f"Version {version.number}, {long_date(localtime(version.made))}, {told}{now}"
