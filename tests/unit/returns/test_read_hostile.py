"""What cannot be read gives one clear line, soon, and holds no value of a child."""

from __future__ import annotations

import io
import os
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.returns import limits
from kinward.returns.read import read
from return_files import write, zipped

EPISODES = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n1,01/05/2024,S,C2,N1,U4,PR1,,\n"


def refused(*paths: Path) -> str:
    with pytest.raises(InputError) as error:
        read(paths)
    message = str(error.value)
    assert "\n" not in message
    assert error.value.what
    assert error.value.where
    assert error.value.remedy
    return message


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file or folder" in refused(tmp_path / "nowhere")


def test_a_file_that_is_not_a_return(tmp_path: Path) -> None:
    write(tmp_path, {"letter.csv": "Dear colleague,\nplease find enclosed\n"})
    assert "not a return" in refused(tmp_path / "letter.csv")


@pytest.mark.parametrize("content", [b"", b"\n", b"\0" * 500, b"\xff\xd8\xff\xe0JFIF" * 40])
def test_files_with_nothing_to_read(tmp_path: Path, content: bytes) -> None:
    write(tmp_path, {"a.csv": content})
    assert "not a return" in refused(tmp_path / "a.csv")


def test_an_empty_folder(tmp_path: Path) -> None:
    assert "not a return" in refused(tmp_path)


def test_no_path_at_all() -> None:
    with pytest.raises(InputError, match="not a return"):
        read([])


def test_a_return_without_episodes(tmp_path: Path) -> None:
    write(tmp_path, {"h.csv": "CHILD,SEX,DOB,ETHNIC,UPN\n1,1,02/03/2010,WBRI,\n"})
    assert "no Episodes table" in refused(tmp_path)


def test_an_episodes_table_without_episodes(tmp_path: Path) -> None:
    write(tmp_path, {"e.csv": EPISODES.splitlines()[0]})
    assert "no file holds any episodes" in refused(tmp_path)


@pytest.fixture
def junk(tmp_path: Path) -> Path:
    """Two gigabytes that take no room on the disk: a heading, then nothing but zeros."""
    path = tmp_path / "junk.csv"
    path.write_text(EPISODES)
    os.truncate(path, 2 * 1024**3)
    return path


def test_two_gigabytes_of_junk_are_refused_without_reading_them(junk: Path) -> None:
    tracemalloc.start()
    assert "not a return" in refused(junk)
    assert tracemalloc.get_traced_memory()[1] < 4 * limits.MIB
    tracemalloc.stop()


def test_two_gigabytes_of_text_are_refused_without_reading_them(tmp_path: Path) -> None:
    path = tmp_path / "e.csv"
    path.write_text(EPISODES + "x" * limits.HEAD_BYTES)
    os.truncate(path, 2 * 1024**3)
    assert "more than 512 MB" in refused(path)


