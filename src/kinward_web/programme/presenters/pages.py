"""What the pages of a programme show: by kind of list and of record, and every table by name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django.http import QueryDict
from django.urls import reverse

from kinward.dates import return_year
from kinward.programme.overlaps import MOST
from kinward_web.accounts.selectors import current_settings
from kinward_web.markdown import html_of
from kinward_web.programme.forms.filters import ActionFilter, RisksAsked, SavingsAsked
from kinward_web.programme.kinds import KINDS
from kinward_web.programme.presenters import action as of_action
from kinward_web.programme.presenters import bridge, documents, overview, risks, savings
from kinward_web.programme.presenters.attention import attention
from kinward_web.programme.presenters.lists import table as listed
from kinward_web.programme.presenters.lists import told as list_told
from kinward_web.programme.presenters.tables import Table
from kinward_web.programme.selectors.standing import Standing

_QUARTER: Final = timedelta(days=91)
_FEW: Final = 12
"""Rows of what needs attention, and of what is next, that are shown at once."""
_MANY: Final = 15
"""Savings that name no action and are shown at once."""
_KEPT: Final = ("at", "year", "plan", "since", "probability", "impact", "after", "action")
"""What of an address is kept in that of a table."""


def overview_page(stands: Standing, asked: QueryDict, query: str) -> dict[str, Any]:
    """A programme as a whole.

    Args:
        query: what follows the address of another page of the same day.
    """
    urgent = _addressed(stands, attention(stands), asked)
    coming = _addressed(stands, overview.due(stands), asked)
    return {
        "told": list(overview.told(stands)),
        "tiles": overview.tiles(stands, query),
        "attention": urgent if asked.get("all") else urgent.short(_FEW),
        "colours": _addressed(stands, overview.colours(stands), asked),
        "due": coming.short(_FEW),
        "monthly": _addressed(stands, overview.boards(stands), asked),
        "groups": overview.groups(stands),
    }


def list_page(stands: Standing, kind: str, asked: QueryDict) -> tuple[str, dict[str, Any]]:
    """The template of a list, and what it shows beside the records."""
    if kind in _LISTS:
        return f"programme/{kind}_list.html", _LISTS[kind](stands, asked)
    return "programme/list.html", {
        "table": listed(KINDS[kind], stands), "told": list_told(kind, stands),
    }  # fmt: skip


def record_page(
    stands: Standing, kind: str, one: Any, asked: QueryDict
) -> tuple[str, dict[str, Any]]:
    """The template of a record, and what it shows beside its answers."""
    if kind == "action":
        return "programme/action.html", _action(stands, one, asked)
    if kind == "risk" and one.ref in {each.ref for each in stands.held.risks}:
        return "programme/risk.html", {
            "rating": risks.rated_alone(stands, one), "left": risks.left_of(stands, one),
        }  # fmt: skip
    if kind == "page":
        return "programme/page.html", {"html": html_of(one.text)}
    return "programme/record.html", {}


def listed_rows(stands: Standing, kind: str, asked: QueryDict) -> Table:
    """The rows of a list for a file, as the filters of the address narrow them."""
    if kind == "action":
        form = ActionFilter(asked, stands.held)
        return listed(KINDS[kind], stands, form.wanted(stands.delivery, stands.benefit))
    return listed(KINDS[kind], stands)


def named(stands: Standing, name: str, asked: QueryDict) -> Table | None:
    """A table of a programme's pages by its name; None where there is none."""
    if name in _TABLES:
        return _TABLES[name](stands, asked)
    if name in of_action.TABLES:
        one = next((a for a in stands.held.actions if a.ref == asked.get("action")), None)
        return None if one is None else of_action.TABLES[name](stands, one)
    if name in savings.BY:
        return savings.grouped(stands, savings.BY[name], _savings(stands, asked).year_asked())
    return None


def _actions(stands: Standing, asked: QueryDict) -> dict[str, Any]:
    form = ActionFilter(asked, stands.held)
    only = form.wanted(stands.delivery, stands.benefit)
    told = [overview.colours_told(stands)] if stands.held.actions else []
    return {"form": form, "told": told, "table": listed(KINDS["action"], stands, only)}


def _savings(stands: Standing, asked: QueryDict) -> SavingsAsked:
    held = stands.held
    years = savings.years(held)
    names = dict.fromkeys(each for year in years for each in bridge.objectives(held, year))
    return SavingsAsked(asked, years, names)


def _bridged(stands: Standing, asked: QueryDict) -> bridge.Bridge | None:
    form, years = _savings(stands, asked), savings.years(stands.held)
    if not years:
        return None
    now = return_year(stands.as_at)
    year = form.year_asked() or (now if now in years else years[0])
    return bridge.bridge(stands, year, form.in_plan())


