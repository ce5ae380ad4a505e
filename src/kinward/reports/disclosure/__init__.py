"""Small numbers: the only place where figures are hidden before they leave the authority.

What is hidden, and why it cannot be worked out again:

- A count of 1 to the limit is hidden, with every share made from it. Nought stays nought: that
  nobody is in a group tells of no child.
- Where a hidden count could be found from a total, others are hidden with it: a partner in its row,
  or, where rows and columns both have totals, a ring of cells. A child can be moved between them
  while every total stays as it was and every hidden count stays at least 1, so that each hidden
  count has at least two possible values. Those that hide the fewest children are taken.
- The totals that a table of age by category has are hidden as without it, so that papers can tell
  them without the table. Where only a total could be a partner, that table is withheld.
- Unaccompanied asylum-seeking children are all in the group beyond control: where few others are,
  their number is hidden, as it would tell how many are on remand or in custody.
- Where no partner is left but noughts, the whole row or table is withheld, noughts and all.
- A column of which every figure is hidden is left out of its table, and the note names it.
- The total of looked after children is published as it is. Because it ties entries to exits, they
  are hidden together, noughts too. The months of a return year are shown once it has ended, where
  none is small, and else all hidden, whatever the day of the report; so are those who began and
  ceased by the totals that were published or keyed.
- Flows by team are left out: nearly all are small.
- A curve steps only where more children than the limit have left since its step before.
- A forecast starts at today's numbers: a group that is hidden today, or of which few are expected
  at any time, is hidden at every time, with a partner. Its drivers are published for all children
  together and at two times only; of its cost, the yearly totals; of past forecasts, the total.
- Of the money, a service with few placements, in the year, now or on average, is told together with
  others until they have more than the limit; so is one whose category the children's tables hide,
  as money by the week's price is a number of placements. With which others is decided by what those
  tables leave together (see `disclosure.money_groups`): beside one whose children are shown, the
  other would be what is left. The variance of services told together is explained as that of one. A
  grant is paid by the child: one that may be for few is told together with another line that is no
  placement. Where there is none to tell it with, the money is left out. Sums stay exact, because
  what is shown are sums of whole lines.
- Placements open now are told of all services together, not by line: by category they would be the
  counts that the children's tables hide. Where they are few less than the children looked after,
  not at all: these would be the children who live at no cost. High-cost list, providers, movement,
  the match with the return, findings, voids, the ledger's own unit costs and what is held against
  the forecast stay inside. Of the full-year effect the parts are left out where one is of few
  placements.
- A plan is told for all children together. An action that reaches few, or changes prices, is told
  without figures, with partners, as the actions and their overlap sum to the plan; where there are
  none its money is left out. Money of a plan is rounded as the forecast's is. In the names that
  somebody gave it and its actions, small counts of children are hidden.
- A line of the scorecard is shown with all its months or not at all: see `disclosure.scorecard`.
  A share that somebody typed without its counts is judged by those that a reader can work out.
- Papers that come out every month tell less, so that one does not give away what another hides: see
  `disclosure.monthly`.

The rest of the report is made from what `protect` gives, so that sentences, charts, tables, CSV and
workbook hide the same figures. Each breakdown is protected by itself; those that share a total and
its parts (mix by month) are protected together.
"""

from kinward.reports.disclosure.forecast import protect_backtest, protect_forecast
from kinward.reports.disclosure.frames import parts
from kinward.reports.disclosure.money import protect_position
from kinward.reports.disclosure.plan import protect_plan
from kinward.reports.disclosure.protect import protect
from kinward.reports.disclosure.scorecard import protect_scorecard

__all__ = [
    "parts",
    "protect",
    "protect_backtest",
    "protect_forecast",
    "protect_plan",
    "protect_position",
    "protect_scorecard",
]
