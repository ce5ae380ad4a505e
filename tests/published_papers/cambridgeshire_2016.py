"""Cambridgeshire, March 2016: what the tables should hold to."""

from __future__ import annotations

from typing import Final

from published_papers import cambridgeshire_activity, cambridgeshire_strategy
from published_papers.cambridgeshire_claims import CLAIMS

__all__ = ["CLAIMS", "PAPER", "TABLES"]

TABLES: Final = {**cambridgeshire_activity.TABLES, **cambridgeshire_strategy.TABLES}

PAPER: Final = """\
title = "Cambridgeshire, March 2016"

[tables.activity]
file = "activity.csv"
rows = ["section", "service"]
totals = ["TOTAL", "OVERALL TOTAL"]
exact = ["placements", "weeks", "snapshot"]

[tables.flows]
file = "flows.csv"
exact = ["began", "ceased", "looked_after"]

[tables.model]
file = "model.csv"
rows = ["type", "year"]
totals = ["TOTAL"]

[tables.targets]
file = "targets.csv"
rows = ["date", "kind"]
exact = ["looked_after"]

[tables.plan]
file = "plan.csv"
rows = ["objective", "year"]
totals = ["TOTAL"]

[tables.savings]
file = "savings.csv"
totals = ["TOTAL"]

[tables.actions]
file = "actions.csv"
rows = ["ref"]

[tables.care]
file = "care.csv"
exact = ["worked_with", "closed", "kept_out", "target", "success"]

[tables.control]
file = "control.csv"
rows = ["directorate", "service"]

[tables.packages]
file = "packages.csv"
totals = ["TOTAL"]
exact = ["budgeted", "december", "january"]

[tables.sen]
file = "sen.csv"
totals = ["TOTAL"]
exact = ["placements", "snapshot"]

[[checks]]
what = "Budgeted weekly cost is the budget over placements and weeks"
table = "activity"
except = { service = "Residential - secure accommodation" }
holds = "weekly == 1000 * budget / placements / weeks"

[[checks]]
what = "Totals of a section"
table = "activity"
by = ["section"]
where = { service = "TOTAL" }
sums = ["placements", "budget", "snapshot", "average", "spend", "more", "net"]

[[checks]]
what = "Overall totals"
table = "activity"
where = { service = "OVERALL TOTAL" }
sums = ["placements", "budget", "snapshot", "average", "spend", "more", "net"]

[[checks]]
what = "Variance is actual less budget"
table = "activity"
holds = [
    "more == average - placements",
    "net == spend - budget",
    "dearer == actual_weekly - weekly",
]

[[checks]]
what = "Spend, to 10k, is the yearly average x the average weekly cost x the weeks"
table = "activity"
where = { section = ["external", "adoption"] }
except = { service = ["Growth/Replacement", "Savings requirement", "TOTAL"] }
holds = "rounded(spend, 10) == average * actual_weekly * weeks / 1000"
why = "The average weekly cost is a plain mean over placements, long and short."

[[checks]]
what = "Spend, to 10k, is the yearly average x the average weekly cost x the weeks"
table = "activity"
where = { section = "in_house" }
except = { service = ["Savings requirement", "TOTAL"] }
holds = "rounded(spend, 10) == average * actual_weekly * weeks / 1000"
why = "The money of in-house services holds more than weekly payments."

[[checks]]
what = "Looked after at the month's end are those before, plus began, less ceased"
table = "flows"
holds = "looked_after == before(looked_after) + began - ceased"

[[checks]]
what = "Totals of a year"
table = "model"
by = ["year"]
where = { type = "TOTAL" }
sums = ["average", "budget"]

[[checks]]
what = "Totals of a year"
table = "plan"
by = ["year"]
where = { objective = "TOTAL" }
sums = ["saving"]

[[checks]]
what = "Total of the types"
table = "savings"
where = { type = "TOTAL" }
sums = ["saving"]

[[checks]]
what = "Change in 2016/17, beside that of the budget model"
table = "savings"
where = { type = ["Residential homes"] }
holds = '''saving == (model[type, "2016/17", "budget"] - model[type, "2015/16", "budget"]) / 1000'''
why = "The paper counts from another base: the budget of 2015/16 in the table of activity."

[[checks]]
what = "Change in 2016/17, from the budget of 2015/16 in the table of activity"
table = "savings"
where = { type = [
    "Residential - disability", "Residential schools", "Residential homes", "16+",
    "Independent fostering", "Supported Accommodation", "Concurrent adoption",
] }
holds = '''saving == model[type, "2016/17", "budget"] / 1000 - sum(activity["*", type, "budget"])'''

[[checks]]
what = "Packages in all"
table = "packages"
where = { group = "TOTAL" }
sums = ["budgeted", "december", "january"]

[[checks]]
what = "External placements, in the table of packages and in that of activity"
holds = [
    '''packages["TOTAL", "budgeted"] == activity["external", "TOTAL", "placements"]''',
    '''packages["TOTAL", "january"] == activity["external", "TOTAL", "snapshot"]''',
]

[[checks]]
what = "Variances are actual less expected, and shares of the budget"
table = "control"
holds = [
    "variance == actual - expected",
    "variance_pct == 100 * variance / expected",
    "forecast_pct == 100 * forecast / budget",
]

[[checks]]
what = "Placements over the budget, here and in activity"
holds = '''
    control["Strategy & Commissioning", "Looked After Children Placements", "forecast"]
    == activity["external", "TOTAL", "net"]'''
why = "The two count savings and reserves differently."

[[checks]]
what = "Totals of the needs"
table = "sen"
where = { need = "TOTAL" }
sums = ["placements", "budget", "snapshot", "average", "spend"]

[[checks]]
what = "Cost of a placement is the money over the placements"
table = "sen"
except = { need = "Recoupment" }
holds = ["each == 1000 * budget / placements", "actual_each == 1000 * spend / average"]

[[checks]]
what = "Looked after on one day, among the targets and in the flows"
holds = [
    '''targets["2015-10-31", "actual", "looked_after"] == flows["2015-10", "looked_after"]''',
    '''targets["2015-11-30", "actual", "looked_after"] == flows["2015-11", "looked_after"]''',
    '''targets["2015-12-31", "actual", "looked_after"] == flows["2015-12", "looked_after"]''',
]

[[checks]]
what = "The target of April 2016 is the 577 of November less the reduction of the year"
holds = '''
    targets["2016-04-30", "target", "looked_after"]
    == targets["2015-11-30", "actual", "looked_after"]
    - targets["2016-03-31", "target_reduction", "looked_after"]'''

[[checks]]
what = "The target of April 2017 is that of 2016 less the reduction of the year"
holds = '''
    targets["2017-04-30", "target", "looked_after"]
    == targets["2016-04-30", "target", "looked_after"]
    - targets["2017-03-31", "target_reduction", "looked_after"]'''

[[checks]]
what = "Placements in the model are its share of the children that the targets give, to one"
holds = [
    '''
    rounded(model["TOTAL", "2016/17", "average"], 1)
    == claims["Share of looked after children in the model", "value"] / 100
    * (targets["2016-04-30", "target", "looked_after"]
    + targets["2017-04-30", "target", "looked_after"]) / 2''',
    '''
    rounded(model["TOTAL", "2020/21", "average"], 1)
    == claims["Share of looked after children in the model", "value"] / 100
    * targets["2021-03-31", "target", "looked_after"]''',
]

[[checks]]
what = "Population under 18 that each rate implies"
holds = '''
    10000 * targets["2021-03-31", "target", "looked_after"]
    / claims["Rate per 10000 at 453", "value"]
    == 10000 * targets["2015-12-31", "actual", "looked_after"]
    / claims["Rate per 10000 at 589", "value"]'''
why = "Five years lie between the two; growth of more than a sixth would explain it."

[[checks]]
what = "Placements avoided, from the young people worked with and the success hoped for"
holds = '''
    rounded(actions["2.5", "fewer"], 1)
    == care["Alternatives to Care", "target"] * care["Alternatives to Care", "success"] * 50 / 52'''

[[checks]]
what = "Savings of 2016/17, beside those of the actions"
holds = '''plan["TOTAL", "2016/17", "saving"] == sum(actions["*", "saving"])'''
why = "The rest belongs to no action."

[[checks]]
what = "The savings of the business plan in 2016/17: unit cost and time in care"
holds = '''
    -1429 == plan["Reduce the unit cost of placements", "2016/17", "saving"]
    + plan["Reduce the length of time children are in care", "2016/17", "saving"]'''
"""
