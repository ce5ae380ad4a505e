"""Every field of every table is classed: it tells of a person, or it does not.

`fields.txt` beside this file lists both kinds for each table; the tables of our own also say so in
`PERSONAL`. A new field fails the test until somebody has decided. To add yours, run

    KINWARD_WRITE_FIELDS=1 .venv/bin/python -m pytest tests/web/test_fields.py -n 0

which puts new fields under `undecided:`; then move each to the line where it belongs. Ask: could
somebody who knows the place tell from this field who a child or a colleague is, or what they did?
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model

_FILE = Path(__file__).with_name("fields.txt")
_HEAD = """\
# Every table of the service and its fields. `personal` tells of a child or a colleague; `other`
# does not. tests/web/test_fields.py says how to add to it.
"""
Table = dict[str, set[str]]


def _tables() -> dict[str, type[Model]]:
    return {
        model._meta.label: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }


def _names(model: type[Model]) -> set[str]:
    return {each.name for each in (*model._meta.concrete_fields, *model._meta.many_to_many)}


def _read() -> dict[str, Table]:
    tables: dict[str, Table] = {}
    table: Table = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines() if _FILE.exists() else []:
        if not line.strip() or line.startswith("#"):
            continue
        if not line.startswith(" "):
            table = tables.setdefault(line.strip(), {"personal": set(), "other": set()})
            continue
        kind, _, names = line.strip().partition(":")
        table[kind] = set(names.replace(",", " ").split())
    return tables


def _written(kept: dict[str, Table]) -> Iterator[str]:
    yield _HEAD
    for label, model in sorted(_tables().items()):
        names = _names(model)
        table = kept.get(label, {"personal": set(), "other": set()})
        declared = set(getattr(model, "PERSONAL", ())) & names
        personal = (table["personal"] | declared) & names
        other = (table["other"] & names) - personal
        yield label
        yield f"  personal: {', '.join(sorted(personal))}".rstrip()
        yield f"  other: {', '.join(sorted(other))}".rstrip()
        if left := names - personal - other:
            yield f"  undecided: {', '.join(sorted(left))}"
        yield ""


@pytest.fixture(scope="module")
def classed() -> dict[str, Table]:
    """The file, brought up to date first where that was asked for."""
    if os.environ.get("KINWARD_WRITE_FIELDS"):
        _FILE.write_text("\n".join(_written(_read())), encoding="utf-8")
    return _read()


def test_every_field_is_classed(classed: dict[str, Table]) -> None:
    left = {
        label: sorted(names)
        for label, model in _tables().items()
        for table in [classed.get(label, {"personal": set(), "other": set()})]
        if (names := _names(model) - table["personal"] - table["other"])
    }
    assert left == {}, "class these fields: see the head of tests/web/test_fields.py"


def test_no_field_is_classed_twice_or_gone(classed: dict[str, Table]) -> None:
    tables = _tables()
    assert set(classed) <= set(tables), "a table that is gone"
    for label, table in classed.items():
        assert not table.get("undecided"), f"{label}: undecided"
        assert not table["personal"] & table["other"], label
        assert table["personal"] | table["other"] <= _names(tables[label]), label


def test_our_own_tables_say_the_same(classed: dict[str, Table]) -> None:
    for label, model in _tables().items():
        if not _own(model):
            continue
        assert hasattr(model, "PERSONAL"), f"{label} has no PERSONAL"
        assert set(model.PERSONAL) == classed[label]["personal"], label


def test_a_history_is_as_personal_as_what_it_is_of(classed: dict[str, Table]) -> None:
    found = 0
    for label, model in _tables().items():
        source: Any = getattr(model, "instance_type", None)
        if source is None or not model._meta.object_name.startswith("Historical"):
            continue
        found += 1
        base = classed[source._meta.label]["personal"] & _names(model)
        assert base <= classed[label]["personal"], label
        if "history_user" in _names(model):
            assert "history_user" in classed[label]["personal"], label
    assert found


def _own(model: type[Model]) -> bool:
    """A table that somebody wrote as a class of ours; not a history or a joining table."""
    return (
        model.__module__.startswith("kinward_web.")
        and not model._meta.auto_created
        and not model._meta.object_name.startswith("Historical")
    )
