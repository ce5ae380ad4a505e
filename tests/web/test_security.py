"""What every answer carries, and what Django's own check of a deployment says."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_force
from django.core.cache import cache
from django.test import Client

As = Callable[[str], Client]
_PAGES = ("/", "/help/", "/jobs/", "/account/me/", "/account/login/", "/accessibility/", "/no/")
_TEMPLATES = Path(in_force.PACKAGE) / "templates"


def _environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if name in {"PATH", "NUMBA_CACHE_DIR"}
    }
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "kinward_web.settings.service",
        "KINWARD_SECRET_KEY": "only-for-this-test-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
        "KINWARD_HOSTS": "kinward.testshire.example",
        "KINWARD_DATA_DIR": str(folder),
        **more,
    }


def _manage(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kinward_web.manage", *words],
        env=environment, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip


def test_django_finds_nothing_to_warn_of_in_service(tmp_path: Path) -> None:
    said = _manage(_environment(tmp_path), "check", "--deploy", "--fail-level", "WARNING")
    assert said.returncode == 0, said.stderr
    assert "no issues (0 silenced)" in said.stdout


def test_the_service_does_not_start_without_a_secret(tmp_path: Path) -> None:
    said = _manage(_environment(tmp_path, KINWARD_SECRET_KEY="short"), "check")
    assert said.returncode != 0
    assert "KINWARD_SECRET_KEY" in said.stderr


_ASK = """
import django
django.setup()
from django.test import Client
answer = Client().get("/accessibility/", secure=True, HTTP_HOST="kinward.testshire.example",
                      headers={"x-forwarded-proto": "https"})
print(answer.status_code)
for name, value in answer.headers.items():
    print(name, value, sep=": ")
plain = Client().get("/account/login/", HTTP_HOST="kinward.testshire.example")
print("plain", plain.status_code, plain["Location"])
form = Client().get("/account/login/", secure=True, HTTP_HOST="kinward.testshire.example")
for cookie in form.cookies.values():
    print("cookie", cookie.OutputString())
other = Client().get("/account/login/", secure=True, HTTP_HOST="evil.example")
print("other host", other.status_code)
"""


def test_in_service_all_is_https_and_cookies_are_kept_close(tmp_path: Path) -> None:
    for words in (("collectstatic", "--noinput"), ("migrate", "--noinput")):
        assert _manage(_environment(tmp_path), *words).returncode == 0
    said = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _ASK], env=_environment(tmp_path),
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
    lines = said.stdout
    assert "Strict-Transport-Security: max-age=31536000; includeSubDomains; preload" in lines
    assert "plain 301 https://kinward.testshire.example/account/login/" in lines
    cookie = next(line for line in lines.splitlines() if line.startswith("cookie"))
    assert "cookie __Host-kinward-csrf=" in cookie
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert "other host 400" in lines


@pytest.mark.parametrize("address", _PAGES)
def test_every_page_carries_the_headers(as_: As, address: str) -> None:
    answer = as_("auditor").get(address, follow=True)
    policy = dict(
        part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";")
    )
    assert policy["default-src"] == "'self'"
    assert policy["script-src"] == "'self'"
    assert policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["object-src"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    if address != "/accessibility/":
        assert "no-store" in answer["Cache-Control"]


def test_pages_of_who_is_signed_in_stay_in_no_cache(as_: As) -> None:
    assert "no-store" in as_("analyst").get("/")["Cache-Control"]


_INLINE = re.compile(
    r"<script(?![^>]*\b(src|type=\"application/json\"))[^>]*>|\son[a-z]+=|\sstyle="
)


def test_no_template_has_a_script_or_a_style_in_it() -> None:
    found = {
        path.relative_to(_TEMPLATES).as_posix(): match.group()
        for path in _TEMPLATES.rglob("*.html")
        for match in [_INLINE.search(path.read_text(encoding="utf-8"))]
        if match
    }
    assert found == {}


def test_a_form_without_its_token_is_refused(cast: Any) -> None:
    cache.clear()
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/account/login/", {"login": "a@b.example", "password": "x"})
    assert answer.status_code == 403
    assert "That form is too old" in answer.content.decode()
    client.force_login(
        cast["administrator"], backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    for address in ("/account/people/add/", "/account/logout/", "/account/settings/forecast/"):
        assert client.post(address, {"name": "x"}).status_code == 403


def test_every_form_that_sends_carries_its_token() -> None:
    without = []
    for path in _TEMPLATES.rglob("*.html"):
        for form in re.findall(r"<form\b[^>]*>.*?</form>", path.read_text(), re.S):
            if 'method="post"' in form and "csrf_token" not in form:
                without.append(path.name)
    assert without == []


def test_passwords_are_kept_as_slow_hashes_in_service(tmp_path: Path) -> None:
    said = subprocess.run(
        [
            sys.executable, "-c",
            "from django.conf import settings; print(settings.PASSWORD_HASHERS[0])",
        ],
        env=_environment(tmp_path), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert "PBKDF2" in said.stdout or "Argon2" in said.stdout


@pytest.mark.django_db
def test_a_file_that_nobody_asked_for_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever it is from: a form is read before anybody is known to have sent it."""
    written: list[object] = []
    monkeypatch.setattr("django.core.files.temp.NamedTemporaryFile", written.append)
    client = Client(enforce_csrf_checks=True)
    client.get("/account/login/")
    sent = {"login": "a@b.example", "file": io.BytesIO(b"x" * 3_000_000)}
    sent["csrfmiddlewaretoken"] = client.cookies["csrftoken"].value
    answer = client.post("/account/login/", sent)
    assert answer.status_code == 200
    assert written == []
    assert not answer.wsgi_request.FILES
