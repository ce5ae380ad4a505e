"""Pages of people and roles, for administrators."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kinward.errors import KinwardError
from kinward_web.accounts import actions, presenters, selectors
from kinward_web.accounts.editing import refused
from kinward_web.accounts.forms import PersonForm
from kinward_web.accounts.models import User
from kinward_web.audit.actions import Kind, record
from kinward_web.audit.csv_file import csv_file
from kinward_web.guard import Request, needs
from kinward_web.paging import paged
from kinward_web.roles import ROLES


@needs("users.manage")
@require_GET
def people(request: Request) -> HttpResponse:
    """People; `words`, `role` and `state` in the address find some of them."""
    asked = _asked(request)
    context = {
        **paged(request, selectors.people(**asked)),
        "asked": asked,
        "roles": [(key, name) for key, (name, _) in ROLES.items()],
    }
    return render(request, "accounts/people.html", context)


@needs("users.manage")
@require_GET
def people_csv(request: Request) -> HttpResponseBase:
    """The people of the list as CSV."""
    asked = _asked(request)
    record(
        by=request.user, kind=Kind.DOWNLOAD, subject="person",
        words="Downloaded the list of people as CSV",
    )  # fmt: skip
    rows = [
        (
            each.name, each.email, each.post, each.role_name,
            "; ".join(area.name for area in each.areas.all()),
            "yes" if each.is_active else "no",
            f"{each.last_login:%Y-%m-%d %H:%M}" if each.last_login else "",
        )
        for each in selectors.people(**asked)
    ]  # fmt: skip
    headings = ("Name", "E-mail address", "Post", "Role", "Areas", "May sign in", "Last signed in")
    return csv_file("people", headings, rows)


def _asked(request: Request) -> dict[str, str]:
    """What the address asks for; PostgreSQL takes no text with a NUL in it."""
    names = ("words", "role", "state")
    return {name: request.GET.get(name, "").replace("\0", "") for name in names}


@needs("users.manage")
@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """Add a person."""
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_person(by=request.user, said=form.said())
        except KinwardError as error:
            form.add_error(None, list(error.lines))
        else:
            messages.success(request, f"{made.name} was added. They need a password to begin.")
            return redirect("person", pk=made.pk)
    return render(request, "accounts/add.html", {"form": form})


@needs("users.manage")
@require_http_methods(["GET", "POST"])
def person(request: Request, pk: int) -> HttpResponse:
    """A person: change them, and see what was changed before."""
    found = get_object_or_404(User, pk=pk)
    form = PersonForm(request.POST or None, person=found)
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"] or 0
        try:
            actions.change_person(by=request.user, person=found, edition=edition, said=form.said())
        except KinwardError as error:
            refused(form, error, edition=lambda: User.objects.get(pk=pk).edition)
        else:
            messages.success(request, f"{form.cleaned_data['name']} was saved.")
            return redirect("person", pk=pk)
    found.refresh_from_db()
    context = {
        "person": found,
        "form": form,
        "changes": presenters.person_changes(found),
        "own": found.pk == request.user.pk,
        "has_code": Authenticator.objects.filter(user=found, type="totp").exists(),
        "joined": SocialAccount.objects.filter(user=found).exists(),
    }
    return render(request, "accounts/person.html", context)


@needs("users.manage", again=True)
@require_POST
def link(request: Request, pk: int) -> HttpResponse:
    """Make and show, once, the link with which a person chooses a password."""
    found = get_object_or_404(User, pk=pk)
    try:
        uid, key = actions.password_link(by=request.user, person=found)
    except KinwardError as error:
        messages.error(request, " ".join(error.lines))
        return redirect("person", pk=pk)
    path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": key})
    context = {"person": found, "address": request.build_absolute_uri(path)}
    return render(request, "accounts/link.html", context)


@needs("users.manage", again=True)
@require_POST
def no_code(request: Request, pk: int) -> HttpResponse:
    """Remove a person's code."""
    found = get_object_or_404(User, pk=pk)
    actions.remove_code(by=request.user, person=found)
    messages.success(request, f"The code of {found.name} was removed. They set up another.")
    return redirect("person", pk=pk)


@needs("users.manage", again=True)
@require_POST
def part(request: Request, pk: int) -> HttpResponse:
    """Part a person from their council account."""
    found = get_object_or_404(User, pk=pk)
    actions.part_single_sign_on(by=request.user, person=found)
    messages.success(request, f"{found.name} was parted from the council account.")
    return redirect("person", pk=pk)


@needs("users.manage")
@require_GET
def roles(request: Request) -> HttpResponse:
    """What each role may do."""
    return render(request, "accounts/roles.html", presenters.matrix())


@needs("users.manage")
@require_GET
def roles_csv(request: Request) -> HttpResponseBase:
    """What each role may do, as CSV."""
    matrix = presenters.matrix()
    rows = [
        (words, *("yes" if holds else "no" for _, holds in cells))
        for words, cells in matrix["rows"]
    ]
    return csv_file("roles", ("What", *matrix["roles"]), rows)
