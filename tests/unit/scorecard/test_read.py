"""`measures.csv`: what is read, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.scorecard.model import MeasureCard
from kinward.scorecard.read import Typed, read
from kinward.scorecard.targets import Band, Ceiling, Floor, Trajectory
from scorecards import written


def typed(folder: Path, text: str) -> Typed:
    return read(written(folder / "measures.csv", text))


def only(folder: Path, text: str) -> MeasureCard:
    (card,) = typed(folder, text).cards.values()
    return card


def test_a_measure_of_the_library_keeps_its_definition(tmp_path: Path) -> None:
    card = only(
        tmp_path,
        """
        measure,target_high,owner,tier,tolerance,baseline_from
        Looked after children,550,Head of Corporate Parenting,detail,20,01/04/2014
        """,
    )

    assert (card.measure.key, card.measure.unit) == ("looked_after", "children")
    assert card.owner == "Head of Corporate Parenting"
    assert card.tier == "detail"
    assert card.target is not None
    assert card.target.bounds == Ceiling(Decimal(550))
    assert (card.target.tolerance, card.target.tolerance_pct) == (20, 10)
    assert card.baseline_from == date(2014, 4, 1)
    assert card.polarity == "low"


def test_a_measure_of_ones_own(tmp_path: Path) -> None:
    card = only(
        tmp_path,
        """
        measure,unit,better,period,value,numerator,denominator,typed_by,typed_on,note,theme
        Health checks in time,%,high,2015-11,"88.33%",53,60,A. Officer,2015-12-04,late form,Health
        Health checks in time,%,high,2015-12,90,54,60,A. Officer,2016-01-05,,Health
        """,
    )

    assert card.measure.key == "health_checks_in_time"
    assert card.measure.label == "Health checks in time"
    assert (card.theme, card.measure.decimals, card.measure.to_date) == ("Health", 2, "ratio")
    first = card.readings[0]
    assert (first.value, first.numerator, first.denominator) == (Decimal("88.33"), 53, 60)
    assert (first.typed_by, first.typed_on) == ("A. Officer", date(2015, 12, 4))
    assert [each.period_end for each in card.readings] == [date(2015, 11, 30), date(2015, 12, 31)]


@pytest.mark.parametrize(
    ("better", "columns", "values", "bounds"),
    [
        ("high", "target", "90", Floor(Decimal(90))),
        ("low", "target", "90", Ceiling(Decimal(90))),
        ("high", "target_high", "90", Ceiling(Decimal(90))),
        ("low", "floor", "90", Floor(Decimal(90))),
        ("none", "target_low,target_high", "80,90", Band(Decimal(80), Decimal(90))),
    ],
)
def test_kinds_of_target(
    tmp_path: Path, better: str, columns: str, values: str, bounds: object
) -> None:
    card = only(tmp_path, f"measure,unit,better,{columns}\nHearts,number,{better},{values}")

    assert card.target is not None
    assert card.target.bounds == bounds


def test_targets_that_differ_are_a_trajectory(tmp_path: Path) -> None:
    card = only(
        tmp_path,
        """
        measure,period,value,target_high
        looked_after,2015-12,589,
        looked_after,2017-04,,497
        looked_after,2016-04,,535
        looked_after,30/04/2016,,535
        """,
    )

    assert card.target is not None
    points = ((date(2016, 4, 30), Decimal(535)), (date(2017, 4, 30), Decimal(497)))
    assert card.target.bounds == Trajectory("ceiling", points)
    assert [each.value for each in card.readings] == [589]


def test_the_figure_before_is_a_reading_of_the_period_before(tmp_path: Path) -> None:
    card = only(
        tmp_path,
        """
        measure,unit,better,date,previous,actual
        Hearts,number,high,2015-Q3,4,5
        """,
    )

    assert [(each.period_end, each.value) for each in card.readings] == [
        (date(2015, 6, 30), 4),
        (date(2015, 9, 30), 5),
    ]
    assert card.measure.frequency == "quarterly"


def test_a_figure_before_that_has_its_own_row_is_that_of_the_row(tmp_path: Path) -> None:
    card = only(
        tmp_path,
        """
        measure,unit,better,period,previous,value
        Hearts,number,high,2015-11,3,4.5
        Hearts,number,high,2015-12,4,5
        """,
    )

    assert [each.value for each in card.readings] == [3, Decimal("4.5"), 5]


def test_printed_colours_and_directions(tmp_path: Path) -> None:
    found = typed(
        tmp_path,
        """
        measure,unit,better,period,value,rag,direction
        Hearts,number,high,2015-11,3,,
        Hearts,number,high,2015-12,4,Amber,UP
        Spades,number,high,2015-12,4,,
        """,
    ).published

    assert list(found) == ["hearts"]
    assert (found["hearts"].colour, found["hearts"].way) == ("amber", "up")


HEAD = "measure,unit,better,period,value,target,target_low,target_high,tolerance_pct,rag,tier"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["Hearts,,high,2015-12,4,,,,,,"], r"row 2, column unit: The library has no such measure"),
        (["Hearts,number,,2015-12,4,,,,,,"], r"row 2, column better: The library has no such"),
        (["Hearts,stones,high,2015-12,4,,,,,,"], r"row 2, column unit: This word has no meaning"),
        (["Hearts,number,high,soon,4,,,,,,"], r"row 2, column period: This is no period"),
        (["Hearts,number,high,,4,,,,,,"], r"row 2, column period: A value has no period"),
        (["Hearts,number,high,2015-12,many,,,,,,"], r"row 2, column value: The value is not a num"),
        (["Hearts,number,high,2015-12,NaN,,,,,,"], r"column value: The value is not a number"),
        (["Hearts,number,high,2015-12,1e99,,,,,,"], r"column value: The value is not a number"),
        (["Hearts,number,none,2015-12,4,5,,,,,"], r"column target: Nobody can tell whether"),
        (["Hearts,number,high,2015-12,4,5,6,,,,"], r"column target: Nobody can tell whether"),
        (["Hearts,number,high,2015-12,4,,6,5,,,"], r"column target_low: The low end of the target"),
        (["Hearts,number,high,2015-12,4,5,,,-1,,"], r"column tolerance_pct: A tolerance is below"),
        (["Hearts,number,high,2015-12,4,,,,,puce,"], r"row 2, column rag: This word has no mean"),
        (["Hearts,number,high,2015-12,4,,,,,,best"], r"row 2, column tier: This word has no mean"),
        (
            ["Hearts,number,high,2015-12,4,,,,,,", "hearts,number,high,31/12/2015,5,,,,,,"],
            r"row 3, column period: The measure has two values of one period",
        ),
        (
            ["Hearts,number,high,2015-12,4,,5,,,,", "Hearts,number,high,2016-01,4,,,5,,,"],
            r"row 3, column target_low: The rows of a measure have targets of several kinds",
        ),
        (
            ["Hearts,number,high,2015-12,4,,5,6,,,", "Hearts,number,high,2016-01,4,,5,7,,,"],
            r"row 3, column target_low: The rows of a measure have targets of several kinds",
        ),
        (
            ["Hearts,number,high,2015-12,4,,5,,,,", "Hearts,number,high,,,,6,,,,"],
            r"row 3, column period: A target that moves needs a period",
        ),
        (
            ["Hearts,number,high,2015-12,4,,5,,,,", "Hearts,number,high,2015-12,,,6,,,,"],
            r"row 3, column target_low: Two rows give one period different targets",
        ),
        ([",number,high,2015-12,4,,,,,,"], r"row 2, column measure: The value is missing"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(
    tmp_path: Path, rows: list[str], message: str
) -> None:
    with pytest.raises(InputError, match=message):
        typed(tmp_path, "\n".join([HEAD, *rows]))


COUNTED = "measure,unit,better,period,value,numerator,denominator"


def test_a_share_is_made_of_its_counts_where_it_is_not_typed(tmp_path: Path) -> None:
    card = only(tmp_path, f"{COUNTED}\nHearts,%,high,2015-11,,1,4\nHearts,%,high,2015-12,,0,0")

    assert [each.value for each in card.readings] == [25, None]
    assert [each.denominator for each in card.readings] == [4, 0]


@pytest.mark.parametrize("value", ["66.7", "66.6", "67", "66"])
def test_a_share_may_be_rounded_or_cut_off(tmp_path: Path, value: str) -> None:
    card = only(tmp_path, f"{COUNTED}\nHearts,%,high,2015-12,{value},2,3")

    assert [each.value for each in card.readings] == [Decimal(value)]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("Hearts,%,high,2015-12,90,1,4", "row 2, column value: The value is not the share"),
        ("Hearts,%,high,2015-12,65.6,2,3", "row 2, column value: The value is not the share"),
        ("Hearts,%,high,2015-12,5,1,0", "row 2, column value: The value is not the share"),
        ("Hearts,%,high,,,1,4", "row 2, column period: Counts have no period"),
        ("Hearts,rate,high,2015-12,,1,4", "row 2, column value: The counts have no value"),
        ("looked_after,%,,2015-12,5,,", "row 2, column unit: The library has this measure in an"),
        ("!!,%,high,2015-12,5,,", "row 2, column measure: The name of the measure has neither"),
    ],
)
def test_counts_units_and_names_that_cannot_be(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        typed(tmp_path, f"{COUNTED}\n{row}")


def test_two_names_that_differ_in_signs_are_not_one_measure(tmp_path: Path) -> None:
    text = f"{COUNTED}\nMissing < 24h,number,low,2015-11,7,,\nMissing > 24h,number,low,2015-12,1,,"
    with pytest.raises(InputError, match=r"row 3, column measure: .* row 2 in signs alone"):
        typed(tmp_path, text)


def test_a_measure_of_the_library_may_be_given_in_a_unit_of_its_kind(tmp_path: Path) -> None:
    card = only(tmp_path, f"{COUNTED}\nLooked after children,number,low,2015-12,589,,")

    assert card.measure.unit == "children"
