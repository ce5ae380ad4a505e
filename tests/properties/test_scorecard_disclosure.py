"""No scorecard whatever tells an attacker a count of few children that it withholds."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kinward.dates import month_ends
from kinward.reports.disclosure.scorecard import withheld
from kinward.scorecard.build import scorecard
from kinward.scorecard.cards import with_typed
from kinward.scorecard.model import Reading
from kinward.scorecard.values.made import count, share
from kinward.scorecard.values.places import AGES, CAUSES, GROUPS, LEGAL, OUR_PLACES
from scorecard_attack import attacked, sums

DAYS = (date(2026, 2, 28), date(2026, 3, 31))
LIMIT = 5
FEW = st.sampled_from([0, 0, 1, 2, 3, 5, 6, 7, 9, 20, 60, 80])
TOTAL = 900
FOSTERED = ("kinship_pct", "in_house_fostering_pct", "independent_fostering_pct")
PARTS = ("homes_pct", "supported_pct", "other_residential_pct", "with_parents_pct", "elsewhere_pct")


@st.composite
def months(draw: st.DrawFn) -> dict[str, int]:
    """The counts of a month that agree with one another; what no line shows can be none or few."""
    found = {key: draw(FEW) for key in (*GROUPS, *AGES, *LEGAL, *OUR_PLACES, *PARTS, *CAUSES)}
    found["looked_after"] = TOTAL
    found["fostered_pct"] = sum(found[key] for key in FOSTERED) + draw(FEW)
    for family, rest in (
        (tuple(GROUPS), 0),
        (tuple(AGES), draw(FEW)),
        (tuple(LEGAL), draw(FEW)),
        (("fostered_pct", *PARTS), draw(FEW)),
    ):
        found[family[-1]] = TOTAL - rest - sum(found[key] for key in family[:-1])
    found["uasc"] = draw(st.integers(0, found["beyond_control"]))
    found["fostered_10_15_pct"] = draw(st.integers(0, found["aged_10_15_pct"]))
    found["exits"] = sum(found[key] for key in CAUSES) + draw(FEW)
    found["entries"] = draw(st.sampled_from([0, 2, 5, 8, 20, 90]))
    found["re_entries"] = draw(st.integers(0, found["entries"]))
    return found


def reading(key: str, day: date, counts: dict[str, int]) -> Reading:
    if key == "fostered_10_15_pct":
        return share(key, day, counts[key], counts["aged_10_15_pct"])
    if key.endswith("_pct"):
        return share(key, day, counts[key], TOTAL)
    return count(key, day, counts[key])


def assert_open(counts: dict[str, int], shown: frozenset[str], wanted: str) -> None:
    """The published stock of the month before is what entries and exits make it."""
    before = TOTAL - counts["entries"] + counts["exits"]
    low, high = attacked(counts, before, shown, wanted)
    assert high - low >= 1, (wanted, low, high)


@settings(max_examples=60)
@given(st.tuples(months(), months()), st.data())
def test_an_attacker_finds_no_count_of_few(given_: tuple[Any, ...], data: st.DataObject) -> None:
    """Of counts whatever, and with lines left out: each count of 1 to 5 stays open by one."""
    left_out = data.draw(st.sets(st.sampled_from([*LEGAL, *OUR_PLACES, *PARTS, *CAUSES])))
    keys = [key for key in given_[0] if key not in left_out]
    readings = [
        reading(key, day, counts) for key in keys for day, counts in zip(DAYS, given_, strict=True)
    ]
    hidden = withheld(scorecard(with_typed({}), readings, DAYS[-1]), LIMIT)
    shown = frozenset(keys) - hidden
    for counts in given_:
        told = {key: counts[key] for key in keys}
        for key in keys:
            if 1 <= told[key] <= LIMIT:
                assert key in hidden
                assert_open(told, shown, key)
        for row in sums(told):
            rests = [name for name, _ in row if name not in told]
            if rests and 1 <= -sum(sign * told.get(name, 0) for name, sign in row) <= LIMIT:
                assert_open(told, shown, rests[0])


def test_a_share_tells_how_many_it_is_of() -> None:
    """10 to 15 is withheld beside under 5: with the share of it in foster care it would be told."""
    day = DAYS[-1]
    counts = {
        "aged_under_5_pct": 3, "aged_5_9_pct": 60, "aged_10_15_pct": 30, "aged_16_17_pct": 807,
        "fostered_10_15_pct": 20, "looked_after": TOTAL,
    }  # fmt: skip
    card = scorecard(with_typed({}), [reading(key, day, counts) for key in counts], day)

    assert withheld(card, LIMIT) == {"aged_under_5_pct", "aged_10_15_pct", "fostered_10_15_pct"}


def test_a_count_and_its_share_are_withheld_together() -> None:
    """The share is not small in the months that it has, and yet is that of the count."""
    ends = month_ends(DAYS[-1], 3)
    readings = [count("uasc", ends[0], 3), *(share("uasc_pct", end, 40, TOTAL) for end in ends)]
    card = scorecard(with_typed({}), readings, ends[-1])

    assert withheld(card, LIMIT) == {"uasc", "uasc_pct"}


def test_a_rest_that_nobody_shows_is_partner_enough() -> None:
    day = DAYS[-1]
    counts = {
        "full_care_order_pct": 600, "interim_care_order_pct": 3, "section_20_pct": 100,
        "looked_after": TOTAL,
    }  # fmt: skip
    card = scorecard(with_typed({}), [reading(key, day, counts) for key in counts], day)

    assert withheld(card, LIMIT) == {"interim_care_order_pct"}


def test_dfes_count_of_a_year_is_withheld_where_it_differs_by_few() -> None:
    ends = month_ends(DAYS[-1], 12)
    for dfe, hidden in ((240, frozenset()), (238, {"started_dfe"}), (230, frozenset())):
        readings = [
            *(count("entries", end, 20) for end in ends), count("started_dfe", DAYS[-1], dfe)
        ]  # fmt: skip
        assert withheld(scorecard(with_typed({}), readings, DAYS[-1]), LIMIT) == hidden
