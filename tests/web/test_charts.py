"""Charts of the report as pages are given them: no part of a chart is lost or passed over."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.reports.charts import fan, flows, lines, mix, stock
from kinward.reports.charts.durations import draw_causes, draw_survival
from kinward_web.charts import UntranslatableChart, drawing
from report_charts import Charts, modules, noted, of_full_report

KEYS = {
    *("years", "rates", "neighbour_trend", "neighbours", "flows", "entries_by_age"),
    *("exits_by_cause", "by_category", "stock_by_category", "age_by_category", "survival_all"),
    *("survival_age_band", "causes", "completed", "stability", "reviews", "findings"),
    *("money_variance", "money_months", "money_unit_costs", "forecast_total"),
    *("forecast_category_months", "forecast_cost", "backtest_total", "plan_children"),
    *("plan_actions", "scorecard_control_entries"),
}


@pytest.fixture(scope="module", params=["internal", "public"])
def charts(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    fitted: Fitted,
    small_cohort: Cohort,
) -> Charts:
    folder = tmp_path_factory.mktemp(request.param)
    return of_full_report(folder, request.param, fitted, small_cohort)


@pytest.fixture(scope="module")
def demonstration(authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Charts:
    """The charts of a made-up authority's own report, through the whole pipeline."""
    from kinward.ledger.load import Files
    from kinward.pipeline import Ahead, Inputs, report
    from kinward.pipeline.spending import Spending

    names = ("placements", "budget", "service_types", "adjustments", "children")
    given = Inputs(
        returns=(authority / "returns",),
        population=authority / "population.csv",
        teams=authority / "teams.csv",
        totals=authority / "totals.csv",
    )
    with noted() as found:
        report(
            given,
            tmp_path_factory.mktemp("demonstration"),
            audience="internal",
            name="Demonstration authority",
            ahead=Ahead(prices=authority / "prices.csv", uplift_pct=3.0),
            spending=Spending(Files(*(authority / f"{name}.csv" for name in names))),
        )
    return found


def test_a_full_report_draws_every_kind_of_chart(charts: Charts) -> None:
    assert set(charts.figures) == KEYS
    assert sorted(charts.drawn_by) == modules()


def test_every_chart_becomes_plain_json(charts: Charts) -> None:
    for key, figure in charts.figures.items():
        assert figure.chart is not None
        made = drawing(figure.chart)
        assert json.loads(json.dumps(made, allow_nan=False)) == _listed(made), key
        assert sum(len(panel["marks"]) for panel in made["panels"]) > 0, key


def _listed(value: Any) -> Any:
    """The same with lists for tuples, which are alike in JSON."""
    if isinstance(value, dict):
        return {key: _listed(each) for key, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, (list, tuple)) else value


def test_every_chart_of_a_made_up_authority_is_understood(demonstration: Charts) -> None:
    assert len(demonstration.figures) > 15
    for figure in demonstration.figures.values():
        assert figure.chart is not None
        assert drawing(figure.chart)["panels"]


def test_every_mark_stands_within_its_axes(charts: Charts) -> None:
    for key, figure in charts.figures.items():
        assert figure.chart is not None
        made = drawing(figure.chart)
        for panel in made["panels"]:
            for x, y in places(panel["marks"]):
                assert inside(made["x"], x), (key, "x", x)
                assert inside(made["y"], y), (key, "y", y)


def places(marks: list[dict[str, Any]]) -> Iterator[tuple[float, float]]:
    """Every place of the marks that has both an x and a y on the axes."""
    for mark in marks:
        kind = mark["draw"]
        if kind == "line":
            yield from (point for path in mark["paths"] for point in path)
        elif kind == "area":
            yield from mark["outline"]
        elif kind in ("points", "ticks"):
            yield from ((x, y) for x, y, _ in mark[kind])
        elif kind == "bars":
            for at, begin, end, *_ in mark["bars"]:
                ends = [(begin, at), (end, at)] if mark["across"] else [(at, begin), (at, end)]
                yield from ends
        elif kind == "words" and mark["x_at"] == mark["y_at"] == "axis":
            yield from ((x, y) for x, y, *_ in mark["words"])


def inside(axis: dict[str, Any], value: float) -> bool:
    if axis["kind"] == "names":
        return value in range(len(axis["names"]))
    room = 1e-5 * (axis["high"] - axis["low"])
    return bool(axis["low"] - room <= value <= axis["high"] + room)


