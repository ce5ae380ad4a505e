"""What a plan is worth, held against its target, and beside other plans: on arrays of runs alone.

`case` is the business case; `contract` pays by outcome; `tornado`, `over_programming` and
`team_targets` hold a plan against its target; `saved` and `compare` put plans side by side.
"""

from kinward.scenarios.business.case import BusinessCase, business_case
from kinward.scenarios.business.compare import Comparison, compare
from kinward.scenarios.business.contract import Contracts, Outcomes, contracts
from kinward.scenarios.business.discount import Discount
from kinward.scenarios.business.horizon import Horizon
from kinward.scenarios.business.over_programming import OverProgramming, over_programming
from kinward.scenarios.business.saved import SavedPlan, read, restored, save
from kinward.scenarios.business.team_targets import TeamTarget, team_targets
from kinward.scenarios.business.tornado import Bar, Trial, tornado

__all__ = [
    "Bar",
    "BusinessCase",
    "Comparison",
    "Contracts",
    "Discount",
    "Horizon",
    "Outcomes",
    "OverProgramming",
    "SavedPlan",
    "TeamTarget",
    "Trial",
    "business_case",
    "compare",
    "contracts",
    "over_programming",
    "read",
    "restored",
    "save",
    "team_targets",
    "tornado",
]
