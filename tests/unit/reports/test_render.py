"""Charts as SVG: named, described, with ids of their own."""

from __future__ import annotations

import re

import polars as pl
import pytest

from kinward.reports import render
from kinward.reports.charts import stock
from kinward.reports.charts.base import spread
from kinward.reports.section import Figure
from kinward.reports.table import Column, ReportTable


@pytest.fixture(scope="module")
def picture() -> str:
    years = pl.DataFrame({"label": ["2025", "2026"], "closing": [541, 553]})
    table = ReportTable("years", "Years", (Column("label", "Year"),), years, "x")
    figure = Figure(table, "12 more <than> before", about="A line.")
    return render.accessible(render.svg(stock.draw(years)), figure)


def test_a_chart_has_a_title_and_a_description(picture: str) -> None:
    assert picture.startswith('<svg role="img" aria-labelledby="years-title years-about"')
    assert '<title id="years-title">12 more &lt;than&gt; before</title>' in picture
    assert '<desc id="years-about">A line. The table below holds the figures.</desc>' in picture


def test_its_parts_have_names_of_their_own_and_no_roles(picture: str) -> None:
    assert all(name.startswith("years-") for name in re.findall(r'\bid="([^"]*)"', picture))
    assert len(re.findall(r"\brole=", picture)) == 1


def test_it_shows_its_numbers_and_scales(picture: str) -> None:
    assert ">553<" in picture
    assert not re.search(r"<svg[^>]* (width|height)=", picture)


def test_names_at_the_ends_of_lines_stand_apart() -> None:
    assert spread([70.0, 65.0, 71.0], gap=5.0) == [70.0, 65.0, 75.0]
    assert spread([], gap=1.0) == []
