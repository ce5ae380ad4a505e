"""Trying plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward.scenarios.plan.read import parse_plan
from kinward_web.audit.actions import Kind, record
from kinward_web.intake.selectors import live
from kinward_web.jobs.actions import start
from kinward_web.planning import rules
from kinward_web.planning.actions.plans import HIDDEN_TITLE
from kinward_web.planning.models import Plan, Trial

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


@transaction.atomic
def try_plan(
    *, by: User, plan: Plan, asked: dict[str, Any], key: str, cheapest: bool = False
) -> Trial:
    """Ask for a plan to be tried, as it is now, on the figures that pages show.

    Args:
        key: of the request: the same key again gives the same trial.
        cheapest: whether to look for its actions of least cost instead.

    Raises:
        PermissionDenied: the person may not try it.
        ArgumentError: there are no figures yet; the plan has no target to reach at least cost.
        PlanError: the plan is none any more, with its lines.
    """
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not by.has_perm(rules.TRY, plan):
        raise PermissionDenied
    snapshot = live()
    if snapshot is None:
        raise ArgumentError("There are no figures yet", remedy="Load the returns first.")
    read = parse_plan(plan.text, "the plan")
    if cheapest and not (read.targets and read.actions):
        raise ArgumentError(
            "The plan has no target or no actions", remedy="Add a target and actions to it first."
        )
    trial, new = Trial.objects.get_or_create(
        key=key,
        defaults={
            "plan": plan,
            "snapshot": snapshot,
            "name": read.name[:200],
            "text": plan.text,
            "asked": asked,
            "cheapest": cheapest,
            "by": by,
        },
    )
    if trial.by_id != by.pk or trial.plan_id != plan.pk:
        raise PermissionDenied
    if new:
        verb = "Least cost of" if cheapest else "Try"
        trial.job = start(
            by=by,
            kind="plan_cheapest" if cheapest else "plan_trial",
            title=f"{verb} {plan.name}"[:120] if plan.shared else HIDDEN_TITLE,
            asked={"trial": trial.pk},
            key=f"trial-{key}",
            private=not plan.shared,
        )
        trial.save(update_fields=["job"])
    return trial


@transaction.atomic
def remove_trial(*, by: User, trial: Trial) -> None:
    """Remove what came of trying a plan: whoever asked for it, and whoever owns the plan, may.

    Raises:
        PermissionDenied: neither.
    """
    may_own = by.has_perm(rules.OWN, trial.plan)
    if not (may_own or (trial.by_id == by.pk and by.has_perm(rules.TRY, trial.plan))):
        raise PermissionDenied
    pk, document = trial.pk, trial.document
    trial.delete()
    if document is not None:
        document.delete()
    record(
        by=by, kind=Kind.REMOVE, subject="trial", subject_id=pk,
        words="Removed what came of trying a plan",
    )  # fmt: skip
