"""Reading a plan: TOML in, frozen dataclasses out, every problem by its line."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from kinward.errors import InputError
from kinward.scenarios.plan.fields import Fields
from kinward.scenarios.plan.lines import MARK, Lines
from kinward.scenarios.plan.model import Action, Plan, Target
from kinward.scenarios.plan.problems import PlanError, Problem
from kinward.scenarios.plan.read_action import action

_TARGETS: Final = ("children", "pounds", "saving")
_PLACE: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_MOST_BYTES: Final = 4_000_000


def read_plan(path: Path) -> Plan:
    """Read a plan file.

    Raises:
        PlanError: something in it cannot be used.
        InputError: the file cannot be opened, or is no text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(
            "The plan cannot be opened", where=path.name, remedy="See whether the file is there."
        ) from error
    if len(content) > _MOST_BYTES:
        raise InputError(
            "The file is too large for a plan", where=path.name, remedy="Give a TOML file."
        )
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        raise PlanError(
            path.name,
            [
                Problem(
                    content[: error.start].count(b"\n") + 1,
                    "A letter is not written in UTF-8",
                    "Save the file as UTF-8.",
                )
            ],
        ) from None
    return parse_plan(text, path.name, path.parent)


def parse_plan(text: str, file: str = "the plan", folder: Path | None = None) -> Plan:
    """A plan from its text.

    Args:
        text: the TOML, with or without a mark before it (`lines.MARK`).
        file: its name, for messages.
        folder: where files of evidence are that it names; None where it may name none.

    Raises:
        PlanError: something in it cannot be used.
    """
    values = _values(text, file)
    lines, problems = Lines(text), list[Problem]()
    whole = Fields(values, (), lines, problems, "The plan", folder)
    head = _head(whole)
    read = Plan(
        name=head.text("name", required=True),
        description=head.text("description"),
        targets=_targets(whole),
        actions=_actions(whole),
        file=file,
    )
    head.finish()
    whole.finish()
    if problems:
        raise PlanError(file, problems)
    return read


def _values(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.lstrip(MARK), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place.group(1)) if place and place.group(1) else text.count("\n") + 1
        reason = _PLACE.sub("", str(error))
        problem = Problem(
            line, f"This is no TOML: {reason}", "Correct the line, or the one before."
        )
        raise PlanError(file, [problem]) from None
    except (RecursionError, ValueError, ArithmeticError):
        raise InputError(
            "The plan holds something that is too long or too deep to be read",
            where=file,
            remedy="A plan needs plain numbers, and tables within tables of an action.",
        ) from None


def _head(whole: Fields) -> Fields:
    if "plan" not in whole:
        whole.wrong("The plan has no [plan]", 'Begin with [plan] and name = "...".')
    return whole.under("plan", "[plan]")


def _targets(whole: Fields) -> tuple[Target, ...]:
    """`[target]` or several `[[target]]`."""
    found = whole.values.get("target")
    if not isinstance(found, list):
        return () if found is None else (_target(whole.under("target", "The target")),)
    return tuple(_target(each) for each in _several(whole, "target", "The target"))


def _target(fields: Fields) -> Target:
    given = fields.one_of(_TARGETS)
    read = Target(
        by=fields.day("by", required=True) or date.min,
        children=fields.whole("children", 0, 100_000) if given == "children" else None,
        pence=fields.pence("pounds") if given == "pounds" else None,
        saving_pence=fields.pence("saving") if given == "saving" else None,
        line=fields.line(),
    )
    fields.finish()
    return read


def _actions(whole: Fields) -> tuple[Action, ...]:
    read: list[Action] = []
    seen: dict[str, int] = {}
    for fields in _several(whole, "action", "The action"):
        name = fields.values.get("name")
        key = " ".join(name.lower().split()) if isinstance(name, str) else ""
        if key and key in seen:
            fields.wrong(
                f"An earlier action has the same name (line {seen[key]})",
                "Give each its own.",
                "name",
            )
        seen.setdefault(key, fields.line("name"))
        one = action(fields)
        if one is not None:
            read.append(one)
    return tuple(read)


def _several(whole: Fields, key: str, name: str) -> list[Fields]:
    """The tables of an array of tables."""
    found = whole.ask(key)
    if found is None:
        return []
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        whole.wrong(f"{key} is no list of tables", f"Begin each with [[{key}]].", key)
        return []
    return [whole.item(key, at, name) for at in range(len(found))]
