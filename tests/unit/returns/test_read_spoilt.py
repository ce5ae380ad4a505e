"""Files that a spreadsheet has spoilt: refused in one line that says how to mend them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kinward.errors import InputError
from kinward.returns.read import read
from return_files import rules, write

HEADING = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC\n"


def episodes(*starts: str) -> str:
    return HEADING + "".join(
        f"{number},{start},S,C2,N1,U4,PR1,,\n" for number, start in enumerate(starts, 71)
    )


def refused(root: Path, text: str) -> str:
    write(root, {"2024-25/a.csv": text})
    with pytest.raises(InputError) as error:
        read([root])
    assert error.value.remedy
    assert "\n" not in str(error.value)
    return str(error.value)


def test_shortened_identifiers_are_refused_and_not_shown(tmp_path: Path) -> None:
    text = episodes("01/05/2024", "02/05/2024", "03/05/2024").replace("\n72,", "\n1.23E+09,")
    said = refused(tmp_path, text)
    assert "2024-25/a.csv, row 3, column CHILD" in said
    assert "1.23" not in said


def test_an_identifier_may_hold_the_signs_of_a_shortened_one(tmp_path: Path) -> None:
    text = episodes("01/05/2024", "02/05/2024").replace("\n72,", "\nAE+1,")
    found = read([write(tmp_path, {"a.csv": text})])
    assert "AE+1" in found.tables["Episodes"]["CHILD"]


def test_dates_month_first_are_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, episodes("04/13/2024", "05/06/2024", "06/30/2024", "7/31/2024"))
    assert "2024-25/a.csv" in said
    assert "month first" in said
    assert "dd/mm/yyyy" in said


@pytest.mark.parametrize(
    "starts",
    [
        ("04/13/2024", "05/06/2024", "06/30/2024"),
        ("04/13/2024", "05/14/2024", "06/30/2024", "30/06/2024"),
    ],
)
def test_a_few_slips_or_a_mixture_are_found_row_by_row(
    tmp_path: Path, starts: tuple[str, ...]
) -> None:
    returns = read([write(tmp_path, {"2024-25/a.csv": episodes(*starts)})])
    impossible = [start for start in starts if int(start.split("/")[1]) > 12]
    assert len(returns.unparsed) == len(impossible)


def test_month_first_in_one_file_is_told_of_that_file(tmp_path: Path) -> None:
    write(tmp_path, {"2023-24/b.csv": episodes("13/04/2023", "14/05/2023", "15/06/2023")})
    assert "2024-25/a.csv" in refused(tmp_path, episodes("04/13/2024", "05/14/2024", "06/30/2024"))


@pytest.mark.parametrize(("mark", "called"), [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")])
def test_fields_between_other_marks_are_told(tmp_path: Path, mark: str, called: str) -> None:
    assert called in refused(tmp_path, episodes("01/05/2024").replace(",", mark))


def test_other_marks_in_a_file_that_is_no_table_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, {"a.csv": episodes("01/05/2024"), "b.csv": "Dear all;\nas\tabove | below\n"})
    assert rules(read([tmp_path])) == ["K10"]


def test_a_folder_without_a_file_to_read_says_so(tmp_path: Path) -> None:
    write(tmp_path, {"letter.pdf": b"%PDF-1.7"})
    with pytest.raises(InputError, match="no CSV, Excel or XML file"):
        read([tmp_path])


def test_a_title_above_the_headings_is_hinted_at(tmp_path: Path) -> None:
    assert "first row" in refused(tmp_path, "Extract of 2024/25\n\n" + episodes("01/05/2024"))
