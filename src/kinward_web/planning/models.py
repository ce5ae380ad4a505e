"""Forecasts that somebody ran, plans, and what came of trying them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kinward_web.documents.models import Document
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job


class ForecastRun(models.Model):
    """A forecast with settings of somebody's own, kept under a name."""

    name = models.CharField(max_length=80)
    asked = models.JSONField(default=dict)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})

    class Meta:
        ordering = ("-made", "-id")

    def __str__(self) -> str:
        return self.name


class Plan(models.Model):
    """A plan: the text of its file is the one truth. Name and description are read from it."""

    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    text = models.TextField()
    shared = models.BooleanField(default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plans"
    )
    editors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="plans_to_edit"
    )
    edition = models.PositiveIntegerField(default=1)
    last_key = models.CharField(max_length=64, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed = models.DateTimeField(auto_now=True)
    made = models.DateTimeField(auto_now_add=True)
    key = models.CharField(max_length=64, unique=True)

    history = HistoricalRecords()

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"owner", "editors", "changed_by"})

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="plan_has_name"),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="plan_edition_counts"),
        ]

    def __str__(self) -> str:
        return self.name


class Trial(models.Model):
    """A plan tried on a snapshot: with the text that it had, and what came of it.

    `saved` is the result in short, as `kinward compare` reads it. Where `cheapest`, the actions
    were candidates for the set of least cost, and nothing is saved.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="trials")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    text = models.TextField()
    cheapest = models.BooleanField(default=False)
    asked = models.JSONField(default=dict)
    saved = models.JSONField(null=True)
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, related_name="trials"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "saved"})

    class Meta:
        ordering = ("-made", "-id")

    def __str__(self) -> str:
        return f"{self.name}, tried"

    def stale(self, live: Snapshot | None) -> list[str]:
        """Why what came of it is no longer of today, in sentences without a full stop."""
        told: list[str] = []
        if live is not None and live.pk != self.snapshot_id:
            told.append("newer data has been loaded")
        if self.text != self.plan.text:
            told.append("the plan has been changed")
        return told

    def setting(self, name: str) -> Any:
        """What was asked, by name."""
        return self.asked.get(name)
