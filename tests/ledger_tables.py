"""Ledgers made from tables written as text: columns by white space, `-` for an empty field."""

from __future__ import annotations

import tempfile
from pathlib import Path

from kinward.ledger.book import Ledger
from kinward.ledger.load import Files, load

SERVICE_TYPES = """
    service_type section category paid_weeks billing after_18
    Fostering In-house in_house_fostering 55 annual no
    Agency External independent_fostering 52 annual no
    Home External external_residential 52 daily no
    Guardianship Permanence - 52 annual yes
"""


def ledger(placements: str, *, service_types: str = SERVICE_TYPES, **texts: str) -> Ledger:
    """A ledger read from files with these tables.

    Args:
        placements: as `placements.csv`; the columns that are not there are empty.
        texts: `budget` and `adjustments`.
    """
    texts = {"placements": placements, "service_types": service_types, **texts}
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder) / f"{name}.csv" for name in texts}
        for name, text in texts.items():
            rows = [line.split() for line in text.strip().splitlines()]
            written = (",".join("" if cell == "-" else cell for cell in row) for row in rows)
            paths[name].write_text("\n".join(written) + "\n", encoding="utf-8")
        return load(Files(**paths))
