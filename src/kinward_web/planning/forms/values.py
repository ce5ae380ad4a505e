"""Fields for what people type: money with its sign and commas, dates in words, per cents."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Final

from django import forms

DAYS: Final = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y", "%Y-%m-%d")
"""How a date may be typed."""
FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
"""Days outside these are slips of the finger, and sums with them can leave the calendar."""


class DayField(forms.DateField):
    """A date, as people write it."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "For example, 1 April 2027")
        self._called = _asked(options.get("label", "The date"))
        super().__init__(
            input_formats=DAYS,
            widget=forms.TextInput(attrs={"short": True}),
            error_messages={
                "invalid": f"{self._called} must be a date, like 1 April 2027",
                "required": f"Enter {_inside(options.get('label', 'a date'))}",
            },
            **options,
        )

    def clean(self, value: Any) -> Any:
        """The date; None where nothing was typed."""
        found = super().clean(value)
        if found is not None and not FIRST_DAY <= found <= LAST_DAY:
            years = f"{FIRST_DAY.year} to {LAST_DAY.year}"
            raise forms.ValidationError(f"{self._called} must be in the years {years}")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A date in words."""
        return f"{value.day} {value:%B} {value.year}" if isinstance(value, date) else value


class NumberField(forms.DecimalField):
    """A number; commas, spaces and the signs of pounds and per cent are taken off."""

    def __init__(self, *, least: int = 0, most: int = 1_000_000, **options: Any) -> None:
        label = _asked(options.get("label", "The number"))
        # Django puts the limit into these two with the % operator.
        limited = label.replace("%", "%%")
        super().__init__(
            min_value=least,
            max_value=most,
            widget=forms.NumberInput(),
            error_messages={
                "invalid": f"{label} must be a number",
                "required": f"Enter {_inside(label)}",
                "min_value": f"{limited} must be {least:,} or more",
                "max_value": f"{limited} must be {most:,} or less",
                "max_digits": f"{limited} has too many digits",
                "max_whole_digits": f"{limited} has too many digits",
                "max_decimal_places": f"{limited} has too many digits after the point",
            },
            **options,
        )

    def run_validators(self, value: Any) -> None:
        """Say one thing of a number, not each rule that it breaks."""
        try:
            super().run_validators(value)
        except forms.ValidationError as error:
            raise error.error_list[0] from None

    def to_python(self, value: Any) -> Any:
        """The number; None where nothing was typed."""
        if isinstance(value, str):
            for sign in ("£", "%", ",", " ", "\u00a0"):
                value = value.replace(sign, "")
            value = value.replace("−", "-")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Without an exponent or noughts at the end."""
        return plain(value) if isinstance(value, Decimal | int) else value


class WholeField(NumberField):
    """A whole number."""

    def clean(self, value: Any) -> Any:
        """The number; None where nothing was typed."""
        found = super().clean(value)
        if found is not None and found != found.to_integral_value():
            said = f"{_asked(str(self.label))} must be a whole number"
            raise forms.ValidationError(said, code="invalid")
        return None if found is None else int(found)


def plain(number: Decimal | int) -> str:
    """A number as people, and TOML, write it: 0.5, 43, 1200."""
    found = Decimal(number)
    return f"{found.to_integral_value():f}" if found == found.to_integral_value() else (
        f"{found.normalize():f}"
    )  # fmt: skip


def _asked(label: str) -> str:
    """What a field is called in a sentence about it."""
    return label.removesuffix(" (optional)")


def _inside(label: str) -> str:
    return label[:1].lower() + _asked(label)[1:]
