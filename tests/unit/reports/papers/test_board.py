"""What papers for boards hold, part by part, and who may see which."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builders_board import AS_AT, programme
from kinward.errors import ArgumentError, KinwardError
from kinward.reports.papers.board.build import About, drafted, paper
from kinward.reports.papers.board.figures import (
    Given,
    PublicFigures,
    WholeFigures,
    for_public,
    whole,
)
from kinward.reports.papers.board.kinds import KINDS, Kind
from kinward.reports.papers.board.own import Own
from kinward.reports.papers.exempt import check, exemptions
from kinward.reports.papers.model import Bullets, Chart, KeyFigures, Note, Paper, Paragraph, Table

ORDER = (
    "purpose", "recommendations", "background", "stands", "forecast", "money", "savings",
    "actions", "risks", "scorecard", "implications", "appendices",
)  # fmt: skip


@pytest.fixture(scope="module")
def entire(known: Given) -> WholeFigures:
    return whole(known)


@pytest.fixture(scope="module")
def shown(known: Given) -> PublicFigures:
    return for_public(known)


def text_of(made: Paper) -> str:
    said: list[str] = []
    for part in made.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph | Note):
                said.append(block.text)
            elif isinstance(block, Bullets):
                said += block.items
    return "\n".join(said)


def keys_of(made: Paper) -> list[str]:
    return [part.key for part in made.parts if part.level == 1]


def test_a_board_paper_is_in_the_order_of_committees(entire: WholeFigures) -> None:
    assert tuple(keys_of(paper(entire, About("board")))) == ORDER


def test_every_kind_is_a_paper_for_both_readers(entire: WholeFigures, shown: PublicFigures) -> None:
    for kind in KINDS:
        for figures, audience in ((entire, "exempt"), (shown, "public")):
            made = paper(figures, About(kind))  # type: ignore[arg-type]
            assert made.audience == audience
            assert made.parts, kind
            check(made)


def test_what_tells_of_a_child_or_a_provider_is_exempt(entire: WholeFigures) -> None:
    closed = {
        part.key: paragraph
        for kind in KINDS
        for part, paragraph in exemptions(paper(entire, About(kind)))
        if paragraph
    }
    assert closed == {
        "money-dearest": 2, "money-providers": 3, "money-contracts": 3, "savings-lines": 3,
        "teams": 2, "need-area": 2, "supply-providers": 3,
    }  # fmt: skip


def test_the_public_sees_none_of_it(shown: PublicFigures) -> None:
    for kind in KINDS:
        made = paper(shown, About(kind))
        keys = {table.key for table in made.tables}
        closed = {"money_dearest", "money_contracts", "money_providers", "savings_lines",
                  "scorecard_teams", "by_team", "age_by_category", "flows"}  # fmt: skip
        assert not keys & closed
        assert not [part for part, paragraph in exemptions(made) if paragraph]


def test_no_count_of_children_in_a_public_table_is_small(shown: PublicFigures) -> None:
    ours = {"years", "entries_by_age", "exits_by_cause"}
    found = 0
    for table in shown.tables.values():
        if table.key in ours or table.key.startswith(("by_", "stock_by_")):
            for column in table.columns:
                if column.format == "count":
                    numbers = table.frame[column.name].drop_nulls().to_list()
                    small = [n for n in numbers if 0 < n <= shown.limit]
                    assert not small, (table.key, column.name)
                    found += len(numbers)
    assert found > 50


def test_whole_figures_cannot_be_called_public(entire: WholeFigures) -> None:
    made = replace(paper(entire, About("board")), audience="public")
    with pytest.raises(KinwardError, match="exempt part"):
        check(made)
    with pytest.raises(KinwardError, match="small numbers are not hidden"):
        check(replace(paper(entire, About("councillor")), audience="public"))
    fields = {name: getattr(entire, name) for name in entire.__dataclass_fields__}
    with pytest.raises(ArgumentError, match="hide no small numbers"):
        PublicFigures(**fields)


def test_a_limit_of_nought_makes_no_public_figures(known: Given) -> None:
    with pytest.raises(ArgumentError, match="hides nothing"):
        for_public(known, 0)


def test_what_is_to_be_written_is_asked_for_of_members_alone(
    entire: WholeFigures, shown: PublicFigures
) -> None:
    ours = paper(entire, About("board"))
    assert "To be written (implications-legal):" in text_of(ours)
    theirs = paper(shown, About("board"))
    assert "To be written" not in text_of(theirs)
    assert "implications" not in keys_of(theirs)
    own = (Own("implications-legal", "The law is kept.", public=True),)
    written = paper(shown, About("board", own=own))
    assert [p.key for p in written.parts if p.key.startswith("impl")] == [
        "implications", "implications-legal",
    ]  # fmt: skip


def test_words_typed_into_the_programme_hide_small_counts_and_updates(known: Given) -> None:
    risky = programme()
    first = replace(risky.actions[0], title="Work with 3 children and 12 young people")
    typed = replace(risky, actions=(first, *risky.actions[1:]))
    shown = for_public(replace(known, programme=typed))
    assert shown.programme is not None
    assert shown.programme.actions[0].title == "Work with [c] children and 12 young people"
    assert not any(update.done for action in shown.programme.actions for update in action.updates)


def test_a_page_for_a_councillor_is_plain(entire: WholeFigures) -> None:
    made = paper(entire, About("councillor"))
    large = [block for part in made.parts for block in part.blocks if isinstance(block, KeyFigures)]
    assert 3 <= len(large[0].items) <= 6
    assert large[0].items[0][0] == f"{entire.summary.looked_after:,}"
    text = " ".join(
        block.text for part in made.parts for block in part.blocks if isinstance(block, Paragraph)
    )
    sentences = [each for each in re.split(r"(?<=[.!?])\s+", text) if each]
    lengths = [len(each.split()) for each in sentences]
    assert len(lengths) >= 5
    assert sum(lengths) / len(lengths) <= 12
    assert max(lengths) <= 20


def test_a_decision_that_is_due_is_asked_for(known: Given) -> None:
    figures = whole(replace(known, programme=programme()))
    parts = drafted(figures, "board")
    asked = next(part for part in parts if part.key == "recommendations").blocks[0]
    assert "Decide by 31 January 2026: Agree the second home." in asked.items  # type: ignore[union-attr]


def test_each_generated_paragraph_has_a_key_of_its_own(entire: WholeFigures) -> None:
    for kind in KINDS:
        keys = [
            block.key
            for part in drafted(entire, kind)
            for block in part.blocks
            if isinstance(block, Paragraph)
        ]
        assert len(keys) == len(set(keys)), kind


@pytest.mark.parametrize("kind", ["initiation", "exceptions"])
def test_without_a_programme_there_is_less_to_tell(known: Given, kind: Kind) -> None:
    bare = whole(replace(known, programme=None, position=None, forecast=None, card=None))
    keys = keys_of(paper(bare, About(kind)))
    assert not {"actions", "risks", "outcomes", "savings"} & set(keys)


def test_money_of_too_few_placements_is_said_to_be_withheld(shown: PublicFigures) -> None:
    none = replace(shown, position=None, money_withheld=True)
    made = paper(none, About("board"))
    assert "Money is not told here" in text_of(made)


def test_the_figures_of_a_paper_are_of_its_day(entire: WholeFigures) -> None:
    made = paper(entire, About("board"))
    assert made.as_at == AS_AT
    assert sum(isinstance(b, Table) for part in made.parts for b in part.blocks) > 15


def test_the_performance_report_draws_the_board_and_the_teams(
    entire: WholeFigures, shown: PublicFigures
) -> None:
    charts = {block.key for block in paper(entire, About("performance")).blocks(Chart)}
    assert {"by_team", "scorecard_control_looked_after", "scorecard_control_entries"} <= charts
    theirs = {block.key for block in paper(shown, About("performance")).blocks(Chart)}
    assert "scorecard_control_looked_after" in theirs
    assert not {"by_team", "scorecard_control_entries"} & theirs
