"""Files by their content: whole or not there."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kinward_web import store

_CONTENT = b"episodes" * 1000


def test_a_file_is_kept_under_the_hash_of_what_it_holds() -> None:
    blob = store.keep([_CONTENT[:10], _CONTENT[10:]])
    assert blob == store.Blob(hashlib.sha256(_CONTENT).hexdigest(), len(_CONTENT))
    assert store.path_of(blob.sha256).read_bytes() == _CONTENT


def test_the_same_content_is_kept_once() -> None:
    first, second = store.keep([_CONTENT]), store.keep([_CONTENT])
    assert first == second
    assert [path.name for path in store.kept()].count(first.sha256) == 1


def test_an_upload_that_breaks_off_leaves_nothing(service_folder: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"half of a file that nobody has seen before"
        raise ConnectionResetError

    before = set(store.kept())
    with pytest.raises(ConnectionResetError):
        store.keep(broken())
    assert set(store.kept()) == before
    assert list((service_folder / "files" / "half").iterdir()) == []


@pytest.mark.parametrize("name", ["../../etc/passwd", "a" * 63, "g" * 64, ""])
def test_nothing_but_a_hash_names_a_file(name: str) -> None:
    with pytest.raises(FileNotFoundError):
        store.path_of(name)


def test_files_are_lent_under_their_names_and_none_leads_out(tmp_path: Path) -> None:
    blob = store.keep([_CONTENT])
    folder = tmp_path / "lent"
    names = ["2025/episodes.csv", "../../out.csv", "/abs.csv"]
    lent = store.lend([(name, blob.sha256) for name in names], folder)
    assert [path.relative_to(folder).as_posix() for path in lent] == [
        "2025/episodes.csv",
        "out.csv",
        "abs.csv",
    ]
    assert all(path.read_bytes() == _CONTENT for path in lent)


def test_what_is_lent_goes_with_the_block(service_folder: Path) -> None:
    blob = store.keep([_CONTENT])
    with store.lending() as folder:
        lent = store.lend([("episodes.csv", blob.sha256)], folder)
        assert store.without_places(f"{lent[0]}: row 3") == "episodes.csv: row 3"
        assert folder.parent == service_folder / "lent"
    assert not folder.exists()
    assert store.path_of(blob.sha256).read_bytes() == _CONTENT


def test_what_a_killed_process_left_lent_is_swept_and_what_is_in_use_stays(
    service_folder: Path,
) -> None:
    left = _left_lent(service_folder)
    with store.lending() as used:
        assert store.left_lent() == [left]
        assert store.sweep_lent() == 1
        assert used.exists()
    assert not left.exists()
    assert store.sweep_lent() == 0


def _left_lent(service_folder: Path) -> Path:
    """A folder with a return in it, whose process was killed the day before yesterday."""
    blob = store.keep([_CONTENT])
    folder = service_folder / "lent" / "tmpkilled"
    store.lend([("episodes.csv", blob.sha256)], folder)
    os.utime(folder, (time.time() - 2 * 86_400,) * 2)
    return folder


def test_nothing_was_ever_lent(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "new"
    assert store.sweep_lent() == 0


def test_sweeping_takes_what_no_row_names_and_is_old(service_folder: Path) -> None:
    named, unnamed, new = (store.keep([word]) for word in (b"named", b"unnamed", b"new"))
    half = service_folder / "files" / "half" / "left-by-a-power-cut"
    half.write_bytes(b"half")
    long_ago = time.time() - 2 * 86_400
    for path in (store.path_of(named.sha256), store.path_of(unnamed.sha256), half):
        os.utime(path, (long_ago, long_ago))
    keeping = frozenset(path.name for path in store.kept()) - {unnamed.sha256}
    assert store.sweep(keeping) == 2
    assert not half.exists()
    assert {named.sha256, new.sha256} <= {path.name for path in store.kept()}
    assert unnamed.sha256 not in {path.name for path in store.kept()}
