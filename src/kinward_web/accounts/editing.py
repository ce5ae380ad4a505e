"""Two people who change the same thing: the second is told, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from django import forms
from django.utils import timezone

from kinward.errors import KinwardError

if TYPE_CHECKING:
    from kinward_web.accounts.models import User


class StaleError(KinwardError):
    """Somebody else changed a thing since its form was opened.

    Args:
        who: their name; empty where it is not known.
        at: when they did.
    """

    def __init__(self, who: str = "", at: datetime | None = None) -> None:
        when = f" on {timezone.localtime(at):%-d %B %Y at %H:%M}" if at else ""
        super().__init__(
            f"{who or 'Somebody'} changed this{when}, while you were editing",
            remedy="What you typed is kept below. Look at the change, then save again.",
        )


def refused(
    form: forms.Form, error: KinwardError, *, edition: Callable[[], int] | None = None
) -> None:
    """Tell in a form why what was typed was not saved; it stays typed.

    What is wrong with one field stands beside that field.

    Args:
        edition: gives the edition that there is now. After somebody else's change, and then alone,
            the form goes on from it, so that what was typed can be saved once its sender has seen
            the change.
    """
    asked = form.fields.get(error.where)
    if asked is None or asked.widget.is_hidden:
        form.add_error(None, list(error.lines))
    else:
        form.add_error(error.where, f"{error.what}. {error.remedy}".rstrip())
    if not isinstance(error, StaleError):
        return
    form.stale = True  # type: ignore[attr-defined]
    if edition is not None:
        renewed(form, edition=edition())


def renewed(form: forms.Form, **values: object) -> None:
    """Put other values into what was sent, which is otherwise kept as it is."""
    data: Any = form.data
    data = data.copy()
    for name, value in values.items():
        data[name] = str(value)
    form.data = data


class Editable(Protocol):
    """A row that people change side by side."""

    edition: int
    last_key: str
    changed_by: Any
    changed_by_id: int
    changed: datetime

    def save(self) -> None:
        """Write it."""


def already(held: Editable, *, by: User, edition: int, key: str) -> bool:
    """Whether this very change was made before.

    Args:
        edition: the one that the person was looking at.
        key: of the request.

    Raises:
        StaleError: somebody else changed the row meanwhile.
    """
    if held.edition == edition:
        return False
    if key and (held.last_key, held.changed_by_id) == (key, by.pk):
        return True
    raise StaleError(held.changed_by.name, held.changed)


def save(held: Editable, *, by: User, key: str) -> None:
    """Write a row as its next edition."""
    held.edition, held.changed_by, held.last_key = held.edition + 1, by, key
    held.save()
