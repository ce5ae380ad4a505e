"""Which measures a page shows. All of it stands in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms

from kinward.scorecard.model import ScoreLine
from kinward_web.performance.models import Card

_COLOURS: Final = {"red": "Red", "amber": "Amber", "green": "Green", "grey": "Grey"}


class FilterForm(forms.Form):
    """By theme, tier, colour and owner."""

    theme = forms.ChoiceField(label="Theme", required=False)
    tier = forms.ChoiceField(
        label="Who looks at it", required=False, choices=[("", "All"), *Card.Tier.choices]
    )
    colour = forms.ChoiceField(
        label="Colour", required=False, choices=[("", "All"), *_COLOURS.items()]
    )
    owner = forms.ChoiceField(label="Owner", required=False)

    def __init__(self, data: Any, lines: Iterable[ScoreLine]) -> None:
        super().__init__(data)
        self._lines = tuple(lines)
        for field in self.fields.values():
            words = f"{field.label}: choose one from the list"
            field.error_messages["invalid_choice"] = words
        for name in ("theme", "owner"):
            found = dict.fromkeys(getattr(line.card, name) for line in self._lines)
            listed = [each for each in found if each]
            choices = [(each, each) for each in (sorted(listed) if name == "owner" else listed)]
            self.fields[name].choices = [("", "All"), *choices]  # type: ignore[attr-defined]

    def shown(self) -> list[ScoreLine]:
        """The lines that are asked for; none for what there is not."""
        if not self.is_valid():
            return []
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        return [line for line in self._lines if all(_is(line, *each) for each in asked.items())]

    @property
    def filtered(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.is_valid() and any(self.cleaned_data.values()))


def _is(line: ScoreLine, name: str, value: str) -> bool:
    if name == "colour":
        return line.rag.colour == value
    return bool(getattr(line.card, name) == value)
