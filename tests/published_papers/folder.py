"""A published paper written to a folder."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType
from typing import Final

from published_papers import brighton_2008, cambridgeshire_2011, cambridgeshire_2016, plymouth_2011

PAPERS: Final[Mapping[str, ModuleType]] = {
    "cambridgeshire-2016": cambridgeshire_2016,
    "cambridgeshire-2011": cambridgeshire_2011,
    "plymouth-2011": plymouth_2011,
    "brighton-2008": brighton_2008,
}

_COLUMNS: Final = ("claim", "value", "unit", "about", "rounded_to", "figure", "why")


def write_paper(
    folder: Path, name: str, changes: Mapping[str, tuple[str, str]] | None = None
) -> Path:
    """Write the tables, `paper.toml` and the claims of a paper.

    Args:
        changes: by file, a text that stands in it once and what to put in its place.
    """
    paper = PAPERS[name]
    for file, text in {**paper.TABLES, "paper.toml": paper.PAPER}.items():
        old, new = (changes or {}).get(file, ("", ""))
        if old:
            assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (folder / file).write_text(text.replace(old, new) if old else text, encoding="utf-8")
    if paper.CLAIMS:
        with (folder / "claims.csv").open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, _COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(paper.CLAIMS)
    return folder
