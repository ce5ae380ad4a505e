"""The stored figures of the children, and the single figures of the home page."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
import pytest

from builders_report import checked_of, summary_of
from kinward.cohort.summary import summarise
from kinward.pipeline.kept import Kept
from kinward.reports import quality
from kinward.reports.disclosure import protect
from kinward.reports.told import begin, of_children
from kinward_web.care.headlines import errors, facts
from kinward_web.documents.models import Part
from kinward_web.intake.models import Snapshot


@pytest.mark.django_db
def test_both_documents_are_there_for_both_kinds_of_reader(loaded: Snapshot, kept: Kept) -> None:
    document = loaded.documents.get(kind="children")
    summary = summarise(
        kept.cohort, kept.checked, kept.as_at, population=kept.population, teams=kept.teams
    )
    for audience, limit in (("whole", 0), ("public", 5)):
        told = of_children(begin(summary, kept.checked, "Testshire", limit))
        keys = Part.objects.filter(document=document, audience=audience).values_list(
            "key", flat=True
        )
        assert {each.key for each in told.sections} <= set(keys)
    assert loaded.documents.filter(kind="quality").exists()
    whole = document.head_whole["facts"]["tiles"]
    assert whole[0]["value"] == str(summary.looked_after)
    assert not [said for said in document.head_whole["sentences"] if said.startswith("Checking")]


def test_the_tiles_are_of_the_summary() -> None:
    summary = summary_of()
    tiles = {tile["label"]: tile for tile in facts(summary)["tiles"]}
    assert tiles["Children looked after"]["value"] == f"{summary.looked_after:,}"
    categories = dict(summary.breakdowns["category"].select("key", "children").rows())
    bought = categories["independent_fostering"] + categories["external_residential"]
    share = tiles["In independent fostering or an external home"]
    assert share["value"] == f"{100 * bought / summary.looked_after:.1f}%"
    assert share["note"].startswith(f"{bought} children")
    many = tiles["Had three or more placements in the year"]
    assert many["value"] == f"{summary.three_or_more_placements_pct:.1f}%"


def test_a_hidden_figure_makes_no_tile_and_no_sentence() -> None:
    summary = summary_of()
    few = pl.when(pl.col("key") == "external_residential").then(3).otherwise("children")
    small = summary.breakdowns["category"].with_columns(few.alias("children"))
    held = replace(summary, breakdowns={**summary.breakdowns, "category": small})
    assert any("independent" in tile["label"] for tile in facts(held)["tiles"])
    hidden = protect(held, 5)
    assert not any("independent" in tile["label"] for tile in facts(hidden)["tiles"])


def test_late_reviews_and_totals_that_do_not_add_up_need_attention() -> None:
    reviews = (
        summary_of()
        .reviews.tail(1)
        .with_columns(children=pl.lit(40, pl.Int64), on_time=pl.lit(31, pl.Int64))
    )
    late = facts(summary_of(reviews=reviews))["attention"]
    assert [said for said in late if said.startswith("9 of 40 children had a late review in ")]
    assert not [said for said in late if "published" in said]
    totals = pl.DataFrame({"difference": [0, 2]})
    assert facts(summary_of(published=totals))["attention"][-1].startswith("In 1 month of 2, the")
    none = reviews.with_columns(on_time=pl.lit(None, pl.Int64))
    assert not [said for said in facts(summary_of(reviews=none))["attention"] if "late" in said]


def test_errors_are_told_in_rows_unless_they_are_few_and_hidden() -> None:
    rows = [("501", "error", "Episodes", 1, n, "DEC", "Wrong.") for n in range(1, 4)]
    checked = checked_of(rows, repairs=0)
    assert errors(quality.build(checked, "x", limit=0, details=False)) == ["3 errors in the return"]
    assert errors(quality.build(checked, "x", limit=5, details=False)) == []
    assert errors(quality.build(checked_of([], repairs=0), "x", limit=0, details=False)) == []
