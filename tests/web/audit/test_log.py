"""The log of who saw and changed what: for auditors, and changed by nobody."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import timezone

from kinward_web.accounts.models import User
from kinward_web.audit.actions import Kind, record
from kinward_web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


@pytest.fixture
def rows(cast: dict[str, User]) -> list[AuditEntry]:
    """Two things that happened."""
    return [
        record(
            by=cast["analyst"], kind=Kind.READ, subject="test child", subject_id="7f3a",
            words="Read a journey",
        ),
        record(
            by=cast["finance_manager"], kind=Kind.CHANGE, subject="test budget", subject_id=1,
            words="Changed a budget", before={"lines": 1}, after={"lines": 2},
        ),
    ]  # fmt: skip


def _statements() -> list[str]:
    wide = ["UPDATE audit_auditentry SET words = 'x'", "DELETE FROM audit_auditentry"]
    return [*wide, "TRUNCATE audit_auditentry"] if connection.vendor == "postgresql" else wide


def test_no_statement_changes_a_row(rows: list[AuditEntry]) -> None:
    for statement in _statements():
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            connection.cursor().execute(statement)
    assert AuditEntry.objects.filter(words="Read a journey").count() == 1


def test_the_trigger_is_there_for_a_row_that_is_replaced(rows: list[AuditEntry]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's own")
    statement = (
        "REPLACE INTO audit_auditentry (id, at, by_name, role, kind, subject, subject_id, words) "
        "VALUES (%s, '2026-01-01', 'x', '', 'read', 'x', '', 'x')"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement, [rows[0].pk])


def test_no_way_of_the_orm_changes_a_row(rows: list[AuditEntry]) -> None:
    entry = rows[0]
    entry.words = "something else"
    with pytest.raises(TypeError):
        entry.save()
    with pytest.raises(TypeError):
        entry.delete()
    found = AuditEntry.objects.filter(pk=entry.pk)
    for change in (
        lambda: found.update(words="x"),
        found.delete,
        lambda: AuditEntry.objects.bulk_update([entry], ["words"]),
        lambda: AuditEntry.objects.bulk_create(
            [entry], update_conflicts=True, update_fields=["words"], unique_fields=["id"]
        ),
    ):
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            change()


def test_no_address_of_the_service_changes_a_row(rows: list[AuditEntry], as_: As) -> None:
    auditor = as_("auditor")
    for method in ("post", "put", "patch", "delete"):
        assert getattr(auditor, method)("/admin/audit/").status_code == 405
        assert getattr(auditor, method)("/admin/audit/log.csv").status_code in {302, 405}


def test_removing_a_person_leaves_what_they_did(rows: list[AuditEntry]) -> None:
    person = User.objects.create_user("gone@testshire.example", name="Gone")
    record(by=person, kind=Kind.READ, subject="x", words="Read x")
    person.delete()
    assert AuditEntry.objects.get(by_name="gone@testshire.example").words == "Read x"


@pytest.mark.parametrize(
    "name", ["analyst", "finance_manager", "administrator", "programme_lead", "board_member"]
)
def test_only_an_auditor_reads_it(as_: As, name: str) -> None:
    assert as_(name).get("/admin/audit/").status_code == 403
    assert as_(name).get("/admin/audit/log.csv").status_code == 403


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("subject=test+child", ["Read a journey"]),
        ("who=FINANCE&kind=change&subject=test+budget", ["Changed a budget"]),
        ("who=finance&kind=read&subject=test+child", []),
        ("number=7f3a", ["Read a journey"]),
    ],
)
def test_the_address_holds_the_filters(
    rows: list[AuditEntry], as_: As, asked: str, found: list[str]
) -> None:
    page = as_("auditor").get(f"/admin/audit/?{asked}").content.decode()
    for words in ("Read a journey", "Changed a budget"):
        assert (words in page) == (words in found)


def test_days_are_included_at_both_ends(
    rows: list[AuditEntry], as_: As, cast: dict[str, User], monkeypatch: pytest.MonkeyPatch
) -> None:
    # Half past midnight of 1 June in London is still 31 May in UTC.
    moment = datetime(2026, 5, 31, 23, 30, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    record(by=cast["analyst"], kind=Kind.READ, subject="test day", words="Read at night")
    monkeypatch.undo()
    auditor = as_("auditor")
    for first, last, there in (
        ("2026-06-01", "2026-06-01", True),
        ("2026-05-31", "2026-05-31", False),
        ("2026-06-02", "", False),
        ("", "2026-05-31", False),
    ):
        page = auditor.get(f"/admin/audit/?subject=test+day&first={first}&last={last}")
        assert ("Read at night" in page.content.decode()) == there, (first, last)


def test_a_filter_that_cannot_be_read_is_told(rows: list[AuditEntry], as_: As) -> None:
    auditor = as_("auditor")
    page = auditor.get("/admin/audit/?first=yesterday").content.decode()
    assert "Give a day like 2026-03-31" in page
    page = auditor.get("/admin/audit/?first=2026-03-02&last=2026-03-01").content.decode()
    assert "The last day is before the first" in page


def test_a_change_shows_before_and_after(rows: list[AuditEntry], as_: As) -> None:
    page = as_("auditor").get("/admin/audit/?subject=test+budget").content.decode()
    assert "lines: 2, was 1" in page


def test_the_log_is_paged_in_few_queries(
    cast: dict[str, User], as_: As, django_assert_max_num_queries: Any
) -> None:
    for number in range(120):
        record(by=cast["analyst"], kind=Kind.READ, subject="test page", words=f"Read {number}")
    auditor = as_("auditor")
    with django_assert_max_num_queries(10):
        page = auditor.get("/admin/audit/?subject=test+page&page=3").content.decode()
    assert "Page 3 of 3" in page
    assert "?subject=test+page&amp;page=2" in page
    assert "Read 19" in page
    assert "Read 20<" not in page


def test_the_csv_holds_the_rows_that_match_and_is_itself_in_the_log(
    rows: list[AuditEntry], cast: dict[str, User], client: Client
) -> None:
    from accounts_signing import sign_in

    sign_in(client, cast["auditor"])
    answer = client.get("/admin/audit/log.csv?subject=test+budget")
    lines = answer.getvalue().decode("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert "Changed a budget" in lines[1]
    assert AuditEntry.objects.filter(words="Downloaded the audit log as CSV").count() == 1


def test_the_csv_asks_for_the_password_again(as_: As) -> None:
    answer = as_("auditor").get("/admin/audit/log.csv")
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_a_row_says_who_even_after_their_role_changed(rows: list[AuditEntry]) -> None:
    User.objects.filter(email=rows[0].by_name).update(role="board")
    assert AuditEntry.objects.get(pk=rows[0].pk).role == "analyst"


def test_time_is_that_of_the_service(rows: list[AuditEntry]) -> None:
    assert abs(timezone.now() - rows[0].at) < timedelta(minutes=1)


def test_a_long_address_or_sentence_is_cut_and_logged(cast: dict[str, User]) -> None:
    address = f"{'a' * 200}@testshire.example"
    row = record(by=None, kind=Kind.REFUSED, subject="session", subject_id=address, words="w" * 400)
    row.refresh_from_db()
    assert (row.subject_id, row.words) == (address[:80], "w" * 300)


@pytest.mark.parametrize("name", ["first", "last"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-30", "9999-12-31"])
def test_the_first_and_the_last_day_that_there_are_can_be_asked_for(
    rows: list[AuditEntry], as_: As, name: str, day: str
) -> None:
    assert as_("auditor").get("/admin/audit/", {name: day}).status_code == 200
