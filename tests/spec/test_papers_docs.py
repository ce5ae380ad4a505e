"""docs/papers.md: its example of paragraphs is read, and its kinds are those that there are."""

from __future__ import annotations

import re
from pathlib import Path

from kinward.reports.papers.board import own
from kinward.reports.papers.board.kinds import KINDS

PAGE = (Path(__file__).parents[2] / "docs" / "papers.md").read_text(encoding="utf-8")


def test_the_example_of_paragraphs_is_read(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    path = tmp_path / "paragraphs.toml"
    path.write_text(example, encoding="utf-8")
    first, second = own.read(path, 5)
    assert (first.key, first.place, first.public) == ("implications-legal", "after", True)
    assert (second.place, len(second.replaced)) == ("instead", len(own.digest("")))


def test_its_kinds_are_those_that_there_are() -> None:
    table = PAGE[PAGE.index("## The kinds") : PAGE.index("## Who may see which")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(KINDS)


def test_every_field_of_a_paragraph_is_told() -> None:
    table = PAGE[PAGE.index("| field | meaning |") :]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(own.FIELDS)
