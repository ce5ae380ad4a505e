"""Reading children.csv, which tells whom the two systems mean."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from kinward.errors import InputError
from kinward.ledger.read.children import read_children


def _read(folder: Path, *rows: str) -> pl.DataFrame:
    path = folder / "children.csv"
    path.write_text("\n".join(["finance_child_id,return_child_id", *rows]) + "\n", encoding="utf-8")
    return read_children(path)


def test_two_of_the_finance_system_may_be_one_child(tmp_path: Path) -> None:
    found = _read(tmp_path, "f1,r1", "f2,r1", "f1,r1")
    assert found.rows() == [("f1", "r1"), ("f2", "r1")]


def test_one_of_the_finance_system_is_not_two_children(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        _read(tmp_path, "f1,r1", "f1,r2")
    assert error.value.where == "children.csv, row 3, column finance_child_id"
    assert "r2" not in str(error.value)


def test_half_a_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"children\.csv, row 2, column return_child_id"):
        _read(tmp_path, "f1,")
