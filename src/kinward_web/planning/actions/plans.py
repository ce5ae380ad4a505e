"""Making, changing, sharing and removing plans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import PermissionDenied
from django.db import transaction

from kinward.errors import ArgumentError
from kinward.scenarios.plan.model import Plan as Read
from kinward.scenarios.plan.read import parse_plan
from kinward_web.accounts.editing import already, save
from kinward_web.audit.actions import Kind, record
from kinward_web.documents.models import Document
from kinward_web.jobs.models import Job
from kinward_web.planning import rules
from kinward_web.planning.models import Plan
from kinward_web.planning.text.write import with_head

if TYPE_CHECKING:
    from kinward_web.accounts.models import User

HIDDEN_TITLE = "A private plan"
"""What a job of a plan that is not shared is called."""
_NUL: Final = re.compile(r"\\(?:u0000|U00000000)")
"""How TOML writes a NUL."""


@transaction.atomic
def make(*, by: User, text: str, key: str, words: str = "Made the plan") -> Plan:
    """Make a plan of one's own from a text; it is not shared.

    Args:
        key: of the request: the same key again gives the same plan.

    Raises:
        PermissionDenied: the person may not make plans.
        PlanError: the text is no plan, with its lines.
    """
    _needs(by, "plans.edit")
    read = _read(text)
    plan, new = Plan.objects.get_or_create(
        key=key,
        defaults={
            "name": read.name[:200],
            "note": read.description,
            "text": text,
            "owner": by,
            "changed_by": by,
        },
    )
    if plan.owner_id != by.pk:
        raise PermissionDenied
    if new:
        record(
            by=by, kind=Kind.CREATE, subject="plan", subject_id=plan.pk, words=words,
            after=_told(plan),
        )  # fmt: skip
    return plan


@transaction.atomic
def change(
    *, by: User, plan: Plan, edition: int, key: str, edit: Callable[[str], str], words: str
) -> Plan:
    """Change a plan's text.

    Args:
        edition: the one that the person was looking at.
        key: of the request: the same key again changes nothing more.
        edit: gives the new text for the one that is there.

    Raises:
        PermissionDenied: the person may not change it.
        StaleError: somebody else changed it meanwhile.
        PlanError: what would come is no plan, with its lines.
    """
    held = _held(by, plan, rules.CHANGE)
    if already(held, by=by, edition=edition, key=key):
        return held
    text = edit(held.text)
    if text == held.text:
        return held
    read, before = _read(text), _told(held)
    held.text, held.name, held.note = text, read.name[:200], read.description
    save(held, by=by, key=key)
    record(
        by=by, kind=Kind.CHANGE, subject="plan", subject_id=held.pk, words=words,
        before=before, after=_told(held),
    )  # fmt: skip
    return held


@transaction.atomic
def share(
    *, by: User, plan: Plan, edition: int, key: str, shared: bool, editors: Iterable[User]
) -> Plan:
    """Say whether the authority sees a plan, and who else may change it.

    Raises:
        PermissionDenied: it is not the person's own plan.
        StaleError: somebody else changed it meanwhile.
    """
    held = _held(by, plan, rules.OWN)
    if already(held, by=by, edition=edition, key=key):
        return held
    before = _sharing(held)
    held.shared = shared
    save(held, by=by, key=key)
    held.editors.set(each for each in editors if each.pk != by.pk)
    if not shared:
        _hide_jobs(held)
    record(
        by=by, kind=Kind.CHANGE, subject="plan", subject_id=held.pk,
        words="Shared the plan" if shared else "Made the plan private",
        before=before, after=_sharing(held),
    )  # fmt: skip
    return held


@transaction.atomic
def remove(*, by: User, plan: Plan) -> None:
    """Remove a plan, what came of trying it, and the figures of that.

    Raises:
        PermissionDenied: it is not the person's own plan.
    """
    held = _held(by, plan, rules.OWN)
    told, pk = _told(held), held.pk
    Document.objects.filter(trials__plan=held).delete()
    _hide_jobs(held)
    held.delete()
    record(
        by=by, kind=Kind.REMOVE, subject="plan", subject_id=pk, words="Removed the plan",
        before=told,
    )  # fmt: skip


def copy(*, by: User, plan: Plan, key: str) -> Plan:
    """A copy of a plan, of one's own; it is not shared.

    Raises:
        PermissionDenied: the person may not see the plan, or not make any.
    """
    if not by.has_perm(rules.SEE, plan):
        raise PermissionDenied
    name = f"Copy of {plan.name}"[:200]
    return make(by=by, text=with_head(plan.text, name, plan.note), key=key, words="Copied a plan")


def _held(by: User, plan: Plan, permission: str) -> Plan:
    """The plan as it is now, kept from others until the transaction ends."""
    held = Plan.objects.select_for_update(of=("self",)).select_related("changed_by").get(pk=plan.pk)
    if not by.has_perm(permission, held):
        raise PermissionDenied
    return held


def _read(text: str) -> Read:
    """A plan's text as it reads.

    Raises:
        PlanError: it is no plan, with its lines.
        ArgumentError: it holds a sign that PostgreSQL keeps in no text.
    """
    if _NUL.search(text):
        raise ArgumentError("The plan holds the sign \\u0000", remedy="Take it out.")
    return parse_plan(text, "the plan")


def _needs(by: User, permission: str) -> None:
    if not (by.has_perm(permission) and by.has_perm("areas.all")):
        raise PermissionDenied


def _hide_jobs(plan: Plan) -> None:
    """Jobs of the plan that others could see are from now on only theirs who asked for them."""
    Job.objects.filter(pk__in=plan.trials.values("job")).update(needs="", title=HIDDEN_TITLE)


def _told(plan: Plan) -> dict[str, Any]:
    """What the log keeps of a plan: its texts are in its history."""
    return {
        "edition": plan.edition,
        "name": plan.name if plan.shared else HIDDEN_TITLE,
        "text": blake2b(plan.text.encode(), digest_size=8).hexdigest(),
    }


def _sharing(plan: Plan) -> dict[str, Any]:
    editors = plan.editors.order_by("pk").values_list("pk", flat=True)
    return {"edition": plan.edition, "shared": plan.shared, "editors": list(editors)}
