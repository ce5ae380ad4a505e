"""A plan as its page shows it: targets and actions in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kinward.reports.table import long_date
from kinward.scenarios import explain
from kinward.scenarios.plan.effects import Carers, HighCost, Tier
from kinward.scenarios.plan.model import Action, Children, Target
from kinward.scenarios.plan.uncertain import Factor, Percent, Share
from kinward.scenarios.templates.catalogue import Template, template
from kinward.terms import CATEGORIES
from kinward_web.planning.forms.kinds import KINDS


@dataclass(frozen=True)
class ActionShown:
    """An action in a few lines.

    Attributes:
        lines: what it does, when, for whom, at what cost.
    """

    place: int
    name: str
    kind: str
    lines: tuple[str, ...]
    first: bool
    last: bool


@dataclass(frozen=True)
class Origin:
    """Where a figure of a template is from."""

    key: str
    value: str
    source: str
    assumption: str


def target_words(target: Target) -> str:
    """What a target asks for."""
    measure, value = "children", target.children
    if target.pence is not None:
        measure, value = "pounds", target.pence
    elif target.saving_pence is not None:
        measure, value = "saving", target.saving_pence
    said = explain.aim(measure, value or 0, target)
    return f"{said[:1].upper()}{said[1:]}"


def actions(found: tuple[Action, ...]) -> list[ActionShown]:
    """The actions, in order."""
    return [
        ActionShown(
            place, each.name, KINDS[each.kind].title, tuple(_lines(each)),
            place == 0, place == len(found) - 1,
        )
        for place, each in enumerate(found)
    ]  # fmt: skip


def origins(key: str) -> list[Origin]:
    """Where the figures of a template are from, or what was assumed."""
    found: Template = template(key)
    told: Mapping[str, Any] = found.as_json()["defaults"]
    keys = [each for each in told if each in found.sources or each in found.assumptions]
    return [
        Origin(
            each.replace("_", " "), _plain(told[each]), found.sources.get(each, ""),
            found.assumptions.get(each, ""),
        )
        for each in keys
    ]  # fmt: skip


def _lines(action: Action) -> Iterator[str]:
    until = f" to {long_date(action.end)}" if action.end else ""
    ramp = f", with its full effect after {action.ramp_months} months" if action.ramp_months else ""
    yield f"From {long_date(action.start)}{until}{ramp}."
    parts = [
        f"{name.replace('_', ' ').replace('source', 'from')}: {_said(value)}"
        for name, value in vars(action.effect).items()
        if value not in (None, (), Decimal(0)) and _said(value) != "0%"
    ]
    if parts:
        yield f"{'; '.join(parts).capitalize()}."
    whom = list(_whom(action.children))
    if whom:
        yield f"For: {'; '.join(whom)}."
    costs = [(action.setup_pence, "to set up"), (action.yearly_pence, "a year")]
    told = [f"£{pence / 100:,.0f} {words}" for pence, words in costs if pence]
    yield (
        f"Costs {' and '.join(told)}, paid by {action.paid_by}; saving {action.saving}."
        if told
        else f"No cost is given; saving {action.saving}."
    )


def _whom(children: Children) -> Iterator[str]:
    for name, value in vars(children).items():
        if value is None or value == ():
            continue
        label = {"uasc": "unaccompanied"}.get(name, name.replace("_", " "))
        if name in ("age", "weeks_in_care"):
            yield (
                f"{label} {value[0]} to {value[1]}"
                if value[0] < value[1]
                else f"{label} {value[0]}"
            )
        else:
            yield f"{label} {_said(value)}"


def _said(value: Any) -> str:  # noqa: PLR0911 - one answer for each sort of value
    if isinstance(value, Share):
        return _share(value)
    if isinstance(value, Factor):
        return f"{_number(value.mean)}{_give_or_take(value.sd)}"
    if isinstance(value, Percent):
        return f"{_number(value.mean)}%{_give_or_take(value.sd)}"
    if isinstance(value, Tier):
        return f"{_said(value.percent)} from {value.from_placements} placements"
    if isinstance(value, HighCost):
        return f"{_said(value.percent)} for the {value.top} dearest"
    if isinstance(value, Carers):
        return (
            f"{_number(value.at_start)} places at the start, {_number(value.recruited_a_year)} "
            f"gained and {_number(value.leaving_a_year)} lost a year"
        )
    if isinstance(value, tuple):
        return ", ".join(_said(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return CATEGORIES.get(value, value.replace("_", " "))
    return _number(value)


def _share(share: Share) -> str:
    if share.value is not None:
        return f"{_number(share.value * 100)}%"
    if share.of is not None:
        return f"{share.successes} of {share.of} cases"
    return f"{_number((share.mean or Decimal(0)) * 100)}%, worth {_number(share.weight or 0)} cases"


def _give_or_take(sd: Decimal) -> str:
    return f", give or take {_number(sd)}" if sd else ""


def _number(value: Any) -> str:
    found = Decimal(value)
    text = f"{found:,.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_plain(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ", ".join(_plain(each) for each in value)
    return f"{value:,g}" if isinstance(value, int | float) else CATEGORIES.get(value, str(value))
