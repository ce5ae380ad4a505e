"""A plan's text as blocks of lines: its head, each target, each action.

Actions can then be moved, copied and taken out as whole lines, with the comments above them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kinward.scenarios.plan.dump import dump_plan
from kinward.scenarios.plan.lines import MARK, Lines
from kinward.scenarios.plan.read import parse_plan

_KEYS: Final = ("plan", "target", "action")


@dataclass(frozen=True)
class Block:
    """Some whole lines.

    Attributes:
        key: `plan`, `target` or `action`; empty for what stands before them all, such as the mark
            of some editors, which must stay there however the others are moved.
        text: the lines, each with its end.
    """

    key: str
    text: str


@dataclass(frozen=True)
class Blocks:
    """A plan's text in blocks, which put together are the text."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """The whole."""
        return "".join(block.text for block in self.blocks)

    def places(self, key: str) -> list[int]:
        """Where the blocks of a key stand, in order."""
        return [place for place, block in enumerate(self.blocks) if block.key == key]

    def replaced(self, place: int, *blocks: Block) -> Blocks:
        """Other blocks, or none, in the place of one."""
        before, after = self.blocks[:place], self.blocks[place + 1 :]
        return Blocks((*before, *blocks, *after))

    def added(self, key: str, text: str) -> Blocks:
        """A block after the last of its key, or of the keys before it; its lines as they are."""
        order = _KEYS[: _KEYS.index(key) + 1]
        last = max((p for p, block in enumerate(self.blocks) if block.key in order), default=-1)
        before = [*self.blocks[: last + 1]]
        if before:
            before[-1] = _ended(before[-1])
        after = self.blocks[last + 1 :]
        new = Block(key, text if not after or text.endswith("\n\n") else f"{text}\n")
        return Blocks((*before, new, *after))


def split(text: str) -> Blocks:
    """A valid plan's text in blocks.

    A plan that is not laid out in tables one after the other is first written as Kinward would.

    Raises:
        PlanError: it is no plan.
    """
    plain = text.lstrip(MARK)
    found = _split(plain) or _split(dump_plan(parse_plan(plain))) or Blocks(())
    mark = text[: len(text) - len(plain)]
    return Blocks((Block("", mark), *found.blocks)) if mark else found


def _split(text: str) -> Blocks | None:
    values = tomllib.loads(text)
    lines = text.splitlines(keepends=True)
    found = Lines(text)
    starts: list[tuple[int, str]] = []
    for key in _KEYS:
        value = values.get(key)
        if value is None:
            continue
        many = isinstance(value, list)
        paths = [(key, place) for place in range(len(value))] if many else [(key,)]
        for path in paths:
            line = found.of(*path) - 1
            if not _is_header(lines[line], key, many=many):
                return None
            starts.append((line, key))
    starts.sort()
    if len({line for line, _ in starts}) < len(starts) or _strays(values, found, starts):
        return None
    return _cut(lines, [(_above(lines, line), key) for line, key in starts])


def _is_header(line: str, key: str, *, many: bool) -> bool:
    said = line.strip().replace(" ", "")
    return said.startswith(f"[[{key}]]" if many else f"[{key}]")


def _strays(values: dict, found: Lines, starts: list[tuple[int, str]]) -> bool:  # type: ignore[type-arg]
    """Whether a table of an action stands among those of something else."""
    lines = [line for line, _ in starts]
    for place, action in enumerate(values.get("action") or []):
        own = found.of("action", place) - 1
        until = min((line for line in lines if line > own), default=10**9)
        keys = [found.of("action", place, key) - 1 for key in action]
        if any(not own < line < until for line in keys):
            return True
    return False


def _above(lines: list[str], line: int) -> int:
    """The first of the comments that stand right above a header."""
    while line > 0 and lines[line - 1].startswith("#"):
        line -= 1
    return line


def _cut(lines: list[str], starts: list[tuple[int, str]]) -> Blocks:
    bounds = [*starts, (len(lines), "")]
    blocks = [
        Block(key, "".join(lines[first:until])) for (first, key), (until, _) in pairwise(bounds)
    ]
    if bounds[0][0] > 0:
        blocks.insert(0, Block("", "".join(lines[: bounds[0][0]])))
    return Blocks(tuple(blocks))


def _ended(block: Block) -> Block:
    """With an empty line at its end."""
    text = block.text if block.text.endswith("\n") else f"{block.text}\n"
    return Block(block.key, text if text.endswith("\n\n") else f"{text}\n")
