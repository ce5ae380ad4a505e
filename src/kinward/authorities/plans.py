"""Several plans on one authority, or plans on each authority of a folder: the whole way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from kinward.authorities.find import find
from kinward.authorities.request import absolute, paths, record
from kinward.authorities.shared import refuse_shared
from kinward.authorities.spread import Crew, Task, Tell, nobody, spread
from kinward.authorities.summary import Summary
from kinward.authorities.trial import Trial, work
from kinward.authorities.tried import Tried, row, table
from kinward.errors import ArgumentError, InputError
from kinward.ledger.load import Files
from kinward.pipeline import Ahead, Inputs
from kinward.pipeline.plans import Scenario
from kinward.returns import sources
from kinward.scenarios.business import Outcomes
from kinward.scenarios.plan.dump import dump_plan
from kinward.scenarios.plan.read import read_plan

OWN_PLAN: Final = "plan.toml"
"""The plan of an authority, in its folder: read where no plan is given for all."""


@dataclass(frozen=True)
class Plans:
    """What is to be tried.

    Attributes:
        files: the plans; of authorities none may be given: each has its own then (`OWN_PLAN`).
        ledger: the commitment record of the one authority, or None.
        outcomes: the terms of a contract by outcome, or None.
    """

    files: Sequence[Path]
    ledger: Files | None = None
    outcomes: Outcomes | None = None


@dataclass(frozen=True)
class Given:
    """A plan's file as it was read.

    Attributes:
        told: the plan with all that it takes from templates and files; None where it cannot be
            read.
    """

    file: Path
    told: str | None


def try_plans(
    inputs: Inputs,
    plans: Plans,
    out: Path,
    ahead: Ahead,
    *,
    scheduler: str | None = None,
    tell: Tell = nobody,
) -> Summary[Tried]:
    """Try several plans on one authority, and write PLAN.json for each and summary.csv.

    Kept, gone on with and repeated as by `forecast_each`. A plan that fails leaves PLAN.error.txt,
    and the others go on.

    Args:
        inputs: the files of the authority.
        plans: what is to be tried; one plan or more.
        out: the folder of the results; made if it is not there.
        ahead: what is asked of the forecast; `threads` is here how many plans are tried at once,
            each on one thread.
        scheduler: the address of a Dask cluster to do the work, or None for this machine.
        tell: is told as the work goes on.

    Raises:
        InputError: the returns, or a file that `refuse_shared` reads, cannot be used; a worker of
            the cluster does not see a file; the results cannot be written.
        ArgumentError: two plans would be written to one file; the cluster cannot be used.
        KinwardError: the connection with the cluster is lost.
    """
    _refuse_one_name(plans.files)
    with ExitStack() as stack:
        sources.find(inputs.returns, stack)
    refuse_shared(inputs, ahead, 1)
    trials = [_trial(None, _given(file), inputs, plans, ahead) for file in plans.files]
    return spread(trials, _TASK, out, _crew(trials[0], plans, ahead, scheduler), tell)


def try_plans_each(
    folder: Path,
    inputs: Inputs,
    plans: Plans,
    out: Path,
    ahead: Ahead,
    *,
    scheduler: str | None = None,
    tell: Tell = nobody,
) -> Summary[Tried]:
    """Try plans on each authority of a folder, and write NAME/PLAN.json for each and summary.csv.

    The given plans are tried on every authority, and whatever plan lies in its folder is passed
    over. Where none is given, the plan of each is the `OWN_PLAN` of its folder; one that has none
    fails. All else as in `try_plans` and `forecast_each`.

    Raises:
        InputError: the folder, a given plan, or a file that `refuse_shared` reads, cannot be used;
            a worker of the cluster does not see a file; the results cannot be written.
        ArgumentError: two plans would be written to one file; the population is that of one
            authority; the cluster cannot be used.
        KinwardError: the connection with the cluster is lost.
    """
    _refuse_one_name(plans.files)
    authorities = find(folder, but=out)
    refuse_shared(inputs, ahead, len(authorities))
    for_all = [Given(file, dump_plan(read_plan(file))) for file in plans.files]
    trials = [
        _trial(
            each.name,
            given,
            replace(inputs, returns=(each.returns,), authority=each.name),
            plans,
            ahead,
        )
        for each in authorities
        for given in for_all or (_given(each.place / OWN_PLAN),)
    ]
    return spread(trials, _TASK, out, _crew(trials[0], plans, ahead, scheduler), tell)


_TASK: Final = Task(work, row, table, "kernel.simulate_plans")


def _crew(first: Trial, plans: Plans, ahead: Ahead, scheduler: str | None) -> Crew:
    read = paths(first.inputs, first.asked, first.ahead)
    seen = {*read, *map(Path.absolute, plans.files)}
    return Crew(ahead.threads, scheduler, sorted(seen))


def _trial(
    authority: str | None, given: Given, inputs: Inputs, plans: Plans, ahead: Ahead
) -> Trial:
    own, asked = absolute(inputs), absolute(Scenario(given.file, plans.ledger))
    one = absolute(replace(ahead, threads=1))
    request = record(
        own,
        one,
        *((asked.ledger,) if asked.ledger else ()),
        plan=given.told,
        outcomes=None if plans.outcomes is None else asdict(plans.outcomes),
    )
    return Trial(authority, given.file.stem, own, asked, one, plans.outcomes, request)


def _given(file: Path) -> Given:
    """A plan's file that may not be readable: whoever tries that one says why."""
    try:
        return Given(file, dump_plan(read_plan(file)))
    except InputError:
        return Given(file, None)


def _refuse_one_name(plans: Sequence[Path]) -> None:
    """Disks may not tell letters from capitals."""
    known: dict[str, Path] = {}
    for file in plans:
        other = known.setdefault(file.stem.casefold(), file)
        if other is not file:
            raise ArgumentError(
                f"The results of {other} and {file} would be one file, {file.stem}.json",
                where="--plan",
                remedy="Give each plan a name of its own.",
            )
