"""The forecast from published totals on every English authority: the one test on real ones.

Runs where KINWARD_LAIT names the folder of DfE's LAIT files, which are not part of Kinward. With
`-s` it prints the tables that stand in docs/method.md.
"""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

from kinward.forecast.published.backtest import PublishedBackTest, backtest_published
from kinward.forecast.published.estimate import estimate_prior
from kinward.forecast.published.panel import Panel, panel
from kinward.forecast.published.prior import shipped_prior
from kinward.forecast.published.tally import markdown, scores
from kinward.reference import lait

FOLDER = os.environ.get("KINWARD_LAIT", "")
pytestmark = pytest.mark.skipif(
    not FOLDER, reason="KINWARD_LAIT does not name a folder of LAIT files"
)


@pytest.fixture(scope="module")
def figures() -> Panel:
    return panel(lait.read(Path(FOLDER)))


@pytest.fixture(scope="module")
def test(figures: Panel) -> PublishedBackTest:
    return backtest_published(figures.until(2025))


def test_coverage_and_error_of_every_authority(test: PublishedBackTest) -> None:
    table = scores(test)
    print(f"\n{markdown(table)}\n{markdown(scores(test, 300, 900))}")  # noqa: T201
    pooled = table.filter(pl.col("origin").is_null())

    assert pooled["n"].min() > 580
    assert pooled["coverage_95"].is_between(0.90, 0.98).all()
    assert pooled["coverage_80"].is_between(0.72, 0.90).all()
    assert (pooled["mape"] <= pooled["mape_no_change"]).all()
    assert (pooled["mape"] < pooled["mape_damped_drift"]).all()
    assert (pooled["crps"] < pooled["crps_no_change"]).all()


def test_the_errors_of_middling_authorities_are_those_known(test: PublishedBackTest) -> None:
    """An earlier study of authorities with 300 to 900 children found 5.4, 7.8 and 9.9%."""
    pooled = scores(test, 300, 900).filter(pl.col("origin").is_null())

    assert pooled["mape"].to_list() == pytest.approx([5.4, 7.8, 9.9], abs=0.15)
    assert (pooled["mape"] <= pooled["mape_no_change"] + 0.05).all()


def test_the_shipped_prior_is_what_the_figures_to_2025_give(figures: Panel) -> None:
    shipped, found = shipped_prior(), estimate_prior(figures.until(2025))

    for name in shipped.__dataclass_fields__:
        assert getattr(shipped, name) == pytest.approx(getattr(found, name), rel=0.02), name
