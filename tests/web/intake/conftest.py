"""The figures of these tests are the cohort alone: documents were made when it was loaded."""

from __future__ import annotations

import pytest

from kinward_web.intake import work


@pytest.fixture(autouse=True)
def _no_documents(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("django_db"):
        request.getfixturevalue("django_db_setup")
    monkeypatch.setattr(work, "makers", list)