def test_a_line_without_an_end(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": "x" * 5_000_000})
    assert "not a return" in refused(tmp_path / "a.csv")


def test_a_damaged_archive(tmp_path: Path) -> None:
    good = zipped(write(tmp_path / "in", {"e.csv": EPISODES * 50}), tmp_path / "good.zip")
    data = good.read_bytes()
    write(tmp_path, {"cut.zip": data[: len(data) // 2], "text.zip": b"no archive"})
    assert "the archive is damaged" in refused(tmp_path / "cut.zip")
    assert "the archive is damaged" in refused(tmp_path / "text.zip")


def test_a_damaged_member(tmp_path: Path) -> None:
    good = zipped(write(tmp_path / "in", {"e.csv": EPISODES * 50}), tmp_path / "good.zip")
    data = bytearray(good.read_bytes())
    data[60:70] = b"\xff" * 10
    good.write_bytes(data)
    assert "the archive is damaged" in refused(good)


def bomb(path: Path, size: int, name: str = "e.csv") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, EPISODES + "0" * size)
    return path


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.zip", 5 * limits.MIB)
    assert "unpacks to more than 200 times its size" in refused(path)


def test_a_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.zip", 5 * limits.MIB)
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.index(signature) + offset
        data[at : at + 4] = struct.pack("<I", len(EPISODES))
    path.write_bytes(data)
    assert "damaged" in refused(path)


def test_an_archive_of_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(write(tmp_path / "in", {"e.csv": EPISODES}), tmp_path / "a.zip")
    monkeypatch.setattr(limits, "MAX_TOTAL_BYTES", 50)
    assert "the archive unpacks to more than" in refused(path)


def test_an_archive_of_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in", {f"{n}.csv": EPISODES for n in range(4)})
    path = zipped(tmp_path / "in", tmp_path / "a.zip")
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    assert "more than 3 files" in refused(path)
    assert "more than 3 files" in refused(tmp_path / "in")


def test_a_member_with_too_much_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(write(tmp_path / "in", {"e.csv": EPISODES}), tmp_path / "a.zip")
    monkeypatch.setattr(limits, "HEAD_BYTES", 60)
    monkeypatch.setattr(limits, "MAX_FILE_BYTES", 70)
    assert "a.zip/e.csv: the file holds more than" in refused(path)


def test_a_member_that_points_elsewhere_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "in" / "a.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../outside/e.csv", EPISODES)
        archive.writestr("/absolute.csv", "a,b\n")
    assert [file.path for file in read([path]).files] == [
        "a.zip/outside/e.csv",
        "a.zip/absolute.csv",
    ]
    assert sorted(found.name for found in tmp_path.rglob("*")) == ["a.zip", "in"]


def test_an_archive_with_a_password(tmp_path: Path) -> None:
    path = zipped(write(tmp_path / "in", {"e.csv": EPISODES}), tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "protected by a password" in refused(path)


def test_an_archive_within_an_archive_is_a_note(tmp_path: Path) -> None:
    inner = zipped(write(tmp_path / "in", {"e.csv": EPISODES}), tmp_path / "out" / "b.zip")
    write(inner.parent, {"2024-25.csv": EPISODES})
    for given in (inner.parent, zipped(inner.parent, tmp_path / "a.zip")):
        returns = read([given])
        assert returns.findings["rule"].to_list() == ["K10"]
        assert "unpack it" in returns.findings["message"][0]
        assert returns.tables["Episodes"].height == 1


ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "x">{more}]><EXPSSDA903>'
    "<CHILD><HEADER><CHILDID>&b;</CHILDID></HEADER></CHILD></EXPSSDA903>"
)


@pytest.mark.parametrize(
    "text",
    [
        ENTITIES.format(more=""),
        ENTITIES.format(more='<!ENTITY c "&b;&b;&b;&b;">'),
        ENTITIES.format(more='<!ENTITY c SYSTEM "file:///etc/hostname">'),
        '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
    ],
)
def test_xml_with_entities_of_its_own(tmp_path: Path, text: str) -> None:
    write(tmp_path, {"return.xml": text})
    assert "defines a document type or entities" in refused(tmp_path / "return.xml")


def test_xml_that_breaks_off(tmp_path: Path) -> None:
    write(tmp_path, {"return.xml": "<EXPSSDA903><CHILD><HEADER>"})
    assert "not well formed" in refused(tmp_path)


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"return.xlsx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "e.csv": EPISODES},
    )
    assert "protected by a password" in refused(tmp_path / "return.xlsx")
    assert "protected by a password" in refused(tmp_path)


def test_a_workbook_that_is_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "return.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "0" * (5 * limits.MIB))
    assert "unpacks to more than 200 times" in refused(path)


def test_a_damaged_workbook(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")
    write(tmp_path, {"return.xlsx": data.getvalue()})
    assert "the workbook is damaged" in refused(tmp_path)


def test_links_that_run_in_circles(tmp_path: Path) -> None:
    write(tmp_path / "returns", {"2024-25/e.csv": EPISODES})
    (tmp_path / "returns" / "2024-25" / "again").symlink_to(tmp_path / "returns")
    (tmp_path / "returns" / "gone.csv").symlink_to(tmp_path / "nowhere")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    returns = read([tmp_path / "returns"])
    assert [file.path for file in returns.files] == ["2024-25/e.csv"]
    assert refused(tmp_path / "round")
    assert "leads nowhere" in refused(tmp_path / "returns" / "gone.csv")


@pytest.fixture
def forbidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that may not be opened, whoever runs the tests."""
    path = write(tmp_path, {"e.csv": EPISODES}) / "e.csv"
    opened = Path.open

    def refuse(self: Path, *args: object, **options: object) -> object:
        if self.name == "e.csv":
            raise PermissionError(13, "Permission denied", str(self))
        return opened(self, *args, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    return path


def test_a_file_that_may_not_be_read(forbidden: Path) -> None:
    assert "e.csv: there is no permission" in refused(forbidden.parent)
    assert "there is no permission" in refused(forbidden)
