"""Several plans on one authority, or plans on each authority of a folder: the whole way."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from kinward.authorities.find import find
from kinward.authorities.request import absolute, files, record
from kinward.authorities.shared import refuse_shared
from kinward.authorities.spread import Crew, Task, Tell, nobody, spread
from kinward.authorities.store import Store
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
        InputError: a file that all plans share cannot be used.
        ArgumentError: two plans would be written to one file; the cluster cannot be used.
    """
    _refuse_one_name(plans.files)
    with ExitStack() as stack:
        sources.find(inputs.returns, stack)
    refuse_shared(inputs, ahead, 1)
    trials = [_trial(None, file, inputs, plans, ahead) for file in plans.files]
    return _try(trials, plans, out, Crew(ahead.threads, scheduler), tell)


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
        InputError: the folder, a plan or another file that all share cannot be used.
        ArgumentError: two plans would be written to one file; the cluster cannot be used.
    """
    _refuse_one_name(plans.files)
    authorities = find(folder, but=out)
    refuse_shared(inputs, ahead, len(authorities))
    for file in plans.files:
        read_plan(file)
    trials = [
        _trial(
            each.name,
            file,
            replace(inputs, returns=(each.returns,), authority=each.name),
            plans,
            ahead,
        )
        for each in authorities
        for file in plans.files or (each.place / OWN_PLAN,)
    ]
    return _try(trials, plans, out, Crew(ahead.threads, scheduler), tell)


_TASK: Final = Task(work, row, "kernel.simulate_plans")


def _try(
    trials: Sequence[Trial], plans: Plans, out: Path, crew: Crew, tell: Tell
) -> Summary[Tried]:
    store = Store(out)
    store.refuse_file()
    first = trials[0]
    read = files(first.inputs, first.asked, first.ahead).values()
    seen = {*(path for paths in read for path in paths), *map(Path.absolute, plans.files)}
    summary = spread(trials, _TASK, store, replace(crew, seen=sorted(seen)), tell)
    store.summarise(table(summary))
    return summary


def _trial(authority: str | None, file: Path, inputs: Inputs, plans: Plans, ahead: Ahead) -> Trial:
    own, asked = absolute(inputs), absolute(Scenario(file, plans.ledger))
    one = absolute(replace(ahead, threads=1))
    request = record(
        own,
        one,
        *((asked.ledger,) if asked.ledger else ()),
        plan=_as_read(file),
        outcomes=None if plans.outcomes is None else asdict(plans.outcomes),
    )
    return Trial(authority, file.stem, own, asked, one, plans.outcomes, request)


def _as_read(file: Path) -> str | None:
    """The plan with all that it takes from templates and files; None where it cannot be read.

    Whoever tries that one says why.
    """
    try:
        return dump_plan(read_plan(file))
    except InputError:
        return None


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
