"""What changed since the last paper: from what was kept beside it, and from nothing else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinward.errors import ArgumentError, InputError
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.changes import changes
from kinward.reports.papers.board.figures import Given, for_public, whole
from kinward.reports.papers.board.readings import Previous, Reading, as_json, read, readings
from kinward.reports.papers.model import Paragraph, Table

BEFORE = date(2025, 11, 30)


def previous(given: dict[str, Reading], audience: str = "exempt") -> Previous:
    return Previous("board", audience, "Exampleshire", BEFORE, given)


def test_what_is_kept_is_read_back(known: Given, tmp_path: Path) -> None:
    figures = whole(known)
    path = tmp_path / "board-exempt.json"
    path.write_text(json.dumps(as_json(figures, "board", "exempt", {"a": "b"})))
    back = read(path)
    assert back.readings == readings(figures)
    assert (back.kind, back.audience, back.as_at) == ("board", "exempt", figures.as_at)
    day, value = back.before["looked_after"]
    assert (day, value) == (figures.as_at, Decimal(known.summary.looked_after))


@pytest.mark.parametrize("text", ["[]", "{}", "no", '{"kind": 1, "readings": [{"key": 1}]}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text)
    with pytest.raises(InputError, match="not what was kept beside a paper"):
        read(path)


def test_figures_that_differ_are_told_with_their_change(known: Given) -> None:
    figures = whole(known)
    now = readings(figures)
    count, pence = now["looked_after"], now["variance"]
    was = {
        **now,
        "looked_after": replace(count, value=int(count.value) - 1200),
        "variance": replace(pence, value=int(pence.value) + 12_345_678),
        "scorecard:looked_after": replace(now["scorecard:looked_after"], colour="green"),
    }
    (part,) = changes(figures, previous(was))
    (table,) = [block.table for block in part.blocks if isinstance(block, Table)]
    rows = {row[0]: row[1:] for row in table.cells()}
    assert len(rows) == 2
    assert rows["Children looked after"] == (
        f"{int(count.value) - 1200:,}", f"{count.value:,}", "+1,200"
    )  # fmt: skip
    assert rows[pence.label][2] == "−£123,457"
    said = [block.text for block in part.blocks if isinstance(block, Paragraph)]
    colour = now["scorecard:looked_after"].colour
    assert colour == "red"
    assert said[1] == "Looked after children went from green to red."


def test_nothing_is_told_of_what_one_paper_alone_tells(known: Given) -> None:
    figures = whole(known)
    (part,) = changes(figures, previous({"gone": Reading("gone", "x", 1, "count", BEFORE)}))
    assert not [block for block in part.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        ({"audience": "public"}, "not exempt"),
        ({"authority": "Another"}, "another authority"),
        ({"as_at": date(2025, 12, 31)}, "not of an earlier day"),
    ],
)
def test_a_last_paper_that_is_none_is_refused(known: Given, wrong: dict, what: str) -> None:  # type: ignore[type-arg]
    given = replace(previous({}), **wrong)
    with pytest.raises(ArgumentError, match=what):
        paper(whole(known), About("board"), given)


def test_the_public_paper_compares_with_what_the_public_saw(known: Given) -> None:
    figures = for_public(known)
    line = next(
        each
        for each in figures.card.lines  # type: ignore[union-attr]
        if each.card.measure.unit == "%" and each.reading and each.card.disclosure
    )
    assert line.previous is None
    before = {line.card.measure.key: (BEFORE, line.reading.value + 2)}  # type: ignore[union-attr,operator]
    again = for_public(known, before=before)
    told = next(e for e in again.card.lines if e.card.measure == line.card.measure)  # type: ignore[union-attr]
    assert told.previous is not None
    assert told.previous.value == line.reading.value + 2  # type: ignore[union-attr,operator]
    assert told.direction is not None
    assert told.direction.way == "down"


def test_what_is_kept_of_a_public_paper_is_what_it_shows(known: Given) -> None:
    ours, theirs = readings(whole(known)), readings(for_public(known))
    hidden = {key for key in ours if key not in theirs}
    assert any(key.startswith("category:") for key in hidden)
    small = [e for k, e in theirs.items() if k.startswith("category:") and 0 < int(e.value) <= 5]
    assert small == []
