"""Living documents: begun from the figures, shown as text."""

from __future__ import annotations

import pytest

from kinward_web.markdown import html_of
from kinward_web.programme.models import Record
from programmes import (
    BASE,
    change_action,
    text_of,
)


def test_a_living_document_begins_with_the_figures_and_is_shown_as_text(as_, plan):
    lead = as_("programme_lead")
    assert "Begin the business case" in text_of(lead, f"{BASE}page/")
    form = text_of(lead, f"{BASE}page/new/?key=initiation")
    assert "## Governance" in form
    assert "| 1.3 Action 3 of the plan | Head of service 3 | 31 May 2026 | £100,000 |" in form
    given = {"key": "initiation", "text": "# Why\n\n<script>x</script> **Homes** [p](/programmes/)"}
    row = Record.objects.create(
        programme=plan, kind="page", ref="initiation", key="page", changed_by=plan.changed_by,
        body=given | {"changed_on": "2026-06-30", "changed_by": "Anna"},
    )  # fmt: skip
    page = text_of(lead, f"{BASE}page/{row.pk}/")
    assert page.count("<h1") == 1
    assert "<script>x" not in page
    assert '<strong>Homes</strong> <a href="/programmes/"' in page
    assert "Begin the project" not in text_of(lead, f"{BASE}page/")


def test_a_document_tells_no_forecast_of_a_year_that_is_over(as_, plan):
    row = Record.objects.get(programme=plan, kind="saving", ref="S3")
    row.body["financial_year"] = 2020
    row.save()
    form = text_of(as_("programme_lead"), f"{BASE}page/new/?key=initiation")
    assert "| Financial year | Needed | Plan | Achieved | Forecast |" in form
    assert "| 2019/20 |  | £50,030 | £10,000 |  |" in form


def test_a_word_of_a_record_is_no_markdown_in_a_document(as_, plan):
    change_action("1.3", title="Less | more *now* <b>")
    form = text_of(as_("programme_lead"), f"{BASE}page/new/?key=initiation")
    assert r"1.3 Less \| more \*now\* \&lt;b\&gt;" in form


LINKS = {
    "https://www.example.org/a": "https://www.example.org/a",
    "/programmes/": "/programmes/",
    "//www.example.org/a": "#",
    "ftp://www.example.org/a": "#",
}


@pytest.mark.parametrize(("typed", "leads"), LINKS.items())
def test_a_link_leads_to_a_page_or_plainly_out(typed, leads):
    assert f'<a href="{leads}"' in html_of(f"[there]({typed})")


def test_a_link_that_would_run_something_is_none():
    assert "<a" not in html_of("[there](javascript:alert(1))")
