"""What `synthesise` leaves on disk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pytest

from kinward.errors import ArgumentError
from kinward.synthetic import Synthesised, authority, synthesise
from kinward.synthetic.records import year_of

_YEARS = range(2022, 2029)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    out = tmp_path_factory.mktemp("made") / "authority"
    return synthesise(out, children=150, years=len(_YEARS), seed=4, last_year=_YEARS[-1])


def _table(made: Synthesised, year: int, name: str) -> pl.DataFrame:
    path = made.returns / f"{year - 1}-{year % 100:02d}" / f"made_up_{name}.csv"
    return pl.read_csv(path, infer_schema=False).with_columns(pl.all().fill_null(""))


def _files(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_files_to_the_byte(tmp_path: Path) -> None:
    for name in ("one", "two"):
        synthesise(tmp_path / name, children=40, years=3, seed=9, errors=0.1)
    assert _files(tmp_path / "one") == _files(tmp_path / "two")


def test_another_seed_gives_other_children(tmp_path: Path) -> None:
    for seed in (1, 2):
        synthesise(tmp_path / str(seed), children=40, years=2, seed=seed)
    one, two = _files(tmp_path / "1"), _files(tmp_path / "2")
    same = {name for name in one if name in two and one[name] == two[name]}
    assert len(set(one) & set(two)) > 20
    assert same <= {"service_types.csv"}


def test_everything_that_is_named_is_there(made: Synthesised) -> None:
    assert all(path.exists() for path in made.paths)
    beside = {path.name for path in made.out.iterdir()}
    assert beside == {path.name for path in made.paths}
    assert made.years == tuple(_YEARS)
    assert made.planted is None
    rows = sum(len(_table(made, year, "episodes")) for year in _YEARS)
    assert made.episodes == rows


def test_every_file_says_that_it_is_made_up(made: Synthesised) -> None:
    for path in made.out.rglob("*"):
        if path.is_file():
            assert re.search("made.up|demo", path.name + path.read_text("utf-8"), re.IGNORECASE)
    assert "nobody in these files exists" in made.read_me.read_text("utf-8")


def test_every_identifier_is_plainly_no_real_one(made: Synthesised) -> None:
    for year in _YEARS:
        episodes = _table(made, year, "episodes")
        assert episodes["CHILD"].str.contains(r"^DEMO\d{5}$").all()
        for column, form in (
            ("URN", r"^(|99\d{5})$"),
            ("PL_POST", r"^(|ZZ\d \d[A-Z]{2})$"),
            ("HOME_POST", r"^(|ZZ\d \d[A-Z]{2})$"),
        ):
            assert episodes[column].str.contains(form).all(), column


def test_the_vintages_of_the_return(made: Synthesised) -> None:
    for year in _YEARS:
        sexes = set(_table(made, year, "header")["SEX"])
        assert sexes == ({"1", "2"} if year <= 2024 else {"M", "F"})
        places = set(_table(made, year, "episodes")["PLACE"])
        assert ("H5" in places) == (year <= 2025)
        assert ("K3" in places) == (year >= 2026)
        folder = made.returns / f"{year - 1}-{year % 100:02d}"
        assert (folder / "made_up_sw_episodes.csv").exists() == (year >= 2024)
        assert (folder / "made_up_dolo.csv").exists() == (year >= 2027)


def test_supported_accommodation_goes_on_over_the_change_of_its_code(made: Synthesised) -> None:
    """The same episode: H5 while open in 2024/25, K3 in the return after, all else unchanged."""
    last, following = (_table(made, year, "episodes") for year in (2025, 2026))
    open_ = last.filter((pl.col("PLACE") == "H5") & (pl.col("DEC") == ""))
    both = open_.join(following, on=["CHILD", "DECOM"], suffix="_next")
    assert len(both) == len(open_) > 0
    assert set(both["PLACE_next"]) == {"K3"}
    for column in ("RNE", "LS", "CIN", "PLACE_PROVIDER", "PL_POST", "URN"):
        assert both[column].equals(both[f"{column}_next"], check_names=False)


def test_an_open_episode_is_in_the_next_return_too(made: Synthesised) -> None:
    for year in _YEARS[:-1]:
        this, following = (_table(made, y, "episodes") for y in (year, year + 1))
        keys = ["CHILD", "DECOM"]
        assert this.filter(pl.col("DEC") == "").join(following, on=keys, how="anti").is_empty()
        assert this.filter(pl.col("DEC") != "").join(following, on=keys, how="semi").is_empty()


def test_pupil_numbers_carry_their_check_letter(made: Synthesised) -> None:
    """The letter is the sum of digits weighted 2 to 13, modulo 23 (DfE's formula)."""
    known = _table(made, 2026, "header").filter(~pl.col("UPN").str.starts_with("UN"))["UPN"]
    assert len(known) > 50
    for upn in known:
        total = sum(
            int(digit) * weight for digit, weight in zip(upn[1:], range(2, 14), strict=True)
        )
        assert "ABCDEFGHJKLMNPQRTUVWXYZ"[total % 23] == upn[0]


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        ({"children": 0}, "--children"),
        ({"years": 0}, "--years"),
        ({"errors": 0.7}, "--errors"),
        ({"last_year": 2200}, "--years"),
        ({"years": 40}, "--years"),
    ],
)
def test_an_argument_out_of_range_is_refused(
    tmp_path: Path, arguments: dict[str, int | float], where: str
) -> None:
    with pytest.raises(ArgumentError) as refused:
        synthesise(tmp_path / "out", **arguments)  # type: ignore[arg-type]
    assert refused.value.where == where
    assert not (tmp_path / "out").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ArgumentError, match="something here already"):
        synthesise(tmp_path, children=10, years=1)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_folder_that_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(ArgumentError, match="cannot be written"):
        synthesise(tmp_path / "taken" / "out", children=10, years=1)
    assert (tmp_path / "taken").read_text() == "mine"


def test_nothing_half_written_stays_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(authority, "read_me", fail)
    with pytest.raises(ArgumentError, match="cannot be written"):
        synthesise(tmp_path / "out", children=10, years=1)
    assert list(tmp_path.iterdir()) == []


def test_a_day_belongs_to_the_return_year_that_ends_after_it() -> None:
    assert [year_of(17622), year_of(17621)] == [2019, 2018]  # 1 April and 31 March 2018
