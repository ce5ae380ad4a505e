"""Changing a plan's text: name, targets and actions. Each function gives the new text.

A text is only ever changed where something in it becomes other: comments, order and the way in
which numbers are written stay.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import tomlkit

from kinward.scenarios.plan.read_action import merged
from kinward.scenarios.templates.catalogue import template
from kinward_web.planning.text.blocks import Block, Blocks, split

Keys = Mapping[str, str | None]
"""By key, the value as TOML, or None where there is to be none."""


def new(name: str, description: str = "") -> str:
    """A plan with nothing but its name."""
    lines = ["[plan]", f"name = {quoted(name)}"]
    if description:
        lines.append(f"description = {quoted(description)}")
    return "\n".join([*lines, ""])


def with_head(text: str, name: str, description: str) -> str:
    """With another name and description."""
    blocks = split(text)
    place = blocks.places("plan")[0]
    keys = {"name": quoted(name), "description": quoted(description) if description else None}
    return _with(blocks, place, keys, inside="plan")


def with_target(text: str, place: int | None, keys: Keys) -> str:
    """With a target: in the place of another one, or after the last."""
    blocks = split(text)
    own = blocks.places("target")
    if place is not None:
        return _with(blocks, own[place], keys, inside="target")
    for each in own:
        blocks = blocks.replaced(each, _several(blocks.blocks[each]))
    lines = [f"{key} = {value}" for key, value in keys.items() if value is not None]
    heading = "[[target]]" if own else "[target]"
    return blocks.added("target", "\n".join([heading, *lines, ""])).text


def without_target(text: str, place: int) -> str:
    """Without a target."""
    blocks = split(text)
    return blocks.replaced(blocks.places("target")[place]).text


def with_action(text: str, place: int | None, keys: Keys, chosen: Keys) -> str:
    """With an action: in the place of another one, or after the last.

    Args:
        keys: of the action; of one that is there, keys that are not named stay.
        chosen: of `[action.for]`.
    """
    blocks = split(text)
    if place is None:
        return blocks.added("action", _action("[[action]]\n", _standing(keys, chosen), chosen)).text
    at = blocks.places("action")[place]
    block = blocks.blocks[at]
    return blocks.replaced(at, Block("action", _action(block.text, keys, chosen))).text


def without_action(text: str, place: int) -> str:
    """Without an action."""
    blocks = split(text)
    return blocks.replaced(blocks.places("action")[place]).text


def moved(text: str, place: int, by: int) -> str:
    """With an action so many places further down (up, below 0), as far as there are any."""
    blocks = split(text)
    own = blocks.places("action")
    to = min(max(place + by, 0), len(own) - 1)
    one, other = own[place], own[to]
    every = list(blocks.blocks)
    every[one], every[other] = _parted(every[other]), _parted(every[one])
    return Blocks(tuple(every)).text if one != other else text


def copied(text: str, place: int, name: str) -> str:
    """With a copy of an action after it, under another name."""
    blocks = split(text)
    at = blocks.places("action")[place]
    block = _parted(blocks.blocks[at])
    copy = Block("action", _action(block.text, {"name": quoted(name)}, {}))
    return blocks.replaced(at, block, copy).text


def effective(own: Mapping[str, Any]) -> dict[str, Any]:
    """An action's keys with those that its template fills in."""
    key = own.get("template", "")
    return merged(own, key) if key else dict(own)


def quoted(text: str) -> str:
    """Text as TOML has it, on one line."""
    return tomlkit.string(text).as_string()


def read(value: str) -> Any:
    """The value of a piece of TOML, numbers with a point as `Decimal`."""
    return tomllib.loads(f"x = {value}", parse_float=Decimal)["x"]


