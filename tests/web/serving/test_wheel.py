"""The wheel that a council installs holds what pages need: the manual, the scripts and styles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from kinward_web.pages.manual import CHAPTERS

_REPOSITORY = Path(__file__).parents[3]
_READ = """
import django; django.setup()
from kinward_web.pages import manual
print(manual.__file__)
for key in manual.CHAPTERS:
    print(len(manual.chapter(key).html))
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the repository, as `deploy/Containerfile` builds it."""
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(built, cwd=_REPOSITORY, check=True, capture_output=True, timeout=120)
    return next(folder.glob("*.whl"))


def test_the_manual_is_read_from_an_installed_service(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "installed"
    with ZipFile(wheel) as archive:
        archive.extractall(place)
    environment = os.environ | {
        "PYTHONPATH": str(place),
        "KINWARD_DATA_DIR": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "kinward_web.settings.local",
    }
    said = subprocess.run(
        [sys.executable, "-c", _READ],
        cwd=tmp_path, env=environment, check=True, capture_output=True, text=True, timeout=120,
    ).stdout.split()  # fmt: skip
    assert Path(said[0]).is_relative_to(place)
    assert len(said[1:]) == len(CHAPTERS)
    assert all(int(length) > 2000 for length in said[1:])


def test_the_scripts_and_styles_are_in_the_wheel(wheel: Path) -> None:
    built = _REPOSITORY / "src/kinward_web/static/built"
    made = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert {"kinward.css", "kinward.js", "charts.js"} <= made
    inside = "kinward_web/static/built/"
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    assert made == {name.removeprefix(inside) for name in names if name.startswith(inside)}


def test_the_container_is_given_what_the_wheel_is_built_from() -> None:
    """The wheel's file names them; what is built in a container sees only what is let in."""
    let_in = (_REPOSITORY / "deploy/Containerfile.dockerignore").read_text().split()
    copied = (_REPOSITORY / "deploy/Containerfile").read_text().split()
    for each in CHAPTERS.values():
        top = each.file if (_REPOSITORY / each.file).is_file() else "docs"
        assert f"!{top}" in let_in
        assert top in copied
