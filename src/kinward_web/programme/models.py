"""Programmes and their records. A record's body is what the core reads: one dataclass a kind."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from kinward_web.programme.kinds import KINDS


class Edited(models.Model):
    """What people change side by side: who changed it last, and the edition they were looking at.

    `last_key` is the key of the last change, so that the same one sent twice is made once.
    """

    edition = models.PositiveIntegerField(default=1)
    last_key = models.CharField(max_length=64, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed = models.DateTimeField(auto_now=True)
    made = models.DateTimeField(auto_now_add=True)
    key = models.CharField(max_length=64, unique=True)

    class Meta:
        abstract = True


class Programme(Edited):
    """A programme: what it is for, and who owns it.

    `slug` names it in addresses, in files and in other programmes' dependencies.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    closed = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"owner", "changed_by"})

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="programme_has_name"),
            models.CheckConstraint(condition=models.Q(edition__gte=1), name="programme_edition"),
        ]

    def __str__(self) -> str:
        return self.name


class Record(Edited):
    """One record of a programme: an action, a saving, a risk, a board, a meeting ...

    Attributes:
        kind: key of `kinds.KINDS`.
        ref: its name within the programme and kind.
        body: the record as JSON; `codec.decode` makes the core's dataclass of it.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="records")
    kind = models.CharField(
        max_length=20, choices=[(key, kind.name) for key, kind in KINDS.items()]
    )
    ref = models.CharField(max_length=120)
    body = models.JSONField()

    history = HistoricalRecords()

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"body", "changed_by"})

    class Meta:
        ordering = ("kind", "ref", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "kind", "ref"], name="programme_record_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(KINDS)), name="programme_record_kind"
            ),
            models.CheckConstraint(condition=~models.Q(ref=""), name="programme_record_ref"),
            models.CheckConstraint(
                condition=models.Q(edition__gte=1), name="programme_record_edition"
            ),
        ]

    def __str__(self) -> str:
        return f"{KINDS[self.kind].name} {self.ref}"
