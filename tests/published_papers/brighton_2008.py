"""Brighton and Hove, February 2008: what reaching the spend of comparators would save.

Figures that the council published. The columns have short names of our own.
"""

from __future__ import annotations

from typing import Final

TABLES: Final = {
    "comparators.csv": """\
authority,per_head,saving
Brighton and Hove,731,
Hull,671,2790000
Blackpool,651,3730000
Plymouth,589,6600000
Slough,,9250000
""",
    "headline.csv": """\
item,at,value,unit
Looked after per 10000 aged 0-19,2007-05,84.8,rate
Looked after per 10000 aged 0-19: statistical neighbours,2007-05,65.7,rate
Spend per head on personal social care,2007,773,GBP
Spend per head: statistical neighbours,2007,511,GBP
Looked after,2006-11,401,children
Looked after,2007-12-31,374,children
Left care in the year,2007,112,children
Reduction allocated to teams pro rata,2007,56,children
Residential placements,2007-12,39,children
of which boarding school,2007-12,15,children
Parent-and-baby placements ending in rehabilitation home,2006,25,%
""",
}

PAPER: Final = """\
title = "Brighton and Hove, February 2008"

[tables.comparators]
file = "comparators.csv"
rounded = { saving = "zeros" }

[tables.headline]
file = "headline.csv"
rows = ["item", "at"]

[[checks]]
what = "The saving is the difference in spend per head x the population that the first one implies"
table = "comparators"
holds = '''
    saving == (comparators["Brighton and Hove", "per_head"] - per_head) * (
        comparators["Hull", "saving"]
        / (comparators["Brighton and Hove", "per_head"] - comparators["Hull", "per_head"])
    )'''

[[checks]]
what = "The council's own spend per head, here and among the headline figures"
holds = '''
    comparators["Brighton and Hove", "per_head"]
    == headline["Spend per head on personal social care", "2007", "value"]'''

[[checks]]
what = "Population that the children and their rate imply, beside that of the first saving"
holds = '''
    10000 * exact(headline["Looked after", "2006-11", "value"])
    / headline["Looked after per 10000 aged 0-19", "2007-05", "value"]
    == comparators["Hull", "saving"]
    / (comparators["Brighton and Hove", "per_head"] - comparators["Hull", "per_head"])'''

[[checks]]
what = "The reduction allocated to teams is half of those who left care"
holds = '''
    exact(headline["Reduction allocated to teams pro rata", "2007", "value"])
    == exact(headline["Left care in the year", "2007", "value"]) / 2'''
"""

CLAIMS: Final[tuple[dict[str, str], ...]] = ()
