"""The whole report with a forecast: its parts on the page, its sheets, and odd forecasts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from builders_forecast import backtest_of, cost_of, forecast_of, target_of
from builders_report import AS_AT, checked_of, empty_summary, summary_of
from kinward.cohort.model import Summary
from kinward.forecast.backtest.model import BackTest
from kinward.forecast.model import Forecast
from kinward.reports.write import write
from report_page import Outline


def report(
    folder: Path,
    summary: Summary,
    audience: str,
    forecast: Forecast | None,
    backtest: BackTest | None,
) -> str:
    paths = write(
        summary,
        checked_of(),
        folder,
        audience=audience,  # type: ignore[arg-type]
        authority="Exampleshire",
        made_up=True,
        forecast=forecast,
        backtest=backtest,
    )
    return paths[0].read_text(encoding="utf-8")


def priced(forecast: Forecast) -> Forecast:
    return replace(forecast, cost=cost_of(forecast), target=target_of())


@pytest.fixture(scope="module", params=["internal", "public"])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp(request.param)
    report(folder, summary_of(), request.param, priced(forecast_of()), backtest_of())
    return folder


def page(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


def test_the_forecast_stands_after_the_past_and_before_the_data(written: Path) -> None:
    anchors = re.findall(r'<h2 id="([a-z-]+)">', page(written))
    at = anchors.index("forecast")
    assert anchors[at - 1 : at + 3] == ["reviews", "forecast", "forecast-basis", "backtest"]
    assert anchors.index("quality") > at + 2
    outline = Outline()
    outline.feed(page(written))
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.references) <= set(outline.ids)


def test_what_stands_out_looks_ahead_right_after_today(written: Path) -> None:
    said = re.findall(r"<li>([^<]+)</li>", page(written))
    ahead = [i for i, each in enumerate(said) if each.startswith("On 31 March 2027 about 568 ")]
    assert ahead == [3]
    assert said[5].startswith("The chance that at most 560 children ")
    assert said[6].startswith("The placements ahead are expected to cost £33.2 million ")
    assert said[7].startswith("Forecasts made a year ahead on 7 past days ")
    assert not said[8].startswith("Without a price")


def test_every_chart_of_the_forecast_is_drawn_with_a_table_and_a_csv(written: Path) -> None:
    text = page(written)
    for key in ("forecast_total", "forecast_category_months", "forecast_cost", "backtest_total"):
        assert f'<title id="{key}-title">' in text
        assert f'id="{key}-caption"' in text
        assert f'download="{key}.csv"' in text
    assert ">Expected: 600<" in text
    assert ">Target: at most 560<" in text


def test_the_workbook_has_the_sheets_that_the_audience_may_see(written: Path) -> None:
    book = openpyxl.load_workbook(written / "report.xlsx")
    both = {
        "Forecast total",
        "Forecast by category",
        "Forecast category months",
        "Forecast by age",
        "Forecast drivers",
        "Forecast flows",
        "Forecast evidence",
        "Forecast cost",
        "Backtest total",
        "Backtest scores",
        "Backtest rows",
    }
    staff = {
        "Forecast category drivers",
        "Forecast category evidence",
        "Forecast cost category",
        "Forecast cost months",
    }
    made = {name for name in book.sheetnames if name.startswith(("Forecast", "Backtest"))}
    assert made == (both | staff if "internal" in str(written) else both)
    sheet = book["Forecast cost"]
    top = next(row for row in sheet.iter_rows() if row[0].value == "Financial year")[0].row
    cost = sheet.cell(top + 1, 3)
    assert cost.number_format == "£#,##0"
    exact = 33_240_585
    near = {"rel": 1e-3} if "internal" in str(written) else {"abs": 50_000}
    assert cost.value == pytest.approx(exact, **near)


@pytest.mark.usefixtures("undrawn")
def test_the_public_files_hold_no_figure_of_a_small_category(tmp_path: Path) -> None:
    text = report(tmp_path, summary_of(), "public", priced(forecast_of()), backtest_of())
    rows = re.findall(
        r'<th scope="row">Secure</th>(.*?)</tr>', text[text.index('<h2 id="forecast"') :]
    )
    assert len(rows) == 1 + 36
    figures = [cell for row in rows for cell in re.findall(r'class="n">([^<]*)<', row)]
    assert set(figures) == {"[c]"}
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    for name in ("Forecast by category", "Forecast category months"):
        secure = [row for row in book[name].iter_rows(values_only=True) if row[0] == "Secure"]
        assert secure
        assert {v for row in secure for v in row[1:] if not hasattr(v, "year")} == {"[c]"}
    past = [row[1] for row in book["Backtest rows"].iter_rows(values_only=True)]
    assert "Secure" not in past


@pytest.mark.usefixtures("undrawn")
def test_without_a_forecast_the_report_is_as_it_was(tmp_path: Path) -> None:
    text = report(tmp_path, summary_of(), "internal", None, None)
    assert "forecast" not in text.lower()
    book = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert not [name for name in book.sheetnames if name.startswith(("Forecast", "Backtest"))]


def nobody() -> Forecast:
    return forecast_of({"kinship": 0}, months=3)


def bare() -> Forecast:
    whole = forecast_of()
    return replace(
        whole,
        drivers=pl.DataFrame(),
        evidence=pl.DataFrame(),
        history=whole.history.clear(),
        notes=(),
    )


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("audience", ["internal", "public"])
@pytest.mark.parametrize(
    ("make", "backtest"),
    [
        (nobody, backtest_of([])),
        (lambda: priced(forecast_of({"kinship": 1}, months=12)), backtest_of([2024])),
        (lambda: forecast_of({"secure": 3, "kinship": 2}, months=1), None),
        (bare, backtest_of()),
        (lambda: priced(forecast_of(as_at=date(2026, 1, 15), months=14)), backtest_of()),
        (lambda: forecast_of({}, months=2), backtest_of([2023, 2024], horizons=(3,))),
    ],
    ids=["nobody", "one child", "five children", "bare", "mid month", "no category"],
)
def test_odd_forecasts(
    make: Callable[[], Forecast], backtest: BackTest | None, audience: str, tmp_path: Path
) -> None:
    forecast = make()
    few = sum(forecast.today.values()) < 20
    summary = empty_summary(forecast.as_at) if few else summary_of(as_at=forecast.as_at)
    text = report(tmp_path, summary, audience, forecast, backtest)
    outline = Outline()
    outline.feed(text)
    assert outline.open == []
    assert not re.search(r"\bNone\b|\bnan\b|\bNaN\b|\binf\b", re.sub("<svg.*?</svg>", "", text))
    assert "Where it is heading" in text
    assert forecast.as_at <= AS_AT
