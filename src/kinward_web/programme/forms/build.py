"""Forms made of asks, and the core's values of what was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from django import forms

from kinward.programme.model import Programme
from kinward_web.planning.forms.plan import EditionForm
from kinward_web.programme.forms.spec import Ask
from kinward_web.programme.forms.ways import WAYS

_FEW: Final = 6
"""So many choices stand as radio buttons where one must be taken."""
_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def form(
    asks: Sequence[Ask],
    programme: Programme,
    data: Any = None,
    initial: Mapping[str, Any] = _NOTHING,
) -> EditionForm:
    """A form with a field for each ask, and the hidden key and edition.

    Args:
        programme: whose records can be chosen.
    """
    fields = {ask.name: _field(ask, programme) for ask in asks}
    made: type[EditionForm] = type("RecordForm", (EditionForm,), fields)
    return made(data, initial=dict(initial))


def shown(asks: Iterable[Ask], held: Any) -> dict[str, Any]:
    """What the fields of a form begin with: a record's values as people type them."""
    return {ask.name: WAYS[ask.holds].shown(getattr(held, ask.name)) for ask in asks}


def typed(asks: Iterable[Ask], cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """The core's values of what was typed, by attribute."""
    return {
        ask.name: _chosen(ask, cleaned[ask.name])
        if ask.holds == "choice"
        else WAYS[ask.holds].typed(cleaned[ask.name])
        for ask in asks
    }


def choices_of(ask: Ask, programme: Programme) -> Mapping[Any, str]:
    """What can be chosen: key and words."""
    return ask.choices(programme) if callable(ask.choices) else ask.choices


def _field(ask: Ask, programme: Programme) -> forms.Field:
    plainly = ask.required or ask.at_times or ask.holds == "flag"
    given: dict[str, Any] = {
        "label": ask.label if plainly else f"{ask.label} (optional)",
        "required": ask.required,
    }
    if ask.hint:
        given["help_text"] = ask.hint
    if ask.holds == "choice":
        listed = [(str(key), words) for key, words in choices_of(ask, programme).items()]
        radios = ask.required and len(listed) <= _FEW
        given["choices"] = listed if radios else [("", "None"), *listed]
        given["widget"] = forms.RadioSelect() if radios else forms.Select()
    return WAYS[ask.holds].field(ask, given)


def _chosen(ask: Ask, value: str) -> Any:
    """The key that was chosen. None of fixed words is None; of other records it is no reference."""
    return value or ("" if callable(ask.choices) else None)
