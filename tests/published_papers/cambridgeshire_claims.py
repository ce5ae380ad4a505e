"""Cambridgeshire, March 2016: what the text claims, and the figure to hold it against."""

from __future__ import annotations

from typing import Final


def _share(type_: str, year: str) -> str:
    return f"100 * model['{type_}', '{year}', 'average'] / model['TOTAL', '{year}', 'average']"


def _reduction(date: str) -> str:
    return (
        f"100 * (1 - targets['2021-03-31', 'target', 'looked_after'] "
        f"/ targets['{date}', 'actual', 'looked_after'])"
    )


CLAIMS: Final[tuple[dict[str, str], ...]] = (
    {
        "claim": "In-house fostering placements by 2020/21 on average",
        "value": "216",
        "unit": "placements",
        "about": "model",
        "figure": "model['In house fostering', '2020/21', 'average']",
    },
    {
        "claim": "In-house fostering share of placements by 2020/21",
        "value": "54",
        "unit": "%",
        "about": "model",
        "figure": _share("In house fostering", "2020/21"),
    },
    {
        "claim": "In-house fostering share of placements now",
        "value": "27",
        "unit": "%",
        "about": "model",
        "figure": _share("In house fostering", "2015/16"),
    },
    {
        "claim": "Independent fostering share by 2020/21",
        "value": "19",
        "unit": "%",
        "about": "model",
        "figure": _share("Independent fostering", "2020/21"),
    },
    {
        "claim": "Independent fostering share now",
        "value": "47",
        "unit": "%",
        "about": "model",
        "figure": _share("Independent fostering", "2015/16"),
    },
    {
        "claim": "Budget reduction by 2020/21 excluding demography",
        "value": "6300000",
        "rounded_to": "zeros",
        "unit": "GBP",
        "about": "model",
        "figure": "model['TOTAL', '2015/16', 'budget'] - model['TOTAL', '2020/21', 'budget']",
        "why": "It is what unit cost and time in care come to in the savings plan, not the model.",
    },
    {
        "claim": "The same, from unit cost and time in care in the savings plan",
        "value": "6300000",
        "rounded_to": "zeros",
        "unit": "GBP",
        "about": "plan",
        "figure": "-1000 * (sum(plan['Reduce the unit cost of placements', '*', 'saving']) "
        "+ sum(plan['Reduce the length of time children are in care', '*', 'saving']))",
    },
    {
        "claim": "Share of looked after children in the model",
        "value": "88.28",
        "unit": "%",
        "about": "model",
        "figure": "100 * model['TOTAL', '2015/16', 'average'] "
        "/ ((targets['2015-04-01', 'actual', 'looked_after'] "
        "+ targets['2015-10-31', 'actual', 'looked_after']) / 2)",
    },
    {
        "claim": "Reduction of 453 from 571",
        "value": "20.67",
        "unit": "%",
        "about": "targets",
        "figure": _reduction("2015-10-31"),
    },
    {
        "claim": "Reduction of 453 from 535",
        "value": "15.33",
        "unit": "%",
        "about": "targets",
        "figure": _reduction("2015-04-01"),
    },
    {
        "claim": "Rate per 10000 at 453",
        "value": "29.3",
        "unit": "rate",
        "about": "targets",
        "figure": "targets['2021-03-31', 'target', 'looked_after'] "
        "/ (targets['2015-12-31', 'actual', 'looked_after'] "
        "/ performance['Looked after children per 10000', 'actual'])",
        "why": "The rate holds only of a population that grows by more than a sixth.",
    },
    {
        "claim": "Rate per 10000 at 589",
        "value": "44.8",
        "unit": "rate",
        "about": "performance",
        "figure": "performance['Looked after children per 10000', 'actual']",
    },
    {
        "claim": "Directorate total budget: Children's Social Care",
        "value": "34760",
        "unit": "GBP k",
        "about": "control",
        "figure": "sum(control[\"Children's Social Care\", '*', 'budget'])",
        "why": "The total needs 5,709 for Disabled Services, printed as 5,303.",
    },
    {
        "claim": "Directorate total budget: Strategy & Commissioning",
        "value": "42268",
        "unit": "GBP k",
        "about": "control",
        "figure": "sum(control['Strategy & Commissioning', '*', 'budget'])",
    },
    {
        "claim": "Action plan saving 2016/17",
        "value": "6789",
        "unit": "GBP k",
        "about": "actions",
        "figure": "-sum(actions['*', 'saving'])",
        "why": "418k belongs to no action.",
    },
    {
        "claim": "More looked after at the end of January than on 1 April",
        "value": "51",
        "rounded_to": "exact",
        "unit": "children",
        "about": "targets",
        "figure": "flows['2016-01', 'looked_after'] "
        "- targets['2015-04-01', 'actual', 'looked_after']",
    },
    {
        "claim": "Unaccompanied, 46 of those looked after in December",
        "value": "7.8",
        "unit": "%",
        "about": "targets",
        "figure": "100 * 46 / targets['2015-12-31', 'actual', 'looked_after']",
    },
    {
        "claim": "Placements of 50 weeks that Alternatives to Care avoids",
        "value": "26",
        "unit": "placements",
        "about": "actions",
        "figure": "care['Alternatives to Care', 'target'] "
        "* care['Alternatives to Care', 'success']",
    },
    {
        "claim": "Residential cost against fostering per week",
        "value": "3",
        "unit": "times",
        "about": "activity",
        "figure": "activity['external', 'Residential homes', 'actual_weekly'] "
        "/ activity['external', 'Independent Fostering', 'actual_weekly']",
        "why": "It is about 3 for the council's own homes.",
    },
    {
        "claim": "Residential cost against fostering per week: the council's own homes",
        "value": "3",
        "unit": "times",
        "about": "activity",
        "figure": "activity['in_house', 'In-house residential', 'actual_weekly'] "
        "/ activity['external', 'Independent Fostering', 'actual_weekly']",
    },
    *(
        {
            "claim": f"{type_} in 2016/17, in the action plan",
            "value": value,
            "unit": "placements",
            "about": "actions",
            "figure": f"model['{type_}', '2016/17', 'average']",
        }
        for type_, value in (
            ("16+", "6.42"),
            ("Supported Accommodation", "19.24"),
            ("Residential schools", "8.24"),
            ("Residential homes", "22.77"),
            ("In house fostering", "186.72"),
            ("Independent fostering", "155.00"),
            ("Kinship", "35.29"),
            ("Residential - disability", "2.73"),
            ("Concurrent adoption", "5.50"),
        )
    ),
)
