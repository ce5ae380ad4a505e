"""The forms of a file that is looked at before it is taken over."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from kinward_web.planning.forms.plan import KeyForm

MOST_BYTES: Final = 2_000_000
_ENDINGS: Final = (".csv", ".xlsx")


class FileForm(KeyForm):
    """A file to look at. A form of its own gives it a label, a hint, and more endings to read."""

    endings: tuple[str, ...] = _ENDINGS
    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ",".join(_ENDINGS)}),
        error_messages={
            "required": "Choose a file", "empty": "The file is empty", "missing": "Choose a file",
        },
    )  # fmt: skip

    def clean_file(self) -> Any:
        """One of a kind and size that can be read."""
        given = self.cleaned_data["file"]
        if given.size > MOST_BYTES:
            raise forms.ValidationError(f"The file must be smaller than {MOST_BYTES:,} bytes")
        if not given.name.lower().endswith(self.endings):
            *others, last = self.endings
            named = f"{', '.join(others)} or {last}"
            raise forms.ValidationError(f"The file must end in {named}")
        return given


class TakeForm(KeyForm):
    """What was looked at and is to be taken over."""

    token = forms.CharField(widget=forms.HiddenInput(), max_length=2000)
    stamp = forms.CharField(widget=forms.HiddenInput(), max_length=200)
