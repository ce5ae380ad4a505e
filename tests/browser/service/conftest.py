"""The service as it is run, with a small authority, in a real browser."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from browser.axe import violations
from web_cast import PASSWORD
from web_processes import PATIENCE_S, Service, free_port, wait_for

ROOT = Path(__file__).parents[3]
SHOTS = os.environ.get("KINWARD_SHOTS", "")
"""The folder where pictures of the pages are left, to be looked at. Taking them is most of the time
of a walk, and proves nothing by itself: without a folder none is taken."""

_MADE = """
import sys
from django.core.management import call_command
sys.path.insert(0, {tests!r})
from web_cast import CAST, people
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
call_command("load", {files!r})
people(*CAST)
"""


@dataclass(frozen=True)
class Site:
    """A service that is up.

    Attributes:
        url: without a slash at its end.
    """

    url: str
    service: Service


@contextmanager
def up(service: Service) -> Iterator[Site]:
    """The pages and a worker of a service, until the end of the block."""
    port = free_port()
    pages = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "kinward_web.wsgi:application",
            f"--bind=127.0.0.1:{port}", "--workers=1", "--threads=4", "--log-level=error",
        ],
        env=service.environment, start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    worker = service.worker()
    site = Site(f"http://127.0.0.1:{port}", service)
    try:
        wait_for(lambda: _answers(site.url))
        yield site
    finally:
        for each in (pages, worker):
            with suppress(ProcessLookupError):
                os.killpg(each.pid, signal.SIGKILL)
            each.wait()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/account/login/", timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@pytest.fixture(scope="session")
def loaded_service(authority: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A service with the small authority and the cast, not running yet.

    It is made once in a run; each of the run's processes has a copy of its own.
    """
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    made, done = run / "browsed", run / "browsed.done"
    with (run / "browsed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(made, ignore_errors=True)
            _make(authority, made)
            done.touch()
    return Service(shutil.copytree(made / "service", tmp_path_factory.mktemp("browsed") / "own"))


def _make(authority: Path, folder: Path) -> None:
    files = folder / "files"
    shutil.copytree(authority, files)
    teams = files / "teams.csv"
    named = re.sub(r"Made-up (?=North|South)", "", teams.read_text())
    # On the last day the made-up South has nobody; those who leave care are taken for it.
    teams.write_text(named.replace("Made-up Leaving Care", "South"))
    service = Service(folder / "service")
    service.folder.mkdir()
    service.python(
        _MADE.format(tests=str(ROOT / "tests"), files=str(files)), seconds=4 * PATIENCE_S
    )


@pytest.fixture(scope="session")
def site(loaded_service: Service) -> Iterator[Site]:
    """The service, up. Tests share it: each looks for what it made itself."""
    with up(loaded_service) as running:
        yield running


class Visit:
    """Somebody of the cast at the service, in a window of their own."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.site = site
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: object) -> None:
        kind, text = getattr(message, "type", ""), getattr(message, "text", "")
        if kind in {"error", "warning"} and "status of 4" not in text:
            self.complaints.append(text)

    def sign_in(self, name: str) -> Visit:
        """By the form, as people do."""
        self.page.goto(f"{self.site.url}/account/login/")
        self.page.get_by_label("Email").fill(f"{name}@testshire.example")
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "/login" not in url)
        return self

    def to(self, address: str) -> int:
        """Open an address of the service; the status of the answer."""
        answer = self.page.goto(f"{self.site.url}{address}")
        assert answer is not None
        return answer.status

    def press(self, name: str) -> None:
        """Click the button of that name in what the page is about."""
        self.follow(self.page.get_by_role("main").get_by_role("button", name=name, exact=True))

    def follow(self, what: Locator) -> None:
        """Click what leads to another page, and wait until all of that page is there.

        A click by itself waits until the other page begins, and a count taken then finds what
        happens to have come.
        """
        what.click()
        self.page.wait_for_load_state()

    def at_the_end(self) -> str:
        """Stay on the page of a job until it goes on to what came of it; where that is."""
        self.page.wait_for_url(
            lambda url: not re.search(r"/jobs/[0-9a-f-]{36}/$", url), timeout=PATIENCE_S * 1000
        )
        return self.page.url

    def heading(self) -> str:
        """What the page says first."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def violations(self) -> list[str]:
        """What axe finds wrong with the page as it stands."""
        return violations(self.page)

    def width(self) -> int:
        """How wide what is on the page is."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def shot(self, name: str) -> None:
        """Leave a picture of the whole page, if pictures are wanted."""
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


Visits = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator[Visits]:
    """`visit('analyst')`: signed in, at a desk; `visit('analyst', width=320)` at 400% zoom."""
    contexts = []

    def made(name: str = "", width: int = 1200, *, script: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=script
        )
        contexts.append(context)
        context.set_default_timeout(15_000)
        one = Visit(context, site)
        return one.sign_in(name) if name else one

    yield made
    for context in contexts:
        context.close()
