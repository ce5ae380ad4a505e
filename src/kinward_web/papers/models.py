"""Papers that were built, and the paragraphs that people write into them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job
from kinward_web.programme.models import Edited, Programme, Record


class Paper(models.Model):
    """A paper as it was built.

    Attributes:
        kind: key of `kinds.KINDS`.
        asked: for whom it was asked.
        programme: whose actions, savings and risks it tells; None for none.
        meeting: the meeting of a board that it is for; None where `meeting_words` name one, or for
            none.
        meeting_day: the day of the meeting; None where none was named.
        files: by audience and ending, the kept file: `sha256` and `size` in bytes; under `drafted`,
            the text made from the figures.
        told: by audience, what its reader should know of how it was built, in sentences.
        previous: the paper that it is compared with.
    """

    class Asked(models.TextChoices):
        """For whom."""

        BOTH = "both", "Both: one for the public, one with the exempt parts"
        PUBLIC = "public", "Public: small numbers hidden, exempt parts left out"
        EXEMPT = "exempt", "Exempt: every number shown, not for publication"

    class State(models.TextChoices):
        """Whether it can be read."""

        BUILDING = "building", "Being built"
        READY = "ready", "Ready"
        FAILED = "failed", "Failed"
        PURGED = "purged", "Removed"

    kind = models.CharField(max_length=20)
    asked = models.CharField(max_length=6, choices=Asked.choices)
    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="papers"
    )
    meeting = models.ForeignKey(Record, on_delete=models.SET_NULL, null=True, related_name="papers")
    meeting_words = models.CharField(max_length=200, blank=True)
    meeting_day = models.DateField(null=True)
    as_at = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.BUILDING)
    files = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    previous = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    snapshot = models.ForeignKey(Snapshot, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"files", "told", "by"})

    class Meta:
        ordering = ("-made", "-id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(asked__in=["both", "public", "exempt"]),
                name="paper_audience_known",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["building", "ready", "failed", "purged"]),
                name="paper_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} paper, {self.as_at}"


class Paragraph(Edited):
    """Somebody's own words in every paper of a kind and programme, until they are changed.

    Attributes:
        anchor: key of the paragraph, made from the figures, that they belong to.
        mode: whether they stand before it, after it, or instead of it.
        public: whether they stand in the paper for the public too.
        text: the words; empty where they were taken out.
        replaced: digest of the generated text as it was when they were written.
        seen: that text itself; empty where none was.
    """

    class Mode(models.TextChoices):
        """Where the words stand."""

        BEFORE = "before", "Before it"
        AFTER = "after", "After it"
        INSTEAD = "instead", "Instead of it"

    programme = models.ForeignKey(
        Programme, on_delete=models.PROTECT, null=True, related_name="paragraphs"
    )
    kind = models.CharField(max_length=20)
    anchor = models.CharField(max_length=100)
    mode = models.CharField(max_length=7, choices=Mode.choices, default=Mode.AFTER)
    public = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    replaced = models.CharField(max_length=64, blank=True)
    seen = models.TextField(blank=True)

    history = HistoricalRecords()

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"text", "seen", "changed_by"})

    class Meta:
        ordering = ("kind", "anchor")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "anchor"], name="paragraph_of_programme_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "anchor"],
                condition=models.Q(programme=None),
                name="paragraph_of_none_once",
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=["before", "after", "instead"]),
                name="paragraph_mode_known",
            ),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="paragraph_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.anchor}"
