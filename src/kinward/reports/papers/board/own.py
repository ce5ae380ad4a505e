"""The analyst's own paragraphs: kept in a file from month to month, and put into each paper."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Literal, get_args

from kinward.errors import InputError
from kinward.reports.disclosure.few import few_counts
from kinward.reports.papers.board import behind
from kinward.reports.papers.model import (
    Block,
    Bullets,
    Note,
    NumberedRecommendations,
    PaperPart,
    Paragraph,
)

Place = Literal["before", "after", "instead"]
FIELDS: Final = {
    "key": str, "text": str, "place": str, "public": bool, "replaced": str, "confirmed": str,
}  # fmt: skip
"""Fields of a paragraph in a file, and their kinds."""
STALE: Final = (
    "To check before this paper leaves: the figures behind the words above have changed since they "
    "were written."
)


@dataclass(frozen=True)
class Own:
    """One paragraph of the analyst's own.

    Attributes:
        key: of the paragraph that it goes with.
        place: before it, after it or instead of it.
        public: whether it stands in the paper for the public too.
        replaced: digest of the paragraph that it stands instead of, as that was when this one was
            written; empty where nobody noted it.
        confirmed: digest of the text, where somebody looked and its small numbers count no
            children; empty where nobody did.
    """

    key: str
    text: str
    place: Place = "after"
    public: bool = False
    replaced: str = ""
    confirmed: str = ""


def digest(text: str) -> str:
    """What tells one text from another, in a few letters."""
    return behind.exact(text)


def read(path: Path, limit: int) -> tuple[Own, ...]:
    """The paragraphs of a file (docs/papers.md has its format).

    Args:
        limit: a paragraph for the public that may count from 1 to this many children is refused
            until its author confirms that it counts none.

    Raises:
        InputError: it cannot be read, or a paragraph is not as it must be.
    """
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"The file cannot be read ({error.strerror})", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            f"This is no TOML file: {error}", where=str(path), remedy="See docs/papers.md."
        ) from error
    listed = document.get("paragraph", [])
    if set(document) - {"paragraph"} or not isinstance(listed, list):
        raise InputError(
            "The file has something else than paragraphs",
            where=str(path),
            remedy="Begin each with [[paragraph]].",
        )
    return tuple(_one(each, f"{path}: paragraph {n}", limit) for n, each in enumerate(listed, 1))


def _one(given: Any, where: str, limit: int) -> Own:
    fields = given if isinstance(given, dict) else {}
    wrong = next((n for n, v in fields.items() if not isinstance(v, FIELDS.get(n, ()))), None)
    if wrong is not None:
        raise InputError(
            f"{wrong} is unknown, or not of its kind",
            where=where,
            remedy=f"A paragraph has {', '.join(FIELDS)}; public is true or false.",
        )
    made = Own(**{"key": "", "text": "", **fields})
    if not made.key.strip() or not made.text.strip() or made.place not in get_args(Place):
        raise InputError(
            "The paragraph has no key, no text or an unknown place",
            where=where,
            remedy='Give key and text; place is "before", "after" or "instead".',
        )
    few = few_counts(made.text, limit) if made.public else ()
    if few and made.confirmed != digest(made.text.strip()):
        raise InputError(
            f"The paragraph {made.key} is for the public and may count {limit} children or fewer: "
            f"{'; '.join(map(str, few))}",
            where=where,
            remedy=(
                "Say it without the number, or leave out public = true. Where it counts no "
                f'children, set confirmed = "{digest(made.text.strip())}".'
            ),
        )
    return made


def made_from_figures(parts: Iterable[PaperPart]) -> dict[str, str]:
    """The paragraphs and lists that were made from the figures, by key; a line for each item."""
    found = {}
    for part in parts:
        for block in part.blocks:
            if isinstance(block, Paragraph) and block.from_figures:
                found[block.key] = block.text
            elif isinstance(block, Bullets | NumberedRecommendations) and block.key:
                found[block.key] = "\n".join(block.items)
    return found


def stale(own: Sequence[Own], made: Mapping[str, str]) -> frozenset[str]:
    """The keys of paragraphs that stand instead of one whose figures have changed since."""
    return frozenset(
        each.key
        for each in own
        if each.place == "instead" and each.replaced and each.key in made
        and behind.digest(made[each.key]) != each.replaced
    )  # fmt: skip


def doubts(own: Sequence[Own], parts: Sequence[PaperPart], *, public: bool) -> Iterator[str]:
    """What the analyst must hear of the paragraphs, in sentences."""
    made = made_from_figures(parts)
    asked = {b.key for part in parts for b in part.blocks if isinstance(b, Paragraph)} | set(made)
    changed = stale(own, made)
    for each in own:
        if each.key not in asked:
            yield f"This paper has no paragraph {each.key}: what goes with it is left out."
        elif each.key in changed:
            yield (
                f"The figures behind {each.key} have changed since its paragraph was written. Read "
                f'it again, then set replaced = "{behind.digest(made[each.key])}".'
            )
        elif each.place == "instead" and not each.replaced and each.key in made:
            yield (
                f"Nobody noted what {each.key} stands instead of: set replaced = "
                f'"{behind.digest(made[each.key])}", and you are told when the figures change.'
            )
        if public and not each.public and each.key in asked:
            yield f"The paragraph on {each.key} is not public = true: the public does not see it."


def applied(
    parts: Iterable[PaperPart],
    own: Sequence[Own],
    *,
    public: bool,
    stale: frozenset[str] = frozenset(),
) -> tuple[PaperPart, ...]:
    """The parts with the paragraphs in their places; what is to be written is asked for.

    In a paper for the public nothing is asked for: a part in which nobody wrote is left out.
    """
    shown = [each for each in own if each.public or not public]
    filled = [
        replace(
            part,
            blocks=tuple(
                new for block in part.blocks for new in _block(block, shown, stale, public=public)
            ),
        )
        for part in parts
    ]
    return tuple(part for at, part in enumerate(filled) if part.blocks or _holds(filled, at))


def _holds(parts: Sequence[PaperPart], at: int) -> bool:
    """Whether a part without words has a part of its own with some."""
    for each in parts[at + 1 :]:
        if each.level <= parts[at].level:
            return False
        if each.blocks:
            return True
    return False


def _block(
    block: Block, own: Sequence[Own], stale: frozenset[str], *, public: bool
) -> Iterator[Block]:
    if isinstance(block, Bullets | NumberedRecommendations):
        mine = [each for each in own if block.key and each.key == block.key]
        yield from _list(block, mine, stale)
        return
    if not isinstance(block, Paragraph):
        yield block
        return
    mine = [each for each in own if each.key == block.key]
    by_place = {
        place: [
            Paragraph(each.text.strip(), False, block.key) for each in mine if each.place == place
        ]
        for place in get_args(Place)
    }
    yield from by_place["before"]
    yield from by_place["instead"] or _itself(block, written=bool(mine), public=public)
    if by_place["instead"] and block.key in stale:
        yield Note(STALE)
    yield from by_place["after"]


def _list(
    block: Bullets | NumberedRecommendations, own: Sequence[Own], stale: frozenset[str]
) -> Iterator[Block]:
    """A list with the analyst's own items; each of their lines is one."""
    items = {
        place: tuple(
            line.strip()
            for each in own if each.place == place
            for line in each.text.splitlines() if line.strip()
        )
        for place in get_args(Place)
    }  # fmt: skip
    middle = items["instead"] or block.items
    yield replace(block, items=(*items["before"], *middle, *items["after"]))
    if items["instead"] and block.key in stale:
        yield Note(STALE)


def _itself(block: Paragraph, *, written: bool, public: bool) -> Iterator[Block]:
    if block.from_figures:
        yield block
    elif not written and not public:
        yield Note(f"To be written ({block.key}): {block.text}")
