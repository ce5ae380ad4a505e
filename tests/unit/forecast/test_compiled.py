"""Where what is compiled is kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kinward.forecast import compiled


@pytest.fixture
def unset(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    return monkeypatch


def test_it_is_kept_where_the_variable_says(tmp_path: Path, unset: pytest.MonkeyPatch) -> None:
    unset.setenv("NUMBA_CACHE_DIR", str(tmp_path / "here"))
    folder = compiled._folder()
    assert folder.parent == tmp_path / "here"
    assert folder.is_dir()


def test_else_in_the_users_cache(tmp_path: Path, unset: pytest.MonkeyPatch) -> None:
    unset.setenv("HOME", str(tmp_path))
    assert compiled._folder().parent == tmp_path / ".cache" / "kinward"


def test_a_new_folder_where_the_place_cannot_be_written(
    tmp_path: Path, unset: pytest.MonkeyPatch
) -> None:
    """A file stands where the folder should be, as a home that may not be written would."""
    (tmp_path / "home").write_text("no folder", encoding="utf-8")
    unset.setenv("TMPDIR", str(tmp_path))
    unset.setattr("tempfile.tempdir", None)
    unset.setenv("NUMBA_CACHE_DIR", str(tmp_path / "home"))
    one, other = compiled._folder(), compiled._folder()
    assert one != other
    for folder in (one, other):
        assert folder.parent == tmp_path
        assert os.access(folder, os.W_OK)
        assert folder.stat().st_mode & 0o077 == 0  # of nobody else's reach


def test_a_user_without_a_home_can_forecast_too(tmp_path: Path, unset: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    unset.setattr(Path, "home", homeless)
    unset.setattr("tempfile.tempdir", str(tmp_path))
    assert compiled._folder().parent == tmp_path


def test_other_sources_have_another_folder(tmp_path: Path, unset: pytest.MonkeyPatch) -> None:
    """Numba looks at a function's own file only: a change of one that it calls must be seen."""
    (tmp_path / "simulation").mkdir()
    for name in ("bands.py", "simulation/life.py"):
        (tmp_path / name).write_text("x = 1\n", encoding="utf-8")
    unset.setattr(compiled, "_HERE", tmp_path)
    before = compiled._sources()
    assert compiled._sources() == before
    (tmp_path / "simulation/life.py").write_text("x = 20\n", encoding="utf-8")
    assert compiled._sources() != before


def test_every_compiled_file_is_among_the_sources() -> None:
    """A file whose change would not be seen would be run as it was."""
    here = Path(compiled.__file__).parent
    using = {
        path
        for path in here.rglob("*.py")
        if "@compiled" in path.read_text(encoding="utf-8") and path.name != "compiled.py"
    }
    assert using
    assert using <= {*here.glob("*.py"), *(here / "simulation").glob("*.py")}


def test_something_kept_is_seen(tmp_path: Path, unset: pytest.MonkeyPatch) -> None:
    unset.setattr(compiled, "FOLDER", tmp_path)
    assert not compiled.kept()
    (tmp_path / "simulation_1").mkdir()
    (tmp_path / "simulation_1" / "kernel.simulate-34.py311.nbi").write_bytes(b"")
    assert compiled.kept()
