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
    from kinward_web.accounts.models import Area, User

    full, role, areas = CAST[name]
    email = f"{name}@testshire.example"
    found = User.objects.filter(email=email).first()
    if found is None:
        found = User.objects.create_user(email, PASSWORD, name=full, role=role)
        found.areas.set([Area.objects.get_or_create(name=each)[0] for each in areas])
    return found
