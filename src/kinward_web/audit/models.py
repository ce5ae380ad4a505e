"""The audit log's one table. The database itself refuses to change or remove its rows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One thing that somebody did: who, when, what, before and after."""

    class Kind(models.TextChoices):
        """What was done."""

        READ = "read", "Read"
        DOWNLOAD = "download", "Downloaded"
        CREATE = "create", "Made"
        CHANGE = "change", "Changed"
        REMOVE = "remove", "Removed"
        RUN = "run", "Ran"
        SIGN_IN = "sign_in", "Signed in"
        SIGN_OUT = "sign_out", "Signed out"
        REFUSED = "refused", "Was refused"

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.DO_NOTHING, null=True, db_constraint=False,
        related_name="+",
    )  # fmt: skip
    by_name = models.CharField(max_length=254)
    role = models.CharField(max_length=30)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    subject = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=80, blank=True)
    words = models.CharField(max_length=300)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    PERSONAL = frozenset({"by", "by_name", "subject_id", "before", "after", "words"})

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=["subject", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "read", "download", "create", "change", "remove", "run", "sign_in",
                        "sign_out", "refused",
                    ]
                ),
                name="audit_kind_known",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the row.

        Raises:
            TypeError: it is there already.
        """
        if not self._state.adding:
            raise TypeError("An audit entry cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise TypeError("An audit entry cannot be removed.")
