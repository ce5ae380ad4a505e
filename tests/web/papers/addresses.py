"""What the addresses of papers are about: a paper of the analyst for both audiences."""

from __future__ import annotations

from typing import Any

from papers_web import ready
from web_walk import World


def _paper(world: World, **more: Any) -> dict[str, Any]:
    return {"pk": ready(world.cast["analyst"], world.snapshot, key="walked").pk, **more}


_PLACE = {"kind": "board", "anchor": "stands-1"}


def _place(world: World) -> dict[str, Any]:
    _paper(world)
    return dict(_PLACE)


ADDRESSES = {
    "paper": _paper,
    "paper_public": _paper,
    "paper_exempt": _paper,
    "paper_public_file": lambda world: _paper(world, ending="xlsx"),
    "paper_exempt_file": lambda world: _paper(world, ending="xlsx"),
    "paper_public_table": lambda world: _paper(world, table="stock"),
    "paper_exempt_table": lambda world: _paper(world, table="stock"),
    "paper_remove": _paper,
    "paper_words": lambda _: {"kind": "board"},
    "paper_paragraph": _place,
    "paper_paragraph_history": _place,
}
