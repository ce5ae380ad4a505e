"""Plans as the API gives them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from kinward_web.api.contents import stored_links
from kinward_web.documents.access import may_see
from kinward_web.documents.selectors import audience_of
from kinward_web.intake.selectors import live
from kinward_web.planning.models import Trial
from kinward_web.planning.selectors.plans import plans, trials

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


def seen_plans(person: User) -> list[dict[str, Any]]:
    """The plans that a person may see, by name, with what came of trying each, newest first."""
    now, audience = live(), audience_of(person)
    tried: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for each in trials(person).exclude(document=None):
        if each.document is not None and may_see(person, each.document):
            tried[each.plan_id].append(_try(each, now, audience))
    return [
        {
            "number": each.pk, "name": each.name, "note": each.note, "owner": each.owner.name,
            "shared": each.shared, "edition": each.edition, "changed": each.changed,
            "tries": tried[each.pk],
        }
        for each in plans(person)
    ]  # fmt: skip


def _try(trial: Trial, now: Snapshot | None, audience: str) -> dict[str, Any]:
    return {
        "number": trial.pk,
        "made": trial.made,
        "figures": trial.snapshot.number,
        "stale": trial.stale(now),
        "tables": [] if trial.document is None else stored_links(trial.document, audience),
    }
