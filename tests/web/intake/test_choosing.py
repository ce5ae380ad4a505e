"""Choosing what the figures rest on: two people at once, a double click, and the way back."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client

from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.intake import work
from kinward_web.intake.actions import RefusedError, StaleError, choose, go_back
from kinward_web.intake.checks.found import Found
from kinward_web.intake.loading import work_through
from kinward_web.intake.material import kept_folder, kept_of
from kinward_web.intake.models import Snapshot, Version
from kinward_web.intake.selectors import beside, current, latest, live
from uploading import BUDGET, checked, content, named, send
from web_cast import CAST

As = Callable[[str], Client]
pytestmark = pytest.mark.django_db


@pytest.fixture
def budget(loaded: Snapshot, as_: As) -> Version:
    """A second budget, ready and not in use."""
    send(as_("finance_manager"), "budget", [named("budget.csv", BUDGET)])
    return checked("budget")


def _form(snapshot: Snapshot, key: str = "k", **changed: object) -> dict[str, object]:
    """The form as a browser sends it: what is in use, but for what was changed."""
    used = {each.kind: each.number for each in snapshot.versions.all()}
    return {**used, "key": key, "seen": snapshot.number, "words": "", **changed}


def _lines(answer: HttpResponse) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_chosen_version_is_shown_once_its_figures_are_ready(
    loaded: Snapshot, budget: Version, as_: As
) -> None:
    form = _form(loaded, budget=budget.number, words="New budget")
    answer = as_("finance_manager").post("/data/figures/new/", form)
    chosen = latest()
    assert chosen is not None
    assert answer["Location"] == f"/jobs/{chosen.job_id}/"
    assert (live(), current("budget")) != (chosen, budget), "pages show the old until then"
    work_through(chosen.job)
    assert live() == chosen
    assert current("budget") == budget
    assert kept_of(chosen) is not None
    assert kept_folder(loaded.number).is_dir(), "the figures before are kept"


def test_the_log_tells_what_was_in_use_before_and_after(
    loaded: Snapshot, budget: Version, cast: dict[str, User]
) -> None:
    choose(by=cast["analyst"], versions=beside(budget), key="k", words="New budget")
    entry = AuditEntry.objects.filter(subject="figures").latest("id")
    assert entry.words == "Chose the data of figures 2: New budget"
    assert entry.before is not None
    assert entry.after is not None
    assert (entry.before["budget"], entry.after["budget"]) == (1, 2)


def test_a_double_click_makes_one_set_of_figures(
    loaded: Snapshot, budget: Version, as_: As
) -> None:
    analyst, form = as_("analyst"), _form(loaded, budget=budget.number)
    first = analyst.post("/data/figures/new/", form)
    second = analyst.post("/data/figures/new/", form)
    assert first["Location"] == second["Location"]
    assert Snapshot.objects.count() == 2


def test_the_second_of_two_people_is_told_and_keeps_what_they_picked(
    loaded: Snapshot, budget: Version, as_: As
) -> None:
    as_("finance_manager").post("/data/figures/new/", _form(loaded, "a", budget=budget.number))
    form = _form(loaded, "b", teams="", words="No teams")
    answer = as_("analyst").post("/data/figures/new/", form)
    page = _lines(answer)
    assert answer.status_code == 422
    assert "Farah Finance chose data for figures 2 while you were choosing" in page
    assert Snapshot.objects.count() == 2
    assert 'value="No teams"' in page
    assert re.search(r'id="id_teams" name="teams"[^>]*><option value="" selected>', page)
    assert '<input type="hidden" name="seen" value="2"' in page
    second = as_("analyst").post("/data/figures/new/", {**form, "seen": 2})
    assert second.status_code == 302
    for each in Snapshot.objects.order_by("number")[1:]:
        work_through(each.job)
    assert Snapshot.objects.filter(state="ready").count() == 3
    shown = live()
    assert shown is not None
    assert shown.number == 3
    assert not shown.versions.filter(kind="teams").exists()


def test_a_version_is_of_the_day_on_which_it_came_in_here(
    loaded: Snapshot, budget: Version, as_: As
) -> None:
    """Half an hour after midnight in summer is still the day before in Greenwich."""
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    Version.objects.filter(pk=budget.pk).update(made=late)
    page = as_("analyst").get("/data/figures/new/").content.decode()
    assert f"Version {budget.number}, 1 July 2026," in page


def test_figures_that_were_ready_later_but_chosen_earlier_do_not_win(
    loaded: Snapshot, budget: Version, cast: dict[str, User]
) -> None:
    first = choose(by=cast["analyst"], versions=beside(budget), key="a")
    second = choose(by=cast["analyst"], versions=beside(), key="b")
    work_through(second.job)
    work_through(first.job)
    assert live() == second


def test_a_failure_leaves_the_figures_before_in_use(
    loaded: Snapshot, budget: Version, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("child 1234")

    monkeypatch.setattr(work, "baseline", fails)
    as_("analyst").post("/data/figures/new/", _form(loaded, budget=budget.number))
    failed = latest()
    assert failed is not None
    work_through(failed.job)
    failed.refresh_from_db()
    assert failed.state == "failed"
    assert "1234" not in failed.reason
    assert live() == loaded
    page = as_("analyst").get(f"/data/figures/{failed.number}/").content.decode()
    assert "could not be worked out" in page
    assert "Try once more" in page
    monkeypatch.undo()
    answer = as_("analyst").post(
        f"/data/figures/{failed.number}/again/", {"key": "z", "seen": loaded.number}
    )
    assert answer.status_code == 302
    again = latest()
    assert again is not None
    work_through(again.job)
    assert current("budget") == budget


def test_going_back_makes_new_figures_of_the_earlier_data(
    loaded: Snapshot, budget: Version, as_: As, cast: dict[str, User]
) -> None:
    work_through(choose(by=cast["analyst"], versions=beside(budget), key="a").job)
    page = as_("analyst").get("/data/figures/1/").content.decode()
    assert "Go back to this data" in page
    as_("analyst").post("/data/figures/1/again/", {"key": "back", "seen": 2})
    back = latest()
    assert back is not None
    work_through(back.job)
    shown = live()
    assert shown is not None
    assert (shown.number, shown.words) == (3, "back to the data of figures 1")
    assert set(shown.versions.all()) == set(loaded.versions.all())
    assert shown.facts == loaded.facts


def test_going_back_while_somebody_else_chose_is_told(
    loaded: Snapshot, budget: Version, as_: As, cast: dict[str, User]
) -> None:
    work_through(choose(by=cast["analyst"], versions=beside(budget), key="a").job)
    answer = as_("finance_manager").post("/data/figures/1/again/", {"key": "b", "seen": 1})
    assert answer.status_code == 422
    assert "Anita Analyst chose data for figures 2" in answer.content.decode()
    with pytest.raises(StaleError):
        go_back(by=cast["finance_manager"], to=loaded, key="c", seen=1)


def test_figures_without_returns_are_refused(loaded: Snapshot, as_: As) -> None:
    answer = as_("analyst").post("/data/figures/new/", _form(loaded, returns=""))
    assert "There are no returns, and every figure rests on them" in _lines(answer)
    assert Snapshot.objects.count() == 1


def test_a_version_that_is_not_ready_cannot_be_chosen(
    loaded: Snapshot, as_: As, cast: dict[str, User]
) -> None:
    send(as_("analyst"), "budget", [named("budget.csv", BUDGET)])
    waiting = Version.objects.get(kind="budget", number=2)
    with pytest.raises(RefusedError, match="Budget, version 2 is being checked"):
        choose(by=cast["analyst"], versions=beside(waiting), key="k")
    answer = as_("analyst").post("/data/figures/new/", _form(loaded, budget=2))
    assert "Choose one of the versions that are ready" in _lines(answer)


@pytest.mark.parametrize("name", sorted(CAST))
def test_only_some_may_choose(loaded: Snapshot, as_: As, cast: dict[str, User], name: str) -> None:
    may = name in {"analyst", "finance_manager"}
    assert as_(name).get("/data/figures/new/").status_code == (200 if may else 403)
    assert as_(name).post("/data/figures/1/again/").status_code == (422 if may else 403)
    if not may:
        with pytest.raises(PermissionDenied):
            choose(by=cast[name], versions=beside(), key="k")
    assert Snapshot.objects.count() == 1


def test_the_first_load_uploads_several_kinds_and_works_the_figures_out_once(
    unloaded: None, as_: As, testshire: Path
) -> None:
    analyst = as_("analyst")
    assert "No data has been brought in yet" in analyst.get("/data/").content.decode()
    paths = sorted((testshire / "returns" / "2025-26").glob("*.csv"))
    send(analyst, "returns", [named(path.name, path.read_bytes()) for path in paths])
    checked("returns")
    for kind in ("placements", "budget"):
        send(analyst, kind, [named(f"{kind}.csv", content(testshire, f"{kind}.csv"))])
        assert checked(kind).state == "ready"
    page = analyst.get("/data/").content.decode()
    assert "3 data sets brought in, and no figures worked out yet" in page
    form = analyst.get("/data/figures/new/").content.decode()
    picked = dict.fromkeys(re.findall(r'<select[^>]*name="(\w+)"', form), "1")
    assert set(picked) == {"returns", "placements", "budget"}
    analyst.post("/data/figures/new/", {**picked, "key": "first", "seen": 0, "words": ""})
    first = latest()
    assert first is not None
    work_through(first.job)
    shown = live()
    assert shown is not None
    assert (shown.number, shown.versions.count()) == (1, 3)


def test_a_check_that_fails_unforeseen_refuses_the_version_without_its_values(
    loaded: Snapshot, as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> Found:
        raise ZeroDivisionError("child 1234")

    monkeypatch.setattr(work, "check", fails)
    send(as_("analyst"), "budget", [named("budget.csv", BUDGET)])
    version = checked("budget")
    assert version.state == "refused"
    assert version.reason
    assert "1234" not in version.reason
