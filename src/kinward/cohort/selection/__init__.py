"""Some of the children: chosen by team, age, placement, legal status, need and the like.

A choice applies on the day that a figure tells of. Of a stock: children who fit on that day. Of
entries and exits: periods of care that fit on the day of the event. Children who come to fit, or
cease to, while in care (a birthday, a move, another team) are counted as joined and left, so that
opening + entries + joined - exits - left = closing.
"""

from kinward.cohort.selection.choice import Choice
from kinward.cohort.selection.choices import choices
from kinward.cohort.selection.summary import Part, summarise_part

__all__ = ["Choice", "Part", "choices", "summarise_part"]
