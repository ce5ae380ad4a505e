"""Two versions beside each other, and what changed since the last load."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from django.test import Client

from kinward_web.intake.actions import choose
from kinward_web.intake.changes import since
from kinward_web.intake.checks.found import lines
from kinward_web.intake.compare import compare
from kinward_web.intake.lines import WORDS, difference
from kinward_web.intake.loading import work_through
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import beside, live, updates
from uploading import BUDGET, checked, content, named, send

As = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def _bring(as_: As, kind: str, text: str) -> Version:
    send(as_("analyst"), kind, [named(f"{kind}.csv", text)])
    version = checked(kind)
    assert version.state == "ready", version.reason
    return version


def test_a_budget_is_compared_line_by_line(loaded: Snapshot, as_: As) -> None:
    before = _bring(as_, "budget", BUDGET)
    after = _bring(
        as_,
        "budget",
        BUDGET.replace("100000", "120000").replace(
            "Children,External residential,2,500000\n", "Children,Independent fostering,1,50000\n"
        ),
    )
    found = compare(before, after)
    assert found.sentences[0] == "1 line is new, 1 line is gone and 1 line is changed."
    assert "Budget of the year: £170,000, and £600,000 before." in found.sentences
    rows = found.tables["lines"].frame.sort("label").rows()
    assert rows == [
        ("Children: External residential", 50_000_000, None, -50_000_000),
        ("Children: In-house fostering", 10_000_000, 12_000_000, 2_000_000),
        ("Children: Independent fostering", None, 5_000_000, 5_000_000),
    ]
    address = f"/data/budget/compare/?before={before.number}&after={after.number}"
    page = as_("analyst").get(address).content.decode()
    assert "1 line is new" in page
    csv = f"/data/budget/compare/{before.number}/{after.number}/lines.csv"
    assert csv in page
    text = as_("analyst").get(csv).content.decode("utf-8-sig").splitlines()
    assert "Children: In-house fostering,100000.00,120000.00,20000.00" in text


def test_placements_are_compared_without_naming_any(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    text = content(testshire, "placements.csv")
    frame = pl.read_csv(text.encode(), infer_schema=False)
    key = frame["placement_id"].to_list()
    keys = sorted(set(key))
    gone = frame.filter(pl.col("placement_id") != keys[0])
    changed = gone.with_columns(
        pl.when(pl.col("placement_id") == keys[1])
        .then(pl.lit("Another provider"))
        .otherwise("provider")
        .alias("provider")
    )
    new = changed.filter(pl.col("placement_id") == keys[2]).with_columns(
        placement_id=pl.lit("quite-new"), child_id=pl.lit("nobody")
    )
    after = _bring(as_, "placements", pl.concat([changed, new]).write_csv())
    before = loaded.versions.get(kind="placements")
    found = difference(before, after)
    assert found is not None
    assert (found.new, found.gone, found.changed) == (1, 1, 1)
    assert found.same == len(keys) - 2
    assert found.named.is_empty()
    words = found.sentence(WORDS["placements"])
    assert words == "1 placement is new, 1 placement is gone and 1 placement is changed."
    page = as_("analyst").get(f"/data/placements/compare/?before=1&after={after.number}")
    assert not [each for each in keys if f">{each}<" in page.content.decode()]


def test_returns_are_compared_by_year_category_and_rule(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    folder = testshire / "returns"
    paths = [path for path in sorted(folder.rglob("*.csv")) if "2025-26" not in str(path)]
    files = [named(f"{path.parent.name} {path.name}", path.read_bytes()) for path in paths]
    send(as_("analyst"), "returns", files)
    fewer = checked("returns")
    found = compare(loaded.versions.get(kind="returns"), fewer)
    rows = {row[0]: row[1:] for row in found.tables["years"].frame.rows()}
    assert set(rows) == {f"2025/26: {each}" for each in ("files", "rows", "children", "episodes")}
    assert all(new == 0 and change == -old for old, new, change in rows.values())
    moved = found.tables["categories"].frame
    before, after = (
        version.counts["facts"]["looked_after"]
        for version in (loaded.versions.get(kind="returns"), fewer)
    )
    assert moved["change"].sum() == after - before
    assert "Counted on 31 March 2025; before, on 31 March 2026." in found.sentences


def test_the_same_file_again_is_said_to_be_the_same(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    again = _bring(as_, "prices", content(testshire, "prices.csv"))
    assert compare(loaded.versions.get(kind="prices"), again).alike
    work_through(choose(by=None, versions=beside(again), key="k").job)
    shown = live()
    assert shown is not None
    told = since(shown, loaded)
    assert told[0].endswith("31 March 2026: as many as in figures 1.")
    assert told[-1] == "Uploaded again with nothing changed: Prices."


def test_what_changed_tells_children_and_each_data_set(
    loaded: Snapshot, as_: As, testshire: Path
) -> None:
    folder = testshire / "returns"
    paths = [path for path in sorted(folder.rglob("*.csv")) if "2025-26" not in str(path)]
    files = [named(f"{path.parent.name} {path.name}", path.read_bytes()) for path in paths]
    send(as_("analyst"), "returns", files)
    rest = [each for each in beside(checked("returns")) if each.kind in {"returns", "budget"}]
    work_through(choose(by=None, versions=rest, key="k").job)
    shown = live()
    assert shown is not None
    assert str(shown.as_at) == "2025-03-31"
    more = shown.facts["looked_after"] - loaded.facts["looked_after"]
    told = since(shown, loaded)
    side = f"{abs(more)} {'more' if more > 0 else 'fewer'} than" if more else "as many as"
    assert side in told[0]
    assert "SSDA903 returns: version 2, in place of version 1." in told[2]
    assert "Teams: no longer used." in told
    page = as_("analyst").get("/data/").content.decode()
    assert "What changed since figures 1" in page
    assert "Teams: no longer used." in page


def test_lines_of_one_name_are_told_apart() -> None:
    frame = pl.DataFrame({"a": ["x", "x", "y"], "b": [1, 2, 3]})
    made = lines(frame, ["a"], amount="b")
    assert made["key"].n_unique() == 3
    assert made["amount"].to_list() == [1, 2, 3]
    assert set(made["label"]) == {""}


def test_the_last_updates_are_newest_first(loaded: Snapshot, as_: As) -> None:
    version = _bring(as_, "budget", BUDGET)
    found = updates(3)
    assert found[0].version == version
    assert found[0].by is not None
    assert found[0].by.name == "Anita Analyst"
    assert [each.at for each in found] == sorted((each.at for each in found), reverse=True)
