"""Many authorities with one command: a forecast of each, in a file of its own.

`find` names the authorities of a folder, `request` says what is asked for each, `store` keeps what
was given beside what had been asked, so that a run can be stopped and gone on with. The work is
done by `processes` here, or `elsewhere` on a cluster; `summary` puts the results side
by side. `run` is the whole way.
"""

from kinward.authorities.run import Progress, forecast_each
from kinward.authorities.summary import Row, Summary

__all__ = ["Progress", "Row", "Summary", "forecast_each"]
