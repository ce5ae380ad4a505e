"""Stored figures. Each section is there twice: whole, and with small numbers hidden by the core."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Document(models.Model):
    """What was worked out at one time about one subject: head sentences, notes and sections.

    `rests_on` is the number of the snapshot that it is made from.
    """

    kind = models.CharField(max_length=30)
    made = models.DateTimeField(auto_now_add=True)
    as_at = models.DateField()
    rests_on = models.PositiveIntegerField(null=True)
    head_whole = models.JSONField(default=dict)
    head_public = models.JSONField(default=dict)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"head_whole"})

    class Meta:
        ordering = ("-made",)

    def __str__(self) -> str:
        return f"{self.kind} as at {self.as_at}"


class Part(models.Model):
    """A section of a document, for one kind of reader."""

    class Audience(models.TextChoices):
        """For whom."""

        WHOLE = "whole", "Internal"
        PUBLIC = "public", "Small numbers hidden"

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="parts")
    audience = models.CharField(max_length=6, choices=Audience.choices)
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=60)
    body = models.JSONField()

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"body"})

    class Meta:
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["document", "audience", "key"], name="document_part_once"
            ),
            models.CheckConstraint(
                condition=models.Q(audience__in=["whole", "public"]), name="part_audience_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.audience})"
