"""Addresses of forecasts and plans."""

from django.urls import path

from kinward_web.planning.views import actions, changes, forecasts, plans, trials

urlpatterns = [
    path("forecast/", forecasts.forecast, name="forecast"),
    path("forecast/runs/", forecasts.runs, name="forecast_runs"),
    path("forecast/runs/new/", forecasts.new_run, name="forecast_new"),
    path("forecast/runs/<int:pk>/", forecasts.run, name="forecast_run"),
    path("forecast/runs/<int:pk>/remove/", forecasts.delete_run, name="forecast_remove"),
    path("forecast/compare/", forecasts.compare, name="forecast_compare"),
    path("forecast/compare/table.csv", forecasts.compare_csv, name="forecast_compare_csv"),
    path("plans/", plans.plans, name="plans"),
    path("plans/new/", plans.new_plan, name="plan_new"),
    path("plans/import/", plans.import_plan, name="plan_import"),
    path("plans/templates/", plans.templates, name="plan_templates"),
    path("plans/compare/", trials.compare, name="plans_compare"),
    path("plans/compare/table.csv", trials.compare_csv, name="plans_compare_csv"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/plan.toml", plans.export, name="plan_export"),
    path("plans/<int:pk>/history/", plans.history, name="plan_history"),
    path("plans/<int:pk>/history/<int:number>.toml", plans.edition, name="plan_edition"),
    path("plans/<int:pk>/copy/", plans.copy_plan, name="plan_copy"),
    path("plans/<int:pk>/remove/", plans.delete_plan, name="plan_remove"),
    path("plans/<int:pk>/name/", changes.rename, name="plan_name"),
    path("plans/<int:pk>/text/", changes.text, name="plan_text"),
    path("plans/<int:pk>/sharing/", changes.sharing, name="plan_sharing"),
    path("plans/<int:pk>/targets/new/", changes.target, name="plan_target_new"),
    path("plans/<int:pk>/targets/<int:place>/", changes.target, name="plan_target"),
    path(
        "plans/<int:pk>/targets/<int:place>/remove/",
        changes.remove_target,
        name="plan_target_remove",
    ),
    path("plans/<int:pk>/actions/new/", actions.add, name="plan_action_new"),
    path("plans/<int:pk>/actions/<int:place>/", actions.edit, name="plan_action"),
    path("plans/<int:pk>/actions/<int:place>/move/", actions.move, name="plan_action_move"),
    path("plans/<int:pk>/actions/<int:place>/copy/", actions.duplicate, name="plan_action_copy"),
    path("plans/<int:pk>/actions/<int:place>/remove/", actions.take_out, name="plan_action_remove"),
    path("plans/<int:pk>/try/", trials.try_it, name="plan_try"),
    path("plans/<int:pk>/least-cost/", trials.try_it, {"cheapest": True}, name="plan_cheapest"),
    path("plans/<int:pk>/tries/", trials.tries, name="plan_trials"),
    path("plans/<int:pk>/tries/<int:number>/", trials.trial, name="plan_trial"),
    path("plans/<int:pk>/tries/<int:number>/case/", trials.case, name="plan_case"),
    path("plans/<int:pk>/tries/<int:number>/saved.json", trials.saved, name="plan_saved"),
    path(
        "plans/<int:pk>/tries/<int:number>/remove/", trials.delete_trial, name="plan_trial_remove"
    ),
]
