"""Which jobs a person sees: their own, and those of others that their role could ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from kinward_web.jobs.models import Job

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


def jobs_for(person: User) -> QuerySet[Job]:
    """The jobs that a person may see, newest first.

    A job may be about one area's children, so one without the right to every area sees only their
    own. Whose role changed no longer sees those of their own that they could not ask for now.
    """
    may = Q(needs__in=person.permissions)
    own = Q(by=person) & (may | Q(needs=""))
    seen = own | may if person.has_perm("areas.all") else own
    return Job.objects.filter(seen).select_related("by").order_by("-made", "pk")
