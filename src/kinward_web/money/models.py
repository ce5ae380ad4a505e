"""Months that were closed: the position as finance reported it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class ClosedMonth(models.Model):
    """A month as it was reported, with the record behind it. It keeps its figures.

    `files` names kept files by the name that the core gives them; it is empty once they were
    removed with time.
    """

    month = models.CharField(max_length=7, unique=True)
    year = models.PositiveSmallIntegerField()
    as_at = models.DateField()
    projected_pence = models.BigIntegerField()
    files = models.JSONField(default=dict)
    key = models.CharField(max_length=64, unique=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"files", "by"})

    class Meta:
        ordering = ("-month",)
        constraints = [
            models.CheckConstraint(condition=~models.Q(month=""), name="closed_month_named"),
            models.CheckConstraint(
                condition=models.Q(year__gte=1990, year__lte=2200), name="closed_month_year_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_at:%B %Y}"
