"""People and areas."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from rules.permissions import has_perm as allowed_by_rule
from rules.permissions import perm_exists
from simple_history.models import HistoricalRecords

from kinward_web.roles import ROLES, permissions, role_name

FORGOTTEN: Final = "@forgotten.invalid"
"""How the address ends of a person whose name was removed long after the account was closed."""


class Area(models.Model):
    """A part of the authority whose children a manager answers for: a team of teams.csv."""

    name = models.CharField(max_length=100, unique=True)
    retired = models.BooleanField(default=False)

    PERSONAL: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Users(BaseUserManager["User"]):
    """Makes people."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """A person, with a password or none."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person of the authority, with one role. A board member sees no child, an administrator none
    either; a team manager sees the children of their own areas."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    post = models.CharField(max_length=100, blank=True)
    role = models.CharField(
        max_length=30, choices=[(key, name) for key, (name, _) in ROLES.items()], blank=True
    )
    areas = models.ManyToManyField(Area, blank=True, related_name="people")
    is_active = models.BooleanField(default=True)
    joined = models.DateTimeField(auto_now_add=True)
    edition = models.PositiveIntegerField(default=1)

    _history_user: User | None
    """Who is changing the person, for the row of history."""

    history = HistoricalRecords(excluded_fields=["password", "last_login"], m2m_fields=[areas])
    objects: ClassVar[Users] = Users()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    PERSONAL: ClassVar[frozenset[str]] = frozenset(
        {"email", "name", "post", "password", "last_login"}
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the person; signing in is no change of them, so it makes no row of history."""
        only = kwargs.get("update_fields")
        if only is not None and set(only) <= {"last_login", "password"}:
            self.skip_history_when_saving = True
        try:
            super().save(*args, **kwargs)
        finally:
            self.__dict__.pop("skip_history_when_saving", None)

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Whether this person may do something; for a thing, asks the rules of that thing too."""
        if not self.is_active:
            return False
        if permission in permissions(self.role):
            return True
        return bool(perm_exists(permission) and allowed_by_rule(permission, self, obj))

    @property
    def permissions(self) -> frozenset[str]:
        """What the person's role may do."""
        return permissions(self.role) if self.is_active else frozenset()

    @property
    def role_name(self) -> str:
        """The role in words."""
        return role_name(self.role)


class SettingChange(models.Model):
    """The settings of one form as somebody saved them; the last edition is in force. Rows are added
    and never changed, so that what was in force on a day can be told."""

    group = models.CharField(max_length=20)
    edition = models.PositiveIntegerField()
    values = models.JSONField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    PERSONAL: ClassVar[frozenset[str]] = frozenset({"by"})

    class Meta:
        ordering = ("group", "edition")
        constraints = [
            models.UniqueConstraint(fields=["group", "edition"], name="setting_edition_once"),
            models.CheckConstraint(
                condition=models.Q(edition__gte=1), name="setting_edition_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, edition {self.edition}"
