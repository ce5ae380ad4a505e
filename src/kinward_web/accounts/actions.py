"""Changing who may use the service. Only an administrator can, and every change is in the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from kinward.errors import ArgumentError
from kinward_web.accounts.editing import StaleError
from kinward_web.accounts.models import FORGOTTEN, Area, User
from kinward_web.audit.actions import Kind, record
from kinward_web.roles import ROLES, permissions, role_name

ADMINISTRATOR: Final = "administrator"


@dataclass(frozen=True)
class Particulars:
    """What an administrator says of a person.

    Attributes:
        areas: those whose children they see; of use only to a role that does not see every area.
    """

    name: str
    email: str
    post: str
    role: str
    areas: tuple[Area, ...] = ()
    is_active: bool = True


@transaction.atomic
def add_person(*, by: User, said: Particulars) -> User:
    """Let somebody use the service. The same again gives the same person.

    Raises:
        PermissionDenied: `by` may not manage people.
        ArgumentError: another person has the address; the role lacks its area, or it is retired.
    """
    _may(by)
    _checked(said)
    _in_use(said)
    found = User.objects.filter(email=said.email.lower()).first()
    if found is not None:
        if _told(found) == _said(said):
            return found
        raise ArgumentError(
            f"{found.name} has this e-mail address", remedy="Change that person instead."
        )
    try:
        with transaction.atomic():
            person = User(email=said.email.lower(), name=said.name, post=said.post, role=said.role)
            person._history_user = by
            person.set_unusable_password()
            person.save()
    except IntegrityError as error:
        raise ArgumentError(
            "Somebody with this e-mail address was added just now", remedy="Look in the list."
        ) from error
    person.areas.set(_of_use(said))
    _log(by, Kind.CREATE, person, "Added a person", after=_told(person))
    return person


@transaction.atomic
def change_person(*, by: User, person: User, edition: int, said: Particulars) -> User:
    """Change a person, their role or areas, or close their account.

    Args:
        edition: of the person when the form was opened.

    Raises:
        PermissionDenied: `by` may not manage people.
        StaleError: somebody changed the person since.
        ArgumentError: one's own role, the last administrator, a taken address, a lacking or retired
            area, somebody whose particulars are removed.
    """
    _may(by)
    _checked(said)
    # Every administrator is held, so that two of them cannot take each other's role at once.
    held = list(
        User.objects.select_for_update().filter(role=ADMINISTRATOR, is_active=True).order_by("pk")
    )
    now = User.objects.select_for_update().get(pk=person.pk)
    if now.edition != edition:
        raise _stale(now)
    _known(now)
    _in_use(said)
    _allowed(by, now, said, administrators=held)
    before = _told(now)
    now.name, now.email, now.post = said.name, said.email.lower(), said.post
    now.role, now.is_active, now.edition = said.role, said.is_active, edition + 1
    try:
        with transaction.atomic():
            now._history_user = by
            now.save()
    except IntegrityError as error:
        raise ArgumentError(
            "Another person has this e-mail address", remedy="Give a different one."
        ) from error
    now.areas.set(_of_use(said))
    _log(by, Kind.CHANGE, now, "Changed a person", before=before, after=_told(now))
    return now


SHUT: list[Callable[[User, User], None]] = []
"""What shuts other ways in when a password or a code is thought lost: given who does it, and whose
they are. The app of the API puts its function here."""


def shut(by: User, person: User) -> None:
    """Shut the other ways in of a person whose password or code is new, or thought lost."""
    for each in SHUT:
        each(by, person)


@transaction.atomic
def password_link(*, by: User, person: User) -> tuple[str, str]:
    """What goes into the address at which a person chooses a password: it works once, for a day.

    Raises:
        PermissionDenied: `by` may not manage people, or asks for their own.
        ArgumentError: the account is closed.
    """
    _may(by)
    if by.pk == person.pk:
        raise PermissionDenied
    # The link holds only while the person's last sign-in is the one it was made from.
    person.refresh_from_db()
    if not person.is_active:
        raise ArgumentError("The account is closed", remedy="Open it first.")
    shut(by, person)
    _log(by, Kind.CHANGE, person, "Made a link to choose a password")
    return user_pk_to_url_str(person), default_token_generator.make_token(person)


@transaction.atomic
def remove_code(*, by: User, person: User) -> None:
    """Take away a lost phone's code, so that the person sets up another at the next sign-in.

    Raises:
        PermissionDenied: `by` may not manage people, or it is their own.
    """
    _may(by)
    if by.pk == person.pk:
        raise PermissionDenied
    gone, _ = Authenticator.objects.filter(user=person).delete()
    if gone:
        shut(by, person)
        _log(by, Kind.CHANGE, person, "Removed a person's code")


@transaction.atomic
def part_single_sign_on(*, by: User, person: User) -> None:
    """Forget which council account is joined to a person; the next to come with their verified
    address is joined anew.

    Raises:
        PermissionDenied: `by` may not manage people, or it is their own.
    """
    _may(by)
    if by.pk == person.pk:
        raise PermissionDenied
    gone, _ = SocialAccount.objects.filter(user=person).delete()
    if gone:
        _log(by, Kind.CHANGE, person, "Parted a person from their council account")


def _may(by: User) -> None:
    if not by.has_perm("users.manage"):
        raise PermissionDenied


def _checked(said: Particulars) -> None:
    if said.role not in ROLES:
        raise ArgumentError("There is no such role", remedy="Choose one of the list.")
    own = said.is_active and not _sees_all(said.role) and said.role != ADMINISTRATOR
    if own and not said.areas:
        raise ArgumentError(
            f"A {role_name(said.role).lower()} sees only their own areas",
            remedy="Choose one area at least.",
        )


def _in_use(said: Particulars) -> None:
    """Refuse an area that is retired: it might be left from before an account was closed.

    The areas are held, so that none is retired meanwhile.
    """
    held = Area.objects.select_for_update().filter(pk__in=[each.pk for each in _of_use(said)])
    retired = [each.name for each in held.order_by("pk") if each.retired]
    if retired and said.is_active:
        raise ArgumentError(
            f"{retired[0]} is retired", remedy="Choose another area, or put it back in use first."
        )


def _known(now: User) -> None:
    if now.email.endswith(FORGOTTEN):
        raise ArgumentError(
            "This account was closed so long ago that nobody knows whose it was",
            remedy="Add the person anew.",
        )


def _sees_all(role: str) -> bool:
    return "areas.all" in permissions(role)


def _of_use(said: Particulars) -> Iterable[Area]:
    """No area is kept for who sees them all: it would count again if the role changed."""
    return () if _sees_all(said.role) or said.role == ADMINISTRATOR else said.areas


def _allowed(by: User, now: User, said: Particulars, *, administrators: list[User]) -> None:
    if by.pk == now.pk and (said.role != now.role or not said.is_active):
        raise ArgumentError(
            "You cannot change your own role or close your own account",
            remedy="Ask another administrator.",
        )
    stays = said.role == ADMINISTRATOR and said.is_active
    if not stays and [each.pk for each in administrators] == [now.pk]:
        raise ArgumentError(
            "This is the last administrator", remedy="Make somebody else one first."
        )


def _stale(now: User) -> StaleError:
    last = now.history.select_related("history_user").first()
    who = last.history_user.name if last is not None and last.history_user else ""
    return StaleError(who, last.history_date if last is not None else None)


def _told(person: User) -> dict[str, Any]:
    return {
        "name": person.name,
        "email": person.email,
        "post": person.post,
        "role": person.role,
        "areas": sorted(area.name for area in person.areas.all()),
        "active": person.is_active,
    }


def _said(said: Particulars) -> dict[str, Any]:
    return {
        "name": said.name,
        "email": said.email.lower(),
        "post": said.post,
        "role": said.role,
        "areas": sorted(area.name for area in _of_use(said)),
        "active": said.is_active,
    }


def _log(by: User, kind: Any, person: User, words: str, **changes: Any) -> None:
    record(by=by, kind=kind, subject="person", subject_id=person.pk, words=words, **changes)
