"""Reading one action of a plan: what every kind has, and whom it is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from kinward.reference.code_groups import SHORT_BREAKS
from kinward.reference.codes import groups
from kinward.scenarios.plan.effects import KINDS, ChangeInflow, Divert, Effect, Own
from kinward.scenarios.plan.fields import Fields
from kinward.scenarios.plan.model import (
    AVOIDED_BY_DEFAULT,
    MOST_AGE,
    PAYERS,
    SAVINGS,
    Action,
    Children,
    Saving,
    legal_groups,
)
from kinward.scenarios.plan.read_effects import EXCLUSIVE, effect
from kinward.scenarios.templates.catalogue import template, templates
from kinward.terms import CATEGORIES

_MOST_MONTHS: Final = 120
_MOST_WEEKS: Final = 940


def action(fields: Fields) -> Action | None:
    """An action from its keys, those of its template filled in; None where its kind is unknown."""
    key = _template(fields)
    fields.values = merged(fields.values, key)
    name, kind = fields.text("name", required=True), fields.ask("kind", required=True)
    known = None if kind is None else fields.known(kind, tuple(KINDS), "kind")
    children = _children(fields.under("for", "for"))
    if known is None:
        return None
    does = effect(known, fields)
    if children.weeks_in_care is not None and _of_entries(does):
        fields.wrong(
            "weeks_in_care is no condition on children who are yet to enter",
            "Take it out.",
            "for",
            "weeks_in_care",
        )
    start, end = _days(fields)
    saving: Saving = "avoided" if known in AVOIDED_BY_DEFAULT else "cashable"
    read = Action(
        name=name,
        effect=does,
        start=start,
        ramp_months=fields.whole("ramp_months", 0, _MOST_MONTHS, required=False) or 0,
        end=end,
        setup_pence=fields.pence("setup_cost") or 0,
        yearly_pence=fields.pence("yearly_cost") or 0,
        paid_by=fields.word("paid_by", PAYERS, "placements"),
        saves=fields.word("saves", PAYERS, "placements"),
        saving=fields.word("saving", SAVINGS, saving),
        children=children,
        template=key,
        priority=fields.text("priority"),
        notes=fields.text("notes"),
        line=fields.line(),
    )
    fields.finish()
    return read


def _days(fields: Fields) -> tuple[date, date | None]:
    """The first and the last day."""
    start, end = fields.day("start", required=True), fields.day("end")
    if start is not None and end is not None and end < start:
        fields.wrong("The action ends before it starts", "Correct one of the two dates.", "end")
    return start or date.min, end


def _template(fields: Fields) -> str:
    """The key of the template that an action begins from, or empty."""
    found = fields.ask("template")
    if found in (None, ""):
        return ""
    return fields.known(found, tuple(each.key for each in templates()), "template") or ""


def merged(own: Mapping[str, Any], key: str) -> dict[str, Any]:
    """The keys of an action over those of its template.

    Of keys that exclude each other the template's go where the action has one of its own, and all
    of its own kind go where the action names another kind.
    """
    if not key:
        return dict(own)
    base = dict(template(key).defaults)
    kind = own.get("kind", base["kind"])
    if kind != base["kind"]:
        base = {"for": base.get("for", {})}
    for names in EXCLUSIVE.values():
        if any(name in own for name in names):
            base = {name: value for name, value in base.items() if name not in names}
    whole = {**base, **own}
    chosen = own.get("for", {})
    if isinstance(chosen, dict) and (base.get("for") or chosen):
        whole["for"] = {**base.get("for", {}), **chosen}
    return whole


def _children(fields: Fields) -> Children:
    """Whom an action is for."""
    read = Children(
        age=fields.span("age", MOST_AGE),
        category=fields.words("category", tuple(CATEGORIES)),
        need=fields.words("need", tuple(groups("CIN"))),
        legal_status=_legal(fields),
        uasc=fields.flag("uasc"),
        area=fields.words("area"),
        weeks_in_care=fields.span("weeks_in_care", _MOST_WEEKS),
    )
    fields.finish()
    return read


def _legal(fields: Fields) -> tuple[str, ...]:
    codes = tuple(code for code in groups("LS") if code not in SHORT_BREAKS)
    return fields.words("legal_status", (*codes, *legal_groups()))


def _of_entries(does: Effect) -> bool:
    """Whether an action is about children who are yet to enter care."""
    entry = isinstance(does, Own) and does.rate == "entry"
    return entry or isinstance(does, Divert | ChangeInflow)
