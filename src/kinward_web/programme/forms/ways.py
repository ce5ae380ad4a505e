"""How each kind of answer is typed, kept and shown: one way for each."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django import forms

from kinward.dates import year_name
from kinward.tables import squeezed
from kinward_web.planning.forms.values import (
    FIRST_DAY,
    LAST_DAY,
    DayField,
    NumberField,
    WholeField,
    plain,
)
from kinward_web.programme.forms.spec import Ask, Holds
from kinward_web.programme.selectors.measured import name_of, names

_LINE: Final = 300
_TEXT: Final = 20_000
_PENCE: Final = Decimal(100)
_PER_CENT: Final = Decimal(100)
_YEAR: Final = re.compile(r"^(\d{4})\s*[/-]\s*(\d{2}|\d{4})$")


class YearField(forms.CharField):
    """A financial year, typed as 2026/27, kept by its end."""

    def clean(self, value: Any) -> Any:
        """The year in which it ends; None where nothing was typed."""
        text = super().clean(value)
        if not text:
            return None
        found = _YEAR.match(text.strip())
        said = str(self.label).removesuffix(" (optional)")
        if found is None or (int(found[1]) + 1) % 100 != int(found[2]) % 100:
            raise forms.ValidationError(f"{said} must be a financial year, like 2026/27")
        ends = int(found[1]) + 1
        if not FIRST_DAY.year <= ends <= LAST_DAY.year:
            raise forms.ValidationError(f"{said} must be from {FIRST_DAY.year} to {LAST_DAY.year}")
        return ends


class LinesField(forms.CharField):
    """Several texts, one on a line, or several references with commas between them."""

    def __init__(self, *, commas: bool, **options: Any) -> None:
        self._commas = commas
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """The texts, each once, without those that are empty."""
        text = super().clean(value)
        parts = re.split(r"[,;\s]+" if self._commas else r"[\r\n]+", text)
        return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _same(value: Any) -> Any:
    return value


@dataclass(frozen=True)
class Way:
    """The way of one kind of answer.

    Attributes:
        field: makes the form's field: of the ask, and of label, hint and whether it is required.
        shown: a value as people type it.
        typed: the core's value of what the field gave.
        numeric: whether it stands on the right of its column.
    """

    field: Callable[[Ask, dict[str, Any]], forms.Field]
    shown: Callable[[Any], Any] = _same
    typed: Callable[[Any], Any] = _same
    numeric: bool = False


def _missing(ask: Ask) -> dict[str, str]:
    return {"required": f"Enter {ask.label[:1].lower()}{ask.label[1:]}"}


def _text(rows: int) -> Callable[[Ask, dict[str, Any]], forms.Field]:
    def field(ask: Ask, given: dict[str, Any]) -> forms.Field:
        box = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        most = _TEXT if rows else _LINE
        return forms.CharField(max_length=most, widget=box, error_messages=_missing(ask), **given)

    return field


def _number(places: int) -> Callable[[Ask, dict[str, Any]], forms.Field]:
    def field(ask: Ask, given: dict[str, Any]) -> forms.Field:
        return NumberField(
            least=ask.least, most=ask.most, max_digits=14, decimal_places=places, **given
        )

    return field


def _share(ask: Ask, given: dict[str, Any]) -> forms.Field:
    return NumberField(least=0, most=100, max_digits=6, decimal_places=3, **given)


def _whole(ask: Ask, given: dict[str, Any]) -> forms.Field:
    return WholeField(least=ask.least, most=ask.most, **given)


def _flag(ask: Ask, given: dict[str, Any]) -> forms.Field:
    return forms.BooleanField(**{**given, "required": False})


def _day(ask: Ask, given: dict[str, Any]) -> forms.Field:
    return DayField(**given)


def _year(ask: Ask, given: dict[str, Any]) -> forms.Field:
    box = forms.TextInput(attrs={"short": True})
    return YearField(widget=box, error_messages=_missing(ask), **given)


def _lines(ask: Ask, given: dict[str, Any]) -> forms.Field:
    commas = ask.holds == "refs"
    box = forms.TextInput() if commas else forms.Textarea(attrs={"rows": 4})
    return LinesField(
        commas=commas, max_length=_TEXT, widget=box, error_messages=_missing(ask), **given
    )


def _choice(ask: Ask, given: dict[str, Any]) -> forms.Field:
    """The choices are put in by `build`, which knows the programme."""
    return forms.ChoiceField(
        error_messages=_missing(ask)
        | {"invalid_choice": f"Choose {ask.label[:1].lower()}{ask.label[1:]}"},
        **given,
    )


def _measure(ask: Ask, given: dict[str, Any]) -> forms.Field:
    box = forms.TextInput(attrs={"options": sorted(names().values())})
    return forms.CharField(max_length=_LINE, widget=box, error_messages=_missing(ask), **given)


def _named(value: str) -> str:
    return name_of(value) or value


def _keyed(text: Any) -> str:
    """The key of the measure that has this name; other words as they are."""
    said = _tidy(text)
    found = {squeezed(label): key for key, label in reversed(names().items())}
    return found.get(squeezed(said), said)


def _unless_none(work: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else work(value)


def _tidy(value: Any) -> str:
    return str(value).replace("\r\n", "\n").strip()


WAYS: Final[Mapping[Holds, Way]] = {
    "line": Way(_text(0), typed=_tidy),
    "text": Way(_text(4), typed=_tidy),
    "document": Way(_text(24), typed=_tidy),
    "day": Way(_day),
    "pounds": Way(
        _number(2),
        shown=_unless_none(lambda pence: plain(Decimal(pence) / _PENCE)),
        typed=_unless_none(lambda pounds: int(pounds * _PENCE)),
        numeric=True,
    ),
    "number": Way(_number(4), numeric=True),
    "share": Way(
        _share,
        shown=_unless_none(lambda share: plain(share * _PER_CENT)),
        typed=_unless_none(lambda per_cent: per_cent / _PER_CENT),
        numeric=True,
    ),
    "whole": Way(_whole, numeric=True),
    "year": Way(_year, shown=_unless_none(year_name)),
    "choice": Way(_choice),
    "lines": Way(_lines, shown="\n".join),
    "refs": Way(_lines, shown=", ".join),
    "flag": Way(_flag),
    "measure": Way(_measure, shown=_named, typed=_keyed),
    "measures": Way(
        _lines,
        shown=lambda keys: "\n".join(map(_named, keys)),
        typed=lambda said: tuple(dict.fromkeys(map(_keyed, said))),
    ),
}
"""By what a field holds."""
