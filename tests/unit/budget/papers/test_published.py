"""Four published papers held against themselves: what can be derived is, what contradicts is found.

Every contradiction of these tables is listed here, with the figure that the tables give. The
figures were worked out apart from the code, by hand or in a spreadsheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from kinward.budget.papers import Check, check_folder
from kinward.budget.papers.tell import figure_text, printed_text
from published_papers import PAPERS, write_paper

Found = Mapping[str, tuple[Check, ...]]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return {name: check_folder(write_paper(tmp_path_factory.mktemp(name), name)) for name in PAPERS}


def _contradictions(checks: tuple[Check, ...]) -> list[tuple[str, str, str]]:
    return [
        (each.label or each.what, printed_text(each), figure_text(each))
        for each in checks
        if each.verdict == "contradicts"
    ]


def _of(checks: tuple[Check, ...], what: str, label: str = "") -> list[Check]:
    found = [each for each in checks if each.what.startswith(what) and each.label.endswith(label)]
    assert found, what
    return found


def test_cambridgeshire_2016_every_contradiction_and_no_other(papers: Found) -> None:
    assert _contradictions(papers["cambridgeshire-2016"]) == [
        # Weekly costs that are not the budget over placements and weeks.
        ("in_house, In-house fostering", "185.55", "450.91"),
        ("in_house, Kinship", "185.55", "512.59"),
        ("in_house, Concurrent Adoption", "350.00", "320.51"),
        # Average cost x average placements x weeks, beside the spend.
        ("external, Residential - disability", "244", "308.9"),
        ("external, Residential schools", "995", "959.0"),
        ("external, Residential homes", "4,094", "4,384"),
        ("external, Supported Accommodation", "1,277", "1,413"),
        ("external, 16+", "206", "211.9"),
        ("adoption, Adoption", "2,967", "2,977"),
        ("in_house, In-house fostering", "3,486", "1,377"),
        ("in_house, Kinship", "751", "307.3"),
        ("in_house, In-house residential", "1,588", "1,473"),
        ("in_house, Concurrent Adoption", "160", "152.0"),
        # Stock and flow.
        ("2015-10", "571", "575"),
        ("2015-11", "582", "584"),
        ("2015-12", "589", "587"),
        ("2016-01", "586", "594"),
        # One table against another.
        ("Residential homes", "796", "-748.2"),
        ("Independent fostering", "-3,638", "-3,647"),
        ("Placements over the budget, here and in activity", "1,700", "1,500"),
        ("Looked after on one day, among the targets and in the flows", "577", "582"),
        ("Population under 18 that each rate implies", "154,607.5", "131,473.2"),
        ("Savings of 2016/17, beside those of the actions", "-6,789", "-6,371"),
        # What the text says.
        ("In-house fostering placements by 2020/21 on average", "216", "232.1"),
        ("In-house fostering share of placements by 2020/21", "54", "58.0"),
        ("Independent fostering share by 2020/21", "19", "15.4"),
        ("Budget reduction by 2020/21 excluding demography", "6,300,000", "8,655,188"),
        ("Rate per 10000 at 453", "29.3", "34.46"),
        ("Directorate total budget: Children's Social Care", "34,760", "34,354"),
        ("Action plan saving 2016/17", "6,789", "6,371"),
        ("Residential cost against fostering per week", "3", "3.9"),
    ]


def test_plymouth_pays_for_more_than_its_peak(papers: Found) -> None:
    assert _contradictions(papers["plymouth-2011"]) == [
        (
            "The peak of residential placements, beside the full-year placements that the spend "
            "pays for",
            "23",
            "25.0",
        )
    ]


def test_brighton_gives_its_own_spend_twice(papers: Found) -> None:
    assert _contradictions(papers["brighton-2008"]) == [
        ("The council's own spend per head, here and among the headline figures", "731", "773")
    ]


def test_cambridgeshire_2011_adds_up(papers: Found) -> None:
    assert _contradictions(papers["cambridgeshire-2011"]) == []


def test_what_cannot_be_checked_is_told(papers: Found) -> None:
    untold = [
        (each.label, each.reason)
        for checks in papers.values()
        for each in checks
        if each.recomputed is None
    ]
    assert untold == [
        ("2015-09", "there is no row before it"),
        ("Slough", "nothing is printed in comparators.csv, row 6, column per_head"),
    ]


@pytest.mark.parametrize(
    ("paper", "what", "label", "figure"),
    [
        ("cambridgeshire-2016", "Budgeted weekly cost", "Residential homes", "2,814.90"),
        ("cambridgeshire-2016", "Budgeted weekly cost", "Independent Fostering", "723.03"),
        ("cambridgeshire-2016", "Budgeted weekly cost", "In-house residential", "1,908.65"),
        ("cambridgeshire-2016", "Budgeted weekly cost", "adoption, Adoption", "162.50"),
        ("cambridgeshire-2016", "Spend, to 10k", "Independent Fostering", "9,678"),
        ("cambridgeshire-2016", "In-house fostering share of placements now", "", "26.6"),
        ("cambridgeshire-2016", "Independent fostering share now", "", "46.6"),
        ("cambridgeshire-2016", "Share of looked after children", "", "88.28"),
        ("cambridgeshire-2016", "Reduction of 453 from 571", "", "20.67"),
        ("cambridgeshire-2016", "Reduction of 453 from 535", "", "15.33"),
        ("cambridgeshire-2016", "Rate per 10000 at 589", "", "44.8"),
        ("cambridgeshire-2016", "Directorate total budget: Strategy", "", "42,267"),
        ("cambridgeshire-2016", "Placements avoided", "", "24.8"),
        ("cambridgeshire-2016", "Placements of 50 weeks", "", "25.8"),
        ("cambridgeshire-2016", "More looked after at the end of January", "", "51"),
        ("cambridgeshire-2016", "Unaccompanied, 46", "", "7.81"),
        ("cambridgeshire-2016", "The target of April 2016", "", "535"),
        ("cambridgeshire-2016", "The target of April 2017", "", "497"),
        ("cambridgeshire-2016", "The savings of the business plan", "", "-1,429"),
        ("cambridgeshire-2016", "The same, from unit cost", "", "6,327,000"),
        ("cambridgeshire-2016", "Cost of a placement", "Autistic Spectrum Disorder", "62,533"),
        ("cambridgeshire-2011", "Children that population growth", "", "52.1"),
        ("cambridgeshire-2011", "Savings of the four years", "TOTAL", "-8,391,000"),
        ("plymouth-2011", "A year in a residential", "", "163,436"),
        ("plymouth-2011", "The rating", "Number of children in care rises", "20"),
        ("brighton-2008", "The reduction allocated", "", "56"),
        ("brighton-2008", "Population that the children", "", "46,500.0"),
        ("brighton-2008", "The saving", "Hull", "2,790,000"),
        ("brighton-2008", "The saving", "Blackpool", "3,720,000"),
        ("brighton-2008", "The saving", "Plymouth", "6,603,000"),
    ],
)
def test_what_the_papers_derive_is_recomputed(
    papers: Found, paper: str, what: str, label: str, figure: str
) -> None:
    found = _of(papers[paper], what, label)[0]
    assert found.verdict in ("agrees", "rounding")
    assert figure_text(found) == figure


def test_every_row_and_column_is_held_to_its_identity(papers: Found) -> None:
    """How often each is checked: a declaration that reaches no row would prove nothing."""
    counts = Counter(each.what for each in papers["cambridgeshire-2016"])
    assert counts["Budgeted weekly cost is the budget over placements and weeks"] == 11
    assert counts["Variance is actual less budget"] == 15 + 18 + 12
    assert counts["Totals of a section"] == 14
    assert counts["Overall totals"] == 7
    assert counts["Variances are actual less expected, and shares of the budget"] == 57
    assert counts["Cost of a placement is the money over the placements"] == 23
    assert counts["Looked after at the month's end are those before, plus began, less ceased"] == 5
    risks = [each for each in papers["plymouth-2011"] if each.table == "risks.csv"]
    assert [each.verdict for each in risks] == ["agrees"] * 9


@pytest.mark.parametrize(
    ("paper", "file", "old", "new", "caught"),
    [
        (
            "cambridgeshire-2016",
            "activity.csv",
            "16,2342,",
            "16,2352,",
            {
                "weekly == 1000 * budget / placements / weeks",
                "net == spend - budget",
                "budget == sum(budget)",
                'saving == model[type, "2016/17", "budget"] / 1000 '
                '- sum(activity["*", type, "budget"])',
            },
        ),
        (
            "cambridgeshire-2016",
            "activity.csv",
            "0.00,0,0.25,",
            "0.00,0,0.35,",
            {
                "more == average - placements",
                "average == sum(average)",
                "rounded(spend, 10) == average * actual_weekly * weeks / 1000",
            },
        ),
        (
            "cambridgeshire-2016",
            "model.csv",
            "2020/21,13.00,",
            "2020/21,13.20,",
            {"average == sum(average)"},
        ),
        ("cambridgeshire-2016", "plan.csv", "20,-485", "20,-495", {"saving == sum(saving)"}),
        (
            "cambridgeshire-2016",
            "control.csv",
            "4192,3567,",
            "4192,3577,",
            {"variance == actual - expected"},
        ),
        (
            "cambridgeshire-2016",
            "sen.csv",
            "35,1438,41089",
            "35,1438,41189",
            {"each == 1000 * budget / placements"},
        ),
        (
            "cambridgeshire-2016",
            "packages.csv",
            "230,232",
            "231,232",
            {"december == sum(december)"},
        ),
        ("cambridgeshire-2011", "savings.csv", "-2261000", "-2262000", {"saving == sum(saving)"}),
        ("plymouth-2011", "risks.csv", "4,5,20", "4,5,25", {"rating == probability * impact"}),
    ],
)
def test_a_changed_cell_is_caught(
    tmp_path: Path, papers: Found, paper: str, file: str, old: str, new: str, caught: set[str]
) -> None:
    before = {(each.label, each.expression) for each in _bad(papers[paper])}
    after = _bad(check_folder(write_paper(tmp_path, paper, {file: (old, new)})))
    fresh = {(each.label, each.expression) for each in after} - before
    assert {expression for _, expression in fresh} == caught


@pytest.mark.parametrize(
    ("paper", "file", "old", "new", "what"),
    [
        (
            "cambridgeshire-2016",
            "targets.csv",
            "2017-04-30,target,497",
            "2017-04-30,target,498",
            "The target of April 2017",
        ),
        ("cambridgeshire-2011", "demography.csv", "13700", "14700", "Children that population"),
        ("plymouth-2011", "targets.csv", "3143", "3343", "A year in a residential"),
        ("brighton-2008", "comparators.csv", "589,6600000", "589,7600000", "The saving"),
    ],
)
def test_a_changed_cell_of_another_table_is_caught(
    tmp_path: Path, papers: Found, paper: str, file: str, old: str, new: str, what: str
) -> None:
    assert not [each for each in _bad(papers[paper]) if each.what.startswith(what)]
    changed = check_folder(write_paper(tmp_path, paper, {file: (old, new)}))
    assert [each for each in _bad(changed) if each.what.startswith(what)]


def _bad(checks: tuple[Check, ...]) -> list[Check]:
    return [each for each in checks if each.verdict == "contradicts"]


def test_the_printed_cell_that_would_mend_a_total(tmp_path: Path) -> None:
    """Disabled Services at 5,709 instead of 5,303 gives the directorate's total."""
    mended = write_paper(tmp_path, "cambridgeshire-2016", {"control.csv": (",5303,", ",5709,")})
    found = _of(check_folder(mended), "Directorate total budget: Children's Social Care")[0]
    assert (found.verdict, figure_text(found)) == ("agrees", "34,760")
