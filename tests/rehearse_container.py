#!/usr/bin/env python3
"""Builds and starts the service's container without Docker: every step of deploy/Containerfile,
each stage on a copy of this machine's system that is thrown away. Needs Linux, root, Python 3.11,
Node.js 20 and a way to the package registries.

What it cannot show: that the base images hold what this machine's system holds.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
FILE: Final = ROOT / "deploy" / "Containerfile"
_IMAGE: Final = "/image"
"""Where a stage has what its base image would bring: `python` and `pip`."""
_HOST: Final = "kinward.council.example"
_PATIENCE_S: Final = 120
_OWN: Final = ("KINWARD_", "DJANGO_", "VIRTUAL_ENV", "PYTHON", "PIP_REQUIRE", "NUMBA")


@dataclass
class Stage:
    """A stage, as far as it is built.

    Attributes:
        root: its whole system, as a folder.
        command: what it runs when it is started.
    """

    name: str
    root: Path
    env: dict[str, str]
    folder: str = "/"
    user: str = "root"
    command: list[str] = field(default_factory=list)

    def run(self, command: list[str], **more: str) -> subprocess.Popen[bytes]:
        """A command in the stage's own system."""
        inside = f"cd {shlex.quote(self.folder)} && exec {shlex.join(command)}"
        as_user = ["setpriv", f"--reuid={self.user}", f"--regid={self.user}", "--clear-groups"]
        return subprocess.Popen(
            ["chroot", str(self.root), *as_user, "sh", "-c", inside], env=self.env | more
        )

    def must(self, command: list[str], **more: str) -> None:
        """The same, to its end, which must be good."""
        if self.run(command, **more).wait() != 0:
            sys.exit(f"{self.name}: failed: {shlex.join(command)}")


def steps(text: str) -> list[tuple[str, str]]:
    """Instruction and the rest of each step."""
    joined = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", text, flags=re.M))
    return [(line.split()[0], line.split(None, 1)[1]) for line in joined.splitlines() if line]


def sent(ignore: str) -> set[str]:
    """The files that a build is sent, as .dockerignore says; relative to the repository."""
    given = [line for line in ignore.splitlines() if line and not line.startswith("#")]
    kept = [line[1:] for line in given if line.startswith("!")]
    dropped = [line for line in given if not line.startswith("!") and line != "**"]
    found = set()
    for top in kept:
        whole = ROOT / top
        for path in whole.rglob("*") if whole.is_dir() else [whole]:
            name = path.relative_to(ROOT).as_posix()
            if path.is_file() and not any(_dropped(name, each) for each in dropped):
                found.add(name)
    return found


def _dropped(name: str, pattern: str) -> bool:
    if pattern.startswith("**/"):
        return any(fnmatch(part, pattern[3:]) for part in name.split("/"))
    return name == pattern or name.startswith(f"{pattern}/")


def _system(scratch: Path, name: str) -> Path:
    """This machine's system, of which a change stays in the scratch folder."""
    parts = {each: scratch / name / each for each in ("upper", "work", "root")}
    for path in parts.values():
        path.mkdir(parents=True)
    options = f"lowerdir=/,upperdir={parts['upper']},workdir={parts['work']}"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, parts["root"]], check=True)
    for shared in ("/proc", "/dev"):
        subprocess.run(["mount", "--rbind", shared, f"{parts['root']}{shared}"], check=True)
    python = Path(shutil.which("python3.11") or sys.exit("there is no python3.11"))
    subprocess.run([python, "-m", "venv", f"{parts['root']}{_IMAGE}"], check=True)
    for folder in [*python.resolve().parents][:-1]:
        # An image's Python can be run by anybody; this machine's may be its owner's.
        inside = parts["root"] / folder.relative_to("/")
        inside.chmod(inside.stat().st_mode | 0o005)
    return parts["root"]


