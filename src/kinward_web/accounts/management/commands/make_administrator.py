"""`make_administrator ADDRESS`: the first administrator, who adds everybody else."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.forms import ValidationError

from kinward_web.accounts.models import User
from kinward_web.audit.actions import Kind, record


class Command(BaseCommand):
    """Makes an administrator and prints a password once."""

    help = "Make the first administrator, who can add everybody else"

    def add_arguments(self, parser: Any) -> None:
        """The person's address and name."""
        parser.add_argument("email")
        parser.add_argument("--name", default="Administrator")

    def handle(self, *, email: str, name: str, **_: Any) -> None:
        """Make the person.

        Raises:
            CommandError: no address, or somebody has it already.
        """
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"'{email}' is no e-mail address.") from error
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError("Somebody with this address is there already.")
        password = secrets.token_urlsafe(18)
        person = User.objects.create_user(email, password, name=name, role="administrator")
        record(
            by=None,
            kind=Kind.CREATE,
            subject="person",
            subject_id=person.pk,
            words="Made the first administrator from the command line",
        )
        self.stdout.write(f"Administrator {person.email}, password (shown once): {password}")
