"""What is chosen."""

from __future__ import annotations

from dataclasses import dataclass, fields


@dataclass(frozen=True)
class Choice:
    """Which children are meant. An empty set chooses all.

    Attributes:
        teams: names of teams, or `no_team`.
        age_bands: keys of `terms.AGE_BANDS`, or `unknown`.
        categories: keys of `terms.CATEGORIES`.
        legal_statuses: groups of legal status (`codes.groups('LS')`), or `unknown`.
        needs: codes of CIN at the start of the period of care, or `unknown`.
        sexes: M, F or U.
        uasc: only unaccompanied asylum-seeking children, or only others; None for all.
    """

    teams: frozenset[str] = frozenset()
    age_bands: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    legal_statuses: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    sexes: frozenset[str] = frozenset()
    uasc: bool | None = None

    @property
    def everybody(self) -> bool:
        """Whether nothing is chosen, so that all are meant."""
        return all(getattr(self, each.name) in (frozenset(), None) for each in fields(self))
