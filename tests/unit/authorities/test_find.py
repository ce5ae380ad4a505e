"""Which authorities there are in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.authorities.find import find
from kinward.errors import InputError


def test_each_folder_and_zip_is_an_authority_by_name(county: Path, tmp_path: Path) -> None:
    found = {each.name: each.returns for each in find(county, but=tmp_path)}
    assert found == {
        "Ambridge": county / "Ambridge" / "returns",
        "Borchester": county / "Borchester.zip",
        "Felpersham": county / "Felpersham",
    }


def test_the_folder_of_results_is_no_authority(tmp_path: Path) -> None:
    for name in ("Ambridge", "out"):
        (tmp_path / name).mkdir()
    assert [each.name for each in find(tmp_path, but=tmp_path / "out")] == ["Ambridge"]


def test_paths_are_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "county" / "Ambridge").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    (found,) = find(Path("county"), but=Path("out"))
    assert found.returns == tmp_path / "county" / "Ambridge"


def test_two_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "Ambridge").mkdir()
    (tmp_path / "Ambridge.zip").touch()
    with pytest.raises(InputError, match="both a folder and an archive named Ambridge"):
        find(tmp_path, but=tmp_path / "out")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("nowhere", "no such file or folder"),
        ("file", "a file, not a folder"),
        ("empty", "no folder"),
    ],
)
def test_what_holds_no_authority_is_refused(tmp_path: Path, path: str, said: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "words.txt").touch()
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=said):
        find(tmp_path / path, but=tmp_path)