def _with(blocks: Blocks, at: int, keys: Keys, *, inside: str) -> str:
    block = blocks.blocks[at]
    document = tomlkit.parse(block.text)
    found: Any = document[inside]
    table = found[0] if isinstance(found, list) else found
    _set(table, keys, dict(_values(block.text, inside)))
    return blocks.replaced(at, Block(block.key, tomlkit.dumps(document))).text


def _action(text: str, keys: Keys, chosen: Keys) -> str:
    own = _values(text, "action")
    whole = effective(own)
    drops = _drops(own, {**keys, **{f"for.{key}": value for key, value in chosen.items()}})
    document = tomlkit.parse(text)
    table: Any = document["action"][0]  # type: ignore[index]
    stands = own if drops else whole
    # What the template filled in is written out where the template goes.
    kept = {key: _written(value) for key, value in whole.items() if key not in {"for", *keys}}
    _set(table, {**(kept if drops else {}), **keys}, stands)
    _choose(table, chosen, whole.get("for", {}), own.get("for", {}) if drops else None)
    if drops:
        table.pop("template", None)
    return tomlkit.dumps(document)


def _standing(keys: Keys, chosen: Keys) -> Keys:
    """The keys of a new action, without its template where that would fill in what is to go."""
    named = keys.get("template")
    conditions = {f"for.{key}": value for key, value in chosen.items()}
    if named is None or not _drops({"template": read(named)}, {**keys, **conditions}):
        return keys
    return {key: value for key, value in keys.items() if key != "template"}


def _drops(own: Mapping[str, Any], keys: Keys) -> bool:
    """Whether a key is to go that the template would fill in again."""
    if not own.get("template"):
        return False
    base = dict(template(own["template"]).defaults)
    gone = {key for key, value in keys.items() if value is None}
    without = {key: value for key, value in own.items() if key not in gone}
    given = {key for key, value in keys.items() if value is not None}
    left = merged({**without, **dict.fromkeys(given - {"for"}, 0)}, own["template"])
    filled = {*left, *(f"for.{key}" for key in base.get("for", {}))}
    return bool(gone & (filled - set(without)))


def _set(table: Any, keys: Keys, stands: Mapping[str, Any]) -> None:
    for key, value in keys.items():
        if value is None:
            table.pop(key, None)
        elif key in stands:
            if not _same(stands[key], read(value)):
                table[key] = tomlkit.value(value)
        else:
            table[key] = tomlkit.value(value)


def _choose(
    table: Any, chosen: Keys, stands: Mapping[str, Any], own: Mapping[str, Any] | None
) -> None:
    """Set the conditions of an action; its table comes and goes with them."""
    given = {key: value for key, value in chosen.items() if value is not None}
    if "for" not in table and any(
        own is not None or key not in stands or not _same(stands[key], read(value))
        for key, value in given.items()
    ):
        table["for"] = tomlkit.table()
    if "for" not in table:
        return
    _set(table["for"], chosen, stands if own is None else own)
    if not table["for"]:
        table.pop("for")


def _values(text: str, inside: str) -> dict[str, Any]:
    found = tomllib.loads(text, parse_float=Decimal).get(inside, {})
    return dict(found[0] if isinstance(found, list) else found)


def _same(one: Any, other: Any) -> bool:
    """Whether two values mean the same: a word is a list of one."""
    if isinstance(one, str) and isinstance(other, list):
        return [one] == other
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    return bool(one == other)


def _written(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, list):
        return f"[{', '.join(_written(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key} = {_written(each)}' for key, each in value.items())} }}"
    return quoted(value) if isinstance(value, str) else str(value)


def _several(block: Block) -> Block:
    """A `[target]` as one of several."""
    head, _, rest = block.text.partition("[target]")
    return Block("target", f"{head}[[target]]{rest}") if rest or head else block


def _parted(block: Block) -> Block:
    """With an empty line at its end, so that it can stand before another."""
    text = block.text if block.text.endswith("\n") else f"{block.text}\n"
    return Block(block.key, text if text.endswith("\n\n") else f"{text}\n")
