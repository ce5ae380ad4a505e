"""Plans: built by form, imported, exported, changed by two people, shared."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from kinward.scenarios.plan.read import parse_plan
from kinward_web.accounts.models import User
from kinward_web.audit.models import AuditEntry
from kinward_web.planning.actions.plans import change, make, share
from kinward_web.planning.models import Plan

from .conftest import TEXT, Browser, form_of

pytestmark = pytest.mark.django_db


def _built(as_: Browser) -> Plan:
    """The commissioner builds a plan with no file: a name, a target, two actions."""
    browser = as_("commissioner")
    answer = browser.post("/plans/new/", {"name": "By form", "description": "", "key": "n1"})
    plan = Plan.objects.get(key="n1")
    assert answer["Location"] == f"/plans/{plan.pk}/"
    target = {**form_of(browser, f"/plans/{plan.pk}/targets/new/"),
              "measure": "children", "value": "1,200", "by": "31 March 2027"}  # fmt: skip
    assert browser.post(f"/plans/{plan.pk}/targets/new/", target).status_code == 302
    for query, more in (
        ("kind=convert", {
            "name": "Carers", "start": "1 September 2026", "from_1": "independent_fostering",
            "to": "in_house_fostering", "recruited_a_year": "24", "uptake_how": "stated",
            "uptake_percent": "60", "uptake_weight": "20", "yearly_cost": "£90,000",
            "for_age_from": "5", "for_age_to": "17", "for_category": ["independent_fostering"],
        }),
        ("template=family_group_conferencing", {"start": "2026-04-01"}),
    ):  # fmt: skip
        address = f"/plans/{plan.pk}/actions/new/?{query}"
        answer = browser.post(address, {**form_of(browser, address), **more})
        assert answer.status_code == 302, answer.context["form"].errors
    plan.refresh_from_db()
    return plan


def test_a_plan_is_built_by_form_with_no_file(as_: Browser) -> None:
    plan = _built(as_)
    read = parse_plan(plan.text)
    assert (read.name, plan.edition) == ("By form", 4)
    assert read.targets[0].children == 1200
    carers, conferences = read.actions
    assert carers.effect.source == ("independent_fostering",)  # type: ignore[union-attr]
    assert carers.yearly_pence == 9_000_000
    assert carers.children.age == (5, 17)
    assert conferences.template == "family_group_conferencing"
    page = as_("commissioner").get(f"/plans/{plan.pk}/").content.decode()
    assert "At most 1,200 children on 31 March 2027" in page
    assert "uptake: 60%, worth 20 cases" in page


def test_what_is_wrong_is_told_beside_its_field(as_: Browser, plan: Plan) -> None:
    browser, address = as_("commissioner"), f"/plans/{plan.pk}/actions/new/?kind=step_down"
    wrong = {
        **form_of(browser, address), "name": "alternatives to  care", "start": "soon",
        "from_1": "secure", "from_2": "secure", "to": "kinship", "after_days": "-1",
        "uptake_how": "cases", "uptake_successes": "3",
    }  # fmt: skip
    errors = browser.post(address, wrong).context["form"].errors
    assert errors["start"] == ["First day must be a date, like 1 April 2027"]
    assert errors["after_days"] == ["Days in the placement before the move must be 0 or more"]
    better = {**wrong, "start": "1 May 2026", "after_days": "10"}
    errors = browser.post(address, better).context["form"].errors
    assert errors["uptake_of"] == ["Uptake: enter this number"]
    assert errors["from_2"] == ["Children move from: this is chosen already"]
    right = {**better, "uptake_of": "7", "from_2": ""}
    page = browser.post(address, right)
    assert "An earlier action has the same name" in page.context["form"].errors["name"][0]
    assert "<title>Error: " in page.content.decode()
    assert 'href="#id_name"' in page.content.decode()
    plan.refresh_from_db()
    assert plan.text == TEXT


def test_what_only_the_core_knows_is_told_beside_its_field(as_: Browser, plan: Plan) -> None:
    browser, address = as_("commissioner"), f"/plans/{plan.pk}/actions/0/"
    data = form_of(browser, address)
    late = {
        **data,
        "end": "1 April 2025",
        "for_weeks_in_care_from": "1",
        "for_weeks_in_care_to": "4",
    }
    errors = browser.post(address, late).context["form"].errors
    assert errors["end"] == ["The action ends before it starts. Correct one of the two dates."]
    assert "yet to enter" in errors["for_weeks_in_care_from"][0]


def test_a_form_that_is_saved_as_it_was_changes_nothing(as_: Browser, plan: Plan) -> None:
    browser = as_("commissioner")
    for address in ("actions/0/", "actions/1/", "targets/0/", "name/", "text/"):
        data = form_of(browser, f"/plans/{plan.pk}/{address}")
        answer = browser.post(f"/plans/{plan.pk}/{address}", data)
        assert answer.status_code == 302, address
    plan.refresh_from_db()
    assert (plan.text, plan.edition) == (TEXT, 1)


def test_changing_one_figure_changes_that_alone(as_: Browser, plan: Plan) -> None:
    browser, address = as_("commissioner"), f"/plans/{plan.pk}/actions/1/"
    browser.post(address, {**form_of(browser, address), "percent_mean": "-7.5"})
    plan.refresh_from_db()
    assert plan.text == TEXT.replace("{ mean = -5, sd = 2 }", "{ mean = -7.5, sd = 2 }")
    assert (plan.edition, plan.changed_by.name) == (2, "Colin Commissioner")
    row = AuditEntry.objects.filter(subject="plan", subject_id=plan.pk, kind="change").first()
    assert row is not None
    assert (row.before["edition"], row.after["edition"]) == (1, 2)
    assert [each.text == TEXT for each in plan.history.all()] == [False, True]


def test_actions_are_ordered_copied_and_taken_out(as_: Browser, plan: Plan) -> None:
    browser = as_("commissioner")

    def press(address: str, **more: str) -> None:
        plan.refresh_from_db()
        sent = {"edition": plan.edition, "key": address + str(plan.edition), **more}
        answer = browser.post(f"/plans/{plan.pk}/actions/{address}", sent)
        assert answer.status_code == 302

    press("1/move/", way="up")
    press("1/copy/")
    press("1/remove/")
    plan.refresh_from_db()
    names = [each.name for each in parse_plan(plan.text).actions]
    assert names == ["Cheaper", "Alternatives to Care (2)"]
    assert "# Works with the edge of care" not in plan.text.partition("Cheaper")[0]


def test_a_file_is_imported_and_exported_to_the_byte(as_: Browser) -> None:
    content = ("\ufeff" + TEXT).replace("\n", "\r\n").encode()
    given = SimpleUploadedFile("plan.toml", content)
    browser = as_("programme_lead")
    answer = browser.post("/plans/import/", {"file": given, "key": "i1"})
    out = browser.get(f"{answer['Location']}plan.toml")
    assert out.content == content
    assert out["Content-Disposition"] == 'attachment; filename="fewer-nearer.toml"'
    plan = Plan.objects.get(key="i1")
    address = f"/plans/{plan.pk}/actions/1/"
    browser.post(address, {**form_of(browser, address), "percent_mean": "-6"})
    plan.refresh_from_db()
    assert plan.text.encode() == content.replace(b"mean = -5", b"mean = -6")


def test_a_refused_action_of_a_file_with_a_mark_is_told_beside_its_field(
    as_: Browser, cast: dict[str, User]
) -> None:
    plan = make(by=cast["commissioner"], text="\ufeff" + TEXT, key="mark")
    browser, address = as_("commissioner"), f"/plans/{plan.pk}/actions/0/"
    page = browser.post(address, {**form_of(browser, address), "end": "1 April 2025"})
    assert page.status_code == 200
    assert page.context["form"].errors["end"] == [
        "The action ends before it starts. Correct one of the two dates."
    ]


def test_a_file_that_cannot_be_used_is_refused_with_its_lines(as_: Browser) -> None:
    bad = TEXT.replace("children = 50", "children = -5").replace(
        'kind = "change_price"', 'kind = "cheap"'
    )
    for content, said in (
        (bad.encode(), "Line 7: children is negative"),
        (bad.encode(), f"Line {bad[: bad.index('cheap')].count(chr(10)) + 1}: kind holds a word"),
        (b"[plan", "Line 1: This is no TOML"),
        (b"\xff\xfe", "not written in UTF-8"),
        (b'[plan]\nname = "a"\x00', "The file is no text"),
    ):
        given = SimpleUploadedFile("plan.toml", content)
        page = as_("analyst").post("/plans/import/", {"file": given, "key": "bad"})
        told = page.content.decode()
        assert said in told
        assert '<a href="#id_file">' in told, "the summary leads to the field"
    assert not Plan.objects.filter(key="bad").exists()


def test_a_double_click_makes_one_plan_and_one_action(as_: Browser, plan: Plan) -> None:
    browser = as_("commissioner")
    for _ in range(2):
        answer = browser.post("/plans/new/", {"name": "Once", "key": "once"})
    assert Plan.objects.filter(name="Once").count() == 1
    assert answer.status_code == 302
    address = f"/plans/{plan.pk}/actions/new/?kind=change_inflow"
    data = {**form_of(browser, address), "name": "Surge", "start": "1 May 2026",
            "how_many": "extra_a_year", "extra_a_year": "5"}  # fmt: skip
    for _ in range(2):
        assert browser.post(address, data).status_code == 302
    plan.refresh_from_db()
    assert [each.name for each in parse_plan(plan.text).actions][2:] == ["Surge"]
    again = browser.post(f"/plans/{plan.pk}/copy/", {"key": "c1"})
    assert again["Location"] == browser.post(f"/plans/{plan.pk}/copy/", {"key": "c1"})["Location"]


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(as_: Browser, shared: Plan) -> None:
    first, second = as_("commissioner"), as_("finance_manager")
    address = f"/plans/{shared.pk}/actions/1/"
    opened = form_of(second, address)
    first.post(address, {**form_of(first, address), "percent_mean": "-9"})
    sent = {**opened, "percent_sd": "3", "notes": "As agreed with finance"}
    page = second.post(address, sent)
    text = page.content.decode()
    assert "Colin Commissioner changed this" in text
    assert "As agreed with finance" in text
    assert "percent: −9%, give or take 2" in text
    shared.refresh_from_db()
    assert "mean = -9, sd = 2" in shared.text
    again = {**sent, "edition": page.context["form"].data["edition"]}
    assert second.post(address, again).status_code == 302
    shared.refresh_from_db()
    assert "mean = -5, sd = 3" in shared.text
    assert shared.edition == 4


def test_an_action_that_was_moved_meanwhile_is_found_by_its_name(
    as_: Browser, shared: Plan
) -> None:
    first, second = as_("commissioner"), as_("finance_manager")
    opened = form_of(second, f"/plans/{shared.pk}/actions/1/")
    first.post(f"/plans/{shared.pk}/actions/1/move/", {"edition": 2, "key": "m", "way": "up"})
    page = second.post(f"/plans/{shared.pk}/actions/1/", {**opened, "notes": "Mine"})
    again = {**opened, "notes": "Mine", "edition": page.context["form"].data["edition"]}
    second.post(f"/plans/{shared.pk}/actions/1/", again)
    shared.refresh_from_db()
    assert [(each.name, each.notes) for each in parse_plan(shared.text).actions] == [
        ("Cheaper", "Mine"),
        ("Alternatives to Care", ""),
    ]


def test_an_action_that_was_removed_meanwhile_can_be_added_again(
    as_: Browser, shared: Plan
) -> None:
    first, second = as_("commissioner"), as_("finance_manager")
    opened = {**form_of(second, f"/plans/{shared.pk}/actions/1/"), "kind": "change_price"}
    first.post(f"/plans/{shared.pk}/actions/1/remove/", {"edition": 2, "key": "r"})
    page = second.post(f"/plans/{shared.pk}/actions/1/", {**opened, "notes": "Keep"})
    assert page.status_code == 409
    assert "Colin Commissioner removed the action Cheaper" in page.content.decode()
    again = {**opened, "notes": "Keep", "edition": "3", "was": ""}
    second.post(f"/plans/{shared.pk}/actions/new/?kind=change_price", again)
    shared.refresh_from_db()
    assert parse_plan(shared.text).actions[-1].notes == "Keep"


def test_a_button_pressed_on_an_old_page_changes_nothing(as_: Browser, shared: Plan) -> None:
    as_("commissioner").post(f"/plans/{shared.pk}/actions/0/copy/", {"edition": 2, "key": "a"})
    old = {"edition": 2, "key": "b"}
    page = as_("finance_manager").post(f"/plans/{shared.pk}/actions/0/remove/", old)
    assert page.status_code == 409
    assert "Nothing was changed" in page.content.decode()
    shared.refresh_from_db()
    assert len(parse_plan(shared.text).actions) == 3


def test_a_plan_that_is_not_shared_is_its_owners_alone(as_: Browser, plan: Plan) -> None:
    pk = plan.pk
    addresses = [
        "", "plan.toml", "history/", "history/1.toml", "tries/", "name/", "text/", "sharing/",
        "actions/0/", "targets/0/", "try/", "remove/",
    ]  # fmt: skip
    for name in ("analyst", "finance_manager", "auditor", "board_member"):
        browser = as_(name)
        assert "Fewer, nearer" not in browser.get("/plans/").content.decode()
        for address in addresses:
            assert browser.get(f"/plans/{pk}/{address}").status_code in {403, 404}, address
        for address in ("copy/", "remove/", "actions/0/copy/", "try/"):
            assert browser.post(
                f"/plans/{pk}/{address}", {"edition": 1, "key": "x"}
            ).status_code in {403, 404}
    assert as_("commissioner").get(f"/plans/{pk}/").status_code == 200
    assert Plan.objects.filter(pk=pk).exists()


def test_a_shared_plan_is_seen_by_all_and_changed_by_those_who_were_named(
    as_: Browser, shared: Plan
) -> None:
    pk = shared.pk
    for name in ("analyst", "board_member", "auditor", "panel_chair"):
        page = as_(name).get(f"/plans/{pk}/")
        assert page.status_code == 200
        assert "change" not in page.context["can"]
        assert as_(name).get(f"/plans/{pk}/actions/0/").status_code == 403
    assert as_("finance_manager").get(f"/plans/{pk}/actions/0/").status_code == 200
    assert as_("finance_manager").get(f"/plans/{pk}/sharing/").status_code == 403
    assert as_("finance_manager").post(f"/plans/{pk}/remove/").status_code == 403
    for name in ("north_manager", "administrator", "outsider"):
        assert as_(name).get(f"/plans/{pk}/").status_code in {403, 404}


def test_an_editor_may_no_longer_see_it_once_it_is_private_again(
    as_: Browser, shared: Plan, cast: dict[str, User]
) -> None:
    share(by=cast["commissioner"], plan=shared, edition=2, key="p", shared=False,
          editors=[cast["finance_manager"]])  # fmt: skip
    assert as_("finance_manager").get(f"/plans/{shared.pk}/").status_code == 404
    with pytest.raises(PermissionDenied):
        change(by=cast["finance_manager"], plan=shared, edition=3, key="q",
               edit=lambda text: text + "\n", words="")  # fmt: skip


def test_sharing_by_form(as_: Browser, plan: Plan, cast: dict[str, User]) -> None:
    browser, address = as_("commissioner"), f"/plans/{plan.pk}/sharing/"
    offered = [
        each.name for each in browser.get(address).context["form"].fields["editors"].queryset
    ]
    assert offered == ["Anita Analyst", "Farah Finance", "Piotr Programme"]
    data = {**form_of(browser, address), "shared": "yes", "editors": [cast["analyst"].pk]}
    assert browser.post(address, data).status_code == 302
    plan.refresh_from_db()
    assert (plan.shared, [each.name for each in plan.editors.all()]) == (True, ["Anita Analyst"])
    assert as_("analyst").get(f"/plans/{plan.pk}/actions/0/").status_code == 200


def test_a_copy_is_ones_own_and_not_shared(as_: Browser, shared: Plan) -> None:
    answer = as_("analyst").post(f"/plans/{shared.pk}/copy/", {"key": "copy"})
    copy = Plan.objects.get(key="copy")
    assert answer["Location"] == f"/plans/{copy.pk}/"
    assert (copy.owner.name, copy.shared) == ("Anita Analyst", False)
    assert copy.text == TEXT.replace('"Fewer, nearer"', '"Copy of Fewer, nearer"')
    assert as_("auditor").post(f"/plans/{shared.pk}/copy/", {"key": "no"}).status_code == 403


def test_the_log_says_nothing_of_a_private_plan_but_that_it_changed(
    as_: Browser, plan: Plan
) -> None:
    address = f"/plans/{plan.pk}/name/"
    browser = as_("commissioner")
    browser.post(address, {**form_of(browser, address), "name": "Secret name"})
    rows = AuditEntry.objects.filter(subject="plan", subject_id=plan.pk)
    told = " ".join(f"{row.words} {row.before} {row.after}" for row in rows)
    assert rows.count() == 2
    assert "Fewer" not in told
    assert "Secret" not in told


def test_text_can_be_changed_and_an_earlier_edition_fetched(as_: Browser, plan: Plan) -> None:
    browser, address = as_("commissioner"), f"/plans/{plan.pk}/text/"
    data = form_of(browser, address)
    sent = {**data, "text": data["text"].replace("50", "45").replace("\n", "\r\n")}
    browser.post(address, sent)
    plan.refresh_from_db()
    assert plan.text == TEXT.replace("50", "45")
    assert browser.get(f"/plans/{plan.pk}/history/1.toml").content == TEXT.encode()
    assert browser.get(f"/plans/{plan.pk}/history/9.toml").status_code == 404
    wrong = browser.post(address, {**form_of(browser, address), "text": "[plan]\nname = 1\n"})
    assert "Line 2: name is no text" in wrong.content.decode()


def test_pages_ask_the_database_little(
    as_: Browser,
    shared: Plan,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    browser = as_("finance_manager")
    for address in (
        "/plans/",
        f"/plans/{shared.pk}/",
        f"/plans/{shared.pk}/actions/0/",
        "/plans/templates/",
    ):
        with django_assert_max_num_queries(25):
            assert browser.get(address).status_code == 200


def test_a_name_with_a_sign_that_no_database_keeps_is_refused(as_: Browser, plan: Plan) -> None:
    text = plan.text.replace("Fewer, nearer", r"Fewer\u0000nearer")
    file = SimpleUploadedFile("plan.toml", text.encode())
    answer = as_("analyst").post("/plans/import/", {"file": file, "key": "k"})
    assert "The plan holds the sign" in answer.content.decode()
    form = form_of(as_("commissioner"), f"/plans/{plan.pk}/text/")
    answer = as_("commissioner").post(f"/plans/{plan.pk}/text/", {**form, "text": text})
    assert "The plan holds the sign" in answer.content.decode()
    assert Plan.objects.count() == 1
