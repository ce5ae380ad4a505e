"""Areas stand for the teams of the data."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from kinward.errors import ArgumentError
from kinward_web.accounts import actions, area_actions
from kinward_web.accounts.actions import Particulars
from kinward_web.accounts.models import Area, User
from kinward_web.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]


@pytest.fixture
def teams(monkeypatch: pytest.MonkeyPatch) -> None:
    """The data has the teams North and East."""
    monkeypatch.setattr(area_actions, "TEAMS", [lambda: ["North", "East"]])


def test_teams_of_the_data_can_be_added(as_: As, areas: dict[str, Area], teams: None) -> None:
    admin = as_("administrator")
    page = admin.get("/account/areas/").content.decode()
    assert '<input type="hidden" name="name" value="East">' in page
    assert '<input type="hidden" name="name" value="North">' not in page
    admin.post("/account/areas/add/", {"name": "East"})
    admin.post("/account/areas/add/", {"name": "East"})
    assert Area.objects.filter(name="East").count() == 1
    assert AuditEntry.objects.filter(subject="area", kind="create").count() == 1


def test_an_area_is_renamed_and_its_people_keep_it(
    as_: As, areas: dict[str, Area], cast: dict[str, User]
) -> None:
    admin = as_("administrator")
    admin.post(f"/account/areas/{areas['North'].pk}/", {"name": "North and Hills"})
    assert [area.name for area in cast["north_manager"].areas.all()] == ["North and Hills"]
    row = AuditEntry.objects.get(subject="area", kind="change")
    assert (row.before, row.after) == ({"name": "North"}, {"name": "North and Hills"})
    page = admin.post(f"/account/areas/{areas['South'].pk}/", {"name": "North and Hills"})
    assert "There is an area called North and Hills" in page.content.decode()


def test_an_area_in_use_is_not_retired(
    as_: As, areas: dict[str, Area], cast: dict[str, User]
) -> None:
    admin, north = as_("administrator"), areas["North"]
    page = admin.post(f"/account/areas/{north.pk}/retire/", follow=True).content.decode()
    assert "still the area of somebody" in page
    empty = area_actions.add_area(by=cast["administrator"], name="West")
    admin.post(f"/account/areas/{empty.pk}/retire/")
    empty.refresh_from_db()
    assert empty.retired
    admin.get("/account/areas/")  # shows what was said
    assert "West" not in admin.get("/account/people/add/").content.decode()
    admin.post(f"/account/areas/{empty.pk}/retire/", {"back": "1"})
    empty.refresh_from_db()
    assert not empty.retired


def test_only_an_administrator_changes_areas(
    cast: dict[str, User], areas: dict[str, Area], as_: As
) -> None:
    for name in ("analyst", "north_manager", "auditor"):
        assert as_(name).get("/account/areas/").status_code == 403
        with pytest.raises(PermissionDenied):
            area_actions.add_area(by=cast[name], name="West")
        with pytest.raises(PermissionDenied):
            area_actions.rename_area(by=cast[name], area=areas["North"], name="West")
        with pytest.raises(PermissionDenied):
            area_actions.retire_area(by=cast[name], area=areas["North"], retired=True)
    with pytest.raises(ArgumentError):
        area_actions.rename_area(by=cast["administrator"], area=areas["North"], name="South")


def test_a_retired_area_does_not_come_back_with_a_reopened_account(
    as_: As, areas: dict[str, Area], cast: dict[str, User]
) -> None:
    admin, person, north = as_("administrator"), cast["north_manager"], areas["North"]
    address = f"/account/people/{person.pk}/"
    told = {"name": person.name, "email": person.email, "role": "team_manager"}
    admin.post(address, {**told, "areas": [north.pk], "edition": 1})
    admin.post(f"/account/areas/{north.pk}/retire/")
    north.refresh_from_db()
    assert north.retired
    page = admin.get(address).content.decode()
    offered = re.findall(r'<input[^>]*name="areas"[^>]*>', page)
    assert len(offered) == 1
    assert f'value="{areas["South"].pk}"' in offered[0]

    refused = admin.post(address, {**told, "is_active": "on", "edition": 2}).content.decode()
    assert "Choose one area at least" in refused
    said = Particulars(person.name, person.email, "", "team_manager", (north,))
    with pytest.raises(ArgumentError, match="North is retired"):
        actions.change_person(by=cast["administrator"], person=person, edition=2, said=said)
    person.refresh_from_db()
    assert not person.is_active

    admin.post(address, {**told, "is_active": "on", "edition": 2, "areas": [areas["South"].pk]})
    person.refresh_from_db()
    assert person.is_active
    assert [area.name for area in person.areas.all()] == ["South"]


def test_somebody_new_is_not_given_a_retired_area(
    areas: dict[str, Area], cast: dict[str, User]
) -> None:
    west = Area.objects.create(name="West", retired=True)
    said = Particulars("New", "new@testshire.example", "", "team_manager", (west,))
    with pytest.raises(ArgumentError, match="West is retired"):
        actions.add_person(by=cast["administrator"], said=said)
    assert not User.objects.filter(email="new@testshire.example").exists()
