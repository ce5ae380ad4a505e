"""The page of risks: matrix, movement, what is not done."""

from __future__ import annotations

from kinward_web.programme.models import Record
from programmes import (
    AT,
    BASE,
    read,
    text_of,
    typed,
)


def test_a_cell_of_the_matrix_leads_to_its_risks(as_, plan):
    lead = as_("programme_lead")
    page = text_of(lead, f"{BASE}risk/{AT}")
    link = f"{BASE}risk/{AT}&amp;probability=4&amp;impact=5#ratings"
    assert link in page
    assert "Red: 3" in page
    chosen = text_of(lead, link.split("#", maxsplit=1)[0].replace("&amp;", "&"))
    assert "Risks with probability 4 and impact 5 before mitigation" in chosen
    rows = read(lead.get(f"{BASE}tables/risks.csv{AT}&probability=4&impact=5"))
    assert [row[0] for row in rows[1:]] == ["R12 Risk 12", "R18 Risk 18", "R6 Risk 6"]
    after = read(lead.get(f"{BASE}tables/risks.csv{AT}&probability=2&impact=3&after=1"))
    assert len(after) == 17


def test_movement_and_overdue_mitigations_of_risks_are_told(as_, plan):
    page = text_of(as_("programme_lead"), f"{BASE}risk/{AT}")
    assert "Up from 15 to 20 since 31 March 2026" in page
    assert "1 mitigation overdue, the first since 1 June 2026" in page
    later = text_of(as_("programme_lead"), f"{BASE}risk/{AT}&since=2 May 2026")
    assert "Up from" not in later


def test_a_risk_off_the_scale_is_refused_and_breaks_no_page(as_, plan):
    lead = as_("programme_lead")
    address = f"{BASE}risk/new/"
    given = {"ref": "R99", "title": "Off", "probability": "6", "impact": "5"}
    refused = lead.post(address, typed(lead, address) | given)
    assert refused.status_code == 422
    assert "Probability must be 5 or less" in refused.content.decode()
    half = given | {"probability": "5", "after_impact": "2"}
    refused = lead.post(address, typed(lead, address) | half)
    assert "half of a score after mitigation" in refused.content.decode()
    row = Record.objects.get(kind="risk", ref="R1")
    row.body |= {"probability": 6}
    row.save()
    for page in ("", "risk/", f"risk/{row.pk}/"):
        assert "R1 has a score outside 1 to 5" in text_of(lead, f"{BASE}{page}")
    assert "18 open risks" in text_of(lead, f"{BASE}risk/")
