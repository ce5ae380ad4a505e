"""The 15 lines of Cambridgeshire's scorecard of December 2015, and four of October 2011, by rule.

The figures, targets, directions and colours are as printed. The rule gives each of them: there is
no exception to the colours. One line has no direction, since the paper gives no figure before it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kinward.scorecard.build import scorecard
from kinward.scorecard.cards import with_typed
from kinward.scorecard.model import ScoreLine
from kinward.scorecard.published import differences
from kinward.scorecard.read import Typed, read
from scorecards import written

PRINTED = """
measure,unit,better,previous,target_low,target_high,actual,date,direction,rag
% year 12 in learning,%,high,95.9,96.0,,95.8,2015-12,down,A
% clients with SEND who are NEET,%,low,9.5,,9.5,10.0,2015-Q3,up,A
Pupils in primary schools judged good or outstanding,%,high,79.7,75.0,,79.7,2015-12,level,G
Pupils in secondary schools judged good or outstanding,%,high,47.4,75.0,,47.4,2015-12,level,R
Service users receiving self-directed support,%,high,86.8,85.0,,87.7,2015-12,up,G
No further service after re-ablement,%,high,55.5,57.0,,55.0,2015-12,down,A
Admissions to residential and nursing care (65+) per 100000,rate,low,,,646,565,2014-15,,G
Looked after children per 10000,rate,low,44.3,32.8,38.5,44.8,2015-12,up,R
Re-referrals to social care within 12 months,%,low,20.9,,25.0,20.5,2015-12,down,G
CAFs where outcomes were achieved,%,high,77.8,80.0,,76.9,2015-12,down,A
Bed-day delays per 100000 (18+) year to date,rate,low,484,,406,466,2015-11,down,R
ASC bed-day delays per 100000 (18+) year to date,rate,low,123,,94,118,2015-11,down,R
Adults in contact with secondary mental health services in employment,%,high,15.4,12.5,,15.6,2015-12,up,G
Adults with learning disabilities in paid employment,%,high,1.4,7.5,,1.7,2015-12,up,R
FSM attainment gap at key stage 2,points,low,28,,21,28,2015,level,R
"""  # noqa: E501 - a line of the paper is a line
BY_RULE = """
year_12_in_learning_pct | 2015-12-31 | bad | 0.2 points under the floor of 96.0%, within 10%
send_neet_pct | 2015-09-30 | bad | 0.5 points over the ceiling of 9.5%, within 10%
primary_good_pct | 2015-12-31 | neither | 4.7 points over the floor of 75.0%
secondary_good_pct | 2015-12-31 | neither | 27.6 points under the floor of 75.0%, beyond 10%
self_directed_pct | 2015-12-31 | good | 2.7 points over the floor of 85.0%
no_further_service_pct | 2015-12-31 | bad | 2.0 points under the floor of 57.0%, within 10%
admissions_65_rate | 2015-03-31 | - | 81 under the ceiling of 646
rate_per_10000 | 2015-12-31 | bad | 6.3 over the high end of 38.5, beyond 10%
re_referrals_pct | 2015-12-31 | good | 4.5 points under the ceiling of 25.0%
caf_achieved_pct | 2015-12-31 | bad | 3.1 points under the floor of 80.0%, within 10%
bed_day_delays_rate | 2015-11-30 | good | 60 over the ceiling of 406, beyond 10%
asc_bed_day_delays_rate | 2015-11-30 | good | 24 over the ceiling of 94, beyond 10%
mental_health_employment_pct | 2015-12-31 | good | 3.1 points over the floor of 12.5%
learning_disability_employment_pct | 2015-12-31 | good | 5.8 points under the floor of 7.5%, beyond 10%
fsm_gap_points | 2015-12-31 | neither | 7 points over the ceiling of 21, beyond 10%
"""  # noqa: E501 - a row is a line
"""Measure, last day of its period, sense of its direction, why it has its colour."""
ROWS = [tuple(row.split(" | ")) for row in BY_RULE.strip().splitlines()]
OF_2011 = """
measure,unit,better,actual,target,year
Looked after 10-16 in foster placements or placed for adoption,%,high,82.2,82,2011/12
Under-16s looked after 2.5 years or more in the same placement for 2 years,%,high,76.5,66,2011/12
Looked after reviews within timescales,%,high,98.4,95,2011/12
Fostering and residential placements outside the county,%,low,40.9,29,2011/12
"""


@pytest.fixture(scope="module")
def typed(tmp_path_factory: pytest.TempPathFactory) -> Typed:
    return read(written(tmp_path_factory.mktemp("paper") / "performance.csv", PRINTED))


@pytest.fixture(scope="module")
def lines(typed: Typed) -> dict[str, ScoreLine]:
    found = scorecard(with_typed(typed.cards), (), date(2016, 1, 31)).lines
    return {line.card.measure.key: line for line in found}


def test_the_paper_prints_fifteen_lines(typed: Typed, lines: dict[str, ScoreLine]) -> None:
    assert len(typed.published) == 15
    assert list(typed.published) == [key for key, *_ in ROWS]
    assert set(lines) == set(typed.published)


@pytest.mark.parametrize(("key", "end", "sense", "reason"), ROWS, ids=str)
def test_the_rule_gives_the_printed_colour_and_direction(
    typed: Typed,
    lines: dict[str, ScoreLine],
    key: str,
    end: str,
    sense: str,
    reason: str,
) -> None:
    line, printed = lines[key], typed.published[key]

    assert line.reading is not None
    assert line.reading.period_end.isoformat() == end
    assert line.rag.colour == printed.colour
    assert line.rag.reason == reason
    assert (line.direction and line.direction.way) == printed.way
    assert (line.direction.sense if line.direction else "-") == sense


def test_there_is_no_exception(typed: Typed) -> None:
    made = scorecard(with_typed(typed.cards), (), date(2016, 1, 31))

    assert differences(made, typed.published) == ()
    assert dict(made.counts) == {"red": 6, "amber": 4, "green": 5, "grey": 0}


def test_a_colour_that_is_not_the_rules_is_told(tmp_path: Path) -> None:
    flattered = PRINTED.replace("47.4,2015-12,level,R", "47.4,2015-12,up,G")
    typed = read(written(tmp_path / "performance.csv", flattered))
    made = scorecard(with_typed(typed.cards), (), date(2016, 1, 31))

    assert [(e.what, e.printed, e.by_rule) for e in differences(made, typed.published)] == [
        ("colour", "green", "red"),
        ("direction", "up", "level"),
    ]


def test_the_colours_hang_on_the_tolerance(tmp_path: Path) -> None:
    """Of tolerances in whole per cent, 6 to 14 give all fifteen: 10 is the round one among them."""
    fitting = []
    for percent in range(31):
        text = "\n".join(
            f"{line},{'tolerance_pct' if place == 0 else percent}"
            for place, line in enumerate(PRINTED.strip().splitlines())
        )
        typed = read(written(tmp_path / f"{percent}.csv", text))
        made = scorecard(with_typed(typed.cards), (), date(2016, 1, 31))
        if not [e for e in differences(made, typed.published) if e.what == "colour"]:
            fitting.append(percent)

    assert fitting == list(range(6, 15))


@pytest.mark.parametrize(
    ("key", "colour", "reason"),
    [
        ("fostered_10_16_pct", "green", "0.2 points over the floor of 82.0%"),
        ("long_term_pct", "green", "10.5 points over the floor of 66.0%"),
        ("reviews_on_time_pct", "green", "3.4 points over the floor of 95.0%"),
        ("outside_county_pct", "red", "11.9 points over the ceiling of 29.0%, beyond 10%"),
    ],
)
def test_the_lines_of_2011(tmp_path: Path, key: str, colour: str, reason: str) -> None:
    cards = read(written(tmp_path / "performance.csv", OF_2011)).cards
    found = scorecard(with_typed(cards), (), date(2012, 3, 31)).lines

    (line,) = [line for line in found if line.card.measure.key == key]
    assert line.reading is not None
    assert line.reading.period_end == date(2012, 3, 31)
    assert (line.rag.colour, line.rag.reason) == (colour, reason)
