"""Versions of data sets, and snapshots: which versions a set of figures rests on."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

from kinward_web.documents.models import Document
from kinward_web.intake.kinds import DATA_KINDS
from kinward_web.jobs.models import Job


class Version(models.Model):
    """One upload of a data set: its files and what was found in them. Never changed by hand.

    `findings` and `lines` name kept files (see `checks.found`); `counts` holds what pages tell of
    both without opening them.
    """

    class State(models.TextChoices):
        """Whether it can be used."""

        CHECKING = "checking", "Being checked"
        READY = "ready", "Ready"
        REFUSED = "refused", "Cannot be used"
        PURGED = "purged", "Removed"

    kind = models.CharField(
        max_length=20, choices=[(each.key, each.name) for each in DATA_KINDS.values()]
    )
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKING)
    note = models.CharField(max_length=200, blank=True)
    counts = models.JSONField(default=dict)
    findings = models.CharField(max_length=64, blank=True)
    lines = models.CharField(max_length=64, blank=True)
    reason = models.TextField(blank=True)
    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by", "note", "findings", "lines"})

    class Meta:
        ordering = ("kind", "-number")
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="version_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["checking", "ready", "refused", "purged"]),
                name="version_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{DATA_KINDS[self.kind].name}, version {self.number}"


class VersionFile(models.Model):
    """A file of a version, kept under the hash of what it holds."""

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"name", "sha256"})

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=["version", "name"], name="version_file_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Snapshot(models.Model):
    """The versions that one set of figures rests on. The latest that is ready is what pages show;
    going back makes a new one of earlier versions, so that nothing is ever lost."""

    class State(models.TextChoices):
        """Whether its figures are there."""

        WORKING = "working", "Being worked out"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"

    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WORKING)
    as_at = models.DateField(null=True)
    versions = models.ManyToManyField(Version, related_name="snapshots")
    documents = models.ManyToManyField(Document, related_name="snapshots")
    words = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})

    class Meta:
        ordering = ("-number",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["working", "ready", "failed"]),
                name="snapshot_state_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(as_at__isnull=False),
                name="snapshot_ready_has_date",
            ),
        ]

    def __str__(self) -> str:
        return f"Figures {self.number}"
