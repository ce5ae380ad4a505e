"""A process opens its pages before a person does."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import caches

from kinward_web.audit.models import AuditEntry
from kinward_web.documents import presenters
from kinward_web.documents.models import Document
from kinward_web.serving.warming import Warming

PAGES = ("/", "/children/", "/money/", "/forecast/", "/plans/", "/scorecard/", "/reports/")


@pytest.fixture(autouse=True)
def nothing_drawn():
    caches["figures"].clear()


@pytest.mark.parametrize("who", ["analyst", "finance_manager", "board_member"])
def test_the_first_person_waits_for_no_drawing(loaded, as_, who, monkeypatch):
    assert Warming().look()
    monkeypatch.setattr(presenters, "_figure", _never)
    assert {as_(who).get(page).status_code for page in PAGES} == {200}


def test_without_it_the_first_person_does(loaded, as_, monkeypatch):
    monkeypatch.setattr(presenters, "_figure", _never)
    with pytest.raises(AssertionError, match="drawn for a person"):
        as_("analyst").get("/children/")


def test_it_draws_again_only_when_there_are_other_figures(loaded):
    warming = Warming()
    assert [warming.look(), warming.look()] == [True, False]
    Document.objects.create(kind="forecast", as_at=date(2025, 3, 31))
    assert [warming.look(), warming.look()] == [True, False]


def test_it_leaves_no_trace(loaded, django_user_model):
    before = AuditEntry.objects.count(), django_user_model.objects.count()
    assert Warming().look()
    assert (AuditEntry.objects.count(), django_user_model.objects.count()) == before


def test_people_are_served_all_the_same_when_it_fails(loaded, as_, monkeypatch, caplog):
    monkeypatch.setattr("kinward_web.serving.warming._open", _never)
    assert not Warming().look()
    assert "AssertionError" in caplog.text
    assert "drawn for a person" not in caplog.text
    assert as_("analyst").get("/children/").status_code == 200


def test_an_empty_service_has_pages_too(db):
    assert Warming().look()


def _never(*_):
    raise AssertionError("drawn for a person")
