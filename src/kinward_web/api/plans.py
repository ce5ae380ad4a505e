"""Plans as the API gives them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from kinward_web.api.contents import links_of
from kinward_web.api.schemas import TableLink
from kinward_web.documents.selectors import audience_of
from kinward_web.intake.selectors import live
from kinward_web.planning.models import Trial
from kinward_web.planning.selectors.plans import plans, trials

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot


_UNREAD: Final = (
    "saved", "plan__text", "snapshot__facts", "document__head_whole", "document__head_public",
)  # fmt: skip
"""What a list of trials need not read."""


def seen_plans(person: User) -> list[dict[str, Any]]:
    """The plans that a person may see, by name, with what came of trying each, newest first."""
    now, every = live(), {each.pk: each for each in plans(person)}
    # Whoever may see a plan may see the documents of its kind that came of it.
    found = trials(person).filter(document__kind="plan").select_related("document")
    seen = list(found.defer(*_UNREAD))
    links = links_of([each.document for each in seen if each.document], audience_of(person))
    tried: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for each in seen:
        # The text of the plan, with which it is compared, is that of the plan at hand.
        each.plan = every[each.plan_id]
        tried[each.plan_id].append(_try(each, now, links[each.document_id or 0]))
    return [
        {
            "number": each.pk, "name": each.name, "note": each.note, "owner": each.owner.name,
            "shared": each.shared, "edition": each.edition, "changed": each.changed,
            "tries": tried[each.pk],
        }
        for each in every.values()
    ]  # fmt: skip


def _try(trial: Trial, now: Snapshot | None, links: list[TableLink]) -> dict[str, Any]:
    return {
        "number": trial.pk,
        "made": trial.made,
        "figures": trial.snapshot.number,
        "stale": trial.stale(now),
        "tables": links,
    }
