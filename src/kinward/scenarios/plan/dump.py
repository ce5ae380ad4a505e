"""Writing a plan as TOML: what is written reads back as the same plan."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, Final

from kinward.scenarios.plan.effects import Carers, Effect, HighCost, Tier
from kinward.scenarios.plan.model import Action, Children, Plan, Target
from kinward.scenarios.plan.uncertain import Factor, Percent, Share

_NAMES: Final = {"source": "from"}
"""Fields whose key is a word that Python keeps for itself."""
_CARERS: Final = {
    "at_start": "places_at_start",
    "recruited_a_year": "recruited_a_year",
    "leaving_a_year": "leaving_a_year",
}


def dump_plan(plan: Plan) -> str:
    """A plan as TOML text.

    Whatever a template filled in is written out, so that the plan stays what it is when the
    template changes.
    """
    parts = [_table("[plan]", {"name": plan.name, "description": plan.description or None})]
    heading = "[target]" if len(plan.targets) == 1 else "[[target]]"
    parts += [_table(heading, _target(each)) for each in plan.targets]
    for action in plan.actions:
        parts.append(_table("[[action]]", _action(action)))
        chosen = _children(action.children)
        if chosen:
            parts.append(_table("[action.for]", chosen))
    return "\n".join(parts)


def _target(target: Target) -> dict[str, Any]:
    return {
        "children": target.children,
        "pounds": _pounds(target.pence),
        "saving": _pounds(target.saving_pence),
        "by": target.by,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "name": action.name,
        "template": action.template or None,
        "kind": action.kind,
        **dict(_effect(action.effect)),
        "start": action.start,
        "ramp_months": action.ramp_months,
        "end": action.end,
        "setup_cost": _pounds(action.setup_pence),
        "yearly_cost": _pounds(action.yearly_pence),
        "paid_by": action.paid_by,
        "saves": action.saves,
        "saving": action.saving,
        "priority": action.priority or None,
        "notes": action.notes or None,
    }


def _effect(effect: Effect) -> Iterator[tuple[str, Any]]:
    for field in fields(effect):
        value = getattr(effect, field.name)
        if isinstance(value, Carers):
            yield from ((key, _number(getattr(value, name))) for name, key in _CARERS.items())
        elif value != ():
            yield _NAMES.get(field.name, field.name), _number(value)


def _number(value: Any) -> Any:
    """A number, certain or not, as a plan has it; other values as they are."""
    if isinstance(value, Decimal):
        return value.normalize()
    if isinstance(value, Share) and value.value is not None:
        return _number(value.value)
    if isinstance(value, Factor | Percent) and value.sd == 0:
        return _number(value.mean)
    if isinstance(value, Share | Factor | Percent | Tier | HighCost):
        parts = {field.name: _number(getattr(value, field.name)) for field in fields(value)}
        return {key: part for key, part in parts.items() if part is not None}
    return value


def _children(children: Children) -> dict[str, Any]:
    found = {field.name: getattr(children, field.name) for field in fields(children)}
    return {key: value for key, value in found.items() if value is not None and value != ()}


def _pounds(pence: int | None) -> Decimal | None:
    return None if pence is None else Decimal(pence).scaleb(-2)


def _table(heading: str, values: Mapping[str, Any]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in values.items() if value is not None]
    return "\n".join([heading, *lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_value(each)}' for key, each in value.items())} }}"
    return _WRITERS[type(value)](value)


def _text(value: str) -> str:
    """A string in quotes: JSON's escapes are TOML's but for the delete character."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    bool: lambda value: "true" if value else "false",
    int: str,
    Decimal: lambda value: f"{value:f}",
    date: date.isoformat,
    str: _text,
}
