"""Parts of the form of an action: each is one key of the file, as one field or several.

A part knows how to show what the file has, and how to write what was typed as TOML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from kinward_web.planning.forms.values import DayField, NumberField, WholeField, plain
from kinward_web.planning.text.write import quoted

Choices = Sequence[tuple[str, str]]
Cleaned = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One key.

    Attributes:
        key: in the file.
        label: for people.
        hint: what to enter.
        required: whether the file must have it.
        default: what the file means where it does not have the key, as TOML.
    """

    key: str
    label: str
    hint: str = ""
    required: bool = False
    default: str | None = None

    @property
    def name(self) -> str:
        """The name of the field, which a page's address can lead to."""
        return self.key

    def fields(self) -> dict[str, forms.Field]:
        """The fields, by name."""
        raise NotImplementedError

    def initial(self, value: Any) -> dict[str, Any]:
        """What the fields show of a value of the file; None where it has none."""
        return {self.name: value}

    def problems(self, cleaned: Cleaned) -> dict[str, str]:
        """What is wrong beyond single fields, by field."""
        return {}

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """By key, the value as TOML; None where there is to be none."""
        value = cleaned.get(self.name)
        return {self.key: None if value in (None, "", []) else self.written(value)}

    def written(self, value: Any) -> str:
        """A value as TOML."""
        return quoted(str(value))

    def _told(self) -> dict[str, Any]:
        return {"label": self.label, "help_text": self.hint, "required": self.required}


@dataclass(frozen=True)
class Text(Part):
    """A line of text, or several."""

    long: bool = False

    def fields(self) -> dict[str, forms.Field]:
        """One field."""
        widget = forms.Textarea(attrs={"rows": 3}) if self.long else forms.TextInput()
        missing = {"required": f"Enter {self.label[:1].lower()}{self.label[1:]}"}
        return {
            self.name: forms.CharField(
                widget=widget, max_length=2000, error_messages=missing, **self._told()
            )
        }

    def written(self, value: Any) -> str:
        """In quotes; the ends of lines as the file has them."""
        return quoted(str(value).replace("\r\n", "\n"))


@dataclass(frozen=True)
class Whole(Part):
    """A whole number."""

    least: int = 0
    most: int = 1_000_000

    def fields(self) -> dict[str, forms.Field]:
        """One field."""
        return {self.name: WholeField(least=self.least, most=self.most, **self._told())}

    def written(self, value: Any) -> str:
        """Digits."""
        return plain(value)


@dataclass(frozen=True)
class Number(Whole):
    """A number."""

    def fields(self) -> dict[str, forms.Field]:
        """One field."""
        return {self.name: NumberField(least=self.least, most=self.most, **self._told())}


@dataclass(frozen=True)
class Day(Part):
    """A date."""

    def fields(self) -> dict[str, forms.Field]:
        """One field."""
        told = self._told()
        if not self.hint:
            told.pop("help_text")
        return {self.name: DayField(**told)}

    def written(self, value: Any) -> str:
        """An ISO date."""
        return date.isoformat(value)


@dataclass(frozen=True)
class Word(Part):
    """One of several words."""

    choices: Choices = ()

    def fields(self) -> dict[str, forms.Field]:
        """A list to choose from."""
        empty = [] if self.required or self.default else [("", "Not said")]
        missing = {"required": f"Choose {self.label[:1].lower()}{self.label[1:]}"}
        told = {**self._told(), "error_messages": missing}
        return {self.name: forms.ChoiceField(choices=[*empty, *self.choices], **told)}

    def initial(self, value: Any) -> dict[str, Any]:
        """The word; the default where there is none."""
        default = self.default.strip('"') if self.default else ""
        return {self.name: default if value is None else value}


@dataclass(frozen=True)
class Flag(Part):
    """True, false or not said."""

    choices: Choices = (("", "All children"), ("true", "Yes"), ("false", "No"))

    def fields(self) -> dict[str, forms.Field]:
        """A list to choose from."""
        return {self.name: forms.ChoiceField(choices=self.choices, **self._told())}

    def initial(self, value: Any) -> dict[str, Any]:
        """The choice."""
        return {self.name: "" if value is None else str(bool(value)).lower()}

    def written(self, value: Any) -> str:
        """As it stands."""
        return str(value)


