"""Reading plans and what came of them. A plan that is not shared is its owner's alone."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from kinward.errors import KinwardError
from kinward.scenarios.plan.lines import MARK
from kinward.scenarios.plan.model import Action, Target
from kinward.scenarios.plan.read import parse_plan
from kinward.scenarios.templates.catalogue import Template, template, templates
from kinward_web.accounts.models import Area, User
from kinward_web.documents.models import Document
from kinward_web.documents.selectors import Shown, audience_of, shown
from kinward_web.planning import rules
from kinward_web.planning.models import Plan, Trial
from kinward_web.planning.text.write import effective

if TYPE_CHECKING:
    from django.db.models import Model


@dataclass(frozen=True)
class Read:
    """A plan's text as it reads.

    Attributes:
        problems: why it is no plan any more, in lines; then there is nothing else.
    """

    targets: tuple[Target, ...] = ()
    actions: tuple[Action, ...] = ()
    problems: tuple[str, ...] = ()


def plans(person: User) -> QuerySet[Plan]:
    """The plans that a person may see, by name."""
    if not (person.has_perm("plans.see") and person.has_perm("areas.all")):
        return Plan.objects.none()
    found = Plan.objects.filter(Q(owner=person) | Q(shared=True))
    return found.select_related("owner", "changed_by")


def trials(person: User) -> QuerySet[Trial]:
    """What came of the plans that a person may see, newest first."""
    found = Trial.objects.filter(plan__in=plans(person).values("pk"))
    return found.select_related("plan", "snapshot", "job", "by")


def tries(person: User, plan: Plan) -> QuerySet[Trial]:
    """What came of one plan, newest first: a list, without what came of each."""
    return trials(person).filter(plan=plan).defer("saved", "plan__text", "snapshot__facts")


def comparable(person: User) -> QuerySet[Trial]:
    """The trials that can be put side by side, newest first: a list, without what it does not
    show of each."""
    unshown = ("saved", "text", "plan__text", "snapshot__facts")
    return trials(person).filter(saved__isnull=False).defer(*unshown)


def may(person: User, plan: Plan) -> frozenset[str]:
    """What a person may do with a plan: 'change', 'try', 'own'."""
    asked = {"change": rules.CHANGE, "try": rules.TRY, "own": rules.OWN}
    found = {name for name, permission in asked.items() if person.has_perm(permission, plan)}
    return frozenset(found)


def may_remove(person: User, trial: Trial) -> bool:
    """Whether a person may remove what came of a trial."""
    own = trial.by_id == person.pk and person.has_perm(rules.TRY, trial.plan)
    return own or person.has_perm(rules.OWN, trial.plan)


def may_see_document(person: User, document: Document) -> bool:
    """Whether a person may see the figures of a plan: those of plans that they may see."""
    return trials(person).filter(document=document).exists()


def read(plan: Plan) -> Read:
    """A plan's text as it reads."""
    try:
        found = parse_plan(plan.text, "the plan")
    except KinwardError as error:
        return Read(problems=error.lines)
    return Read(found.targets, found.actions)


def action_keys(plan: Plan, place: int) -> dict[str, Any] | None:
    """The keys of an action, with those that its template fills in; None where there is none."""
    found = tables(plan, "action")
    return effective(found[place]) if 0 <= place < len(found) else None


def place_of(plan: Plan, name: str) -> int | None:
    """The place of the action of a name, told apart without case as the core does."""
    names = [_plain(str(each.get("name", ""))) for each in tables(plan, "action")]
    return names.index(_plain(name)) if _plain(name) in names else None


def tables(plan: Plan, key: str) -> list[dict[str, Any]]:
    """The targets or actions of a plan, as they stand in its text."""
    try:
        found = tomllib.loads(plan.text.lstrip(MARK), parse_float=Decimal).get(key, [])
    except tomllib.TOMLDecodeError:
        return []
    return [found] if isinstance(found, dict) else list(found)


def template_keys(key: str) -> dict[str, Any] | None:
    """The keys of a template, for a new action; None where there is no such template."""
    try:
        found: Template = template(key)
    except KinwardError:
        return None
    return {**found.defaults, "template": key, "name": found.title}


def all_templates() -> Sequence[Template]:
    """Every template."""
    return templates()


def team_names() -> list[str]:
    """The teams that an action can be for."""
    return list(Area.objects.filter(retired=False).values_list("name", flat=True))


def possible_editors(plan: Plan) -> QuerySet[User]:
    """Those who may change plans, but for the owner."""
    from kinward_web.roles import ROLES

    roles = [key for key, (_, held) in ROLES.items() if {"plans.edit", "areas.all"} <= held]
    people = User.objects.filter(is_active=True, role__in=roles)
    return people.exclude(pk=plan.owner_id).order_by("name")


def shown_trial(person: User, trial: Trial, keys: tuple[str, ...] | None = None) -> Shown | None:
    """What came of a trial, for one kind of reader; None where nothing has yet."""
    if trial.document is None:
        return None
    return shown(trial.document, audience_of(person), keys)


def chosen_trials(person: User, wanted: list[str]) -> list[Trial]:
    """The trials of an address that have come to something, in its order."""
    numbers = [int(each) for each in dict.fromkeys(wanted) if each.isdecimal() and len(each) < 10]
    found = {each.pk: each for each in trials(person).filter(pk__in=numbers, saved__isnull=False)}
    return [found[number] for number in numbers if number in found]


def history(plan: Plan) -> QuerySet[Model]:
    """How a plan came to be what it is, newest first."""
    return plan.history.select_related("changed_by").order_by("-edition", "-history_date")


def _plain(name: str) -> str:
    return " ".join(name.lower().split())
