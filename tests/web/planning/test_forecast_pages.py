"""The forecast: in use, with settings of one's own, and side by side."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job
from kinward_web.planning.actions.forecasts import remove_run
from kinward_web.planning.models import ForecastRun

from .conftest import Browser, finish, form_of

pytestmark = pytest.mark.django_db

RUN = {
    "name": "Fewer futures", "months": "18", "runs": "30", "seed": "4", "uplift_pct": "2.5",
    "prices": "on", "target_children": "40", "target_by": "31 March 2027", "key": "run-1",
}  # fmt: skip


def _run(as_: Browser, **changes: str) -> ForecastRun:
    job = finish(as_("analyst").post("/forecast/runs/new/", {**RUN, **changes}))
    assert job.state == "done", job.reason
    return ForecastRun.objects.get(key=changes.get("key", RUN["key"]))


def test_the_page_begins_with_the_finding(loaded: Snapshot, as_: Browser) -> None:
    page = as_("commissioner").get("/forecast/")
    text = page.content.decode()
    assert page.context["heading"].startswith("About ")
    assert f'<h1 class="govuk-heading-l">{page.context["heading"]}</h1>' in text
    keys = [section.key for section in page.context["sections"]]
    assert keys[:2] == ["forecast", "forecast-basis"]
    assert "backtest" in keys
    assert text.count("<h1") == 1


def test_facts_for_the_home_page_are_kept_for_both_readers(loaded: Snapshot) -> None:
    document = loaded.documents.get(kind="forecast")
    whole, public = document.head_whole["facts"], document.head_public["facts"]
    assert whole["tiles"][0]["label"].startswith("Expected on 31 March 2027")
    assert public["marks"] == whole["marks"]
    assert len(whole["kept"]["children"]) == len(whole["kept"]["month_ends"])
    assert "entries" not in public["kept"]
    assert "cost" not in public


def test_the_board_sees_no_cost_by_category(loaded: Snapshot, as_: Browser) -> None:
    text = as_("board_member").get("/forecast/").content.decode()
    assert "forecast_cost_category" not in text
    assert "forecast_cost_category" in as_("finance_manager").get("/forecast/").content.decode()


def test_a_forecast_is_run_with_settings_left_and_found(loaded: Snapshot, as_: Browser) -> None:
    browser = as_("analyst")
    answer = browser.post("/forecast/runs/new/", RUN)
    waiting = ForecastRun.objects.get(key="run-1")
    assert (
        "nothing has come of it yet"
        in browser.get(f"/forecast/runs/{waiting.pk}/").content.decode()
    )
    job = finish(answer)
    assert (job.state, job.result_url) == ("done", f"/forecast/runs/{waiting.pk}/")
    page = browser.get(job.result_url)
    assert "The chance that at most 40 children are looked after" in page.content.decode()
    facts = ForecastRun.objects.get(pk=waiting.pk).document.head_whole["facts"]  # type: ignore[union-attr]
    assert facts["target"]["children"] == 40
    assert facts["asked"]["runs"] == 30
    assert len(facts["kept"]["month_ends"]) == 18


def test_it_tells_how_it_differs_from_the_forecast_in_use(loaded: Snapshot, as_: Browser) -> None:
    """Of the same day, so that nothing happened since: what differs are the settings."""
    run = _run(as_)
    page = as_("analyst").get(f"/forecast/runs/{run.pk}/")
    moved = next(each for each in page.context["sections"] if each.key == "moved")
    rows = {row.heading.text: row.cells[0].text for row in moved.figures[0].table.rows}
    assert rows["What happened since, beside what was expected"] == "0.0"
    assert rows["Rates and entries learned anew"] == "0.0"
    assert rows["Other settings"] == rows["Change of the forecast"]


def test_a_double_click_makes_one_run(loaded: Snapshot, as_: Browser) -> None:
    first = as_("analyst").post("/forecast/runs/new/", RUN)
    second = as_("analyst").post("/forecast/runs/new/", RUN)
    assert first["Location"] == second["Location"]
    assert ForecastRun.objects.filter(key="run-1").count() == 1


def test_what_cannot_be_asked_is_told_beside_the_field(loaded: Snapshot, as_: Browser) -> None:
    wrong = {**RUN, "months": "0", "runs": "many", "target_by": "soon", "uplift_pct": "99"}
    page = as_("analyst").post("/forecast/runs/new/", wrong)
    errors = page.context["form"].errors
    assert errors["months"] == ["Months ahead must be 1 or more"]
    assert errors["runs"] == ["Runs must be a number"]
    too_dear = "Prices rise by, in % a financial year must be 50 or less"
    assert errors["uplift_pct"] == [too_dear]
    assert errors["target_by"] == ["Target: by which day must be a date, like 1 April 2027"]
    text = page.content.decode()
    assert "<title>Error: " in text
    assert 'href="#id_months"' in text
    half = as_("analyst").post("/forecast/runs/new/", {**RUN, "target_by": ""})
    assert "target_by" in half.context["form"].errors
    assert not ForecastRun.objects.filter(key="run-1").exists()


def test_a_target_beyond_the_months_fails_with_the_cores_words(
    loaded: Snapshot, as_: Browser
) -> None:
    far = {**RUN, "target_by": "31 March 2040", "key": "run-2"}
    job = finish(as_("analyst").post("/forecast/runs/new/", far))
    assert job.state == "failed"
    assert "does not reach 31/03/2040" in job.reason
    run = ForecastRun.objects.get(key="run-2")
    assert run.document is None
    assert as_("analyst").get(f"/forecast/runs/{run.pk}/").status_code == 200


def test_a_run_can_be_cancelled(loaded: Snapshot, as_: Browser) -> None:
    answer = as_("analyst").post("/forecast/runs/new/", {**RUN, "key": "run-3"})
    job = Job.objects.get(pk=answer["Location"].split("/")[2])
    as_("analyst").post(f"/jobs/{job.pk}/cancel/")
    job = finish(answer)
    assert job.state == "cancelled"
    assert ForecastRun.objects.get(key="run-3").document is None


def test_forecasts_are_put_side_by_side(loaded: Snapshot, as_: Browser) -> None:
    run = _run(as_)
    address = f"/forecast/compare/?run=now&run={run.pk}"
    page = as_("board_member").get(address)
    rows = page.context["table"].rows
    assert [row.heading.text for row in rows] == [
        f"Figures {loaded.number}, in use",
        "Fewer futures",
    ]
    headings = [cell.text for cell in page.context["table"].headings]
    assert "Chance of it" in headings
    assert not any("Cost in" in each for each in headings)
    assert page.context["figure"].drawing is not None
    assert "How this is made" in page.content.decode()
    assert "/help/method/#the-simulation" in page.content.decode()
    whole = [c.text for c in as_("analyst").get(address).context["table"].headings]
    assert any("Cost in" in each for each in whole)
    csv = as_("analyst").get(f"/forecast/compare/table.csv?run=now&run={run.pk}")
    assert csv["Content-Type"].startswith("text/csv")
    assert "Fewer futures" in csv.content.decode()


def test_one_forecast_alone_cannot_be_compared(loaded: Snapshot, as_: Browser) -> None:
    page = as_("analyst").get("/forecast/compare/?run=now")
    assert "Tick at least two forecasts" in page.content.decode()
    assert (
        as_("analyst").get("/forecast/compare/?run=x&run=99999999999999999999").status_code == 200
    )


def test_only_who_ran_it_removes_it(loaded: Snapshot, as_: Browser, cast: dict[str, User]) -> None:
    run = _run(as_)
    assert as_("commissioner").post(f"/forecast/runs/{run.pk}/remove/").status_code == 403
    with pytest.raises(PermissionDenied):
        remove_run(by=cast["finance_manager"], run=run)
    assert as_("analyst").post(f"/forecast/runs/{run.pk}/remove/").status_code == 302
    assert not ForecastRun.objects.filter(pk=run.pk).exists()
    assert AuditEntry.objects.filter(kind="remove", subject="forecast", subject_id=run.pk).exists()


@pytest.mark.parametrize("name", ["north_manager", "administrator", "outsider"])
def test_who_has_no_business_with_forecasts_is_refused(
    loaded: Snapshot, as_: Browser, name: str
) -> None:
    run = _run(as_)
    for address in (
        "/forecast/",
        "/forecast/runs/",
        f"/forecast/runs/{run.pk}/",
        "/forecast/compare/?run=now",
    ):
        assert as_(name).get(address).status_code == 403
    table = f"/figures/{run.document_id}/forecast_total.csv"
    assert as_(name).get(table).status_code in {403, 404}


@pytest.mark.parametrize("name", ["board_member", "auditor", "panel_chair"])
def test_who_only_sees_forecasts_runs_none(loaded: Snapshot, as_: Browser, name: str) -> None:
    assert as_(name).get("/forecast/").status_code == 200
    assert as_(name).get("/forecast/runs/new/").status_code == 403
    assert as_(name).post("/forecast/runs/new/", RUN).status_code == 403


def test_before_anything_is_loaded_the_page_says_so(unloaded: None, as_: Browser) -> None:
    assert "There is no forecast yet" in as_("analyst").get("/forecast/").content.decode()
    page = as_("analyst").post(
        "/forecast/runs/new/", {k: v for k, v in RUN.items() if k != "prices"}
    )
    assert "There are no figures yet" in page.content.decode()


def test_the_usual_settings_stand_in_the_form(loaded: Snapshot, as_: Browser) -> None:
    data = form_of(as_("analyst"), "/forecast/runs/new/")
    assert data["months"] == "36"
    assert data["prices"] == "on"


def test_pages_ask_the_database_little(
    loaded: Snapshot,
    as_: Browser,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    run, browser = _run(as_), as_("analyst")
    for address in (
        "/forecast/",
        "/forecast/runs/",
        f"/forecast/runs/{run.pk}/",
        f"/forecast/compare/?run=now&run={run.pk}",
    ):
        with django_assert_max_num_queries(25):
            assert browser.get(address).status_code == 200


def test_a_run_that_was_stopped_leads_nobody_to_a_job_they_cannot_open(
    loaded: Snapshot, as_: Browser
) -> None:
    browser = as_("analyst")
    answer = browser.post("/forecast/runs/new/", {**RUN, "key": "stopped"})
    job = answer["Location"]
    browser.post(f"{job}cancel/")
    run = ForecastRun.objects.get(key="stopped")
    assert job in browser.get(f"/forecast/runs/{run.pk}/").content.decode()
    board = as_("board_member")
    assert board.get(job).status_code == 404
    assert job not in board.get(f"/forecast/runs/{run.pk}/").content.decode()
