"""What of a scorecard the public must not be told, reading by reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest

from builders_report import summary_of
from kinward.reports.disclosure.scorecard import protect_scorecard, withheld
from kinward.reports.scorecard import build
from kinward.scorecard.build import Beside, scorecard
from kinward.scorecard.cards import usual_cards, with_typed
from kinward.scorecard.model import Comparison, Reading, Scorecard
from kinward.scorecard.published import Difference
from kinward.scorecard.read import read
from scorecards import ceiling, written

DAY = date(2026, 3, 31)
LIMIT = 5


def shown_of(*given: Reading, **more: object) -> Scorecard:
    keys = {each.measure for each in given}
    cards = {key: replace(usual_cards()[key], **more) for key in keys}  # type: ignore[arg-type]
    return protect_scorecard(scorecard(with_typed(cards), given, DAY), LIMIT)


def test_a_median_of_few_stays_is_the_stay_of_a_child() -> None:
    few = Reading("median", DAY, Decimal(412), denominator=Decimal(1))
    many = replace(few, denominator=Decimal(60))

    assert [line.reading for line in shown_of(few).lines] == [None]
    assert [line.reading for line in shown_of(many).lines] == [many]
    earlier = replace(few, period_end=date(2025, 3, 31))
    (line,) = shown_of(earlier, many).lines
    assert [each.value for each in line.card.readings] == [None, 412]


def test_the_public_sees_survival_with_the_baselines_steps_alone() -> None:
    survival = {"still_in_care_at_1_year", "still_in_care_at_1_year_after_28_days"}
    given = [Reading(key, DAY, Decimal("71.3")) for key in survival]

    assert withheld(scorecard(with_typed({}), given, DAY), LIMIT) == survival


def test_mix_and_price_are_withheld_and_the_other_parts_of_the_variance_are_not() -> None:
    """They are of each service, and a paper explains services told together as one."""
    parts = ("variance_volume", "variance_mix", "variance_price", "net_variance")
    given = [Reading(key, DAY, Decimal(1_000_000)) for key in parts]
    card = scorecard(with_typed({}), given, DAY)

    assert withheld(card, LIMIT) == {"variance_mix", "variance_price"}
    shown = {line.card.measure.key: line.reading for line in protect_scorecard(card, LIMIT).lines}
    assert [key for key in parts if shown[key] is None] == ["variance_mix", "variance_price"]


def test_what_the_baseline_hides_of_completed_stays_is_hidden_here() -> None:
    card = scorecard(
        with_typed({}), [Reading("median", DAY, Decimal(412), denominator=Decimal(60))], DAY
    )
    summary = summary_of()
    for exits, hidden in ((60, frozenset()), (None, {"median"})):
        stays = summary.durations.completed.with_columns(exits=pl.lit(exits, dtype=pl.Int64))
        assert stays.height
        told = replace(summary, durations=replace(summary.durations, completed=stays))
        assert withheld(card, LIMIT, told) == hidden


@pytest.mark.parametrize("unit", ["number", "children", "placements", "reviews"])
def test_few_of_whatever_a_typed_measure_counts_are_hidden(tmp_path: Path, unit: str) -> None:
    text = f"measure,unit,better,period,value,hide_small\nMissing,{unit},low,2026-03,3,"
    for said, colour in (("yes", "withheld"), ("", "withheld"), ("no", "no target")):
        cards = read(written(tmp_path / "measures.csv", text + said)).cards
        (line,) = protect_scorecard(scorecard(with_typed(cards), (), DAY), LIMIT).lines
        assert line.rag.reason.startswith(colour)


def test_a_printed_colour_tells_nothing_of_what_is_withheld() -> None:
    cards = {"uasc": replace(usual_cards()["uasc"], target=ceiling("1"))}
    card = scorecard(with_typed(cards), [Reading("uasc", DAY, Decimal(3))], DAY)
    reason = card.lines[0].rag.reason
    said = Difference("uasc", "UASC", "colour", "green", "red", reason)

    assert "scorecard_differences" in build(card, "A test", 0, found=[said]).tables
    assert "scorecard_differences" not in build(card, "A test", LIMIT, found=[said]).tables
    assert reason.startswith("2 children over")


def test_what_staff_wrote_beside_a_reading_stays_inside() -> None:
    said = Reading("placements_open", DAY, Decimal(400), typed_by="A. Officer", note="J. moved")
    before = replace(said, period_end=date(2026, 2, 28))
    (line,) = shown_of(before, said).lines

    assert line.reading
    assert line.previous
    for each in (line.reading, line.previous, *line.card.readings):
        assert (each.value, each.typed_by, each.note) == (400, "", "")


def test_a_comparison_of_a_year_before_the_months_shown_is_left_out() -> None:
    """Nothing shows that our own figure of that 31 March tells of no few children."""
    beside = Comparison(2024, Decimal(1), Decimal(2), Decimal(2), 1, 11, 1, 1, "low")
    share = Reading("uasc_pct", DAY, Decimal(10), Decimal(50), Decimal(500))
    total = Reading("rate_per_10000", DAY, Decimal(50), Decimal(500), Decimal(100_000))
    compared = {"uasc_pct": beside, "rate_per_10000": beside}
    for year, kept in ((2024, {"rate_per_10000"}), (2026, set(compared))):
        given = {key: replace(each, year=year) for key, each in compared.items()}
        card = scorecard(with_typed({}), (share, total), DAY, Beside(compared=given))
        lines = protect_scorecard(card, LIMIT).lines
        assert {line.card.measure.key for line in lines if line.comparison} == kept


def typed(**values: str) -> list[Reading]:
    """What somebody typed of the day, shares without their counts."""
    return [Reading(key, DAY, Decimal(value)) for key, value in values.items()]


def test_a_typed_share_beside_the_total_tells_its_count() -> None:
    """8% of 60 are 5 children; 3.1% of 1,000 are 31. Nothing but typed readings stands behind."""
    few = typed(looked_after="60", kinship_pct="31.0", external_residential_pct="8.0")
    assert withheld(scorecard(with_typed({}), few, DAY), LIMIT) == {"external_residential_pct"}
    many = typed(looked_after="1000", kinship_pct="31.0", external_residential_pct="3.1")
    assert withheld(scorecard(with_typed({}), many, DAY), LIMIT) == frozenset()
    shown = protect_scorecard(scorecard(with_typed({}), many, DAY), LIMIT)
    assert [line.reading and line.reading.numerator for line in shown.lines] == [None] * 3


def test_typed_shares_that_leave_few_are_withheld_with_a_partner() -> None:
    """Of 50, four are of no legal status that is told."""
    given = typed(
        looked_after="50", full_care_order_pct="60.0", interim_care_order_pct="20.0",
        section_20_pct="12.0",
    )  # fmt: skip
    hidden = withheld(scorecard(with_typed({}), given, DAY), LIMIT)
    assert len(hidden) == 1


def test_a_typed_share_of_an_unknown_number_is_withheld() -> None:
    """The total is published elsewhere."""
    given = typed(external_residential_pct="3.1", kinship_pct="0")
    assert withheld(scorecard(with_typed({}), given, DAY), LIMIT) == {"external_residential_pct"}


def test_a_typed_share_of_three_placements_is_judged_by_its_count() -> None:
    for share, shown in (("3.1", False), ("13.1", True)):
        card = scorecard(
            with_typed({}), typed(looked_after="130", three_or_more_placements_pct=share), DAY
        )
        hidden = "three_or_more_placements_pct" in withheld(card, LIMIT)
        assert hidden is not shown


def test_a_share_of_those_of_10_to_15_is_judged_by_its_count() -> None:
    given = typed(looked_after="100", aged_10_15_pct="40.0", fostered_10_15_pct="8.0")
    hidden = withheld(scorecard(with_typed({}), given, DAY), LIMIT)
    assert "fostered_10_15_pct" in hidden
