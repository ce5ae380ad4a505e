"""Trying plans: what came of it, for whom, whether it is still of today, and side by side."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from kinward.scenarios.business import compare, read
from kinward_web.accounts.models import User
from kinward_web.documents.access import may_see
from kinward_web.documents.models import Document
from kinward_web.intake.models import Snapshot
from kinward_web.jobs.models import Job
from kinward_web.jobs.selectors import jobs_for
from kinward_web.planning.actions.plans import change, copy, make, share
from kinward_web.planning.actions.trials import try_plan
from kinward_web.planning.models import Plan, Trial

from .conftest import SETTINGS, TEXT, Browser, finish

pytestmark = pytest.mark.django_db


def tried(as_: Browser, plan: Plan, name: str = "commissioner", **changes: str) -> Trial:
    """A plan tried by somebody, with what came of it."""
    sent = {**SETTINGS, "key": f"t-{plan.pk}", **changes}
    job = finish(as_(name).post(f"/plans/{plan.pk}/try/", sent))
    assert job.state == "done", job.reason
    trial = Trial.objects.get(key=sent["key"])
    assert job.result_url == f"/plans/{plan.pk}/tries/{trial.pk}/"
    return trial


def test_the_page_begins_with_the_finding_and_has_all_of_it(
    loaded: Snapshot, as_: Browser, plan: Plan
) -> None:
    trial = tried(as_, plan)
    page = as_("commissioner").get(f"/plans/{plan.pk}/tries/{trial.pk}/")
    assert page.context["heading"].startswith("With the plan, ")
    keys = [section.key for section in page.context["sections"]]
    assert keys == ["plan", "plan-matters", "business-case", "plan-budget", *keys[4:]]
    tables = [f.table.key for s in page.context["sections"] for f in s.figures]
    for wanted in ("plan_children", "plan_actions", "plan_targets", "case_worth", "plan_tornado"):
        assert wanted in tables
        csv = as_("commissioner").get(f"/figures/{trial.document_id}/{wanted}.csv")
        assert csv.status_code == 200
    figures = [f for s in page.context["sections"] for f in s.figures]
    assert [f.table.key for f in figures if f.origin is None] == []
    assert page.context["rests_on"] == loaded.number
    case = as_("commissioner").get(f"/plans/{plan.pk}/tries/{trial.pk}/case/")
    assert case.context["sections"][0].key == "business-case"
    assert case.context["heading"].startswith("The plan is ")


def test_progress_is_told_in_parts(
    loaded: Snapshot, as_: Browser, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def tell(_: object, done: int, total: int, words: str = "") -> None:
        said.append(f"{done}/{total} {words}")

    monkeypatch.setattr("kinward_web.jobs.running.Running.tell", tell)
    tried(as_, plan)
    assert said[0].startswith("0/11 Taking up")
    assert [each for each in said if "part 8 of 8" in each]
    assert "in 4 ways, each on 20 futures" in said[2]


def test_a_trial_is_cancelled_in_the_middle(
    loaded: Snapshot, as_: Browser, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kinward_web.jobs.running import Running

    plain = Running.tell

    def stopping(self: Running, done: int, total: int, words: str = "") -> None:
        if "part 2" in words:
            Job.objects.filter(pk=self.job.pk).update(stop_asked=True)
        plain(self, done, total, words)

    monkeypatch.setattr(Running, "tell", stopping)
    job = finish(as_("commissioner").post(f"/plans/{plan.pk}/try/", {**SETTINGS, "key": "stop"}))
    assert job.state == "cancelled"
    trial = Trial.objects.get(key="stop")
    assert (trial.document, trial.saved) == (None, None)
    assert as_("commissioner").get(f"/plans/{plan.pk}/tries/{trial.pk}/").status_code == 200


def test_what_is_saved_is_read_by_kinward_compare(
    loaded: Snapshot, as_: Browser, plan: Plan, tmp_path: Any
) -> None:
    trial = tried(as_, plan)
    answer = as_("commissioner").get(f"/plans/{plan.pk}/tries/{trial.pk}/saved.json")
    path = tmp_path / "plan.json"
    path.write_bytes(answer.content)
    assert compare([read(path)]).names == ("Fewer, nearer",)
    assert json.loads(answer.content)["money"]["cost_pence"] > 0


def test_a_file_with_a_mark_is_tried(loaded: Snapshot, as_: Browser, cast: dict[str, User]) -> None:
    trial = tried(as_, make(by=cast["commissioner"], text="\ufeff" + TEXT, key="mark"))
    assert trial.saved is not None
    assert trial.saved["name"] == "Fewer, nearer"


def test_a_double_click_tries_once(loaded: Snapshot, as_: Browser, plan: Plan) -> None:
    sent = {**SETTINGS, "key": "twice"}
    first = as_("commissioner").post(f"/plans/{plan.pk}/try/", sent)
    second = as_("commissioner").post(f"/plans/{plan.pk}/try/", sent)
    assert first["Location"] == second["Location"]
    assert Trial.objects.filter(key="twice").count() == 1


def test_it_says_when_it_is_no_longer_of_today(
    loaded: Snapshot, as_: Browser, plan: Plan, cast: dict[str, User]
) -> None:
    trial = tried(as_, plan)
    address = f"/plans/{plan.pk}/tries/{trial.pk}/"
    assert "no longer of today" not in as_("commissioner").get(address).content.decode()
    change(by=cast["commissioner"], plan=plan, edition=1, key="k", words="",
           edit=lambda text: text.replace("children = 50", "children = 45"))  # fmt: skip
    assert "the plan has been changed" in as_("commissioner").get(address).content.decode()
    newer = Snapshot.objects.create(
        number=loaded.number + 1, key="newer", state="ready", as_at=loaded.as_at
    )
    text = as_("commissioner").get(address).content.decode()
    assert "newer data has been loaded, and the plan has been changed" in text
    assert "Run it again" in text
    newer.delete()


def test_nothing_of_a_private_plan_is_open_to_others(
    loaded: Snapshot, as_: Browser, plan: Plan, cast: dict[str, User]
) -> None:
    """Not by page, download, job or list; not to an auditor either."""
    trial = tried(as_, plan)
    base = f"/plans/{plan.pk}/tries/{trial.pk}/"
    for name in ("analyst", "finance_manager", "auditor", "board_member", "north_manager"):
        browser = as_(name)
        for address in (base, f"{base}case/", f"{base}saved.json",
                        f"/figures/{trial.document_id}/plan_children.csv"):  # fmt: skip
            assert browser.get(address).status_code in {403, 404}, (name, address)
        assert browser.post(f"{base}remove/").status_code in {403, 404}
        assert not jobs_for(cast[name]).filter(pk=trial.job_id).exists()
        assert browser.get(f"/jobs/{trial.job_id}/").status_code == 404
        assert not may_see(cast[name], trial.document)  # type: ignore[arg-type]
        compared = browser.get(f"/plans/compare/?trial={trial.pk}&trial={trial.pk}")
        assert b"Fewer, nearer" not in compared.content
    assert jobs_for(cast["commissioner"]).filter(pk=trial.job_id).exists()


def test_a_job_that_was_seen_is_hidden_when_its_plan_becomes_private(
    loaded: Snapshot, as_: Browser, shared: Plan, cast: dict[str, User]
) -> None:
    trial = tried(as_, shared)
    seen = as_("analyst").get(f"/jobs/{trial.job_id}/")
    assert b"Try Fewer, nearer" in seen.content
    share(by=cast["commissioner"], plan=shared, edition=2, key="x", shared=False, editors=[])
    assert as_("analyst").get(f"/jobs/{trial.job_id}/").status_code == 404
    assert "Fewer" not in Job.objects.get(pk=trial.job_id).title


def test_the_board_sees_a_shared_plan_without_what_must_not_leave(
    loaded: Snapshot, as_: Browser, shared: Plan
) -> None:
    trial = tried(as_, shared)
    base = f"/plans/{shared.pk}/tries/{trial.pk}/"
    page = as_("board_member").get(base)
    assert page.context["hides"]
    assert [section.key for section in page.context["sections"]] == ["plan"]
    rows = {
        row.heading.text: [cell.text for cell in row.cells]
        for figure in page.context["sections"][0].figures
        if figure.table.key == "plan_actions"
        for row in figure.table.rows
    }
    assert rows["Cheaper"][0] == "[c]"
    for address in ("case/", "saved.json"):
        assert as_("board_member").get(base + address).status_code == 403
    hidden = as_("board_member").get(f"/figures/{trial.document_id}/case_worth.csv")
    assert hidden.status_code == 404


def test_a_colleague_tries_a_shared_plan_but_not_one_without_the_right(
    loaded: Snapshot, as_: Browser, shared: Plan, cast: dict[str, User]
) -> None:
    tried(as_, shared, "analyst")
    for name in ("board_member", "auditor", "panel_chair"):
        assert as_(name).get(f"/plans/{shared.pk}/try/").status_code == 403
        with pytest.raises(PermissionDenied):
            try_plan(by=cast[name], plan=shared, asked={}, key="no")


def test_plans_are_put_side_by_side(
    loaded: Snapshot, as_: Browser, shared: Plan, cast: dict[str, User]
) -> None:
    other = copy(by=cast["commissioner"], plan=shared, key="other")
    change(by=cast["commissioner"], plan=other, edition=1, key="k", words="",
           edit=lambda text: text.replace("mean = -5", "mean = -20"))  # fmt: skip
    one, two = tried(as_, shared), tried(as_, other)
    address = f"/plans/compare/?trial={one.pk}&trial={two.pk}"
    page = as_("commissioner").get(address)
    headings = [cell.text for cell in page.context["table"].headings]
    assert headings == ["What", "Fewer, nearer", "Copy of Fewer, nearer"]
    labels = [row.heading.text for row in page.context["table"].rows]
    assert "Net present value" in labels
    assert page.context["figure"].drawing is not None
    folds = page.content.decode().partition("How this is made")[2]
    assert "/help/plans/#will-it-reach-the-target" in folds
    assert f"/data/figures/{page.context['compared'][0].snapshot.number}/" in folds
    csv = as_("commissioner").get(address.replace("?", "table.csv?")).content.decode()
    assert "Net present value" in csv
    # A colleague sees the shared one of the two, which is too few to compare.
    assert "Tick at least two" in as_("analyst").get(address).content.decode()
    assert as_("analyst").get(address.replace("?", "table.csv?")).status_code == 404


def test_the_board_compares_without_money(loaded: Snapshot, as_: Browser, shared: Plan) -> None:
    one, two = tried(as_, shared), tried(as_, shared, key="again")
    page = as_("board_member").get(f"/plans/compare/?trial={one.pk}&trial={two.pk}")
    cells = [cell.text for row in page.context["table"].rows for cell in row.cells]
    assert cells
    assert not any("£" in cell for cell in cells)


def test_plans_tried_otherwise_are_not_compared(
    loaded: Snapshot, as_: Browser, shared: Plan
) -> None:
    one, two = tried(as_, shared), tried(as_, shared, key="other-seed", seed="2")
    page = as_("analyst").get(f"/plans/compare/?trial={one.pk}&trial={two.pk}")
    assert "was not tried on the same baseline" in page.content.decode()
    assert page.context.get("table") is None


def test_a_plan_whose_days_are_not_simulated_fails_with_its_lines(
    loaded: Snapshot, as_: Browser, plan: Plan, cast: dict[str, User]
) -> None:
    change(by=cast["commissioner"], plan=plan, edition=1, key="k", words="",
           edit=lambda text: text.replace("2027-03-31", "2039-03-31"))  # fmt: skip
    job = finish(as_("commissioner").post(f"/plans/{plan.pk}/try/", {**SETTINGS, "key": "far"}))
    assert job.state == "failed"
    assert "the plan, line 6: The target's date is beyond the months simulated" in job.reason
    page = as_("commissioner").get(f"/jobs/{job.pk}/").content.decode()
    assert "beyond the months simulated" in page


def test_the_actions_of_least_cost_are_found(loaded: Snapshot, as_: Browser, plan: Plan) -> None:
    sent = {**SETTINGS, "runs": "20", "chance_pct": "50", "key": "cheap"}
    job = finish(as_("commissioner").post(f"/plans/{plan.pk}/least-cost/", sent))
    assert job.state == "done", job.reason
    page = as_("commissioner").get(job.result_url)
    section = page.context["sections"][0]
    assert section.key == "plan-cheapest"
    assert section.figures[0].table.rows
    assert all(each.origin for each in section.figures)
    assert page.context["rests_on"] == loaded.number
    assert Trial.objects.get(key="cheap").saved is None


def test_a_plan_without_a_target_has_no_least_cost(
    loaded: Snapshot, as_: Browser, plan: Plan, cast: dict[str, User]
) -> None:
    from kinward_web.planning.text.write import without_target

    change(by=cast["commissioner"], plan=plan, edition=1, key="k", words="",
           edit=lambda text: without_target(text, 0))  # fmt: skip
    sent = {**SETTINGS, "chance_pct": "50", "key": "none"}
    page = as_("commissioner").post(f"/plans/{plan.pk}/least-cost/", sent)
    assert "The plan has no target or no actions" in page.content.decode()


def test_removing_takes_the_figures_too(loaded: Snapshot, as_: Browser, shared: Plan) -> None:
    mine, theirs = tried(as_, shared), tried(as_, shared, "analyst", key="theirs")
    documents = [mine.document_id, theirs.document_id]
    assert as_("analyst").post(f"/plans/{shared.pk}/tries/{mine.pk}/remove/").status_code == 403
    assert as_("analyst").post(f"/plans/{shared.pk}/tries/{theirs.pk}/remove/").status_code == 302
    assert as_("commissioner").post(f"/plans/{shared.pk}/remove/").status_code == 302
    assert not Document.objects.filter(pk__in=documents).exists()
    assert not Trial.objects.filter(pk__in=[mine.pk, theirs.pk]).exists()


def test_a_plan_removed_while_it_is_tried_leaves_nothing(
    loaded: Snapshot, as_: Browser, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kinward_web.planning import work

    plain, before = work.outcome, Document.objects.count()

    def removing(ready: Any) -> Any:
        found = plain(ready)
        Plan.objects.filter(pk=plan.pk).delete()
        return found

    monkeypatch.setattr(work, "outcome", removing)
    finish(as_("commissioner").post(f"/plans/{plan.pk}/try/", {**SETTINGS, "key": "gone"}))
    assert Document.objects.count() == before


def test_pages_ask_the_database_little(
    loaded: Snapshot,
    as_: Browser,
    shared: Plan,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    one, two, browser = tried(as_, shared), tried(as_, shared, key="two"), as_("analyst")
    base = f"/plans/{shared.pk}/"
    for address in (base, f"{base}tries/", f"{base}tries/{one.pk}/", f"{base}tries/{one.pk}/case/",
                    f"/plans/compare/?trial={one.pk}&trial={two.pk}"):  # fmt: skip
        with django_assert_max_num_queries(25):
            assert browser.get(address).status_code == 200
