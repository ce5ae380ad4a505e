"""What of people, of sign-in and of the log is removed with time."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.db.models import DateTimeField, OuterRef, QuerySet, Subquery

from kinward_web.accounts.models import FORGOTTEN, User
from kinward_web.accounts.retention import Asked, purge
from kinward_web.audit import door


@purge(order=85, words="names of people whose account was closed")
def people(asked: Asked) -> int:
    """People whose account was closed before the time, and not changed since. They stay, as a
    number under which the log and plans still tell what one person did."""
    closed = list(_closed(asked))
    for person in closed:
        _forget(person)
    return len(closed)


def _closed(asked: Asked) -> QuerySet[User]:
    changes = User.history.model.objects.filter(id=OuterRef("pk")).order_by("-history_date")
    last = Subquery(changes.values("history_date")[:1], output_field=DateTimeField())
    shut = User.objects.filter(is_active=False).exclude(email__endswith=FORGOTTEN)
    before = asked.before(asked.settings.keep_people_months)
    return shut.annotate(last_change=last).filter(last_change__lt=before).order_by("pk")


def _forget(person: User) -> None:
    """Their name, address and post, wherever the service wrote them; and how they signed in."""
    number = f"Person {person.pk}"
    anew = {"name": number, "email": f"{person.pk}{FORGOTTEN}", "post": ""}
    before = User.history.filter(id=person.pk)
    told = [(person.email, person.name, person.post)]
    told += before.values_list("email", "name", "post")
    addresses, names, posts = map(set, zip(*told, strict=True))
    known = (names | posts) - {""}
    door.forget(person=person.pk, addresses=addresses, names=known, number=number)
    for model in (EmailAddress, Authenticator, SocialAccount):
        model.objects.filter(user=person).delete()
    before.update(**anew)
    rows = User.objects.filter(pk=person.pk)
    rows.update(**anew, password=make_password(None), last_login=None)


@purge(order=90, words="sessions that are over")
def sessions(asked: Asked) -> int:
    """Sessions whose time has passed."""
    return Session.objects.filter(expire_date__lt=asked.now).delete()[0]


@purge(order=95, words="rows of the audit log")
def audit(asked: Asked) -> int:
    """Rows older than the log is kept."""
    return door.remove(before=asked.before(asked.settings.keep_audit_months))
