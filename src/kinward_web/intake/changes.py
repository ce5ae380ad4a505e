"""What changed between the figures that pages show and those before, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.core.cache import caches

from kinward.words import counted, long_date
from kinward_web.intake.compare import compare
from kinward_web.intake.kinds import DATA_KINDS
from kinward_web.intake.lines import listed
from kinward_web.intake.models import Snapshot, Version


def since(shown: Snapshot, earlier: Snapshot | None) -> list[str]:
    """What changed: children, then each data set that is another version. Kept for the next reader.

    Args:
        earlier: the ready snapshot before; None for the first.
    """
    cache, key = caches["figures"], f"changes-{shown.key}-{earlier.key if earlier else 0}"
    told: list[str] | None = cache.get(key)
    if told is None:
        told = list(_told(shown, earlier))
        cache.set(key, told, None)
    return told


def _told(shown: Snapshot, earlier: Snapshot | None) -> Iterator[str]:
    if earlier is None:
        yield from _stands(shown)
        return
    yield from _children(shown, earlier)
    before, after = _versions(earlier), _versions(shown)
    same = []
    for kind in DATA_KINDS:
        old, new = before.get(kind), after.get(kind)
        if old is None or new is None or old.pk == new.pk:
            yield from _came_or_went(kind, old, new)
            continue
        found = compare(old, new)
        if found.alike:
            same.append(DATA_KINDS[kind].name)
        else:
            told = " ".join(found.sentences)
            yield f"{_name(new)}, in place of version {old.number}. {told}"
    if same:
        yield f"Uploaded again with nothing changed: {listed(same)}."
    if {each.pk for each in before.values()} == {each.pk for each in after.values()}:
        yield f"The figures rest on the same files as figures {earlier.number}."


def _versions(snapshot: Snapshot) -> dict[str, Version]:
    return {each.kind: each for each in snapshot.versions.prefetch_related("files")}


def _stands(shown: Snapshot) -> Iterator[str]:
    if shown.facts:
        number = counted(shown.facts["looked_after"], "child is", "children are")
        yield f"{number} looked after{_on(shown.as_at)}."


def _children(shown: Snapshot, earlier: Snapshot) -> Iterator[str]:
    now, then = shown.facts, earlier.facts
    if not now or not then:
        return
    more = now["looked_after"] - then["looked_after"]
    change = f"{abs(more):,} {'more' if more > 0 else 'fewer'} than" if more else "as many as"
    number = counted(now["looked_after"], "child is", "children are")
    yield f"{number} looked after{_on(shown.as_at)}: {change} in figures {earlier.number}" + (
        f" ({_on(earlier.as_at).strip()})." if earlier.as_at != shown.as_at else "."
    )
    if (now["entries"], now["exits"]) != (then["entries"], then["exits"]):
        yield (
            f"In the {now['months']} months before, {now['entries']:,} entered care and "
            f"{now['exits']:,} left it; it was {then['entries']:,} and {then['exits']:,}."
        )


def _on(day: date | None) -> str:
    return f" on {long_date(day)}" if day else ""


def _came_or_went(kind: str, before: Version | None, after: Version | None) -> Iterator[str]:
    if before is None and after is not None:
        yield f"{_name(after)}; there was none before."
    elif after is None and before is not None:
        yield f"{DATA_KINDS[kind].name}: no longer used."


def _name(version: Version) -> str:
    return f"{DATA_KINDS[version.kind].name}: version {version.number}"
