"""What the addresses of the data are about: the returns of the small authority."""

from __future__ import annotations

from typing import Any

from web_walk import World


def _version(world: World) -> dict[str, Any]:
    return {"kind": "returns", "number": world.snapshot.versions.get(kind="returns").number}


def _figures(world: World) -> dict[str, Any]:
    return {"number": world.snapshot.number}


def _compared(world: World) -> dict[str, Any]:
    number = _version(world)["number"]
    return {"kind": "returns", "before": number, "after": number, "key": "counts"}


ADDRESSES = {
    "snapshot": _figures,
    "snapshot_again": _figures,
    "data_kind": lambda _: {"kind": "returns"},
    "data_kind_csv": lambda _: {"kind": "returns"},
    "data_upload": lambda _: {"kind": "returns"},
    "data_compare": lambda _: {"kind": "returns"},
    "data_compare_csv": _compared,
    "data_version": _version,
    "data_findings": _version,
    "data_findings_csv": _version,
    "data_version_csv": lambda world: {**_version(world), "key": "files"},
}
