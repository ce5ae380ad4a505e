"""The fixed list of test authorities."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise

import pytest

from kinward.terms import CATEGORIES
from worlds import settings
from worlds.catalogue import FOLDER, prices, processes

FIXED = {
    "settings.toml": "46971398360dc5dfdada566424bebd6dd9279824469a774d8b235ff6d1153649",
    "nature.toml": "d78bc00b8ee89690b7bab8ee1bd50043c85115241c29a1ba233d83bee5b32459",
}


@pytest.mark.parametrize("name", FIXED)
def test_the_yardstick_has_not_been_changed_since_the_engine_was_tuned_by_it(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert sha256(text.encode()).hexdigest() == FIXED[name]


def test_there_are_four_authorities_of_each_of_nine_processes() -> None:
    of = [setting.process for setting in settings()]
    assert sorted(of) == sorted(list(processes()) * 4)
    assert len(processes()) == 9


def test_names_and_seeds_are_each_used_once() -> None:
    assert len({setting.name for setting in settings()}) == len(settings())
    assert len({setting.seed for setting in settings()}) == len(settings())


@pytest.mark.parametrize("setting", settings(), ids=lambda setting: setting.name)
def test_origins_end_a_month_with_years_before_and_the_whole_truth_after(setting) -> None:
    assert all((origin + timedelta(days=1)).day == 1 for origin in setting.origins)
    assert all(earlier < later for earlier, later in pairwise(setting.origins))
    assert 8 <= setting.years <= 10
    assert (setting.origins[0] - setting.first_day).days >= 5 * 365
    assert setting.last_day >= date(setting.origins[-1].year + 3, 3, 31)
    assert setting.horizon_months == 36


def test_every_category_has_a_price() -> None:
    assert list(prices()) == list(CATEGORIES)
