"""A plan to be tried on one authority: the job, and the document that it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kinward.authorities.request import plain
from kinward.pipeline import Ahead, Inputs
from kinward.pipeline.plans import Scenario, scenario
from kinward.scenarios import outcomes as contract
from kinward.scenarios.as_json import document
from kinward.scenarios.business import Outcomes
from kinward.scenarios.business.saved import document as saved
from kinward.scenarios.kept import kept


@dataclass(frozen=True)
class Trial:
    """A plan to try, on any machine that sees the files.

    Attributes:
        authority: its name, or None where there is but one.
        plan: the name of the plan's file without its ending.
        inputs, asked, ahead: as for one plan; paths are absolute.
        outcomes: the terms of a contract by outcome, or None.
        request: its record (`request.record`).
    """

    authority: str | None
    plan: str
    inputs: Inputs
    asked: Scenario
    ahead: Ahead
    outcomes: Outcomes | None
    request: dict[str, Any]

    @property
    def name(self) -> str:
        """Of its document: a folder for each authority, where there are several."""
        return self.plan if self.authority is None else f"{self.authority}/{self.plan}"


def work(trial: Trial) -> dict[str, Any]:
    """Try the plan.

    Returns:
        What `kinward scenario --save` keeps, which `kinward compare` reads; with the request, and
        as `result` the document of `kinward scenario --json`.

    Raises:
        KinwardError: it cannot be tried.
    """
    found = scenario(trial.inputs, trial.asked, trial.ahead)
    result = document(found)
    if trial.outcomes is not None:
        terms = contract.by_outcome(found, trial.outcomes)
        result["outcomes_contract"] = contract.document(terms)
    whole: dict[str, Any] = plain(
        {
            **saved(kept(found)),
            "authority": trial.authority,
            "request": trial.request,
            "result": result,
        }
    )
    return whole
