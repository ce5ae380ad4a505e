"""What a paper may be, and what the public may not be shown of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from builders_paper import chart, money, paper, public
from kinward.errors import ArgumentError, KinwardError
from kinward.reports.papers import book, page, pdf, pictures, word
from kinward.reports.papers.exempt import PARAGRAPHS, exemptions, for_public, sentence
from kinward.reports.papers.model import Paper, PaperPart, Table
from kinward.reports.papers.write import write

WRITERS: dict[str, Callable[[Path, Paper], None]] = {
    "docx": lambda path, given: word.write(path, given, pictures.drawn(given)),
    "pdf": lambda path, given: pdf.write(path, given, pictures.drawn(given)),
    "html": lambda path, given: page.write(path, given, pictures.drawn(given)),
    "xlsx": book.write,
}


def part(key: str, level: int = 1, exempt: int | None = None) -> PaperPart:
    return PaperPart(key, key.capitalize(), level, exempt=exempt)


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("number", [1, 3, 7])
def test_no_writer_writes_an_exempt_part_for_the_public(
    ending: str, number: int, tmp_path: Path
) -> None:
    given = paper(audience="public", numbers_hidden=True, parts=(part("a"), part("b", 1, number)))
    with pytest.raises(KinwardError, match="holds an exempt part"):
        WRITERS[ending](tmp_path / "paper", given)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", WRITERS)
def test_no_writer_writes_numbers_for_the_public_that_are_not_hidden(
    ending: str, tmp_path: Path
) -> None:
    given = paper(audience="public", parts=(part("a"),))
    with pytest.raises(KinwardError, match="small numbers are not hidden"):
        WRITERS[ending](tmp_path / "paper", given)
    assert list(tmp_path.iterdir()) == []


def test_all_together_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(KinwardError, match="holds an exempt part"):
        write(paper(audience="public", numbers_hidden=True), tmp_path / "new", "paper")
    assert list(tmp_path.iterdir()) == []


def test_the_public_sees_neither_an_exempt_part_nor_the_parts_in_it() -> None:
    shown = public()
    assert shown.audience == "public"
    assert [each.key for each in shown.parts] == [
        "purpose", "asked", "stands", "months", "money", "next",
    ]  # fmt: skip


def test_a_paper_whose_numbers_are_whole_is_not_made_public() -> None:
    with pytest.raises(KinwardError, match="small numbers are not hidden"):
        for_public(paper())


def test_what_is_in_an_exempt_part_is_exempt_until_a_part_of_its_own_level() -> None:
    parts = (
        part("a"), part("b", 2, 3), part("c", 3), part("d", 3, 5), part("e", 2), part("f", 1, 1),
        part("g", 2, 2), part("h"),
    )  # fmt: skip
    found = {each.key: number for each, number in exemptions(paper(parts=parts))}
    assert found == {
        "a": None, "b": 3, "c": 3, "d": 3, "e": None, "f": 1, "g": 1, "h": None,
    }  # fmt: skip


def test_each_paragraph_of_the_schedule_has_its_words() -> None:
    assert set(PARAGRAPHS) == set(range(1, 8))
    assert sentence(3).startswith("Not for publication: exempt by paragraph 3 of Part 1 of Sched")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((part("a", 2),), "skips a level"),
        ((part("a"), part("b", 3)), "skips a level"),
        ((part("a"), part("b", 0)), "skips a level"),
        ((part("a", exempt=8),), "not 1 to 7"),
        ((part("a", exempt=0),), "not 1 to 7"),
        ((part("a"), part("a")), "twice"),
        ((part("a b"),), "which is none"),
        ((PaperPart("a", "A", 1, (Table(money()), Table(money()))),), "The table money is in"),
        ((PaperPart("a", "A", 1, (chart(), chart())),), "The chart trend is in"),
        ((PaperPart("a", "A", 1, (replace(chart(), alt=" "),)),), "has no words"),
    ],
)
def test_a_paper_that_no_writer_could_write_is_refused(
    parts: tuple[PaperPart, ...], said: str
) -> None:
    with pytest.raises(ArgumentError, match=said):
        paper(parts=parts)
