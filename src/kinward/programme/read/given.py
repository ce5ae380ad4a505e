"""Which fields the files of a programme have: an import leaves all others as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kinward.programme.columns import FileKind
from kinward.programme.model import Programme
from kinward.programme.read.fields import Fields

Sheets = dict[FileKind, list[Fields]]
_MITIGATION: Final = "mitigation_"
"""How the columns of a risk's mitigation begin, but for its text."""
_ENTRIES: Final[dict[FileKind, tuple[str, str]]] = {
    "deliverables": ("actions", "deliverables"),
    "updates": ("actions", "updates"),
    "overrides": ("actions", "overrides"),
    "risk_scores": ("risks", "history"),
    "decisions": ("meetings", "decisions"),
    "follow_ups": ("meetings", "log"),
}
"""Files of entries: the kind of record that they are in, and its list."""


def inside(own: Sheets) -> dict[str, frozenset[str]]:
    """The fields that the files have of entries, by list."""
    found: dict[str, frozenset[str]] = {}
    for kind, (_, name) in _ENTRIES.items():
        for fields in own[kind]:
            found[name] = found.get(name, frozenset()) | fields.fields()
    for fields in own["risks"]:
        ours = {name for name in fields.fields() if name.startswith(_MITIGATION)}
        named = frozenset(name.removeprefix(_MITIGATION) for name in ours)
        found["mitigations"] = found.get("mitigations", frozenset()) | named
    return found


def given(
    sheets: Sheets, filled: frozenset[str], programme: Programme
) -> dict[str, frozenset[str]]:
    """The fields that the files have, by kind of record; those of actions that are `filled` too."""
    found: dict[str, frozenset[str]] = {}

    def add(kind: str, names: Iterable[str]) -> None:
        found[kind] = found.get(kind, frozenset()) | frozenset(names)

    for kind, own in sheets.items():
        for fields in own:
            names = fields.fields()
            if kind in _ENTRIES:
                of, name = _ENTRIES[kind]
                add(of, {name})
                continue
            if kind == "actions":
                outcomes, streams = _groups(fields, programme)
                add("outcomes", outcomes)
                add("workstreams", streams)
                names |= filled | ({"reported"} if "progress" in names else set())
            elif kind == "risks" and "mitigation" in names:
                names |= {"mitigations"}
            add(kind, names)
    return found


def _groups(fields: Fields, programme: Programme) -> tuple[frozenset[str], frozenset[str]]:
    """The fields of outcomes and of workstreams: a ref that stands alone tells no title."""
    outcomes = {"ref"} | ({"title"} if any(o.title != o.ref for o in programme.outcomes) else set())
    streams = {"ref"} | ({"outcome"} if "outcome" in fields.given else set())
    if any(each.title != each.ref for each in programme.workstreams):
        streams.add("title")
    return frozenset(outcomes), frozenset(streams)
