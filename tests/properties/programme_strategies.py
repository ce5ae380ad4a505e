"""Programmes of all kinds, for the tests of what holds of every one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kinward.programme.model import (
    Action,
    Assumption,
    Board,
    Decision,
    Deliverable,
    Issue,
    LogItem,
    Meeting,
    Mitigation,
    Outcome,
    Override,
    Programme,
    Risk,
    Saving,
    Score,
    Share,
    Update,
    Workstream,
)  # fmt: skip
from kinward.programme.words import (
    CADENCES,
    COLOURS,
    OUTCOMES,
    PRIORITIES,
    PROXIMITIES,
    REPORTED,
    SAVING_CLASSES,
)

REFS = ("1", "2.4", "X-9", "P:3")
_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="'"), max_size=6
)
_WORDS = st.lists(_TEXT.filter(bool), max_size=3).map(" ".join)
_TITLE = _WORDS.filter(bool)
_DAYS = st.dates(date(2000, 1, 1), date(2090, 12, 31))
PENCE = st.integers(-(10**11), 10**11)
_NUMBERS = st.decimals(-(10**6), 10**6, places=2)
SHARES = st.integers(0, 100).map(lambda part: Decimal(part) / 100)


def _perhaps(of: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | of


@st.composite
def _shares(draw: st.DrawFn) -> tuple[Share, ...]:
    refs = draw(st.lists(st.sampled_from(REFS), max_size=3, unique=True))
    left, found = 100, []
    for ref in refs:
        part = draw(st.integers(0, left))
        left -= part
        found.append(Share(ref, Decimal(part) / 100))
    return tuple(found)


SAVING = st.builds(
    Saving,
    ref=st.just(""), financial_year=st.integers(2020, 2030), target_pence=PENCE,
    action=st.sampled_from(("", "1", "2.4")), objective=_WORDS.filter(lambda t: t.lower() != "all"),
    impact=_perhaps(st.sampled_from(("number", "cost", "time"))), placement_type=st.just("16+"),
    achieved_pence=_perhaps(PENCE), evidence=_WORDS, forecast_pence=_perhaps(PENCE),
    kind=_perhaps(st.sampled_from(list(SAVING_CLASSES))), probability=_perhaps(SHARES),
    shares=_shares(), same_as=st.sampled_from(("", "S0")), status=_WORDS,
)  # fmt: skip
_ACTION = st.builds(
    Action,
    ref=st.just(""), title=_TITLE, outcome=st.sampled_from(("", "O")),
    workstream=st.sampled_from(("", "W")), lead=_WORDS,
    priority=_perhaps(st.sampled_from(list(PRIORITIES))),
    start=_perhaps(_DAYS), target_end=_perhaps(_DAYS), revised_end=_perhaps(_DAYS),
    completed=_perhaps(_DAYS), cancelled=_perhaps(_DAYS),
    reported=st.sampled_from(list(REPORTED)), progress=_WORDS, reported_on=_perhaps(_DAYS),
    age_group=_WORDS, impact=_perhaps(st.sampled_from(("number", "cost", "time"))), success=_WORDS,
    success_target=_perhaps(_NUMBERS), tolerance=_perhaps(_NUMBERS), trigger=_perhaps(_NUMBERS),
    target_saving_pence=_perhaps(PENCE), saving_year=_perhaps(st.integers(2020, 2030)),
    target_placements=_perhaps(_NUMBERS),
    depends_on=st.lists(st.sampled_from(("A1", "=X", "-2", "SEND:4")), max_size=3).map(tuple),
    evidence=_WORDS, interdependencies=_WORDS,
    published_rag=_perhaps(st.sampled_from(("red", "amber", "green"))),
    deliverables=st.lists(
        st.builds(Deliverable, ref=st.just(""), title=_TITLE, due=_perhaps(_DAYS),
                  revised=_perhaps(_DAYS), done=_perhaps(_DAYS)),
        max_size=2,
    ),
    updates=st.lists(
        st.builds(Update, on=_DAYS, done=_WORDS, next=_WORDS, forecast_end=_perhaps(_DAYS),
                  forecast_saving_pence=_perhaps(PENCE), forecast_placements=_perhaps(_NUMBERS),
                  measured=_perhaps(_NUMBERS), by=_WORDS),
        max_size=2,
    ).map(tuple),
    overrides=st.lists(
        st.builds(Override, side=st.sampled_from(("delivery", "benefit")),
                  colour=st.sampled_from(list(COLOURS)), words=_TITLE, by=_TITLE, on=_DAYS,
                  withdrawn=_perhaps(_DAYS)),
        max_size=2,
    ).map(tuple),
)  # fmt: skip
_RISK = st.builds(
    Risk,
    ref=st.just(""), title=_TITLE, probability=st.integers(1, 5), impact=st.integers(1, 5),
    cause=_WORDS, effect=_WORDS, after_probability=st.just(2), after_impact=st.just(3),
    owner=_WORDS,
    mitigations=st.lists(
        st.builds(Mitigation, text=_TITLE, owner=_WORDS, due=_perhaps(_DAYS), done=_perhaps(_DAYS)),
        max_size=3,
    ).map(tuple),
    proximity=_perhaps(st.sampled_from(list(PROXIMITIES))), opened=_perhaps(_DAYS),
    closed=_perhaps(_DAYS), action=st.sampled_from(("", "A1")),
    printed_rating=_perhaps(st.integers(1, 25)),
    history=st.lists(
        st.builds(Score, on=_DAYS, probability=st.integers(1, 5), impact=st.integers(1, 5),
                  after_probability=st.just(1), after_impact=st.just(4), by=_WORDS, note=_WORDS),
        max_size=2,
    ).map(lambda scores: tuple(sorted(scores, key=lambda each: each.on))),
)  # fmt: skip
_ISSUE = st.builds(
    Issue,
    ref=st.just(""), title=_TITLE, effect=_WORDS, owner=_WORDS,
    priority=st.sampled_from(list(PRIORITIES)), opened=_perhaps(_DAYS), due=_perhaps(_DAYS),
    closed=_perhaps(_DAYS), resolution=_WORDS, risk=st.sampled_from(("", "R0")),
    action=st.sampled_from(("", "A1")),
)  # fmt: skip
_ASSUMPTION = st.builds(
    Assumption,
    ref=st.just(""), text=_TITLE, value=_perhaps(_NUMBERS), unit=_WORDS, key=_WORDS, owner=_WORDS,
    checked_on=_perhaps(_DAYS), checked_by=_WORDS,
)  # fmt: skip
_PEOPLE = st.lists(_TITLE, max_size=3).map(tuple)
_BOARD = st.builds(
    Board,
    key=st.just(""), name=_TITLE, cadence=st.sampled_from(list(CADENCES)), chair=_WORDS,
    members=_PEOPLE,
    terms=_WORDS, quorum=st.integers(0, 9), parent=st.sampled_from(("", "B0")),
    first_meeting=_perhaps(_DAYS), is_panel=st.booleans(),
)  # fmt: skip
_DECISION = st.builds(
    Decision,
    ref=st.just(""), text=_TITLE, outcome=st.sampled_from(list(OUTCOMES)), reason=_TITLE, by=_WORDS,
    due=_perhaps(_DAYS), action=st.sampled_from(("", "A1")),
)  # fmt: skip
_FOLLOW_UP = st.builds(
    LogItem,
    ref=st.just(""), text=_TITLE, owner=_TITLE, due=_perhaps(_DAYS), done=_perhaps(_DAYS),
    action=st.sampled_from(("", "A1")),
)  # fmt: skip
_MEETING = st.builds(
    Meeting,
    board=st.sampled_from(("B0", "B1")), on=_DAYS,
    attended=_PEOPLE,
    decisions=st.lists(_DECISION, max_size=2).map(lambda given: named(Decision, "D", given)),
    log=st.lists(_FOLLOW_UP, max_size=2).map(lambda given: named(LogItem, "F", given)),
    held=st.booleans(), without_quorum=_WORDS,
)  # fmt: skip


_MEASURES = st.lists(st.sampled_from(("looked_after", "entries")), unique=True).map(tuple)


def named(kind: type, prefix: str, records: list[Any]) -> tuple[Any, ...]:
    return tuple(
        kind(**{**vars(each), "ref": f"{prefix}{place}"}) for place, each in enumerate(records)
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    actions = []
    for each in named(Action, "A", draw(st.lists(_ACTION, min_size=1, max_size=3))):
        own = named(Deliverable, f"{each.ref}.", each.deliverables)
        actions.append(Action(**{**vars(each), "deliverables": own}))
    first = next((each for each in actions if each.workstream), None)
    return Programme(
        "P", "P",
        outcomes=(Outcome("O", draw(_TITLE), draw(_MEASURES)), Outcome("Q", draw(_TITLE))),
        workstreams=(Workstream("W", draw(_TITLE), first.outcome),) if first else (),
        actions=tuple(actions),
        savings=named(Saving, "S", draw(st.lists(SAVING, max_size=4))),
        risks=named(Risk, "R", draw(st.lists(_RISK, max_size=3))),
        issues=named(Issue, "I", draw(st.lists(_ISSUE, max_size=2))),
        assumptions=named(Assumption, "X", draw(st.lists(_ASSUMPTION, max_size=2))),
        boards=tuple(
            Board(**{**vars(each), "key": f"B{place}"})
            for place, each in enumerate(draw(st.lists(_BOARD, max_size=2)))
        ),
        meetings=tuple(
            draw(st.lists(_MEETING, max_size=2, unique_by=lambda each: (each.board, each.on)))
        ),
    )  # fmt: skip
