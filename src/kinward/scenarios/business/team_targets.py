"""A target split over teams by what each can reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from kinward.errors import ArgumentError


@dataclass(frozen=True)
class TeamTarget:
    """A team's part of a target.

    Attributes:
        team: its name.
        reachable: what the plan is expected to do for its children.
        share: of the whole target, by what is reachable.
        size: looked after children of the team.
        by_size: the share that size alone would give, to be seen beside it.
    """

    team: str
    reachable: Fraction
    share: int
    size: int
    by_size: int

    @property
    def beyond(self) -> Fraction:
        """How much more is asked of it than it can reach; 0 where it is not."""
        return max(Fraction(0), self.share - self.reachable)


def team_targets(
    whole: int, reachable: Mapping[str, Fraction | int], size: Mapping[str, int]
) -> tuple[TeamTarget, ...]:
    """Whole-number shares of a target, in proportion to what is reachable; they sum to it exactly.

    By largest remainders: each team has the whole part of its exact share, and what is left goes,
    one each, to the teams with the largest remainders; of equal ones to the one that reaches more,
    then to the first.

    Args:
        whole: children fewer, or pence; 0 or more.
        reachable: by team, 0 or more: exact means of what the plan does for each.
        size: children of the same teams.

    Raises:
        ArgumentError: something below 0, other teams, or a target and nothing reachable.
    """
    if set(reachable) != set(size):
        raise ArgumentError(
            "Reach and size are not of the same teams", remedy="Give both for every team."
        )
    if whole < 0 or min((*reachable.values(), *size.values()), default=0) < 0:
        raise ArgumentError(
            "A target, what is reachable and the size of a team are not below 0",
            remedy="Leave a team out of the split, or give it 0.",
        )
    if whole and not sum(reachable.values()):
        raise ArgumentError(
            "No team can reach anything of the target", remedy="See whom the actions are for."
        )
    shares, even = largest_remainders(whole, reachable), largest_remainders(whole, size)
    return tuple(
        TeamTarget(team, Fraction(reachable[team]), shares[team], size[team], even[team])
        for team in reachable
    )


def largest_remainders(whole: int, weights: Mapping[str, Fraction | int]) -> dict[str, int]:
    """Whole numbers in proportion to the weights that sum to the whole; all 0 without a weight."""
    total = sum(weights.values())
    if not total:
        return dict.fromkeys(weights, 0)
    exact = {key: Fraction(whole) * weight / total for key, weight in weights.items()}
    parts = {key: floor(each) for key, each in exact.items()}
    ranked = sorted(weights, key=lambda key: (parts[key] - exact[key], -weights[key]))
    for key in ranked[: whole - sum(parts.values())]:
        parts[key] += 1
    return parts
