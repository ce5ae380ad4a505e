"""A trajectory that was uploaded: the plan of the budget beside what the forecast expects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from kinward.pipeline import baseline
from kinward.pipeline.ahead import Ahead, forecast_cohort
from kinward_web.accounts.models import SettingChange
from kinward_web.intake.actions import choose
from kinward_web.intake.loading import work_through
from kinward_web.intake.material import set_out
from kinward_web.intake.models import Snapshot
from kinward_web.intake.selectors import beside, with_files
from kinward_web.money.stands import Stands, where_it_stands
from kinward_web.money.telling import documents
from kinward_web.planning.ground import ground_of
from uploading import checked, named, send

pytestmark = pytest.mark.django_db
As = Callable[[str], Client]

HEAD = "placement_type,financial_year,yearly_average,weekly_cost\n"
PLAN = f"{HEAD}independent_fostering,2026/27,20,1000\nindependent_fostering,2027/28,18,1040\n"


def test_the_plan_is_shown_beside_the_forecast_to_those_who_see_figures_whole(
    loaded: Snapshot, as_: As
) -> None:
    finance = as_("finance_manager")
    assert send(finance, "trajectory", [named("plan.csv", PLAN)]).status_code == 302
    version = checked("trajectory")
    assert version.state == "ready", version.reason
    snapshot = choose(by=None, versions=beside(version), key="with-trajectory")
    work_through(snapshot.job)
    snapshot.refresh_from_db()
    assert snapshot.state == "ready", snapshot.reason
    page = finance.get("/money/plan/")
    (section,) = page.context["sections"]
    assert section.key == "money-gaps"
    assert "the chance to stay within the plan is" in page.context["heading"]
    tables = {figure.table.key: figure.table for figure in section.figures}
    assert set(tables) == {"money_gaps", "money_plan"}
    years = {cell.text for row in tables["money_gaps"].rows for cell in row.cells}
    assert {"2026/27", "2027/28"} <= years
    assert 'href="/money/plan/"' in finance.get("/money/").content.decode()
    assert as_("board_member").get("/money/plan/").status_code == 404


def _stands(snapshot: Snapshot, plan: str, folder: Path) -> Stands:
    path = folder / "trajectory.csv"
    path.write_text(plan)
    with set_out(with_files(snapshot)) as material:
        material.paths["trajectory"] = path
        result = baseline(material.inputs(snapshot.as_at), rules=False)
        ground = ground_of(material, result)
        ahead = Ahead(months=24, runs=20, prices=ground.prices, explain=False)
        forecast = forecast_cohort(ground.cohort, ground.population, ahead, ground.summary.as_at)
        found = where_it_stands(material, result, forecast, None)
    assert found is not None
    return found


def test_a_plan_of_other_years_is_left_out_and_the_rest_is_told(
    loaded: Snapshot, tmp_path: Path
) -> None:
    old = f"{HEAD}independent_fostering,2001/02,20,1000\n"
    found = _stands(loaded, old, tmp_path)
    assert (found.position.plan, found.position.gaps) == (None, None)
    money, _ = documents(found, "Testshire", 5)
    said = [each for each in money.whole.notes if each.startswith("The trajectory is left out.")]
    assert "no whole year in common. The plan has 2001/02." in said[0]
    assert found.expected is not None


def test_prices_of_the_plan_rise_as_the_settings_say(loaded: Snapshot, tmp_path: Path) -> None:
    SettingChange.objects.create(group="figures", edition=1, values={"uplift_pct": "4"})
    flat = f"{HEAD}independent_fostering,2026/27,1,1000\nindependent_fostering,2027/28,1,\n"
    plan = _stands(loaded, flat, tmp_path).position.plan
    assert plan is not None
    assert (plan.requirement(2027), plan.requirement(2028)) == (5_200_000, 5_408_000)
