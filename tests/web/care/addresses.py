"""What the addresses of children are about: a child of the north."""

from __future__ import annotations

from typing import Any

from kinward_web.care.selectors.children import names_of
from kinward_web.care.selectors.ground import ground, teams_now
from web_walk import World


def _child(world: World) -> dict[str, Any]:
    kept, teams = ground(world.snapshot), teams_now(world.snapshot)
    number = teams.to_list().index("North")
    identifier = kept.cohort.children["CHILD"][number]
    return {"pseudonym": names_of(world.snapshot, [identifier])[identifier]}


ADDRESSES = {
    "child": _child,
    "child_csv": _child,
    "children_table": lambda _: {"table": "years"},
}
