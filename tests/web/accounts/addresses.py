"""What the addresses of people, areas and settings are about."""

from __future__ import annotations

from typing import Any

from kinward_web.accounts.models import Area
from web_walk import World


def _person(world: World) -> dict[str, Any]:
    return {"pk": world.cast["board_member"].pk}


def _area(world: World) -> dict[str, Any]:
    return {"pk": Area.objects.get(name="North").pk}


ADDRESSES = {
    "person": _person,
    "person_password_link": _person,
    "person_remove_code": _person,
    "person_part_sign_on": _person,
    "area": _area,
    "area_retire": _area,
    "settings_group": lambda _: {"group": "forecast"},
    "account_reset_password_from_key": lambda _: {"uidb36": "1", "key": "not-a-key"},
    "openid_connect_login": lambda _: {"provider_id": "council"},
    "openid_connect_callback": lambda _: {"provider_id": "council"},
}
