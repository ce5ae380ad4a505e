"""Long work and how far it has come."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class Job(models.Model):
    """A piece of long work. What it makes is written in one transaction with its end."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    OVER: ClassVar[frozenset[str]] = frozenset({State.DONE, State.FAILED, State.CANCELLED})
    """States after which nothing more comes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    words = models.CharField(max_length=200, blank=True)
    reason = models.TextField(blank=True)
    result_url = models.CharField(max_length=200, blank=True)
    stop_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="jobs"
    )
    needs = models.CharField(max_length=40)
    made = models.DateTimeField(auto_now_add=True)
    began = models.DateTimeField(null=True)
    ended = models.DateTimeField(null=True)
    seen_alive = models.DateTimeField(null=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})

    class Meta:
        ordering = ("-made",)
        indexes = [models.Index(fields=["state", "seen_alive"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "done", "failed", "cancelled"]),
                name="job_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="failed") | ~models.Q(reason=""),
                name="job_failure_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in self.OVER

    @property
    def percent(self) -> int | None:
        """How far, from 0 to 100; None where nobody can say."""
        if self.state == self.State.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else None
