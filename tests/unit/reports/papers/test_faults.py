"""Papers of a programme in which something keeps an action or a risk from being judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from builders_board import AS_AT, programme
from kinward.pipeline import Inputs
from kinward.pipeline.board import Asked, given_of
from kinward.programme.delivery import or_alone
from kinward.programme.model import Programme
from kinward.programme.registers import Score
from kinward.programme.write import csv_files
from kinward.reports.papers.board.build import About, paper
from kinward.reports.papers.board.figures import Given, for_public, whole
from kinward.reports.papers.board.kinds import Kind
from kinward.reports.papers.board.readings import readings
from kinward.reports.papers.model import Paper, Paragraph

CIRCLE = "Actions wait for one another in a circle: "
OFF = "The risk R1 has a score outside 1 to 5: it is in no figure here."


def _with(programme: Programme, ref: str, *waits: str) -> Programme:
    actions = tuple(
        replace(each, depends_on=waits) if each.ref == ref else each for each in programme.actions
    )
    return replace(programme, actions=actions)


def _text(made: Paper) -> str:
    return "\n".join(block.text for block in made.blocks(Paragraph))


def _rows(made: Paper, key: str) -> list[dict[str, object]]:
    return next(each for each in made.tables if each.key == key).frame.to_dicts()


@pytest.fixture
def circular(known: Given) -> Given:
    """Two programmes, an action of each of which waits for one of the other."""
    assert known.programme is not None
    own = replace(known.programme, key="own")
    other = replace(_with(own, "1.1", "own:1.1"), key="other")
    return replace(known, programme=_with(own, "1.1", "other:1.1"), others=(other,))


@pytest.mark.parametrize("kind", ["board", "exceptions", "initiation", "councillor"])
def test_where_programmes_wait_in_a_circle_every_paper_says_so(circular: Given, kind: Kind) -> None:
    for figures in (whole(circular), for_public(circular)):
        said = _text(paper(figures, About(kind)))
        assert CIRCLE in said
        assert "Until that is put right, no action is red for another." in said


def test_where_one_programme_waits_in_a_circle_its_colours_are_those_without_waiting(
    known: Given,
) -> None:
    assert known.programme is not None
    turned = _with(_with(known.programme, "1.2", "2.1"), "2.1", "1.2")
    made = paper(whole(replace(known, programme=turned)), About("board"))
    assert CIRCLE in _text(made)
    alone = or_alone(_with(_with(turned, "1.2"), "2.1"), AS_AT)[0]
    assert {each["ref"]: each["delivery"] for each in _rows(made, "actions_all")} == {
        ref: rag.colour.capitalize() for ref, rag in alone.items()
    }
    assert CIRCLE not in _text(paper(whole(known), About("board")))


@pytest.mark.parametrize("kind", ["board", "exceptions", "initiation"])
def test_a_risk_off_the_scale_is_named_and_in_no_figure(known: Given, kind: Kind) -> None:
    assert known.programme is not None
    first, *rest = known.programme.risks
    for wrong in (
        replace(first, ref="R1", impact=9),
        replace(first, ref="R1", history=(Score(AS_AT + timedelta(days=1), 1, 9),)),
    ):
        given = replace(known, programme=replace(known.programme, risks=(wrong, *rest)))
        for figures in (whole(given), for_public(given)):
            made = paper(figures, About(kind))
            assert OFF in _text(made)
            assert "R1" not in {each["ref"] for each in _rows(made, "risks")}
        assert readings(whole(given))["risks:red"].value >= 0


def test_where_no_risk_can_be_rated_the_paper_still_says_why(known: Given) -> None:
    assert known.programme is not None
    wrong = replace(known.programme.risks[0], ref="R1", impact=9)
    given = replace(known, programme=replace(known.programme, risks=(wrong,)))
    assert OFF in _text(paper(for_public(given), About("board")))


def test_the_command_line_goes_on_without_its_figures_on_the_scorecard(
    authority: Path, tmp_path: Path
) -> None:
    turned = _with(_with(programme(), "1.2", "2.1"), "2.1", "1.2")
    for name, content in csv_files(turned).items():
        (tmp_path / name).write_bytes(content)
    heard: list[str] = []
    wanted = Asked("board", ("public",), "Exampleshire", programme=(tmp_path,))
    given = given_of(Inputs([authority / "returns"], AS_AT), wanted, heard.append)
    assert [each for each in heard if CIRCLE in each and "left out of the scorecard" in each]
    assert CIRCLE in _text(paper(for_public(given), About("board")))
