"""The data files that come with Kinward."""

from __future__ import annotations

from importlib.resources import files

import polars as pl


def packaged(name: str) -> pl.DataFrame:
    """A CSV file of `reference/data`, every column as text, an empty field as null."""
    content = files("kinward.reference").joinpath("data", name).read_bytes()
    return pl.read_csv(content, infer_schema=False)
