"""Reading reports, for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from kinward_web.planning.models import Plan
from kinward_web.planning.selectors.plans import plans
from kinward_web.reports.models import Report

if TYPE_CHECKING:
    from kinward_web.accounts.models import User
    from kinward_web.intake.models import Snapshot

PARTS = {
    "money": ("Money: where the budget stands", "money.see"),
    "forecast": ("Forecast, and how past ones did", "forecast.see"),
}
"""What a report can tell beside the children and the quality of the data: name, permission."""


def reports(person: User) -> QuerySet[Report]:
    """The reports that a person may see, newest first.

    They are of all areas together. An internal one needs the right to internal reports; one that
    tells of single placements, the right to see these.
    """
    if not (person.has_perm("reports.see") and person.has_perm("areas.all")):
        return Report.objects.none()
    found = Report.objects.select_related("by", "job")
    if not person.has_perm("reports.whole"):
        found = found.filter(audience=Report.Audience.PUBLIC)
    if not person.has_perm("money.placements"):
        found = found.filter(single=False)
    return found


def parts_for(person: User, snapshot: Snapshot | None) -> dict[str, str]:
    """The parts that a person may put into a report, of those that there is data for."""
    if snapshot is None:
        return {}
    kinds = set(snapshot.documents.values_list("kind", flat=True))
    return {
        key: name
        for key, (name, needed) in PARTS.items()
        if person.has_perm(needed) and key in kinds
    }


def plans_for(person: User) -> QuerySet[Plan]:
    """The plans that a report may tell of: those that are shared."""
    return plans(person).filter(shared=True)


def may_remove(person: User, report: Report) -> bool:
    """Whether a person may remove a report: their own."""
    return report.by_id == person.pk and person.has_perm("reports.build")


def file_of(report: Report, ending: str) -> dict[str, Any] | None:
    """A file of a report that is ready; None where it has none of that ending."""
    found: dict[str, Any] | None = report.files.get(ending)
    return found if report.state == Report.State.READY else None
