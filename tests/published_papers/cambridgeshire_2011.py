"""Cambridgeshire, October 2011: population growth turned into children, and savings.

Figures that the council published. The columns have short names of our own.
"""

from __future__ import annotations

from typing import Final

TABLES: Final = {
    "demography.csv": """\
item,value,unit
Children aged 0-18: projected increase 2011 to 2021,13700,children
Looked after rate,38,per 10000
Additional looked after children from population growth alone,52,children
Additional annual budget pressure (at least),2500000,GBP
Looked after children in 2007,385,children
Looked after children at the peak (September 2010),508,children
Looked after children for most of 2011 (low),470,children
Looked after children for most of 2011 (high),480,children
""",
    "savings.csv": """\
year,saving
2011/12,-1630000
2012/13,-2000000
2013/14,-2500000
2014/15,-2261000
TOTAL,-8391000
""",
}

PAPER: Final = """\
title = "Cambridgeshire, October 2011"

[tables.demography]
file = "demography.csv"
rows = ["item"]

[tables.savings]
file = "savings.csv"
rows = ["year"]
totals = ["TOTAL"]

[[checks]]
what = "Savings of the four years"
table = "savings"
sums = ["saving"]
where = { year = "TOTAL" }

[[checks]]
what = "Children that population growth alone brings"
holds = '''
    demography["Additional looked after children from population growth alone", "value"]
    == rounded(demography["Children aged 0-18: projected increase 2011 to 2021", "value"], 100)
    * demography["Looked after rate", "value"] / 10000'''
"""

CLAIMS: Final[tuple[dict[str, str], ...]] = ()
