"""Every address is opened by everybody of the cast, and what comes of it stands in a table.

`permissions.txt` beside this file is that table: a row an address, a column a person. A programme
lead can read it; a change of it is a change of who sees what. To add an address:

1. where something is named in it (`<int:pk>`), say in `addresses.py` of your tests' folder what it
   is about: `ADDRESSES = {"plan": lambda world: {"pk": ...}}`; what must follow the `?` goes under
   the key "?": `{"?": "runs=1&runs=2"}`;
2. run `KINWARD_WRITE_PERMISSIONS=1 .venv/bin/python -m pytest tests/web/test_permissions.py -n 0`;
3. read the row it wrote: is that what you meant?

Whatever the table says, nobody opens what their permissions do not let them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from kinward_web.guard import _OPEN_BEFORE
from kinward_web.roles import permissions
from web_cast import CAST
from web_walk import Address, World, addresses, outcome, subjects

pytestmark = pytest.mark.django_db
_FILE = Path(__file__).with_name("permissions.txt")
_NOBODY = "not_signed_in"
_COLUMNS = [*CAST, _NOBODY]
_WRITE = bool(os.environ.get("KINWARD_WRITE_PERMISSIONS"))
_HEAD = """\
# Who may open which address of the service. A test opens each as each of these people.
# yes: opens it. again: opens it after giving the password again. no: is refused, or is told that
# there is no such page. sign in: is asked to sign in first. In addresses of one thing, the thing is
# one that tests/web/*/addresses.py names; north_manager and south_manager see their own area only.
"""
As = Callable[[str], Client]
ADDRESSES = addresses()
SUBJECTS = subjects()


def _table() -> dict[str, dict[str, str]]:
    lines = _FILE.read_text(encoding="utf-8").splitlines() if _FILE.exists() else []
    rows = [line for line in lines if line.strip() and not line.startswith("#")]
    cells = [[cell.strip() for cell in line.split("|")] for line in rows]
    if not cells:
        return {}
    heads = cells[0][1:-1]
    return {row[0]: dict(zip(heads, row[1:-1], strict=True)) for row in cells[1:]}


TABLE = _table()


def _written(table: dict[str, dict[str, str]]) -> str:
    order = sorted(table, key=lambda name: ADDRESSES[name].route)
    widths = [max(len(column), 7) for column in _COLUMNS]
    first = max(len(name) for name in order)

    def line(name: str, cells: list[str], route: str) -> str:
        padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
        return " | ".join([name.ljust(first), *padded, route])

    rows = [line("address", _COLUMNS, "as it is written")]
    rows += [
        line(name, [table[name][each] for each in _COLUMNS], ADDRESSES[name].route)
        for name in order
    ]
    return _HEAD + "\n".join(rows) + "\n"


def _path(address: Address, world: World) -> str:
    if address.name not in SUBJECTS and not address.takes:
        return reverse(address.name)
    if address.name not in SUBJECTS:
        pytest.fail(
            f"'{address.name}' ({address.route}) is about something: say what in addresses.py; "
            "see the head of tests/web/test_permissions.py"
        )
    named = SUBJECTS[address.name](world)
    asked = named.pop("?", "")
    return reverse(address.name, kwargs=named) + (f"?{asked}" if asked else "")


@pytest.fixture
def world(cast: dict[str, Any], loaded: Any) -> World:
    """Everybody, and the figures of the small authority."""
    cache.clear()
    return World(cast, loaded)


@pytest.fixture
def clients(as_: As) -> dict[str, Client]:
    """A browser for each."""
    return {_NOBODY: Client(), **{name: as_(name) for name in CAST}}


@pytest.mark.parametrize("name", sorted(ADDRESSES))
def test_who_opens(name: str, world: World, clients: dict[str, Client]) -> None:
    address = ADDRESSES[name]
    path = _path(address, world)
    came = {each: outcome(clients[each], path) for each in _COLUMNS}
    _within_permissions(address, came)
    if _WRITE:
        table = _table() | {name: came}
        kept = {each: row for each, row in table.items() if each in ADDRESSES}
        _FILE.write_text(_written(kept), encoding="utf-8")
        return
    assert name in TABLE, "not in permissions.txt: see the head of tests/web/test_permissions.py"
    assert came == TABLE[name]


def _within_permissions(address: Address, came: dict[str, str]) -> None:
    """Nobody opens what their role does not let them, whatever the table says."""
    if not address.needs:
        return
    assert came[_NOBODY] in {"sign in", "no"}  # the API has no page to sign in at
    for each, (_, role, _) in CAST.items():
        if not set(address.needs) <= permissions(role):
            assert came[each] == "no", f"{each} opened {address.route}"
        if address.again:
            assert came[each] != "yes", f"{each} was not asked again for {address.route}"


def test_the_table_has_no_address_that_is_gone() -> None:
    assert set(TABLE) <= set(ADDRESSES)
    assert _WRITE or set(ADDRESSES) <= set(TABLE)


def test_every_address_is_opened_by_somebody() -> None:
    """Else the walk was refused for another reason than the one it is there to see."""
    shut = [
        name
        for name, row in TABLE.items()
        if ADDRESSES[name].needs and not {"yes", "again"} & set(row.values())
    ]
    assert shut == ["sso_again"], "name something in addresses.py that somebody may open"


def test_nothing_opens_before_the_code_is_set_up(world: World, as_: As, settings: Any) -> None:
    settings.FORCE_TOTP = True
    client = as_("analyst")
    opened = []
    for address in ADDRESSES.values():
        if address.needs == () or address.name in _OPEN_BEFORE["mfa_activate_totp"]:
            continue
        if address.takes and address.name not in SUBJECTS:
            continue  # told by `test_who_opens`
        for send in (client.get, client.post):
            answer = send(_path(address, world))
            if not answer.headers.get("Location", "").startswith("/account/code/set-up/"):
                opened.append((address.name, answer.status_code))
    assert opened == []


def test_only_these_open_to_all() -> None:
    shown = {name for name, each in ADDRESSES.items() if each.needs == ()}
    assert shown <= {
        "accessibility", "health_live", "health_ready", "session",
        "openid_connect_login", "openid_connect_callback",
    }  # fmt: skip


def test_what_is_open_before_a_code_is_of_signing_in_alone() -> None:
    for names in _OPEN_BEFORE.values():
        for name in names:
            assert ADDRESSES[name].route.startswith("account/"), name
