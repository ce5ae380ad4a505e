"""Figures of all areas are given to those who may see them, whoever asks for them."""

from __future__ import annotations

from typing import Any

import pytest

from kinward_web.accounts.models import User
from kinward_web.documents.models import Document
from kinward_web.documents.selectors import of_snapshot, sections_of
from kinward_web.documents.tables import stored_tables, with_table

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "given", "refused"),
    [
        ("children", ("analyst", "board_member"), ("north_manager", "administrator", "outsider")),
        ("quality", ("analyst", "auditor"), ("board_member", "north_manager")),
        ("money", ("finance_manager",), ("north_manager", "administrator")),
        ("money_placements", (), ("finance_manager", "analyst", "board_member")),
    ],
)
def test_nobody_is_given_what_is_not_for_them(
    loaded: Any, cast: dict[str, User], kind: str, given: tuple[str, ...], refused: tuple[str, ...]
) -> None:
    assert loaded.documents.filter(kind=kind).exists()
    for name in given:
        found = of_snapshot(loaded, kind, cast[name], ())
        assert found is not None
        assert found.audience == ("public" if name == "board_member" else "whole")
    assert [of_snapshot(loaded, kind, cast[name]) for name in refused] == [None] * len(refused)


def test_a_table_is_found_with_the_section_that_holds_it(loaded: Any) -> None:
    document: Document = loaded.documents.get(kind="children")
    sections = list(sections_of(document, "whole"))
    keys = [table["key"] for table in stored_tables(sections)]
    assert len(keys) > 10
    for key in keys:
        found = with_table(sections, key)
        assert found is not None
        section, table = found
        assert table["key"] == key
        assert table in [figure["table"] for figure in section["figures"]]
    assert with_table(sections, "no_such_table") is None
