"""Checking the files beside the returns: teams, totals, population and official figures."""

from __future__ import annotations

import polars as pl

from kinward.cohort import teams as lists
from kinward.cohort.published import read_totals, reconcile
from kinward.cohort.teams import read_teams
from kinward.reference import lait as official
from kinward.reference import population as people
from kinward_web.intake.checks.found import Found, lines
from kinward_web.intake.checks.scene import Scene


def teams(scene: Scene) -> Found:
    """Which team works with which child, and when."""
    frame = read_teams(scene.path)
    notes = lists.notes(scene.cohort, frame) if scene.cohort is not None else ()
    return Found(
        facts={
            "rows": len(frame),
            "children": frame["child_id"].n_unique(),
            "teams": sorted(frame["team"].unique()),
            "notes": list(notes),
        },
        lines=lines(frame, ["child_id", "team", "from"]),
    )


def totals(scene: Scene) -> Found:
    """Published totals by month, held against each other."""
    frame = read_totals(scene.path)
    apart = reconcile(frame, scene.cohort).filter(pl.col("difference") != 0)["month"]
    notes = [f"The months do not follow from one another in {day:%B %Y}." for day in apart]
    labelled = frame.with_columns(pl.col("month").dt.strftime("%B %Y").alias("line"))
    return Found(
        facts={
            "rows": len(frame),
            "first": str(frame["month"].min()),
            "last": str(frame["month"].max()),
            "notes": notes,
        },
        lines=lines(labelled, ["month"], label="line", amount="looked_after"),
    )


def population(scene: Scene) -> Found:
    """Population by year and age."""
    frame = people.read(scene.path, scene.authority)
    childhood = (
        frame.filter(pl.col("age") < 18)
        .group_by("year", maintain_order=True)
        .agg(pl.col("population").sum())
    )
    labelled = childhood.with_columns(
        pl.concat_str(pl.lit("Children aged 0 to 17 in "), pl.col("year")).alias("line")
    )
    return Found(
        facts={
            "rows": len(frame),
            "first": childhood["year"].min(),
            "last": childhood["year"].max(),
        },
        lines=lines(labelled, ["year"], label="line", amount="population"),
    )


def lait(scene: Scene) -> Found:
    """Official figures; the authority must be one that they know.

    Raises:
        ArgumentError: it is not.
    """
    scene.tell("Reading the official figures")
    read = official.read(scene.path)
    number = official.authority(read, scene.authority)
    return Found(
        facts={
            "rows": len(read.figures),
            "last": read.last_year,
            "neighbours": f"{read.neighbours_month:%B %Y}",
            "authority": official.area_name(read, number),
        }
    )
