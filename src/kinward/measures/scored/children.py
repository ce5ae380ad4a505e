"""The children's measures of a scorecard, one reading a month end."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from kinward.measures.library import MEASURES
from kinward.measures.measure import Charted, Measure, Polarity, ToDate

_DFE: Final = "DfE: children looked after in England"
_OURS: Final = "Kinward"


def _known(
    key: str, decimals: int = 0, to_date: ToDate = "last", charted: Charted = "changes"
) -> Measure:
    return replace(MEASURES[key], decimals=decimals, to_date=to_date, charted=charted)


def _share(
    key: str, label: str, which: str, polarity: Polarity = "none", source: str = _OURS
) -> Measure:
    """A share of the looked after on a day."""
    formula = f"looked after children {which} / looked after x 100"
    return Measure(key, label, "%", formula, polarity, source, to_date="last", charted="changes")


def _ends(key: str, label: str, which: str, polarity: Polarity = "none") -> Measure:
    formula = f"periods of care that end in the month {which}"
    return Measure(
        key, label, "periods of care", formula, polarity, _OURS,
        decimals=0, to_date="sum", charted="values",
    )  # fmt: skip


STOCK: Final = (
    _known("looked_after"),
    _known("rate_per_10000", decimals=1),
    _known("short_breaks"),
    _known("uasc"),
    _share("uasc_pct", "Unaccompanied asylum-seeking children, share", "who are UASC", source=_DFE),
    _known("beyond_control"),
    _known("changing"),
    _known("static"),
    _known("other_group"),
    _share("aged_under_5_pct", "Aged under 5", "under 5", source=_DFE),
    _share("aged_5_9_pct", "Aged 5 to 9", "from 5 to 9", source=_DFE),
    _share("aged_10_15_pct", "Aged 10 to 15", "from 10 to 15", source=_DFE),
    _share("aged_16_17_pct", "Aged 16 and 17", "of 16 and 17", source=_DFE),
    _share("full_care_order_pct", "On a full care order", "with LS C2", source=_DFE),
    _share("interim_care_order_pct", "On an interim care order", "with LS C1", source=_DFE),
    _share("section_20_pct", "Looked after under section 20", "with LS V2", source=_DFE),
)

FLOWS: Final = (
    _known("entries", to_date="sum", charted="values"),
    _known("exits", to_date="sum", charted="values"),
    _known("re_entries", to_date="sum", charted="values"),
    Measure(
        "re_entries_pct",
        "Re-entries, share of entries",
        "%",
        "entries within 12 months of the child's last exit / entries x 100",
        "low",
        _OURS,
        to_date="ratio",
        charted="values",
    ),
    _ends("exits_home", "Exits: returned home", "by a return home"),
    _ends(
        "exits_permanence", "Exits: special guardianship or child arrangements", "by such an order",
        "high",
    ),
    _ends("exits_adopted", "Exits: adopted", "by adoption", "high"),
    _ends("exits_eighteen", "Exits: reached 18", "on or after the 18th birthday"),
    replace(MEASURES["started_dfe"], frequency="yearly", decimals=0),
    replace(MEASURES["ceased_dfe"], frequency="yearly", decimals=0),
)  # fmt: skip

HOMES: Final = (
    _share("fostered_pct", "In foster care", "in placements U1 to U6", "high", _DFE),
    _share("homes_pct", "In children's homes", "in placements K1 and K2", "low", _DFE),
    _share(
        "supported_pct", "In supported or independent living", "in placements K3, H5, P2",
        source=_DFE,
    ),
    _share(
        "other_residential_pct", "In other residential care", "in placements R1, R2, R3, R5, P3",
        "low", _DFE,
    ),
    _share("with_parents_pct", "With parents", "in placement P1", source=_DFE),
    _share("elsewhere_pct", "Placed elsewhere", "in placements Z1 and Z11 to Z14", "low", _DFE),
    _share("kinship_pct", "Kinship fostering", "in kinship fostering", "high"),
    _share("in_house_fostering_pct", "In-house fostering", "in in-house fostering", "high"),
    _share("independent_fostering_pct", "Independent fostering", "in independent fostering", "low"),
    _share("external_residential_pct", "External residential", "in external residential", "low"),
    _share("placed_for_adoption_pct", "Placed for adoption", "placed for adoption"),
    Measure(
        "fostered_10_15_pct",
        "Aged 10 to 15: in foster care or placed for adoption",
        "%",
        "looked after children from 10 to 15 in placements U1 to U6 or A3 to A6 / looked after "
        "children from 10 to 15 x 100",
        "high",
        "Cambridgeshire: Cabinet, 25 October 2011 (there 10 to 16)",
        to_date="last",
        charted="changes",
    ),
    Measure(
        "out_of_area_pct",
        "Placed out of the area, share",
        "%",
        "looked after children whose PL_LOCATION is OUT / those for whom it is given x 100",
        "low",
        _DFE,
        to_date="last",
        charted="changes",
    ),
    Measure(
        "over_20_miles_pct",
        "Placed over 20 miles from home, share",
        "%",
        "looked after children whose PL_DISTANCE is over 20 / those for whom it is given x 100",
        "low",
        _DFE,
        to_date="last",
        charted="changes",
    ),
)  # fmt: skip

PRACTICE: Final = (
    # Each holds a year, or the year so far: the next holds most of it too.
    *(
        replace(MEASURES[key], decimals=1, to_date="last")
        for key in (
            "three_or_more_placements_pct",
            "long_term_pct",
            "reviews_on_time_pct",
            "first_review_on_time_pct",
            "second_review_on_time_pct",
            "later_review_on_time_pct",
        )
    ),
    replace(MEASURES["median"], frequency="yearly", decimals=0, to_date="last"),
    replace(MEASURES["still_in_care_at_1_year"], frequency="yearly", decimals=1, to_date="last"),
    replace(
        MEASURES["still_in_care_at_1_year_after_28_days"],
        frequency="yearly",
        decimals=1,
        to_date="last",
    ),
)
