"""Fields of a saved plan, each refused by its key where it is not what it should be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from kinward.errors import InputError

_MOST: Final = 1e300


@dataclass(frozen=True)
class Fields:
    """An object of the file.

    Attributes:
        told: what the file holds in its place.
        file: its name, for messages.
        path: the keys that lead to it.
    """

    told: object
    file: str
    path: str = ""

    def under(self, key: str) -> Fields:
        """The object of a key."""
        return Fields(self._value(key), self.file, f"{self.path}{key}.")

    def maybe(self, key: str) -> Fields | None:
        """The same; None where the file says that there is none."""
        return None if self._value(key) is None else self.under(key)

    def several(self, key: str) -> list[Fields]:
        """The objects of a list."""
        value = self._value(key)
        if not isinstance(value, list):
            raise self._wrong(key)
        return [
            Fields(each, self.file, f"{self.path}{key}[{place}].")
            for place, each in enumerate(value)
        ]

    def text(self, key: str) -> str:
        """A text."""
        value = self._value(key)
        if not isinstance(value, str):
            raise self._wrong(key)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._value(key)
        if not (isinstance(value, list) and all(isinstance(each, str) for each in value)):
            raise self._wrong(key)
        return tuple(value)

    def whole(self, key: str) -> int:
        """A whole number."""
        value = self._value(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise self._wrong(key)
        return value

    def number(self, key: str) -> int | float:
        """A number."""
        value = self._value(key)
        if not isinstance(value, int | float) or isinstance(value, bool) or not is_number(value):
            raise self._wrong(key)
        return value

    def day(self, key: str) -> date:
        """A date."""
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise self._wrong(key) from None

    def share(self, key: str) -> str:
        """An exact share, as text."""
        text = self.text(key)
        try:
            Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise self._wrong(key) from None
        return text

    def _value(self, key: str) -> object:
        if not isinstance(self.told, dict) or key not in self.told:
            raise self._wrong(key)
        return self.told[key]

    def _wrong(self, key: str) -> InputError:
        return InputError(
            f"This is no saved plan, or it was changed: {self.path}{key} is missing or of another "
            "kind",
            where=self.file,
            remedy="Save the plan again.",
        )


def is_number(value: int | float) -> bool:
    """Whether it is neither endless, nor no number at all, nor too large for a float."""
    return -_MOST <= value <= _MOST
