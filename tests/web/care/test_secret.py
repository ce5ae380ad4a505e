"""Pseudonyms stay the same, tell nothing, and belong to one child each."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError, transaction

from kinward_web.care import secret
from kinward_web.care.models import PseudonymKey
from kinward_web.care.secret import ALPHABET, normal, pseudonyms

IDENTIFIERS = [f"DEMO{number:05}" for number in range(5000)]


def test_they_are_short_can_be_spoken_and_spell_no_word() -> None:
    assert not set(ALPHABET) & set("AEIOU01LSBZ")
    for name in pseudonyms(IDENTIFIERS[:500], "k"):
        assert re.fullmatch(r"[2-9CDFGHJKMNPQRTVWXY]{3}-[2-9CDFGHJKMNPQRTVWXY]{4}", name)


def test_they_depend_on_the_secret_and_the_child_alone() -> None:
    one = pseudonyms(IDENTIFIERS, "k")
    assert pseudonyms(IDENTIFIERS[::-1], "k") == one[::-1]
    assert pseudonyms(IDENTIFIERS[7:8], "k") == one[7:8]
    assert not set(pseudonyms(IDENTIFIERS, "another")) & set(one)


def test_two_children_who_come_to_one_name_get_longer_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(secret, "_LENGTH", 2)
    names = pseudonyms(IDENTIFIERS[:100], "k")
    assert len(set(names)) == len(names)
    assert len({len(name) for name in names}) == 2


def test_a_pseudonym_is_read_however_it_is_typed() -> None:
    for typed in ("k7q-4mdx", " K7Q 4MDX", "K7Q4MDX", "k7q–4mdx"):
        assert normal(typed) == "K7Q-4MDX"


@pytest.mark.django_db
def test_the_secret_is_made_once_and_is_the_only_one() -> None:
    first = secret.secret()
    assert len(first) == 64
    assert secret.secret() == first
    with pytest.raises(IntegrityError), transaction.atomic():
        PseudonymKey.objects.create(pk=2, value="x")
