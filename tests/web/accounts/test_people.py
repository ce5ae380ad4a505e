"""Only an administrator says who may do what, and not about themselves."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.test import Client

from accounts_signing import sign_in, with_code
from kinward.errors import ArgumentError
from kinward_web.accounts import actions
from kinward_web.accounts.actions import Particulars
from kinward_web.accounts.editing import StaleError
from kinward_web.accounts.models import Area, User
from kinward_web.audit.models import AuditEntry
from kinward_web.roles import ROLES, must_use_code
from web_cast import PASSWORD

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _no_limits_from_before(db: None) -> None:
    cache.clear()


def _told(person: User, **changed: Any) -> dict[str, Any]:
    told = {
        "name": person.name, "email": person.email, "post": person.post, "role": person.role,
        "areas": [area.pk for area in person.areas.all()], "is_active": "on",
        "edition": person.edition,
    }  # fmt: skip
    return {**told, **changed}


def _said(person: User, **changed: Any) -> Particulars:
    told = {
        "name": person.name, "email": person.email, "post": person.post, "role": person.role,
        "areas": tuple(person.areas.all()), "is_active": person.is_active,
    }  # fmt: skip
    return Particulars(**{**told, **changed})


def test_a_person_is_added_with_a_role_and_areas(as_: As, areas: dict[str, Area]) -> None:
    admin = as_("administrator")
    answer = admin.post(
        "/account/people/add/",
        {
            "name": "Nina New", "email": "Nina@Testshire.example", "post": "Team manager",
            "role": "team_manager", "areas": [areas["North"].pk],
        },
    )  # fmt: skip
    made = User.objects.get(email="nina@testshire.example")
    assert answer["Location"] == f"/account/people/{made.pk}/"
    assert [area.name for area in made.areas.all()] == ["North"]
    assert not made.has_usable_password()
    row = AuditEntry.objects.get(subject="person", subject_id=str(made.pk), kind="create")
    assert row.by_name == "administrator@testshire.example"
    assert row.after["role"] == "team_manager"


def test_a_double_click_adds_one(cast: dict[str, User]) -> None:
    said = Particulars("Nina New", "nina@testshire.example", "", "analyst")
    first = actions.add_person(by=cast["administrator"], said=said)
    second = actions.add_person(by=cast["administrator"], said=said)
    assert first.pk == second.pk


def test_an_address_belongs_to_one_person(as_: As, cast: dict[str, User]) -> None:
    page = as_("administrator").post(
        "/account/people/add/",
        {"name": "Other", "email": cast["analyst"].email, "role": "finance"},
    )
    assert "Anita Analyst has this e-mail address" in page.content.decode()
    assert 'value="Other"' in page.content.decode(), "what was typed stays"


def test_a_team_manager_needs_an_area(cast: dict[str, User], areas: dict[str, Area]) -> None:
    said = Particulars("Nina New", "nina@testshire.example", "", "team_manager")
    with pytest.raises(ArgumentError, match="only their own areas"):
        actions.add_person(by=cast["administrator"], said=said)
    assert not User.objects.filter(name="Nina New").exists()


def test_areas_of_who_sees_them_all_are_not_kept(
    cast: dict[str, User], areas: dict[str, Area]
) -> None:
    said = Particulars("N", "n@testshire.example", "", "analyst", (areas["North"],))
    made = actions.add_person(by=cast["administrator"], said=said)
    assert not made.areas.exists()


@pytest.mark.parametrize(
    "name", ["analyst", "finance_manager", "auditor", "programme_lead", "north_manager", "outsider"]
)
def test_nobody_else_can_change_people(cast: dict[str, User], as_: As, name: str) -> None:
    other = cast["board_member"]
    for address in ("/account/people/", "/account/people/add/", f"/account/people/{other.pk}/"):
        assert as_(name).get(address).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.add_person(by=cast[name], said=_said(other, email="x@testshire.example"))
    with pytest.raises(PermissionDenied):
        actions.change_person(by=cast[name], person=other, edition=1, said=_said(other))
    for act in (actions.password_link, actions.remove_code, actions.part_single_sign_on):
        with pytest.raises(PermissionDenied):
            act(by=cast[name], person=other)


def test_an_administrator_cannot_change_their_own_role(cast: dict[str, User], as_: As) -> None:
    own = cast["administrator"]
    page = as_("administrator").post(f"/account/people/{own.pk}/", _told(own, role="analyst"))
    assert "You cannot change your own role" in page.content.decode()
    own.refresh_from_db()
    assert own.role == "administrator"
    for act in (actions.password_link, actions.remove_code):
        with pytest.raises(PermissionDenied):
            act(by=own, person=own)


def test_an_administrator_can_change_their_own_name(cast: dict[str, User], as_: As) -> None:
    own = cast["administrator"]
    as_("administrator").post(f"/account/people/{own.pk}/", _told(own, name="Adele New"))
    own.refresh_from_db()
    assert own.name == "Adele New"


def test_the_last_administrator_stays(cast: dict[str, User]) -> None:
    first = cast["administrator"]
    second = actions.add_person(
        by=first, said=Particulars("Second", "second@testshire.example", "", "administrator")
    )
    actions.change_person(by=second, person=first, edition=1, said=_said(first, role="finance"))
    third = User.objects.create_user("t@testshire.example", role="administrator", is_active=False)
    # One who is closed does not count, so the second is now the last.
    with pytest.raises(ArgumentError, match="last administrator"):
        actions._allowed(third, second, _said(second, role="board"), administrators=[second])
    with pytest.raises(PermissionDenied):
        actions.change_person(by=third, person=second, edition=1, said=_said(second))
    with pytest.raises(ArgumentError, match="your own role"):
        actions.change_person(
            by=second, person=second, edition=1, said=_said(second, is_active=False)
        )


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    cast: dict[str, User], as_: As
) -> None:
    person = cast["analyst"]
    opened = _told(person, name="Typed by the second")
    actions.change_person(
        by=cast["administrator"], person=person, edition=1, said=_said(person, post="Lead analyst")
    )
    page = as_("administrator").post(f"/account/people/{person.pk}/", opened).content.decode()
    assert "Adele Admin changed this" in page
    assert 'value="Typed by the second"' in page
    person.refresh_from_db()
    assert (person.name, person.post) == ("Anita Analyst", "Lead analyst")
    assert f'name="edition" value="{person.edition}"' in page
    with pytest.raises(StaleError):
        actions.change_person(
            by=cast["administrator"], person=person, edition=1, said=_said(person)
        )


def test_a_change_that_is_refused_for_another_reason_still_meets_that_of_the_first_editor(
    cast: dict[str, User], as_: As
) -> None:
    person, admin = cast["analyst"], as_("administrator")
    opened = _told(person, name="Typed by the second")
    actions.change_person(
        by=cast["administrator"], person=person, edition=1, said=_said(person, post="Lead analyst")
    )
    address = f"/account/people/{person.pk}/"
    page = admin.post(address, {**opened, "role": "team_manager"}).content.decode()
    assert "Choose one area at least" in page
    assert 'name="edition" value="1"' in page
    assert "Adele Admin changed this" in admin.post(address, opened).content.decode()
    person.refresh_from_db()
    assert (person.name, person.post) == ("Anita Analyst", "Lead analyst")


def test_what_was_changed_is_shown_with_who_did_it(
    cast: dict[str, User], as_: As, areas: dict[str, Area]
) -> None:
    person = cast["north_manager"]
    admin = as_("administrator")
    admin.post(
        f"/account/people/{person.pk}/", _told(person, areas=[areas["South"].pk], post="Manager")
    )
    page = admin.get(f"/account/people/{person.pk}/").content.decode()
    assert "Areas: South, was North" in page
    assert "Adele Admin" in page
    row = AuditEntry.objects.filter(subject="person", subject_id=str(person.pk)).first()
    assert (row.before["areas"], row.after["areas"]) == (["North"], ["South"])


def test_a_changed_role_holds_at_once(cast: dict[str, User], as_: As) -> None:
    analyst = as_("analyst")
    assert analyst.get("/data/").status_code == 200
    actions.change_person(
        by=cast["administrator"], person=cast["analyst"], edition=1,
        said=_said(cast["analyst"], role="board"),
    )  # fmt: skip
    assert analyst.get("/data/").status_code == 403


def test_a_new_person_chooses_a_password_with_a_link_that_works_once(
    cast: dict[str, User], client: Client
) -> None:
    person = cast["board_member"]
    admin = Client()
    sign_in(admin, cast["administrator"])
    page = admin.post(f"/account/people/{person.pk}/password-link/").content.decode()
    address = page.split("<code>")[1].split("</code>")[0].removeprefix("http://testserver")
    form = client.get(address, follow=True)
    new = "three words together here"
    answer = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert answer["Location"] == "/account/password/chosen/"
    assert client.get("/").status_code == 302, "choosing a password signs nobody in"
    assert sign_in(client, person, new)["Location"] == "/"
    assert "has been used or is too old" in Client().get(address, follow=True).content.decode()
    assert AuditEntry.objects.filter(words="Made a link to choose a password").exists()


def test_a_new_password_ends_every_other_session(cast: dict[str, User], client: Client) -> None:
    person = cast["board_member"]
    sign_in(client, person)
    uid, key = actions.password_link(by=cast["administrator"], person=person)
    other = Client()
    form = other.get(f"/account/password/choose/{uid}-{key}/", follow=True)
    new = "three words together here"
    other.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert client.get("/").status_code == 302


def test_a_link_lasts_a_day(
    cast: dict[str, User], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    uid, key = actions.password_link(by=cast["administrator"], person=cast["board_member"])
    address = f"/account/password/choose/{uid}-{key}/"
    now = PasswordResetTokenGenerator()._now()
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda _: now + timedelta(hours=25))
    assert "too old" in client.get(address, follow=True).content.decode()


def test_making_a_link_asks_for_the_password_again(cast: dict[str, User], as_: As) -> None:
    answer = as_("administrator").post(f"/account/people/{cast['board_member'].pk}/password-link/")
    assert answer["Location"].startswith("/account/reauthenticate/")


def test_a_lost_phone_s_code_is_removed(cast: dict[str, User]) -> None:
    with_code(cast["analyst"])
    actions.remove_code(by=cast["administrator"], person=cast["analyst"])
    assert not Authenticator.objects.filter(user=cast["analyst"]).exists()
    assert AuditEntry.objects.filter(words="Removed a person's code").count() == 1


def test_people_are_found_by_what_stands_in_the_address(as_: As) -> None:
    admin = as_("administrator")
    page = admin.get("/account/people/?words=nora&role=team_manager").content.decode()
    assert "Nora North" in page
    assert "Sam South" not in page
    rows = admin.get("/account/people.csv?role=team_manager").getvalue().decode("utf-8-sig")
    assert [line.split(",")[0] for line in rows.splitlines()] == ["Name", "Nora North", "Sam South"]


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(
    cast: dict[str, User], as_: As
) -> None:
    User.objects.filter(pk=cast["board_member"].pk).update(name="=1+1")
    rows = as_("administrator").get("/account/people.csv?role=board").getvalue().decode()
    assert "'=1+1" in rows


def test_the_page_of_roles_shows_every_permission(as_: As) -> None:
    from kinward_web.roles import PERMISSIONS

    page = unescape(as_("administrator").get("/account/roles/").content.decode())
    assert all(words in page for words in PERMISSIONS.values())


def test_a_list_of_many_people_takes_few_queries(
    as_: As, areas: dict[str, Area], django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        each = User.objects.create_user(f"p{number}@testshire.example", name=f"P {number}")
        each.areas.add(areas["North"])
    admin = as_("administrator")
    with django_assert_max_num_queries(10):
        page = admin.get("/account/people/?page=2")
    assert "Page 2 of 2" in page.content.decode()


def test_one_s_own_account_says_what_one_may_do(as_: As) -> None:
    page = as_("north_manager").get("/account/me/").content.decode()
    assert "North" in page
    assert "See single children, by a pseudonym" in page
    assert "See the audit log" not in page


def test_password_of_the_cast_is_the_one_they_sign_in_with(cast: dict[str, User]) -> None:
    assert cast["analyst"].check_password(PASSWORD)


@pytest.mark.parametrize("address", ["/account/people/", "/account/people.csv"])
def test_a_search_that_no_database_takes_finds_as_without_it(as_: As, address: str) -> None:
    found = as_("administrator").get(address, {"words": "Anita\0", "role": "\0"})
    told = b"".join(found) if found.streaming else found.content
    assert b"Anita Analyst" in told


def test_the_file_of_roles_says_what_the_page_says(as_: As) -> None:
    admin = as_("administrator")
    page = unescape(admin.get("/account/roles/").content.decode())
    answer = admin.get("/account/roles.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    header, *rows = csv.reader(io.StringIO(text))
    code = next(row for row in rows if row[0] == "Signs in with a code as well as a password")
    for name, said in zip(header[1:], code[1:], strict=True):
        key = next(key for key, (told, _) in ROLES.items() if told == name)
        assert said == ("yes" if must_use_code(key) else "no"), name
    assert {"yes", "no"} == set(code[1:])
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', page)
    assert heads == [row[0] for row in rows]