def _tracker(stands: Standing, asked: QueryDict) -> dict[str, Any]:
    form = _savings(stands, asked)
    year, bridged = form.year_asked(), _bridged(stands, asked)
    names = ["savings-year", *savings.BY, "savings-no-action", "savings-double", "savings-need"]
    names += ["bridge-steps", "bridge-held"] if bridged else []
    return {
        "form": form,
        "told": list(savings.told(stands, year)),
        "tables": {each.replace("-", "_"): _shown(stands, each, asked) for each in names},
        "bridge": bridged,
        "table": listed(KINDS["saving"], stands),
    }


def _shown(stands: Standing, name: str, asked: QueryDict) -> Table:
    """A table of savings; of one that lists them only the first."""
    if name == "savings-double":
        return _addressed(stands, savings.double(stands, MOST), asked)
    found = _table(stands, name, asked)
    return found.short(_MANY) if name == "savings-no-action" else found


def _risks(stands: Standing, asked: QueryDict) -> dict[str, Any]:
    form = RisksAsked(asked)
    chosen = _chosen(form)
    return {
        "form": form,
        "told": list(risks.told(stands, _since(stands, form))),
        "rule": risks.scale_told(stands),
        "chosen": "" if chosen is None else chosen.words(),
        "grids": [_table(stands, each, asked) for each in ("risks-before", "risks-after")],
        "rated": _table(stands, "risks", asked),
        "undone": _table(stands, "risks-undone", asked),
        "closed": _table(stands, "risks-closed", asked),
    }


def _chosen(form: RisksAsked) -> risks.Chosen | None:
    cell = form.cell()
    return None if cell is None else risks.Chosen(*cell)


def _since(stands: Standing, form: RisksAsked) -> date:
    return form.day(stands.as_at - _QUARTER)


def _rated(stands: Standing, asked: QueryDict) -> Table:
    form = RisksAsked(asked)
    return risks.rated(stands, _since(stands, form), _chosen(form))


def _grid(stands: Standing, asked: QueryDict, *, after: bool) -> Table:
    base = reverse("programme_list", args=[stands.row.slug, "risk"])
    kept = _query(asked, ("at", "since"))
    return risks.grid(stands, current_settings(), f"{base}{kept}", after=after)


def _documents(stands: Standing, _: QueryDict) -> dict[str, Any]:
    return {
        "missing": documents.missing(stands.held), "table": listed(KINDS["page"], stands),
    }  # fmt: skip


def _action(stands: Standing, one: Any, asked: QueryDict) -> dict[str, Any]:
    here = asked.copy()
    here["action"] = one.ref
    found = [_table(stands, name, here) for name in of_action.TABLES]
    return {
        "colours": of_action.colours(stands, one),
        "told": list(of_action.told(stands, one)),
        "measure": of_action.measure(one),
        "tables": [each for each in found if each.rows],
    }


def _table(stands: Standing, name: str, asked: QueryDict) -> Table:
    found = named(stands, name, asked)
    if found is None:
        raise KeyError(name)
    return _addressed(stands, found, asked)


def _addressed(stands: Standing, table: Table, asked: QueryDict) -> Table:
    address = reverse("programme_table", args=[stands.row.slug, table.name])
    return replace(table, csv=f"{address}{_query(asked, _KEPT)}")


def _query(asked: QueryDict, names: Iterable[str]) -> str:
    kept = QueryDict(mutable=True)
    for name in names:
        if asked.get(name):
            kept.setlist(name, asked.getlist(name))
    return f"?{kept.urlencode()}" if kept else ""


def _step(stands: Standing, asked: QueryDict, part: str) -> Table:
    found = _bridged(stands, asked)
    if found is None:
        return Table(part, "Bridge", (), ())
    return found.steps if part == "bridge-steps" else found.held


_LISTS: Final[Mapping[str, Callable[[Standing, QueryDict], dict[str, Any]]]] = {
    "action": _actions, "saving": _tracker, "risk": _risks, "page": _documents,
}  # fmt: skip
"""By kind, what its list shows where it is more than a list."""

_TABLES: Final[Mapping[str, Callable[[Standing, QueryDict], Table]]] = {
    "attention": lambda stands, _: attention(stands),
    "colours": lambda stands, _: overview.colours(stands),
    "due": lambda stands, _: overview.due(stands),
    "monthly": lambda stands, _: overview.boards(stands),
    "savings-year": lambda stands, asked: savings.by_year(
        stands, _savings(stands, asked).year_asked()
    ),
    "savings-no-action": lambda stands, asked: savings.unassigned(
        stands, _savings(stands, asked).year_asked()
    ),
    "savings-double": lambda stands, _: savings.double(stands),
    "savings-need": lambda stands, _: savings.needed(stands),
    "bridge-steps": lambda stands, asked: _step(stands, asked, "bridge-steps"),
    "bridge-held": lambda stands, asked: _step(stands, asked, "bridge-held"),
    "risks": _rated,
    "risks-before": lambda stands, asked: _grid(stands, asked, after=False),
    "risks-after": lambda stands, asked: _grid(stands, asked, after=True),
    "risks-undone": lambda stands, _: risks.neglected(stands),
    "risks-closed": lambda stands, _: risks.closed(stands),
}
"""By name, the tables of the pages, but for the savings by what they are of."""
