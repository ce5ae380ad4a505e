"""The analyst's own paragraphs: read, put in their places, flagged when figures change."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.reports.papers.board import own
from kinward.reports.papers.board.own import Own, applied, digest, doubts, stale
from kinward.reports.papers.model import Note, PaperPart, Paragraph

MADE = Paragraph("There are 60 children.", True, "stock")
ASKED = Paragraph("What the law says.", False, "legal")
PARTS = (
    PaperPart("a", "A", 1, (MADE,)),
    PaperPart("b", "B", 1),
    PaperPart("c", "C", 2, (ASKED,)),
)


def said(parts: tuple[PaperPart, ...]) -> list[str]:
    return [block.text for part in parts for block in part.blocks]  # type: ignore[union-attr]


def test_before_after_and_instead() -> None:
    words = (Own("stock", "First.", "before"), Own("stock", "Last."), Own("legal", "It is kept."))
    assert said(applied(PARTS, words, public=False)) == [
        "First.", "There are 60 children.", "Last.", "It is kept.",
    ]  # fmt: skip
    other = (Own("stock", "Sixty.", "instead"),)
    assert said(applied(PARTS, other, public=False)) == [
        "Sixty.", "To be written (legal): What the law says.",
    ]  # fmt: skip


def test_the_public_sees_those_that_say_so_and_no_empty_part() -> None:
    words = (Own("stock", "Inside."), Own("stock", "Outside.", public=True))
    shown = applied(PARTS, words, public=True)
    assert said(shown) == ["There are 60 children.", "Outside."]
    assert [part.key for part in shown] == ["a"]


def test_one_that_stands_instead_is_flagged_when_its_figures_change() -> None:
    made = own.made_from_figures(PARTS)
    kept = Own("stock", "Sixty.", "instead", replaced=digest("There are 60 children."))
    gone = Own("stock", "Sixty.", "instead", replaced=digest("There are 59 children."))
    assert stale([kept], made) == frozenset()
    assert stale([gone], made) == {"stock"}
    shown = applied(PARTS, [gone], public=False, stale=stale([gone], made))
    assert isinstance(shown[0].blocks[1], Note)
    assert "have changed since" in shown[0].blocks[1].text
    (told,) = doubts([gone], PARTS, public=False)
    assert f'set replaced = "{digest("There are 60 children.")}"' in told
    assert list(doubts([kept], PARTS, public=False)) == []


def test_the_analyst_hears_of_what_stands_nowhere_and_of_what_stays_inside() -> None:
    words = [Own("nowhere", "x"), Own("stock", "x"), Own("stock", "x", "instead", public=True)]
    told = list(doubts(words, PARTS, public=True))
    assert told[0].startswith("This paper has no paragraph nowhere")
    assert told[1].endswith("the public does not see it.")
    assert "Nobody noted what stock stands instead of" in told[2]


def test_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "paragraphs.toml"
    path.write_text(
        '[[paragraph]]\nkey = "stock"\nplace = "before"\npublic = true\n'
        'text = """\nOne.\nTwo.\n"""\n'
    )
    assert own.read(path, 5) == (Own("stock", "One.\nTwo.\n", "before", public=True),)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[[paragraph]\n", "no TOML file"),
        ("paragraph = 3\n", "something else than paragraphs"),
        ("[other]\n", "something else than paragraphs"),
        ("paragraph = [3]\n", "no key, no text"),
        ('[[paragraph]]\nkey = "a"\n', "no key, no text"),
        ('[[paragraph]]\nkey = "a"\ntext = "b"\nplace = "under"\n', "unknown place"),
        ('[[paragraph]]\nkey = "a"\ntext = "b"\npublic = "yes"\n', "public is unknown, or not"),
        ('[[paragraph]]\nkey = "a"\ntext = "b"\nwhere = "c"\n', "where is unknown"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused(tmp_path: Path, text: str, what: str) -> None:
    path = tmp_path / "p.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=what):
        own.read(path, 5)


@pytest.mark.parametrize(
    ("text", "few"),
    [
        ("In May 3 children moved.", True),
        ("In May three children moved.", True),
        ("Two young people left.", True),
        ("One looked after child left.", True),
        ("Four girls moved.", True),
        ("In May 30 children moved.", False),
        ("Three providers closed; 6 children moved.", False),
        ("Six children moved.", False),
    ],
)
def test_a_small_count_in_words_for_the_public_is_refused(
    tmp_path: Path, text: str, few: bool
) -> None:
    path = tmp_path / "p.toml"
    path.write_text(f'[[paragraph]]\nkey = "a"\ntext = "{text}"\npublic = true\n')
    if few:
        with pytest.raises(InputError, match="may count 5 children or fewer: line 1, word") as told:
            own.read(path, 5)
        confirmed = f'confirmed = "{digest(text)}"'
        assert confirmed in str(told.value)
        path.write_text(f"{path.read_text()}{confirmed}\n")
        assert own.read(path, 5)
        path.write_text(path.read_text().replace(text, f"{text} Two boys came."))
        with pytest.raises(InputError, match="may count 5 children or fewer"):
            own.read(path, 5)
    else:
        assert own.read(path, 5)
    inside = tmp_path / "inside.toml"
    inside.write_text(f'[[paragraph]]\nkey = "a"\ntext = "{text}"\n')
    assert own.read(inside, 5)
