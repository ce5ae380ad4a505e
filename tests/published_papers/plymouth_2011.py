"""Plymouth, September 2011: residential cost, targets and the register of risks.

Figures that the council published. The columns have short names of our own.
"""

from __future__ import annotations

from typing import Final

TABLES: Final = {
    "risks.csv": """\
risk,probability,impact,rating
More children presented at the gateway to social care,3,4,12
More court-ordered placements against care planning,2,4,8
Effect on social care if local preventative budgets fall,3,3,9
More young people with needs so complex they need secure beds,2,2,4
Lack of in-house band 4 foster placements raises independent use,3,4,12
Stagnation in long-term residential placements,3,4,12
Parent-and-child invest-to-save does not achieve its savings,2,5,10
Number of children in care rises,4,5,20
CAF and localities not implemented effectively,3,4,12
""",
    "targets.csv": """\
item,at,value,unit
Children in care (target),2011/12,345,children
Children in care (target),2012/13,330,children
Children in care (target),2013/14,320,children
Children in care (about),2011-09,380,children
Residential placements: peak,2010 spring,23,children
Residential placements: now,2011-09,12,children
Residential placements (target),2011/12,13,children
Residential placements (target),2012/13,11,children
Independent fostering: high,2010/11,63,children
Independent fostering (target),2011/12,56,children
Average residential cost,2010/11,3143,GBP a week
Average residential cost,2010/11,163000,GBP a year
Total residential spend,2010/11,4086246,GBP
Cost-and-volume fostering contract saving over four years,2011,500000,GBP
""",
}

PAPER: Final = """\
title = "Plymouth, September 2011"

[tables.risks]
file = "risks.csv"
exact = ["probability", "impact", "rating"]

[tables.targets]
file = "targets.csv"
rows = ["item", "at", "unit"]

[[checks]]
what = "The rating is the probability times the impact"
table = "risks"
holds = "rating == probability * impact"

[[checks]]
what = "A year in a residential placement is 52 weeks"
holds = '''
    rounded(targets["Average residential cost", "2010/11", "GBP a year", "value"], 1000)
    == 52 * targets["Average residential cost", "2010/11", "GBP a week", "value"]'''

[[checks]]
what = "The peak of residential placements, beside the full-year placements that the spend pays for"
holds = '''
    exact(targets["Residential placements: peak", "2010 spring", "children", "value"])
    == targets["Total residential spend", "2010/11", "GBP", "value"]
    / (52 * targets["Average residential cost", "2010/11", "GBP a week", "value"])'''
why = "The average of a year cannot be above the most of any day."
"""

CLAIMS: Final[tuple[dict[str, str], ...]] = ()
