"""The rows of the returns while errors are planted in them."""

from __future__ import annotations

from typing import Final

import polars as pl

PLANTED_SCHEMA: Final = {
    "rule": pl.String(),
    "table": pl.String(),
    "file": pl.String(),
    "row": pl.Int32(),
    "column": pl.String(),
    "what": pl.String(),
}
