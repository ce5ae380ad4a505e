"""Tokens: how another program reads what a person may read."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from kinward_web.roles import ROLES, permissions, role_name

MOST_DAYS = 365


class Token(models.Model):
    """A token of one person. Only the hash of its secret is kept, so that nobody can read it here.

    It may do what its role may do, and only while its owner's own role may do all of that too.
    """

    name = models.CharField(max_length=80)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tokens"
    )
    role = models.CharField(
        max_length=30, choices=[(key, name) for key, (name, _) in ROLES.items()]
    )
    digest = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()
    last_used = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"name", "owner", "digest", "last_used"})

    class Meta:
        ordering = ("-made", "-id")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires__gt=models.F("made")), name="token_ends_after_made"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    expires__lte=models.F("made") + timedelta(days=MOST_DAYS, hours=1)
                ),
                name="token_ends_within_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """Whether it can be used, in words."""
        if self.revoked is not None:
            return "Revoked"
        if self.expires <= timezone.now():
            return "Expired"
        return "In use" if self.within_owner else "Shut: your role changed"

    @property
    def within_owner(self) -> bool:
        """Whether its owner may still do all that it may."""
        return permissions(self.role) <= self.owner.permissions

    @property
    def role_name(self) -> str:
        """Its role in words."""
        return role_name(self.role)
