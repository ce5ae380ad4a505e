"""The secret by which children get their pseudonyms."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class PseudonymKey(models.Model):
    """The one secret of this authority. Another secret would give every child another pseudonym, so
    it is made once, never changed, and goes with the database into a backup."""

    value = models.CharField(max_length=64)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"value"})

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="pseudonym_key_only_one"),
        ]

    def __str__(self) -> str:
        return "The secret of the pseudonyms"
