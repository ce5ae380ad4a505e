"""Records of a programme through its pages: added, changed, told, removed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from kinward.programme.model import Action
from kinward_web.audit.models import AuditEntry
from kinward_web.performance.actions import cards
from kinward_web.performance.followed import usual
from kinward_web.programme.actions import programmes, records
from kinward_web.programme.forms.asks import ASKS
from kinward_web.programme.head import Head
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.models import Programme, Record
from kinward_web.programme.selectors.programmes import held, whole


@pytest.fixture
def plan(cast) -> Programme:
    """A programme of the programme lead with nothing in it."""
    head = Head("Placements 2026", "Fewer children in residential homes", "Director")
    return programmes.make(by=cast["programme_lead"], slug="placements", head=head, key="p")


def hidden(page) -> dict[str, str]:
    """The key and edition of a page's form."""
    text = page.content.decode()
    found = re.findall(r'<input type="hidden" name="(key|edition)" value="([^"]*)"', text)
    return dict(found)


GIVEN = {
    "outcome": {"ref": "1", "title": "Families stay together"},
    "workstream": {"ref": "W1", "title": "Edge of care"},
    "action": {"ref": "1.1", "title": "Conferences", "target_saving_pence": "£279,000"},
    "saving": {"ref": "S1", "financial_year": "2026/27", "target_pence": "1,429,000"},
    "need": {"financial_year": "2026/27", "pence": "132000", "step": "Inflation"},
    "risk": {"ref": "R1", "title": "Court orders", "probability": "4", "impact": "5"},
    "issue": {"ref": "I1", "title": "No band 4 carers", "priority": "high"},
    "assumption": {"ref": "A1", "text": "Prices rise by 3%"},
    "board": {"key": "commissioning", "name": "Commissioning board", "cadence": "monthly",
              "quorum": "3"},
    "consultation": {"ref": "C1", "question": "What would have helped?"},
    "page": {"key": "initiation", "text": "Why we do this."},
}  # fmt: skip


@pytest.mark.parametrize("kind", sorted(GIVEN))
def test_a_record_of_each_kind_is_added_shown_changed_and_removed(as_, plan, kind):
    lead = as_("programme_lead")
    new = f"/programmes/placements/{kind}/new/"
    sent = hidden(lead.get(new)) | GIVEN[kind]
    added = lead.post(new, sent)
    assert added.status_code == 302, added.content.decode()
    assert lead.get(added["Location"]).status_code == 200
    listed = lead.get(f"/programmes/placements/{kind}/").content.decode()
    assert f'href="{added["Location"]}"' in listed
    change = f"{added['Location']}change/"
    again = hidden(lead.get(change)) | {**GIVEN[kind], "title": "Another"}
    assert lead.post(change, again).status_code == 302
    remove = f"{added['Location']}remove/"
    assert lead.post(remove, hidden(lead.get(remove))).status_code == 302
    assert not Record.objects.exists()
    kinds = list(
        AuditEntry.objects.filter(subject=f"programme {kind}").values_list("kind", flat=True)
    )
    assert {"create", "remove"} <= set(kinds)


def test_every_kind_has_a_form_and_is_tried_above():
    assert set(ASKS) == set(KINDS)
    assert set(GIVEN) | {"meeting"} == set(KINDS)


def test_a_meeting_needs_its_board(as_, plan):
    lead = as_("programme_lead")
    _post(lead, "/programmes/placements/board/new/", GIVEN["board"])
    _post(
        lead,
        "/programmes/placements/meeting/new/",
        {"board": "commissioning", "on": "3 March 2026"},
    )
    assert whole(plan).meetings[0].on == date(2026, 3, 3)


def test_the_first_end_date_is_kept(as_, plan):
    lead = as_("programme_lead")
    given = GIVEN["action"] | {"target_end": "31 March 2026"}
    _post(lead, "/programmes/placements/action/new/", given)
    one = Record.objects.get()
    change = f"/programmes/placements/action/{one.pk}/change/"
    _post(lead, change, given | {"target_end": "30 June 2026", "revised_end": "30 June 2026"})
    action = whole(plan).actions[0]
    assert (action.target_end, action.revised_end) == (date(2026, 3, 31), date(2026, 6, 30))


def test_an_update_is_signed_and_dated(as_, plan, cast):
    lead, finance = as_("programme_lead"), as_("finance_manager")
    _post(lead, "/programmes/placements/action/new/", GIVEN["action"])
    one = Record.objects.get()
    _post(finance, f"/programmes/placements/action/{one.pk}/updates/new/", {"done": "Two held"})
    update = whole(plan).actions[0].updates[0]
    assert (update.done, update.by) == ("Two held", cast["finance_manager"].name)
    page = finance.get(f"/programmes/placements/action/{one.pk}/").content.decode()
    assert "Two held" in page
    assert finance.get(f"/programmes/placements/action/{one.pk}/change/").status_code == 403


def test_a_colour_against_the_rule_needs_words(as_, plan):
    lead = as_("programme_lead")
    _post(lead, "/programmes/placements/action/new/", GIVEN["action"])
    one = Record.objects.get()
    address = f"/programmes/placements/action/{one.pk}/overrides/new/"
    sent = hidden(lead.get(address)) | {"side": "delivery", "colour": "green", "words": " "}
    refused = lead.post(address, sent)
    assert refused.status_code == 422
    assert "Enter why the rule" in refused.content.decode()
    assert whole(plan).actions[0].overrides == ()


