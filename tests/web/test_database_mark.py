"""Which tests run on both databases: `make test` runs on PostgreSQL those with the mark alone."""

from __future__ import annotations

import pytest

from kinward_web.intake.models import Snapshot


def _marked(request: pytest.FixtureRequest) -> bool:
    return request.node.get_closest_marker("database") is not None


@pytest.mark.django_db
def test_what_has_the_mark_of_django_has_it(request: pytest.FixtureRequest) -> None:
    assert _marked(request)


def test_what_asks_for_what_stands_in_the_database_has_it(
    request: pytest.FixtureRequest, loaded: Snapshot
) -> None:
    assert loaded.pk
    assert _marked(request)


def test_what_has_it_not_cannot_reach_the_database(request: pytest.FixtureRequest) -> None:
    assert not _marked(request)
    with pytest.raises(RuntimeError, match="Database access not allowed"):
        Snapshot.objects.exists()
