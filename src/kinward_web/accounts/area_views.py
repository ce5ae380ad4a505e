"""Pages of areas."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinward.errors import KinwardError
from kinward_web.accounts import area_actions, selectors
from kinward_web.accounts.forms import AreaForm
from kinward_web.accounts.models import Area
from kinward_web.guard import Request, needs


@needs("settings.manage")
@require_GET
def areas(request: Request) -> HttpResponse:
    """Areas, and the teams of the data that are none yet."""
    context = {"areas": selectors.areas(), "teams": area_actions.teams_without_area()}
    return render(request, "accounts/areas.html", context)


@needs("settings.manage")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add an area, by name or as one of the teams of the data."""
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = area_actions.add_area(by=request.user, name=form.cleaned_data["name"])
        messages.success(request, f"{made.name} was added.")
        return redirect("areas")
    return render(request, "accounts/area.html", {"form": form})


@needs("settings.manage")
@require_http_methods(["GET", "POST"])
def area(request: Request, pk: int) -> HttpResponse:
    """Rename an area."""
    found = get_object_or_404(Area, pk=pk)
    form = AreaForm(request.POST or None, initial={"name": found.name})
    if request.method == "POST" and form.is_valid():
        try:
            area_actions.rename_area(by=request.user, area=found, name=form.cleaned_data["name"])
        except KinwardError as error:
            form.add_error("name", list(error.lines))
        else:
            messages.success(request, f"{form.cleaned_data['name']} was saved.")
            return redirect("areas")
    return render(request, "accounts/area.html", {"form": form, "area": found})


@needs("settings.manage")
@require_POST
def retire(request: Request, pk: int) -> HttpResponse:
    """Take an area out of use, or put it back (`back=1`)."""
    found = get_object_or_404(Area, pk=pk)
    retired = request.POST.get("back") != "1"
    try:
        area_actions.retire_area(by=request.user, area=found, retired=retired)
    except KinwardError as error:
        messages.error(request, " ".join(error.lines))
    else:
        words = "was retired" if retired else "is in use again"
        messages.success(request, f"{found.name} {words}.")
    return redirect("areas")
