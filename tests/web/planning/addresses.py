"""What the addresses of forecasts and plans are about: things of the commissioner, shared."""

from __future__ import annotations

from datetime import date
from typing import Any

from kinward_web.documents.actions import add
from kinward_web.documents.models import Document
from kinward_web.figures import Made, Told
from kinward_web.planning.actions.plans import make, share
from kinward_web.planning.models import ForecastRun, Plan, Trial
from web_walk import World

_TEXT = """\
[plan]
name = "Walked"
[target]
children = 50
by = 2027-03-31
[[action]]
name = "Fewer"
kind = "change_inflow"
factor = 0.9
start = 2026-04-01
"""
_SAVED = {
    "version": 1,
    "name": "Walked",
    "actions": ["Fewer"],
    "baseline": {"as_at": "2026-03-31", "months": 12, "runs": 20, "seed": 1, "digest": "walked"},
    "figures": [],
    "chances": [],
    "money": None,
}


def _plan(world: World) -> Plan:
    by = world.cast["commissioner"]
    plan = make(by=by, text=_TEXT, key="walked")
    if plan.shared:
        return plan
    editors = [world.cast["finance_manager"]]
    return share(by=by, plan=plan, edition=1, key="walked", shared=True, editors=editors)


def _document(kind: str) -> Document:
    mark = {"on": "2027-03-31", "mean": 50.0, "low": 45.0, "high": 55.0}
    told = Told([], ["It goes on."], (), {"marks": [mark], "asked": {}})
    return add(Made(kind, told, told), as_at=date(2026, 3, 31))


def _trial(world: World, key: str = "walked") -> Trial:
    plan = _plan(world)
    found = Trial.objects.filter(key=key).first()
    return found or Trial.objects.create(
        key=key, plan=plan, snapshot=world.snapshot, name=plan.name, text=plan.text,
        by=plan.owner, saved=_SAVED, document=_document("plan"),
    )  # fmt: skip


def _run(world: World, key: str = "walked") -> ForecastRun:
    found = ForecastRun.objects.filter(key=key).first()
    return found or ForecastRun.objects.create(
        key=key, name="Walked", snapshot=world.snapshot, by=world.cast["commissioner"],
        document=_document("forecast"),
    )  # fmt: skip


def _of_plan(world: World) -> dict[str, Any]:
    return {"pk": _plan(world).pk}


def _of_place(world: World) -> dict[str, Any]:
    return {**_of_plan(world), "place": 0}


def _of_trial(world: World) -> dict[str, Any]:
    return {**_of_plan(world), "number": _trial(world).pk}


def _of_run(world: World) -> dict[str, Any]:
    return {"pk": _run(world).pk}


ADDRESSES = {
    "forecast_run": _of_run,
    "forecast_remove": _of_run,
    "forecast_compare_csv": lambda world: {
        "?": f"run={_run(world).pk}&run={_run(world, 'walked-too').pk}"
    },
    "plans_compare_csv": lambda world: {
        "?": f"trial={_trial(world).pk}&trial={_trial(world, 'walked-too').pk}"
    },
    **dict.fromkeys(
        ("plan", "plan_export", "plan_history", "plan_copy", "plan_remove", "plan_name",
         "plan_text", "plan_sharing", "plan_target_new", "plan_action_new", "plan_try",
         "plan_cheapest", "plan_trials"),
        _of_plan,
    ),
    "plan_edition": lambda world: {**_of_plan(world), "number": 1},
    **dict.fromkeys(
        ("plan_target", "plan_target_remove", "plan_action", "plan_action_move",
         "plan_action_copy", "plan_action_remove"),
        _of_place,
    ),
    **dict.fromkeys(
        ("plan_trial", "plan_case", "plan_saved", "plan_trial_remove"), _of_trial
    ),
}  # fmt: skip