def test_the_second_of_two_editors_is_told_and_loses_nothing(as_, plan):
    lead, analyst = as_("programme_lead"), as_("analyst")
    _post(lead, "/programmes/placements/action/new/", GIVEN["action"])
    change = f"/programmes/placements/action/{Record.objects.get().pk}/change/"
    theirs, mine = hidden(lead.get(change)), hidden(analyst.get(change))
    assert lead.post(change, theirs | GIVEN["action"] | {"lead": "Anna"}).status_code == 302
    told = analyst.post(change, mine | GIVEN["action"] | {"lead": "Ben"})
    assert told.status_code == 422
    assert "changed this" in told.content.decode()
    assert 'value="Ben"' in told.content.decode()
    assert whole(plan).actions[0].lead == "Anna"
    assert analyst.post(change, hidden(told) | GIVEN["action"] | {"lead": "Ben"}).status_code == 302
    assert whole(plan).actions[0].lead == "Ben"


def test_a_double_click_makes_one(as_, plan):
    lead = as_("programme_lead")
    sent = hidden(lead.get("/programmes/placements/action/new/")) | GIVEN["action"]
    first, second = (lead.post("/programmes/placements/action/new/", sent) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Record.objects.count() == 1


def test_the_same_reference_twice_is_refused(as_, plan):
    lead = as_("programme_lead")
    _post(lead, "/programmes/placements/action/new/", GIVEN["action"])
    sent = hidden(lead.get("/programmes/placements/action/new/")) | GIVEN["action"]
    refused = lead.post("/programmes/placements/action/new/", sent)
    assert refused.status_code == 422
    assert "1.1 is there already" in refused.content.decode()


def test_a_risk_keeps_the_scores_that_it_had(as_, plan):
    lead = as_("programme_lead")
    _post(lead, "/programmes/placements/risk/new/", GIVEN["risk"])
    change = f"/programmes/placements/risk/{Record.objects.get().pk}/change/"
    _post(lead, change, GIVEN["risk"] | {"probability": "2"})
    risk = whole(plan).risks[0]
    assert (risk.probability, [score.probability for score in risk.history]) == (2, [4])


def test_what_is_stored_comes_back_as_it_was(cast, plan):
    action = Action("2.4", "Fewer aged 16 and over", target_saving_pence=27_900_000,
                    target_end=date(2016, 3, 31), depends_on=("2.1",))  # fmt: skip
    made = records.add(by=cast["analyst"], programme=plan, kind="action", held=action, key="k")
    made.refresh_from_db()
    assert held(made) == action


def test_a_team_manager_sees_no_programme(as_, plan):
    assert as_("north_manager").get("/programmes/placements/").status_code in (403, 404)


def _post(client, address, given):
    answer = client.post(address, hidden(client.get(address)) | given)
    assert answer.status_code == 302, answer.content.decode()


def test_success_is_measured_by_a_measure_that_is_named_or_in_words(as_, cast, plan):
    """Nobody has to know the key of a measure; the record keeps it, as files do."""
    own = replace(usual("looked_after"), label="Calls answered", unit="%", own=True)
    made = cards.make(by=cast["programme_lead"], given=own, key="own")
    lead = as_("programme_lead")
    new = "/programmes/placements/action/new/"
    page = lead.get(new)
    listed = re.search(r'<datalist id="id_success-options">(.*?)</datalist>', page.content.decode())
    options = re.findall(r'value="([^"]*)"', listed[1])
    assert {"Looked after children", "Calls answered"} <= set(options)
    assert len(options) > 40
    kept = {}
    for place, said in enumerate(
        ("looked  After children", "Calls answered", "looked_after", "What carers say of it", "")
    ):
        sent = hidden(lead.get(new)) | {"ref": str(place), "title": "One", "success": said}
        one = lead.post(new, sent)["Location"]
        kept[said] = Record.objects.get(kind="action", ref=str(place)).body["success"]
        box = re.search(
            r'name="success" value="([^"]*)"', lead.get(f"{one}change/").content.decode()
        )
        shown = {"looked_after": "Looked after children", made.measure: "Calls answered"}
        assert box[1] == shown.get(kept[said], kept[said])
        if kept[said] in shown:
            link = f'href="/scorecard/measures/{kept[said]}/">{box[1]}</a>'
            assert link in lead.get(one).content.decode()
    assert list(kept.values()) == [
        "looked_after", made.measure, "looked_after", "What carers say of it", ""
    ]  # fmt: skip


def test_the_measures_of_an_outcome_are_named(as_, plan):
    lead = as_("programme_lead")
    new = "/programmes/placements/outcome/new/"
    said = "Looked after children\r\nbeyond  control\r\nlooked_after\r\nNo such measure"
    sent = hidden(lead.get(new)) | {"ref": "MO", "title": "Homes that last", "measures": said}
    one = lead.post(new, sent)["Location"]
    kept = Record.objects.get(kind="outcome", ref="MO").body["measures"]
    assert kept[:2] == ["looked_after", "beyond_control"]
    assert len(kept) == 3, "one named twice is one"
    assert kept[2] == "No such measure"
    form = lead.get(f"{one}change/").content.decode()
    box = re.search(r'<textarea[^>]*name="measures"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    assert box[1].splitlines()[0] == "Looked after children"
    assert "Looked after children; " in lead.get(one).content.decode()
