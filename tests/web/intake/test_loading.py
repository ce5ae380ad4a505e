"""A folder of files becomes versions, and the figures that rest on them."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kinward.errors import InputError, KinwardError
from kinward_web.intake.loading import FailedError, find, load
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import current, live

pytestmark = pytest.mark.django_db


def test_every_data_set_of_the_folder_is_a_version_that_the_figures_rest_on(
    loaded: Snapshot, testshire: Path
) -> None:
    kinds = {version.kind for version in loaded.versions.all()}
    assert kinds == {each.kind for each in find(testshire)}
    assert {"returns", "placements", "budget", "prices", "population", "teams"} <= kinds
    assert all(version.state == "ready" for version in loaded.versions.all())
    assert str(loaded.as_at) == "2026-03-31"


def test_the_files_keep_their_places_in_their_folder(loaded: Snapshot) -> None:
    names = [each.name for each in loaded.versions.get(kind="returns").files.all()]
    assert "2025-26/made_up_episodes.csv" in names


def test_loading_one_file_leaves_the_other_data_sets_as_they_are(
    loaded: Snapshot, testshire: Path, tmp_path: Path
) -> None:
    (tmp_path / "budget.csv").write_bytes((testshire / "budget.csv").read_bytes())
    after = load(tmp_path)
    assert current("budget") == Version.objects.get(kind="budget", number=2)
    own = {each.pk for each in after.versions.exclude(kind="budget")}
    assert own == {each.pk for each in loaded.versions.exclude(kind="budget")}


def test_a_file_that_cannot_be_read_leaves_the_figures_as_they_are(
    loaded: Snapshot, tmp_path: Path
) -> None:
    (tmp_path / "budget.csv").write_text("section,annual_budget\nA,1\n")
    with pytest.raises(FailedError) as told:
        load(tmp_path)
    assert told.value.lines[0] == "Budget, version 2 failed:"
    assert "budget.csv" in told.value.lines[1]
    assert live() == loaded


def test_a_folder_without_data_sets_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Nothing here has the name of a data set"):
        find(tmp_path)


def test_the_command_says_why_it_failed(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no such folder"):
        call_command("load", tmp_path / "nowhere")


def test_a_name_that_is_too_long_is_told(loaded: Snapshot, tmp_path: Path) -> None:
    deep = tmp_path / "returns" / ("a" * 100) / ("b" * 100)
    deep.mkdir(parents=True)
    (deep / "episodes.csv").write_text("CHILD\n")
    with pytest.raises(KinwardError, match="more than 190 letters"):
        load(tmp_path)
