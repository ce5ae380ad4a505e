"""The form of an action of a plan: what every kind has, what is its own, and whom it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.forms.boundfield import BoundField

from kinward.scenarios.plan.model import AVOIDED_BY_DEFAULT
from kinward_web.planning.forms.kinds import FIRST, KINDS, MONEY, NOTES, chosen
from kinward_web.planning.forms.parts import InOrder, Part, Words, listed
from kinward_web.planning.forms.uncertain import OneOf
from kinward_web.planning.text.write import read

FOR: Final = "for_"
"""Put before the names of the fields of whom it is for: an action may have the same key."""


class ActionForm(forms.Form):
    """An action.

    Args:
        kind: a key of `KINDS`.
        stands: the keys that the plan has, with those of its template; empty for a new one.
        areas: the names of teams.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput())
    was = forms.CharField(widget=forms.HiddenInput(), required=False)
    key = forms.CharField(widget=forms.HiddenInput(), required=False)

    def __init__(
        self, *given: Any, kind: str, stands: Mapping[str, Any], areas: Iterable[str], **named: Any
    ) -> None:
        self.kind, self.stands = KINDS[kind], dict(stands)
        own = self.stands.get("for", {})
        teams = list(dict.fromkeys([*areas, *listed(own.get("area"))]))
        codes = [(code, f"Code {code}") for code in listed(own.get("legal_status"))
                 if code.isupper()]  # fmt: skip
        self.groups: tuple[tuple[str, tuple[Part, ...]], ...] = (
            ("The action", FIRST),
            ("What it does", tuple(_roomy(part, self.stands) for part in self.kind.parts)),
            ("What it costs, and who saves", tuple(map(self._saving, MONEY))),
            ("Notes", NOTES),
        )
        self.chosen = chosen([(each, each) for each in teams], codes)
        named["initial"] = {**self._shown(), **(named.get("initial") or {})}
        super().__init__(*given, **named)
        for part in self._parts():
            self.fields.update(part.fields())
        for part in self.chosen:
            self.fields.update({f"{FOR}{name}": f for name, f in part.fields().items()})

    @property
    def sections(self) -> Iterator[tuple[str, list[tuple[Part, list[BoundField]]]]]:
        """Headings, parts and their fields, in the order of the page."""
        for heading, parts in self.groups:
            yield heading, [(part, [self[name] for name in part.fields()]) for part in parts]
        yield (
            "Whom it is for",
            [(part, [self[f"{FOR}{name}"] for name in part.fields()]) for part in self.chosen],
        )

    def clean(self) -> dict[str, Any]:
        """What is wrong beyond single fields."""
        cleaned = dict(super().clean() or {})
        if not self.errors:
            for part in self._parts():
                for name, words in part.problems(cleaned).items():
                    self.add_error(name, words)
            for part in self.chosen:
                for name, words in part.problems(self._inner(cleaned)).items():
                    self.add_error(f"{FOR}{name}", words)
        return cleaned

    def keys(self) -> dict[str, str | None]:
        """The keys of the action as TOML; those that would only say the default are left out."""
        return self._toml(self._parts(), self.cleaned_data, self.stands)

    def conditions(self) -> dict[str, str | None]:
        """The same of whom it is for."""
        inner = self._inner(self.cleaned_data)
        return self._toml(self.chosen, inner, self.stands.get("for", {}))

    def place(self, key: str, inside: str, words: str) -> bool:
        """Put an error of the core beside the field of a key; False where there is none."""
        if inside == "for":
            part = next((part for part in self.chosen if part.key == key), None)
            if part is not None:
                self.add_error(f"{FOR}{part.name}", words)
            return part is not None
        for part in self._parts():
            inner = part.parts if isinstance(part, OneOf) else (part,)
            for each in inner:
                if each.key == key:
                    self.add_error(each.name, words)
                    return True
        return False

    def _parts(self) -> list[Part]:
        return [part for _, parts in self.groups for part in parts]

    def _saving(self, part: Part) -> Part:
        """The default of what kind a saving is depends on the kind of action."""
        if part.key == "saving" and self.kind.key in AVOIDED_BY_DEFAULT:
            return replace(part, default='"avoided"')
        return part

    def _shown(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for part in self._parts():
            if isinstance(part, OneOf):
                found |= part.initial_of(self.stands)
            else:
                found |= part.initial(self.stands.get(part.key))
        own = self.stands.get("for", {})
        for part in self.chosen:
            found |= {f"{FOR}{name}": v for name, v in part.initial(own.get(part.key)).items()}
        return found

    def _inner(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        return {name[len(FOR) :]: v for name, v in cleaned.items() if name.startswith(FOR)}

    @staticmethod
    def _toml(
        parts: Iterable[Part], cleaned: Mapping[str, Any], stands: Mapping[str, Any]
    ) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for part in parts:
            for key, value in part.toml(cleaned).items():
                if key not in stands and (value is None or _default(part, value)):
                    continue
                found[key] = _same_words(part, value, stands.get(key))
        return found


def _roomy(part: Part, stands: Mapping[str, Any]) -> Part:
    """With a place for every word that the plan has, and one more."""
    if isinstance(part, InOrder):
        return replace(part, most=max(part.most, len(listed(stands.get(part.key))) + 1))
    return part


def _default(part: Part, value: str) -> bool:
    return part.default is not None and read(part.default) == read(value)


def _same_words(part: Part, value: str | None, stands: Any) -> str | None:
    """Words of which the order says nothing stay as the plan has them."""
    if value is None or not isinstance(part, Words) or isinstance(part, InOrder):
        return value
    before, words = listed(stands), read(value)
    kept = [word for word in before if word in words]
    return part.written([*kept, *(word for word in words if word not in kept)])
