"""Who the people of the web tests are. Permission tests read as stories about them."""

from __future__ import annotations

from typing import Final

CAST: Final[dict[str, tuple[str, str, tuple[str, ...]]]] = {
    "analyst": ("Anita Analyst", "analyst", ()),
    "finance_manager": ("Farah Finance", "finance", ()),
    "commissioner": ("Colin Commissioner", "commissioner", ()),
    "north_manager": ("Nora North", "team_manager", ("North",)),
    "south_manager": ("Sam South", "team_manager", ("South",)),
    "panel_chair": ("Petra Panel", "panel_chair", ()),
    "programme_lead": ("Piotr Programme", "programme_lead", ()),
    "board_member": ("Bola Board", "board", ()),
    "auditor": ("Aled Auditor", "auditor", ()),
    "administrator": ("Adele Admin", "administrator", ()),
    "outsider": ("Otis Outsider", "", ()),
}
"""By name in the tests: the person's name, role and areas."""

PASSWORD: Final = "correct horse battery staple"


def person(name: str):  # type: ignore[no-untyped-def]
    """One of the cast, made where the database has none."""
    return people(name)[name]


def people(*names: str):  # type: ignore[no-untyped-def]
    """Some of the cast, by name; those whom the database does not have are made together.

    Nearly every test asks for all of them, and one by one they take ten times the statements. What
    is stored is the same: the people, their areas and the rows of their history.
    """
    from simple_history.utils import bulk_create_with_history

    from kinward_web.accounts.models import User

    addresses = {name: f"{name}@testshire.example" for name in names}
    found = {each.email: each for each in User.objects.filter(email__in=addresses.values())}
    missing = [name for name in names if addresses[name] not in found]
    if missing:
        made = bulk_create_with_history([_unsaved(name, addresses[name]) for name in missing], User)
        found |= {each.email: each for each in made}
        for name in missing:
            _given_areas(found[addresses[name]], CAST[name][2])
    return {name: found[address] for name, address in addresses.items()}


def _unsaved(name: str, address: str):  # type: ignore[no-untyped-def]
    from kinward_web.accounts.models import User

    full, role, _ = CAST[name]
    made = User(email=address, name=full, role=role)
    made.set_password(PASSWORD)
    return made


def _given_areas(made, names: tuple[str, ...]) -> None:  # type: ignore[no-untyped-def]
    from kinward_web.accounts.models import Area

    if names:
        made.areas.set([Area.objects.get_or_create(name=each)[0] for each in names])
