"""The cast of the web tests, and a service that is loaded once for all of them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import caches
from django.test import Client, override_settings

from accounts_signing import sign_in
from kinward_web.accounts.models import Area, User
from web_cast import CAST, people

if TYPE_CHECKING:
    from kinward_web.intake.models import Snapshot

_DATABASE = {"db", "transactional_db", "django_db_setup"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what reaches the service's database: pytest-django lets nothing else reach it.

    What brings up processes of its own on PostgreSQL has the mark by hand.
    """
    for item in items:
        if item.get_closest_marker("django_db") or _DATABASE & set(
            getattr(item, "fixturenames", ())
        ):
            item.add_marker("database")


@pytest.fixture(autouse=True)
def _no_second_factor(settings: Any) -> None:
    """Most tests are not about codes; those that are switch them on."""
    settings.FORCE_TOTP = False


@pytest.fixture
def areas(db: None) -> dict[str, Area]:
    """North and South."""
    return {name: Area.objects.get_or_create(name=name)[0] for name in ("North", "South")}


@pytest.fixture
def cast(areas: dict[str, Area]) -> dict[str, User]:
    """Everybody, by name."""
    return people(*CAST)


@pytest.fixture
def as_(cast: dict[str, User]) -> Callable[[str], Client]:
    """A browser in which one of the cast is signed in: `as_('north_manager').get(...)`."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(
            cast[name], backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return signed_in


@pytest.fixture
def again(cast: dict[str, User]) -> Callable[[str], Client]:
    """A browser in which one of the cast has just given their password."""

    def signed_in(name: str) -> Client:
        client = Client()
        sign_in(client, cast[name])
        return client

    return signed_in


@pytest.fixture(scope="session")
def service_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where uploads and what is made of them stand."""
    return tmp_path_factory.mktemp("service")


@pytest.fixture(autouse=True)
def _data_dir(settings: Any, service_folder: Path) -> None:
    """And nothing in the cache that a test before, whose rows are gone, put there."""
    settings.DATA_DIR = service_folder
    caches["figures"].clear()


@pytest.fixture(scope="session")
def testshire(authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of the small authority; its teams of the north and south are the cast's areas."""
    folder = tmp_path_factory.mktemp("testshire") / "files"
    shutil.copytree(authority, folder)
    teams = folder / "teams.csv"
    teams.write_text(re.sub(r"Made-up (?=North|South)", "", teams.read_text()))
    return folder


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_blocker: Any, testshire: Path, service_folder: Path
) -> None:
    """The test database, with a small authority loaded once."""
    with django_db_blocker.unblock():
        _load(testshire, service_folder)


@pytest.fixture
def loaded(db: None, testshire: Path, service_folder: Path) -> Snapshot:
    """The figures of the small authority. A test that empties the database has them made again."""
    from kinward_web.intake.selectors import live

    return live() or _load(testshire, service_folder)


def _load(folder: Path, service_folder: Path) -> Snapshot:
    from kinward_web.intake.loading import load

    with override_settings(DATA_DIR=service_folder):
        return load(folder)


@pytest.fixture
def unloaded(db: None, settings: Any, tmp_path: Path) -> None:
    """A service into which nothing has been brought yet."""
    from kinward_web.documents.models import Document
    from kinward_web.intake.models import Snapshot, Version

    settings.DATA_DIR = tmp_path
    Snapshot.objects.all().delete()
    Version.objects.all().delete()
    Document.objects.all().delete()
