"""What a page says of why the forecast moved."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kinward.forecast.moved import Moved, Since
from kinward.reports.moved import build

ENDS = tuple(date(2026 + m // 12, m % 12 + 1, 28) for m in range(3, 27))


def _moved(came: int = 241, left: int = 229) -> Moved:
    many = len(ENDS)

    def tenths(value: str) -> tuple[Decimal, ...]:
        return (Decimal(value),) * many

    return Moved(
        before=date(2025, 3, 31),
        after=date(2026, 3, 31),
        month_ends=ENDS,
        earlier=tenths("605.2"),
        now=tenths("618.0"),
        parts={
            "records": tenths("0.0"),
            "happened": tenths("9.4"),
            "rates": tenths("3.8"),
            "settings": tenths("-0.4"),
        },
        luck=0.5,
        since=Since(
            date(2026, 3, 31),
            603.1,
            590.0,
            620.0,
            612,
            {"entries": (230.0, came), "exits": (226.4, left)},
        ),
    )


def test_the_finding_comes_first_and_the_largest_part_after_it() -> None:
    section = build(_moved(), "Returns", 0)
    assert section.heading == (
        "13 more expected on 28 March 2027 than in the forecast from 31 March 2025"
    )
    assert section.sentences[0] == (
        "What makes the change to 28 March 2027: what happened since +9 and rates and entries "
        "learned anew +4."
    )
    assert "612 children were looked after" in section.sentences[1]
    assert "is within that" in section.sentences[1]
    assert "241 children began" in section.sentences[2]


def test_the_table_sums() -> None:
    table = build(_moved(), "Returns", 0).figures[0].table
    *parts, total = table.frame["at_11"].to_list()
    assert round(sum(parts), 1) == total == 12.8
    assert table.cells()[-1][1] == "+12.8"


def test_small_flows_are_hidden_from_the_public_and_not_told_in_words() -> None:
    section = build(_moved(came=4), "Returns", 5)
    cells = section.figures[1].table.cells()
    assert [row[2] for row in cells] == ["612", "[c]", "[c]"]
    assert not any("began" in said for said in section.sentences)
    assert "4 children" not in " ".join(section.sentences)


def test_a_forecast_that_did_not_move_says_so() -> None:
    same = _moved()
    zero = (Decimal("0.0"),) * len(ENDS)
    still = Moved(
        same.before,
        same.after,
        ENDS,
        same.now,
        same.now,
        dict.fromkeys(same.parts, zero),
        0.0,
        None,
    )
    section = build(still, "Returns", 0)
    assert section.heading.startswith("As many are expected on 28 March 2027")
    assert section.sentences == ()
    assert section.figures[0].chart is None


def test_two_forecasts_of_one_day_differ_rather_than_move() -> None:
    one = _moved()
    same = Moved(
        one.after, one.after, ENDS, one.earlier, one.now, one.parts, one.luck, None
    )  # fmt: skip
    section = build(same, "Returns", 0)
    assert section.topic == "Why it differs"
    assert section.heading.endswith("than in the other forecast from the same day")
