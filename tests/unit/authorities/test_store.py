"""The folder of results: what is kept, known again, and never half there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kinward.authorities.store import Store
from kinward.errors import InputError

REQUEST = {"version": "1", "options": {"runs": 20}}
DOCUMENT = {"request": REQUEST, "mean": [1.5]}


def test_a_document_is_known_again_by_its_request_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "made" / "by itself")
    assert store.kept("Ambridge", REQUEST) is None
    store.keep("Ambridge", DOCUMENT)
    assert store.kept("Ambridge", REQUEST) == DOCUMENT
    assert store.kept("Ambridge", {**REQUEST, "version": "2"}) is None
    assert store.kept("Borchester", REQUEST) is None


@pytest.mark.parametrize("text", ["", '{"request": {"ver', "[]", "\x00\xff"])
def test_what_is_no_document_is_made_anew(tmp_path: Path, text: str) -> None:
    (tmp_path / "Ambridge.json").write_text(text, encoding="latin-1")
    assert Store(tmp_path).kept("Ambridge", REQUEST) is None


def test_a_document_and_an_error_are_never_both_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.fail("Ambridge", InputError("No file", where="a.csv", remedy="Look."))
    assert (tmp_path / "Ambridge.error.txt").read_text() == "a.csv: No file. Look.\n"
    store.keep("Ambridge", DOCUMENT)
    assert [path.name for path in tmp_path.iterdir()] == ["Ambridge.json"]
    store.fail("Ambridge", InputError("No file"))
    assert [path.name for path in tmp_path.iterdir()] == ["Ambridge.error.txt"]


def test_a_disk_that_is_full_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    store.keep("Ambridge", DOCUMENT)

    def half(path: Path, text: str, **_: object) -> int:
        with path.open("w") as stream:
            stream.write(text[: len(text) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(InputError, match="No space left"):
        store.keep("Ambridge", {**DOCUMENT, "mean": [2.5]})
    assert [path.name for path in tmp_path.iterdir()] == ["Ambridge.json"]
    assert json.loads((tmp_path / "Ambridge.json").read_text()) == DOCUMENT


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(InputError, match="file, not a folder"):
        Store(tmp_path / "out").refuse_file()
