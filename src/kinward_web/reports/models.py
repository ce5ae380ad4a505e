"""Reports that were built: what they are of, and the files to download."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job


class Report(models.Model):
    """A report as it was built. `files` names kept files by their ending, with size in bytes."""

    class Audience(models.TextChoices):
        """For whom."""

        PUBLIC = "public", "Public: small numbers hidden"
        INTERNAL = "internal", "Internal: every number shown"

    class State(models.TextChoices):
        """Whether it can be downloaded."""

        BUILDING = "building", "Being built"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        PURGED = "purged", "Removed"

    name = models.CharField(max_length=100)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    parts = models.JSONField(default=list)
    single = models.BooleanField(default=False)
    plan_name = models.CharField(max_length=200, blank=True)
    plan_text = models.TextField(blank=True)
    as_at = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.BUILDING)
    files = models.JSONField(default=dict)
    told = models.JSONField(default=list)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"files", "by"})

    class Meta:
        ordering = ("-made", "-id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(audience__in=["public", "internal"]),
                name="report_audience_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["building", "ready", "failed", "purged"]),
                name="report_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(audience="internal") | models.Q(single=False),
                name="report_public_tells_no_placement",
            ),
        ]

    def __str__(self) -> str:
        return self.name