def test_no_words_of_a_chart_are_lost(charts: Charts) -> None:
    """Words stand in the column `words` of the data; a null says nothing."""
    for key, figure in charts.figures.items():
        spec = figure.chart
        assert spec is not None
        given = {
            row["words"] for rows in spec["datasets"].values() for row in rows if "words" in row
        }
        said = {word[2] for mark in of_kind(drawing(spec), "words") for word in mark["words"]}
        ends = {
            row["words"]
            for name in ("plan", "past", "ahead")
            for row in spec["datasets"].get(name, [])
            if "words" in row
        }
        assert given - ends - {None} <= said, key


def of_kind(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [m for panel in made["panels"] for m in panel["marks"] if m["draw"] == kind]


def test_a_line_of_years_holds_its_values_in_order() -> None:
    years = pl.DataFrame({"label": ["2024", "2025", "2026"], "closing": [512, 498, 530]})
    made = drawing(stock.draw(years))
    assert made["x"]["names"] == ["2024", "2025", "2026"]
    assert made["y"]["low"] == 0
    (line,) = of_kind(made, "line")
    assert line["paths"] == [[(0, 512), (1, 498), (2, 530)]]
    assert [tip[2] for tip in line["tips"]] == ["2024: 512", "2025: 498", "2026: 530"]
    assert [word[2] for mark in of_kind(made, "words") for word in mark["words"]] == [
        *("512", "498", "530")
    ]


def test_a_line_breaks_where_its_value_is_missing() -> None:
    values = pl.DataFrame(
        {
            "label": ["2023", "2024", "2025", "2026"],
            "series": ["Here"] * 4,
            "value": [0.5, None, 0.25, 0.75],
        }
    )
    made = drawing(lines.draw(values, ["Here"], unit="Share", percent=True))
    (line,) = of_kind(made, "line")
    assert line["paths"] == [[(0, 0.5)], [(2, 0.25), (3, 0.75)]]
    assert [words for _, words in made["y"]["labels"]][:3] == ["0%", "20%", "40%"]


def test_each_line_has_a_dash_and_a_shape_of_its_own_besides_its_colour() -> None:
    names = ["A", "B", "C"]
    values = pl.DataFrame({"label": ["2026"] * 3, "series": names, "value": [1.0, 2.0, 3.0]})
    made = drawing(lines.draw(values, names, unit="Rate"))
    assert len({str(line["dash"]) for line in of_kind(made, "line")}) == 3
    assert len({line["colour"] for line in of_kind(made, "line")}) == 3
    assert len({points["shape"] for points in of_kind(made, "points")}) == 3


def test_a_band_is_drawn_from_its_low_to_its_high_and_the_widest_first() -> None:
    months = [date(2026, 3, 31), date(2026, 4, 30)]
    ahead = pl.DataFrame(
        {
            "month": months,
            "mean": [500.0, 510.0],
            **{
                f"{end}_{percent}": [500.0, 510.0 + side * percent / 5]
                for percent in (50, 80, 95)
                for end, side in (("low", -1), ("high", 1))
            },
        }
    )
    past = pl.DataFrame({"month": [date(2026, 2, 28), months[0]], "children": [490, 500]})
    made = drawing(fan.draw(past, ahead, fan.Aim(480, months[1], "Target: at most 480")))
    last = months[1].toordinal()
    widths = [[y for x, y in area["outline"] if x == last] for area in of_kind(made, "area")]
    assert widths == [[491, 529], [494, 526], [500, 520]]
    assert made["x"]["low"] == date(2026, 2, 28).toordinal()
    said = {word[2]: word for mark in of_kind(made, "words") for word in mark["words"]}
    assert said["Expected: 510"][4] is True
    assert said["95 in 100: 491 to 529"][4] is False
    assert "Target: at most 480" in said


def test_a_curve_holds_each_value_until_the_next() -> None:
    curve = pl.DataFrame(
        {
            "day": [0, 10, 20],
            "survival": [1.0, 0.6, 0.4],
            "low": [1.0, 0.5, 0.3],
            "high": [1.0, 0.7, 0.5],
        }
    )
    made = drawing(draw_survival(curve, {10: "10 days"}))
    (line,) = of_kind(made, "line")
    assert line["paths"] == [[(0, 1.0), (10, 1.0), (10, 0.6), (20, 0.6), (20, 0.4)]]


def test_areas_stand_on_one_another_up_to_the_whole() -> None:
    causes = pl.DataFrame({"day": [0, 365], "in_care": [1.0, 0.4], "home": [0.0, 0.6]})
    made = drawing(draw_causes(causes, {"in_care": "Still in care", "home": "Returned home"}))
    lower, upper = of_kind(made, "area")
    assert lower["outline"] == [(0, 0.0), (365, 0.0), (365, 0.4), (0, 1.0)]
    assert upper["outline"] == [(0, 1.0), (365, 0.4), (365, 1.0), (0, 1.0)]
    assert made["x"]["labels"] == [[0, "0"], [365, "1"]]


def test_bars_go_up_for_those_who_began_and_down_for_those_who_ceased() -> None:
    frame = pl.DataFrame(
        {
            "month": [date(2025, 12, 31), date(2026, 1, 31)],
            "entries": [7, 3],
            "exits": [2, 5],
        },
        schema_overrides={"entries": pl.UInt32, "exits": pl.UInt32},
    )
    made = drawing(flows.draw(frame))
    (bars,) = of_kind(made, "bars")
    assert [(at, end) for at, _, end, *_ in bars["bars"]] == [(0, 0), (1, 0), (0, 0), (1, 0)]
    assert [begin for _, begin, *_ in bars["bars"]] == [7, 3, -2, -5]
    assert made["x"]["names"] == ["Dec", "Jan\n2026"]
    assert [bar[4] for bar in bars["bars"]][2:] == [
        "Ceased, Dec 2025: 2",
        "Ceased, Jan 2026: 5",
    ]
    assert {words for _, words in made["y"]["labels"]} >= {"0", "2", "4"}


def test_a_number_in_a_bar_is_white_where_the_bar_is_dark_and_left_out_where_it_is_small() -> None:
    pairs = pl.DataFrame(
        {
            "category": ["Foster"] * 3,
            "band": ["Under 1", "1 to 4", "5 to 9"],
            "order": [0, 1, 2],
            "children": [40, 1, 50],
        }
    )
    made = drawing(mix.draw_ages(pairs, ["Foster", "Home"], ["Under 1", "1 to 4", "5 to 9"]))
    (words,) = of_kind(made, "words")
    assert [(x, text, colour) for x, _, text, colour, _ in words["words"]] == [
        (20, "40", "#0b0c0c"),
        (66, "50", "white"),
    ]
    assert made["y"]["names"] == ["Foster"]
    assert made["key"]["title"] == "Age"
    assert [name for name, _ in made["key"]["items"]] == ["Under 1", "1 to 4", "5 to 9"]


def _plain() -> dict[str, Any]:
    years = pl.DataFrame({"label": ["2025", "2026"], "closing": [498, 530]})
    return deepcopy(stock.draw(years))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        (("autosize",), "fit", "autosize"),
        (("layer", 0, "mark", "type"), "arc", "arc"),
        (("layer", 0, "mark", "interpolate"), "monotone", "monotone"),
        (("layer", 0, "mark", "clip"), True, "clip"),
        (("layer", 0, "encoding", "size"), {"field": "closing"}, "size"),
        (("layer", 0, "encoding", "x", "type"), "geojson", "geojson"),
        (("layer", 0, "encoding", "y", "bin"), True, "bin"),
        (("layer", 0, "encoding", "y", "scale"), {"type": "log", "base": 2}, "base"),
        (("layer", 0, "encoding", "y", "axis", "labelExpr"), "datum.label + '!'", "label"),
        (("layer", 0, "encoding", "y", "axis", "format"), ".3e", ".3e"),
        (("layer", 0, "transform"), [{"calculate": "1", "as": "one"}], "calculate"),
        (("layer", 0, "transform"), [{"filter": "datum.closing < 3"}], "closing < 3"),
        (("layer", 2, "encoding", "text", "format"), "$,.2f", "$,.2f"),
        (("layer", 1, "mark", "shape"), "star", "star"),
    ],
)
def test_what_pages_do_not_understand_is_refused_by_name(
    path: tuple[Any, ...], value: Any, said: str
) -> None:
    spec = _plain()
    place = spec
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(UntranslatableChart) as caught:
        drawing(spec)
    assert said in str(caught.value)
