"""Long after an account was closed nobody can tell whose it was; what one person did stays."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from kinward.errors import ArgumentError
from kinward_web.accounts import actions, purging
from kinward_web.accounts.actions import Particulars
from kinward_web.accounts.models import SettingChange, User
from kinward_web.audit.actions import Kind, record
from kinward_web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
_WORDS = "names of people whose account was closed"
_NOW = timezone.now()


@pytest.fixture
def leaver(cast: dict[str, User], monkeypatch: pytest.MonkeyPatch) -> User:
    """Lee Leaver, who had another address once, left two years ago; the setting is a year."""
    admin = cast["administrator"]
    first = Particulars("Lee Leaver", "lee@testshire.example", "Rare post", "analyst")
    person = actions.add_person(by=admin, said=first)
    second = Particulars("Lee Leaver", "lee.leaver@testshire.example", "Rare post", "analyst")
    actions.change_person(by=admin, person=person, edition=1, said=second)
    person.refresh_from_db()
    EmailAddress.objects.create(user=person, email=person.email)
    Authenticator.objects.create(user=person, type="totp", data={})
    record(
        by=None, kind=Kind.REFUSED, subject="session", words="x", subject_id="lee@testshire.example"
    )
    record(by=person, kind=Kind.READ, subject="child", subject_id="7f3a", words="Read a journey")
    record(
        by=admin, kind=Kind.CHANGE, subject="closed month", words="Opened a month again",
        before={"closed_by": person.email, "projected": 1},
    )  # fmt: skip
    closed = Particulars(*[*_told(person)[:4]], is_active=False)
    actions.change_person(by=admin, person=person, edition=2, said=closed)
    _closed_on(person, _NOW - timedelta(days=2 * 366))
    SettingChange.objects.create(
        group="retention", edition=1, values={"keep_people_months": 12, "keep_audit_months": 84}
    )
    person.refresh_from_db()
    return person


def _told(person: User) -> tuple[str, str, str, str]:
    return person.name, person.email, person.post, person.role


def _closed_on(person: User, when: datetime) -> None:
    User.history.filter(id=person.pk).update(history_date=when)


def _run(*, dry: bool = False) -> int:
    return {each.words: each.number for each in purging.run(now=_NOW, dry=dry)}[_WORDS]


def _everything() -> Iterator[str]:
    """Every text of the database, by table and field."""
    for model in apps.get_models(include_auto_created=True):
        kinds = (models.CharField, models.TextField, models.JSONField)
        names = [each.attname for each in model._meta.concrete_fields if isinstance(each, kinds)]
        for row in model._default_manager.values_list(*names) if names else ():
            yield f"{model._meta.label}: {row}"


def test_no_table_holds_the_name_or_address_any_more(leaver: User) -> None:
    words = ("Lee Leaver", "lee.leaver@", "lee@testshire", "Rare post")
    assert any(word in text for text in _everything() for word in words)
    assert _run() == 1
    assert [text for text in _everything() for word in words if word in text] == []


def test_what_one_person_did_can_still_be_told_apart(leaver: User) -> None:
    _run()
    row = AuditEntry.objects.get(subject="child", subject_id="7f3a")
    assert (row.by_id, row.by_name, row.role) == (leaver.pk, f"Person {leaver.pk}", "analyst")
    assert row.words == "Read a journey"
    month = AuditEntry.objects.get(subject="closed month")
    assert month.before == {"closed_by": f"Person {leaver.pk}", "projected": 1}
    assert month.by_name == "administrator@testshire.example"
    changes = AuditEntry.objects.filter(subject="person", subject_id=str(leaver.pk))
    assert {each.after["role"] for each in changes} == {"analyst"}
    leaver.refresh_from_db()
    assert _told(leaver)[:3] == (f"Person {leaver.pk}", f"{leaver.pk}@forgotten.invalid", "")
    assert not leaver.has_usable_password()
    assert leaver.last_login is None


def test_it_is_done_once_and_a_dry_run_does_nothing(leaver: User) -> None:
    assert _run(dry=True) == 1
    leaver.refresh_from_db()
    assert leaver.name == "Lee Leaver"
    assert AuditEntry.objects.filter(by_name=leaver.email).exists()
    assert (_run(), _run()) == (1, 0)


def test_who_left_lately_and_who_is_here_stay(leaver: User, cast: dict[str, User]) -> None:
    _closed_on(leaver, _NOW - timedelta(days=300))
    _closed_on(cast["analyst"], _NOW - timedelta(days=2 * 366))
    assert _run() == 0


def test_the_account_is_not_opened_again(leaver: User, cast: dict[str, User]) -> None:
    _run()
    anew = Particulars("Somebody else", "else@testshire.example", "", "analyst")
    with pytest.raises(ArgumentError, match="Add the person anew"):
        actions.change_person(by=cast["administrator"], person=leaver, edition=3, said=anew)


def test_the_log_lets_nothing_but_a_name_go(leaver: User) -> None:
    """Not even while the purge has its door open; and the door is shut afterwards."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_purging (one) VALUES (1)")
        for change in ("words = 'x'", "role = 'x'", "at = '2020-01-01'", "by_id = 1"):
            with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
                cursor.execute(f"UPDATE audit_auditentry SET {change}")
        cursor.execute("DELETE FROM audit_purging")
    _run()
    found: Any = AuditEntry.objects.filter(subject="child")
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        found.update(by_name="x")
