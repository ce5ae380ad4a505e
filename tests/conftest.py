"""Fixtures that several rooms of tests share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from kinward.synthetic import synthesise

if TYPE_CHECKING:
    from kinward.cohort.model import Cohort
    from kinward.forecast.engine import Fitted

AS_AT = date(2026, 3, 31)
"""The last day of the made-up authorities."""

settings.register_profile("kinward", deadline=None)  # how long a test takes is no failure
settings.load_profile("kinward")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long goes first; pytest-django has put what needs no database last."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small made-up authority without errors: the folder that `kinward synthesise` fills."""
    folder = tmp_path_factory.mktemp("authority")
    synthesise(folder, children=60, years=4, seed=3)
    return folder


@pytest.fixture(scope="session")
def flawed_authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same authority with planted errors."""
    folder = tmp_path_factory.mktemp("flawed")
    synthesise(folder, children=60, years=4, seed=3, errors=0.1)
    return folder


@pytest.fixture(scope="session")
def small_cohort(authority: Path) -> Cohort:
    """Of some 60 children in four years."""
    from kinward.cohort.build import build
    from kinward.reference import categories
    from kinward.returns.prepare import prepare
    from kinward.returns.read import read

    return build(prepare(read([authority / "returns"]), rules=False), categories.load())


@pytest.fixture(scope="session")
def fitted(small_cohort: Cohort) -> Fitted:
    """The authority's rates and entries on its last day."""
    from kinward.forecast.fit import fit
    from kinward.forecast.histories import histories
    from kinward.forecast.settings import settings as usual

    return fit(histories(small_cohort, AS_AT), usual())
