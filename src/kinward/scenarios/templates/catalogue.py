"""The templates of actions: their keys, and where each figure is from."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from kinward.errors import ArgumentError


@dataclass(frozen=True)
class Template:
    """An action to begin from: a plan gives a name and a start, and whatever it knows better.

    Attributes:
        key: its name in a plan.
        title: as people call it.
        about: what is done, in a sentence.
        defaults: keys of an action and their values, as a plan would have them.
        sources: of keys whose value was published, where and what.
        assumptions: of keys whose value was not, what was assumed and why.
    """

    key: str
    title: str
    about: str
    defaults: Mapping[str, Any]
    sources: Mapping[str, str]
    assumptions: Mapping[str, str]

    @property
    def kind(self) -> str:
        """The kind of action that it is."""
        return str(self.defaults["kind"])

    def as_json(self) -> dict[str, Any]:
        """The template for a listing, numbers as they are in JSON."""
        return {
            "key": self.key,
            "title": self.title,
            "kind": self.kind,
            "about": self.about,
            "defaults": _plain(self.defaults),
            "sources": dict(self.sources),
            "assumptions": dict(self.assumptions),
        }


@cache
def templates() -> tuple[Template, ...]:
    """Every template, by key."""
    found = [each for each in files(__package__).iterdir() if each.name.endswith(".toml")]
    return tuple(
        _read(each.name.removesuffix(".toml"), each.read_text(encoding="utf-8"))
        for each in sorted(found, key=lambda each: each.name)
    )


def template(key: str) -> Template:
    """The template of a key; `ArgumentError` where there is none."""
    for each in templates():
        if each.key == key:
            return each
    known = ", ".join(each.key for each in templates())
    raise ArgumentError(f"There is no template {key}", remedy=f"The templates are {known}.")


def _read(key: str, text: str) -> Template:
    values = tomllib.loads(text, parse_float=Decimal)
    return Template(
        key=key,
        title=values["title"],
        about=values["about"],
        defaults=MappingProxyType(values["defaults"]),
        sources=MappingProxyType(values.get("sources", {})),
        assumptions=MappingProxyType(values.get("assumptions", {})),
    )


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, list) else value