def _copy(stage: Stage, rest: str, stages: dict[str, Stage], files: set[str]) -> None:
    words = shlex.split(rest)
    origin = stages[words.pop(0).removeprefix("--from=")] if words[0].startswith("--from") else None
    *sources, target = words
    goal = stage.root / Path(stage.folder, target).relative_to("/")
    for source in sources:
        if origin is not None:
            shutil.copytree(origin.root / source.lstrip("/"), goal, symlinks=True)
            continue
        taken = [each for each in files if each == source or each.startswith(f"{source}/")]
        if not taken:
            sys.exit(f"COPY: the build is sent no {source}")
        for each in taken:
            place = goal / (Path(each).relative_to(source) if each != source else Path(each).name)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / each, place)


def build(scratch: Path) -> Stage:
    """Every stage, in turn; the last."""
    files = sent(FILE.with_name("Containerfile.dockerignore").read_text())
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    stages: dict[str, Stage] = {}
    for what, rest in steps(FILE.read_text()):
        print(f"{what} {rest[:90]}", flush=True)  # noqa: T201
        if what == "FROM":
            name = rest.split(" AS ")[1] if " AS " in rest else "service"
            path = f"{_IMAGE}/bin:{kept['PATH']}"
            stages[name] = Stage(name, _system(scratch, name), kept | {"PATH": path})
        elif what != "ARG":
            _step([*stages.values()][-1], what, rest, stages, files)
    return [*stages.values()][-1]


def _step(stage: Stage, what: str, rest: str, stages: dict[str, Stage], files: set[str]) -> None:
    if what == "WORKDIR":
        stage.folder = rest
        (stage.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)
    elif what == "COPY":
        _copy(stage, rest, stages, files)
    elif what == "RUN":
        stage.must(["sh", "-c", rest])
    elif what == "ENV":
        for name, value in (each.split("=", 1) for each in shlex.split(rest)):
            stage.env[name] = value.replace("$PATH", stage.env["PATH"])
    elif what == "USER":
        stage.user = rest
    elif what == "CMD":
        stage.command = json.loads(rest)
    elif what not in {"VOLUME", "EXPOSE"}:
        sys.exit(f"{what}: not known here")


def start(stage: Stage) -> None:
    """As deploy/compose.yaml does: migrate, pages, a worker; a page and its styles are fetched."""
    told = {"KINWARD_HOSTS": _HOST, "KINWARD_SECRET_KEY": "only-for-this-rehearsal-" * 3}
    manage = ["python", "-m", "kinward_web.manage"]
    stage.must([*manage, "migrate", "--no-input", "-v", "0"], **told)
    running = [stage.run(stage.command, **told), stage.run([*manage, "worker"], **told)]
    try:
        until = time.monotonic() + _PATIENCE_S
        while stage.run(["python", "-m", "kinward_web.serving.probe"], **told).wait() != 0:
            if time.monotonic() > until or any(each.poll() is not None for each in running):
                sys.exit("the service did not start")
            time.sleep(1)
        page = _get("/account/login/")
        styles = re.search(r'href="(/static/[^"]+\.css)"', page)
        if styles is None or "govuk" not in _get(styles[1]):
            sys.exit("the page has no styles")
    finally:
        for each in running:
            each.terminate()
            each.wait()
    print("The container builds, starts and serves a page with its styles.")  # noqa: T201


def _get(path: str) -> str:
    asked = urllib.request.Request(
        f"http://127.0.0.1:8000{path}", headers={"Host": _HOST, "X-Forwarded-Proto": "https"}
    )
    with urllib.request.urlopen(asked, timeout=60) as answer:
        return str(answer.read().decode())


def main() -> None:
    """In mounts of its own, which end with it."""
    if "--inside" not in sys.argv:
        command = ["unshare", "--mount", "--propagation=private", sys.executable, __file__]
        sys.exit(subprocess.run([*command, "--inside"], check=False).returncode)
    scratch = Path(tempfile.mkdtemp(prefix="kinward-container-", dir=os.environ.get("TMPDIR")))
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", scratch], check=True)
    try:
        start(build(scratch))
    finally:
        subprocess.run(["umount", "--recursive", "--lazy", scratch], check=False)
        scratch.rmdir()


if __name__ == "__main__":
    main()
