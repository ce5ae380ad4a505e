"""Pages of settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from kinward.errors import KinwardError
from kinward_web.accounts import presenters, selectors
from kinward_web.accounts.editing import refused
from kinward_web.accounts.forms import SettingsForm
from kinward_web.accounts.known_settings import GROUPS
from kinward_web.accounts.setting_actions import save_settings
from kinward_web.guard import Request, needs


@needs("settings.manage")
@require_GET
def settings(request: Request) -> HttpResponse:
    """Every setting, by form."""
    values = presenters.settings_in_force()
    groups = [(key, name, about, values[key]) for key, (name, about) in GROUPS.items()]
    return render(request, "accounts/settings.html", {"groups": groups})


@needs("settings.manage")
@require_http_methods(["GET", "POST"])
def group(request: Request, group: str) -> HttpResponse:
    """Change the settings of a form, and see how they were."""
    if group not in GROUPS:
        raise Http404
    form = SettingsForm(request.POST or None, group=group, edition=selectors.edition_of(group))
    if request.method == "POST" and form.is_valid():
        try:
            save_settings(
                by=request.user, group=group, edition=form.cleaned_data["edition"],
                values=form.values(),
            )  # fmt: skip
        except KinwardError as error:
            refused(form, error, edition=lambda: selectors.edition_of(group))
        else:
            messages.success(request, f"{GROUPS[group][0]}: saved.")
            return redirect("settings")
    name, about = GROUPS[group]
    changes = presenters.setting_history(group, selectors.setting_changes(group))
    context = {"form": form, "name": name, "about": about, "changes": changes}
    return render(request, "accounts/settings_group.html", context)
