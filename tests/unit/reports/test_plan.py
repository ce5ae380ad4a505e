"""A plan in the report: what is told, that it adds up, and what the public is not told."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from hypothesis import given, strategies

from builders_forecast import backtest_of, forecast_of
from builders_plan import tried_plan
from builders_report import checked_of, summary_of
from kinward.cohort.model import Cohort
from kinward.forecast.engine import Fitted
from kinward.forecast.model import TOTAL
from kinward.measures.plans import PLANS
from kinward.reports import plan as reported
from kinward.reports.definitions import definitions
from kinward.reports.disclosure import protect_plan
from kinward.reports.disclosure.plan import _with_partners
from kinward.reports.section import Section
from kinward.reports.write import write
from kinward.scenarios.results import ActionResult, Results
from report_page import Outline
from spreadsheet import Sheet

LIMIT: Final = 5
TENTH = 10_000_000


@pytest.fixture(scope="module")
def found(fitted: Fitted, small_cohort: Cohort) -> Results:
    return tried_plan(fitted, small_cohort)


def reaching(found: Results, *counts: float) -> Results:
    """The same, as if its actions reached so many children."""
    assert len(counts) == len(found.actions)
    return replace(
        found,
        actions=tuple(
            replace(each, children=count, children_alone=count)
            for each, count in zip(found.actions, counts, strict=True)
        ),
    )


def rows(made: reported.Planned, key: str) -> dict[str, dict[str, object]]:
    table = made.tables[key]
    names = [column.name for column in table.columns]
    return {str(row[0]): dict(zip(names, row, strict=True)) for row in table.values}


def internal(found: Results) -> reported.Planned:
    return reported.build(found, "The returns", 0)


def public(found: Results) -> reported.Planned:
    return reported.build(found, "The returns", LIMIT)


def text_of(made: reported.Planned) -> str:
    """All that the page says of the plan, charts too."""
    [section] = made.sections
    charts = [str(figure.chart) for figure in section.figures]
    cells = [str(table.values) + table.note for table in made.tables.values()]
    return " ".join([section.heading, *section.sentences, *made.sentences, *charts, *cells])


def test_without_a_plan_nothing_is_said() -> None:
    assert reported.build(None, "The returns", LIMIT) == reported.Planned({})


def test_what_actions_save_alone_and_the_overlap_sum_to_the_plan(found: Results) -> None:
    told = rows(internal(found), "plan_actions")
    saved = [row["alone"] for row in told.values()]
    assert len(saved) == len(found.actions) + 2
    assert all(isinstance(each, int) for each in saved)
    assert sum(saved[:-1]) == saved[-1] == found.saving.total  # type: ignore[arg-type, union-attr]


def test_years_of_cost_sum_to_all_and_the_saving_is_the_difference(found: Results) -> None:
    told = list(rows(internal(found), "plan_cost").values())
    assert [row["label"] for row in told[:-1]] == ["2026/27", "2027/28", "2028/29"]
    for name in ("without", "with", "saved"):
        assert sum(row[name] for row in told[:-1]) == told[-1][name]  # type: ignore[misc]
    assert all(row["without"] - row["with"] == row["saved"] for row in told)  # type: ignore[operator]


def test_the_months_tell_both_ways_and_their_difference(found: Results) -> None:
    frame = internal(found).tables["plan_children"].frame
    assert frame["month"].to_list() == list(found.tried.month_ends)
    apart = frame["with_mean"] - frame["without_mean"]
    assert apart.to_list() == pytest.approx(frame["less_mean"].to_list())
    assert (frame["less_low_80"] <= frame["less_high_80"]).all()
    assert frame["less_mean"][-1] < 0


def test_targets_are_told_with_their_chances_and_what_is_missing(found: Results) -> None:
    told = rows(internal(found), "plan_targets")
    assert list(told) == [
        "At most 55 children on 31 March 2028",
        "£200,000 saved in the year of 31 March 2028",
    ]
    for row, reached in zip(told.values(), found.targets, strict=True):
        assert (row["without"], row["with"]) == (reached.without, reached.with_plan)
        key = "short_children" if reached.measure == "children" else "short_pence"
        assert row[key] == reached.over.shortfall


def test_the_finding_comes_first(found: Results) -> None:
    made = internal(found)
    [section] = made.sections
    assert section.heading.startswith("With the plan, ")
    assert section.sentences[0].startswith("With the plan ")
    assert "-" not in section.sentences[0].replace("80%", "")
    assert made.sentences == section.sentences[:2]


def test_figures_that_a_plan_does_not_show_are_not_defined(
    found: Results, fitted: Fitted, small_cohort: Cohort
) -> None:
    def defined(results: Results) -> set[str]:
        tables = internal(results).tables.values()
        labels = {label for label, _ in definitions(tables, ahead=True, money=True)}
        return {measure.key for measure in PLANS if measure.label in labels}

    priced = {
        *("children_affected", "placements_52_week", "saving_alone", "saving_last_in", "overlap"),
        *("shortfall_to_target", "over_programming"),
    }
    assert defined(found) == priced
    assert defined(replace(found, targets=())) == priced - {
        "shortfall_to_target", "over_programming",
    }  # fmt: skip
    unpriced = defined(tried_plan(fitted, small_cohort, priced=False))
    assert unpriced == {
        *("children_affected", "placements_52_week", "shortfall_to_target", "over_programming")
    }


def test_without_prices_children_and_targets_are_told(fitted: Fitted, small_cohort: Cohort) -> None:
    made = internal(tried_plan(fitted, small_cohort, priced=False))
    assert set(made.tables) == {"plan_children", "plan_actions", "plan_targets"}
    assert "£" not in text_of(made)


def test_few_children_and_prices_are_told_without_figures(found: Results) -> None:
    counts = [40.0, 30.0, 5.9, 20.0, 12.0, 0.0, 25.0, 0.3]
    made = public(reaching(found, *counts))
    told = rows(made, "plan_actions")
    hidden = {name for name, row in told.items() if row["alone"] == "[c]"}
    names = [each.action.name for each in found.actions]
    # 5.9 and 0.3 are few, the discount is on prices; together six are more than the limit.
    assert hidden == {names[2], names[7], "Discount"}
    for name in hidden:
        figures = {value for key, value in told[name].items() if key != "label"}
        assert figures == {"[c]"}
        charts = str([figure.chart for figure in made.sections[0].figures])
        assert f"'{name}'" not in charts
        assert f"hangs on {name}" not in " ".join(made.sections[0].sentences)


def test_money_for_the_public_is_rounded_and_still_adds_up(found: Results) -> None:
    shown = protect_plan(reaching(found, 40, 30, 20, 20, 12, 0, 25, 9), LIMIT)
    assert shown.saving is not None
    assert shown.costs is not None
    assert shown.overlap is not None
    assert found.costs is not None
    assert found.saving is not None
    parts = [each.alone for each in shown.actions if each.alone is not None]
    # The discount and the smallest other are hidden: the rest is what is theirs and the overlap.
    assert len(parts) == len(found.actions) - 2
    kept = [each.alone is not None for each in shown.actions]
    covered = [
        each.alone.total
        for each, told in zip(found.actions, kept, strict=True)
        if each.alone and not told
    ]
    told = sum(each.total for each in parts) + shown.overlap.total
    assert abs(shown.saving.total - told - sum(covered)) <= TENTH // 2 * len(covered)
    for place in range(len(shown.years)):
        saved = shown.costs[0].years[place] - shown.costs[1].years[place]
        assert saved == shown.saving.years[place]
        assert abs(shown.costs[0].years[place] - found.costs[0].years[place]) <= TENTH // 2
    every = [*shown.costs, shown.saving, shown.overlap, *parts]
    amounts = [pence for each in every for pence in (*each.years, each.low, each.high)]
    assert all(pence % TENTH == 0 for pence in amounts)
    assert abs(shown.saving.total - found.saving.total) <= TENTH // 2
    assert [each.with_plan for each in shown.targets] == [each.with_plan for each in found.targets]
    assert all(each.over.level % TENTH == 0 for each in shown.targets if each.measure == "saving")
    assert shown.case is None


def test_only_the_total_of_children_is_told_to_the_public(found: Results) -> None:
    shown = protect_plan(found, LIMIT)
    for fan, whole in (
        (shown.baseline, found.baseline),
        (shown.scenario, found.scenario),
        (shown.children, found.children),
    ):
        assert fan.keys == (TOTAL,)
        assert fan.mean[0].tolist() == whole.mean[whole.row(TOTAL)].tolist()
        assert fan.quantiles.shape == (7, 1, 36)


def test_a_plan_of_one_action_for_few_tells_no_money(found: Results) -> None:
    one = replace(found, actions=found.actions[:1])
    one = replace(one, actions=(replace(one.actions[0], children=3.2, children_alone=3.2),))
    made = public(one)
    assert set(made.tables) == {"plan_children", "plan_actions", "plan_targets"}
    assert "£" not in text_of(made)
    [row] = rows(made, "plan_actions").values()
    assert {value for key, value in row.items() if key != "label"} == {"[c]"}
    assert list(rows(made, "plan_targets")) == ["At most 55 children on 31 March 2028"]
    assert "money is left out" in made.sections[0].sentences[-1]


def test_the_cost_of_part_of_a_year_is_hidden_and_so_is_the_sum(
    fitted: Fitted, small_cohort: Cohort
) -> None:
    found = reaching(tried_plan(fitted, small_cohort, months=30), *(40, 30, 20, 20, 12, 0, 25, 9))
    assert found.part_years == {2029: 183}
    told = rows(public(found), "plan_cost")
    for label in ("2028/29", "All the months ahead"):
        assert (told[label]["without"], told[label]["with"]) == ("[c]", "[c]")
        assert isinstance(told[label]["saved"], int)
    assert told["2028/29"]["covers"] == "183 days"
    assert isinstance(told["2027/28"]["without"], int)
    assert isinstance(rows(internal(found), "plan_cost")["2028/29"]["without"], int)


@given(
    counts=strategies.lists(strategies.floats(0, 40), min_size=8, max_size=8),
    limit=strategies.integers(1, 12),
)
def test_what_is_left_over_is_of_more_than_the_limit(
    found: Results, counts: list[float], limit: int
) -> None:
    actions = reaching(found, *counts).actions
    few = {i for i, each in enumerate(actions) if _is_few(each, limit)}
    hidden = _with_partners(actions, few, limit)
    if hidden is None:
        rest = [each.children for i, each in enumerate(actions) if i not in few]
        others = [count for count in rest if count > 0]
        assert not others or int(sum(each.children for each in actions)) <= limit
        return
    assert few <= hidden
    assert bool(hidden) == bool(few)
    if hidden:
        assert len(hidden) > 1
        reached = int(sum(actions[i].children for i in hidden))
        assert reached == 0 or reached > limit


def _is_few(each: ActionResult, limit: int) -> bool:
    nobody = each.children == 0
    return each.action.kind == "change_price" or (not nobody and int(each.children) <= limit)


@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.usefixtures("undrawn")
def test_the_section_stands_after_the_forecast_and_its_sums_are_alive(
    found: Results, audience: str, tmp_path: Path
) -> None:
    many = reaching(found, 40, 30, 20, 20, 12, 0, 25, 9)
    paths = write(
        summary_of(),
        checked_of(),
        tmp_path,
        audience=audience,  # type: ignore[arg-type]
        authority="Exampleshire",
        made_up=True,
        forecast=forecast_of(),
        backtest=backtest_of(),
        tried=many,
    )
    text = paths[0].read_text(encoding="utf-8")
    anchors = re.findall(r'<h2 id="([a-z-]+)">', text)
    at = anchors.index("plan")
    assert anchors[at - 3 : at] == ["forecast", "forecast-basis", "backtest"]
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert not re.search(r"\bNone\b|\bnan\b|\binf\b", re.sub("<svg.*?</svg>", "", text))
    plans = {measure.label for measure in PLANS} & set(re.findall(r"<dt>([^<]+)</dt>", text))
    assert plans == {
        "Children affected by an action", "52-week placements", "Saving of an action alone",
        "Saving of an action, last in", "Overlap of actions", "Shortfall to the target",
        "Over-programming",
    }  # fmt: skip
    saved = _worked_out(paths[1], "Plan cost", "D")
    assert saved > 0
    if audience == "internal":
        shown = many.saving
        plan = _worked_out(paths[1], "Plan actions", "F")
    else:
        shown = protect_plan(many, LIMIT).saving
        # A part is hidden: the sum is a value.
        plan = _last(paths[1], "Plan actions", "F")
    assert shown is not None
    assert plan == pytest.approx(shown.total / 100)


def _worked_out(path: Path, name: str, column: str) -> float:
    """The last cell of a column, a formula, worked out."""
    sheet = openpyxl.load_workbook(path)[name]
    cell = f"{column}{sheet.max_row}"
    assert str(sheet[cell].value).startswith("=")
    cells = {each.coordinate: each.value for row in sheet.iter_rows() for each in row}
    return Sheet(cells).value(cell)


def _last(path: Path, name: str, column: str) -> float:
    sheet = openpyxl.load_workbook(path)[name]
    return float(sheet[f"{column}{sheet.max_row}"].value)


def test_an_action_named_with_markup_is_text(found: Results) -> None:
    odd = replace(found.actions[0].action, name="<b>Home & away</b>")
    actions = (replace(found.actions[0], action=odd), *found.actions[1:])
    [section] = internal(replace(found, actions=actions)).sections
    assert isinstance(section, Section)
    assert any("<b>Home & away</b>" in str(figure.table.values) for figure in section.figures)
