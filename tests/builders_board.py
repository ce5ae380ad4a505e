"""A programme of a size that a small council has, for tests of papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

from kinward.programme.governance import Board, Decision, Meeting
from kinward.programme.model import Need, Programme, Saving
from kinward.programme.plan import Action, Deliverable, Outcome, Update
from kinward.programme.registers import Assumption, Consultation, Mitigation, Risk
from kinward.programme.write import csv_files

AS_AT: Final = date(2025, 12, 31)

ACTIONS: Final = (
    Action(
        "1.1", "Bring family group conferences to every family before court", outcome="1",
        lead="Head of Family Support", priority="high", start=date(2025, 4, 1),
        target_end=date(2026, 3, 31), success="looked_after",
        updates=(Update(date(2025, 12, 12), done="12 conferences held"),),
        deliverables=(Deliverable("D1", "A contract for conferences", due=date(2026, 1, 16)),),
    ),
    Action(
        "1.2", "Review every placement with parents each quarter", outcome="1",
        lead="Head of Looked After Children", start=date(2025, 4, 1), target_end=date(2025, 9, 30),
        updates=(Update(date(2025, 11, 28), done="Half are reviewed"),),
    ),
    Action(
        "2.1", "Recruit 20 foster homes for children of 10 and older", outcome="2",
        lead="Fostering Service Manager", priority="high", start=date(2025, 6, 1),
        target_end=date(2026, 6, 30), revised_end=date(2026, 9, 30), depends_on=("1.2",),
        updates=(Update(date(2025, 10, 1), done="3 are approved"),),
        interdependencies="Allowances rise as fees fall.",
    ),
    Action(
        "2.2", "Open a home of four places in the county", outcome="2", lead="Commissioning Lead",
        start=date(2026, 2, 1), target_end=date(2027, 3, 31),
    ),
    Action(
        "2.3", "Write the market position statement", outcome="2", lead="Commissioning Lead",
        start=date(2025, 5, 1), target_end=date(2025, 10, 31), completed=date(2025, 10, 20),
    ),
)  # fmt: skip
SAVINGS: Final = (
    Saving(
        "S1", 2026, 35_000_000, action="1.1", objective="Fewer children come in",
        placement_type="Residential", kind="avoided", achieved_pence=8_123_456,
        evidence="Ledger, month 9", forecast_pence=21_050_001, probability=Decimal("0.6"),
    ),
    Saving(
        "S2", 2026, 48_000_000, action="2.1", objective="More live with our own carers",
        placement_type="Independent fostering", kind="cashable", achieved_pence=20_000_000,
        evidence="Ledger, month 9", forecast_pence=40_000_000, probability=Decimal("0.75"),
    ),
    Saving(
        "S3", 2027, 90_000_000, objective="A home of our own", placement_type="Residential",
        kind="cashable", probability=Decimal("0.5"),
    ),
)  # fmt: skip
RISKS: Final = (
    Risk(
        "R1", "Foster carers leave for agencies", 4, 4, after_probability=4, after_impact=4,
        owner="Fostering Service Manager",
        mitigations=(Mitigation("Raise allowances", due=date(2025, 11, 30)),),
    ),
    Risk("R2", "Court cases take longer", 3, 3, after_probability=2, after_impact=3, owner="Legal"),
)  # fmt: skip


def programme() -> Programme:
    """The whole of it."""
    return Programme(
        "placements", "Placements strategy",
        purpose="More children live safely at home, and those in care live near it.",
        owner="Director of Children’s Services",
        outcomes=(Outcome("1", "Fewer children come into care"), Outcome("2", "Homes are near")),
        actions=ACTIONS, savings=SAVINGS, needs=(Need(2026, 70_000_000),), risks=RISKS,
        assumptions=(Assumption("A1", "Prices rise with inflation"),),
        boards=(Board("board", "Placements Board", chair="Lead Member"),),
        meetings=(
            Meeting(
                "board", date(2025, 12, 4), held=True,
                decisions=(Decision("D1", "Agree the second home", due=date(2026, 1, 31)),),
            ),
        ),
        consultations=(
            Consultation(
                "C1", "What would have kept you at home?", "Somebody to talk to sooner.",
                "Children in care council", change="Action 1.1 begins earlier.",
            ),
        ),
    )  # fmt: skip


def write_programme(folder: Path) -> Path:
    """The files of it in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in csv_files(programme()).items():
        (folder / name).write_bytes(content)
    return folder