@dataclass(frozen=True)
class Words(Part):
    """Any of several words; words that the file has stay in its order."""

    choices: Choices = ()

    def fields(self) -> dict[str, forms.Field]:
        """Boxes to tick."""
        missing = {"required": f"Choose {self.label[:1].lower()}{self.label[1:]}"}
        widget = forms.CheckboxSelectMultiple()
        told = {**self._told(), "error_messages": missing}
        return {self.name: forms.MultipleChoiceField(choices=self.choices, widget=widget, **told)}

    def initial(self, value: Any) -> dict[str, Any]:
        """The words."""
        return {self.name: listed(value)}

    def written(self, value: Any) -> str:
        """An array."""
        return f"[{', '.join(quoted(each) for each in value)}]"


@dataclass(frozen=True)
class InOrder(Words):
    """Several words of which the order counts."""

    most: int = 4

    def fields(self) -> dict[str, forms.Field]:
        """A list to choose from for each place."""
        found: dict[str, forms.Field] = {}
        for place in range(self.most):
            first = place == 0
            missing = {"required": f"Choose {self.label[:1].lower()}{self.label[1:]}"}
            found[self._at(place)] = forms.ChoiceField(
                choices=[("", "Nothing more" if place else "Choose one"), *self.choices],
                label=self.label if first else f"then, number {place + 1}",
                help_text=self.hint if first else "",
                required=self.required and first,
                error_messages=missing,
            )
        return found

    @property
    def name(self) -> str:
        """Of the first field."""
        return self._at(0)

    def initial(self, value: Any) -> dict[str, Any]:
        """A word a place."""
        return {self._at(place): word for place, word in enumerate(listed(value)[: self.most])}

    def problems(self, cleaned: Cleaned) -> dict[str, str]:
        """A word that comes twice."""
        words = self._words(cleaned)
        twice = [place for place, word in enumerate(words) if word in words[:place]]
        return {self._at(twice[0]): f"{self.label}: this is chosen already"} if twice else {}

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """An array."""
        words = self._words(cleaned)
        return {self.key: self.written(words) if words else None}

    def _words(self, cleaned: Cleaned) -> list[str]:
        every = [cleaned.get(self._at(place)) for place in range(self.most)]
        return [word for word in every if word]

    def _at(self, place: int) -> str:
        return f"{self.key}_{place + 1}"


@dataclass(frozen=True)
class Span(Part):
    """From one whole number to another, both included."""

    most: int = 100

    @property
    def name(self) -> str:
        """Of the first field."""
        return f"{self.key}_from"

    def fields(self) -> dict[str, forms.Field]:
        """Two fields."""
        return {
            f"{self.key}_{end}": WholeField(
                most=self.most, label=f"{self.label}: {end}", required=False, help_text=hint
            )
            for end, hint in (("from", self.hint), ("to", ""))
        }

    def initial(self, value: Any) -> dict[str, Any]:
        """Both ends."""
        low, high = value or (None, None)
        return {f"{self.key}_from": low, f"{self.key}_to": high}

    def problems(self, cleaned: Cleaned) -> dict[str, str]:
        """One end without the other, or the wrong way about."""
        low, high = cleaned.get(f"{self.key}_from"), cleaned.get(f"{self.key}_to")
        if low is None and high is not None:
            return {f"{self.key}_from": f"{self.label}: enter the first number too"}
        if high is None and low is not None:
            return {f"{self.key}_to": f"{self.label}: enter the last number too"}
        if low is not None and high is not None and high < low:
            return {f"{self.key}_to": f"{self.label}: the last must not be below the first"}
        return {}

    def toml(self, cleaned: Cleaned) -> dict[str, str | None]:
        """An array of two."""
        low, high = cleaned.get(f"{self.key}_from"), cleaned.get(f"{self.key}_to")
        return {self.key: None if low is None or high is None else f"[{low}, {high}]"}


def listed(value: Any) -> list[str]:
    """A word, or an array of them, as a list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(each) for each in value]


def decimal(value: Any) -> Decimal | None:
    """A number of the file; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)
