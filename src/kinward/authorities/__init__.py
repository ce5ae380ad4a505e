"""Many jobs with one command: forecasts of authorities, or plans, each in a file of its own.

`find` names the authorities of a folder, `request` and `trial` say what is asked for each, `store`
keeps what was given beside what had been asked, so that a run can be stopped and gone on with. The
work is done by `processes` here, or `elsewhere` on a cluster, as `spread` tells; `summary` and
`tried` put the results side by side. `run` and `plans` are the whole way of forecasts and of plans.
"""

from kinward.authorities.run import forecast_each
from kinward.authorities.spread import Progress, Tell
from kinward.authorities.summary import Row, Summary

__all__ = ["Progress", "Row", "Summary", "Tell", "forecast_each"]
