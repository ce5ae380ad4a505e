"""The people of the demonstration, one of each role, and two team managers."""

from __future__ import annotations

from typing import Final

from kinward_web.accounts.models import Area, User
from kinward_web.roles import role_name

PASSWORD: Final = "kinward-demonstration"
_PEOPLE: Final = (
    ("analyst", "analyst", "Anita Analyst"),
    ("finance", "finance", "Farah Finance"),
    ("commissioner", "commissioner", "Colin Commissioner"),
    ("north", "team_manager", "Nora North"),
    ("south", "team_manager", "Sam South"),
    ("panel", "panel_chair", "Petra Panel"),
    ("programme", "programme_lead", "Piotr Programme"),
    ("board", "board", "Bola Board"),
    ("auditor", "auditor", "Aled Auditor"),
    ("administrator", "administrator", "Adele Administrator"),
)
"""Name before the @, role, and the person's name."""


def make_people() -> list[tuple[str, str]]:
    """The people, made where they are not there; role and address of each."""
    for name, role, full in _PEOPLE:
        email = f"{name}@demo.example"
        if not User.objects.filter(email=email).exists():
            person = User.objects.create_user(email, PASSWORD, name=full, role=role)
            person.areas.set(_areas(name))
    return [(_said(name, role), f"{name}@demo.example") for name, role, _ in _PEOPLE]


def _areas(name: str) -> list[Area]:
    wanted = {"north": "Made-up North", "south": "Made-up South"}
    if name not in wanted:
        return []
    return [Area.objects.get_or_create(name=wanted[name])[0]]


def _said(name: str, role: str) -> str:
    title = role_name(role)
    return f"{title}, {name.title()}" if role == "team_manager" else title
