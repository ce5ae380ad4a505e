"""`kinward serve` and `kinward administrator`: the service on this machine."""

from __future__ import annotations

import os
import shlex
from importlib.util import find_spec
from pathlib import Path

import click

from kinward.cli import options

_data = click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("kinward-data"),
    show_default=True,
    help="The folder of uploads, results and, without DATABASE_URL, the database.",
)


@click.command(
    short_help="Run the service: pages, roles, jobs, on this machine.",
    epilog=options.examples("serve --data my-service/ --port 8000"),
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=8000,
    show_default=True,
    help="Where to listen.",
)
@_data
@click.option(
    "--processes",
    type=click.IntRange(1, 256),
    default=2,
    show_default=True,
    help="Processes for the pages.",
)
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=4,
    show_default=True,
    help="Threads of each.",
)
def serve(host: str, port: int, data: Path, processes: int, threads: int) -> None:
    """Run the service: the pages and a worker for long work, until Ctrl-C.

    With KINWARD_SECRET_KEY set it runs as a council's service, behind HTTPS; without, for this
    machine alone. docs/service.md tells of every setting.
    """
    _must_be_installed()
    from kinward_web.serving.processes import become, refuse_taken
    from kinward_web.serving.ready import choose_settings, prepare

    refuse_taken(host, port)
    choose_settings(_settings(), data.resolve())
    prepare()
    _tell_of_people(data)
    click.echo(f"The service is on http://{host}:{port} (Ctrl-C stops it).", err=True)
    become(host, port, processes=processes, threads=threads)


@click.command(
    short_help="Make the service's first administrator, who adds everybody else.",
    epilog=options.examples("administrator you@council.example --data my-service/"),
)
@click.argument("address")
@click.option("--name", default="Administrator", show_default=True, help="The person's name.")
@_data
def administrator(address: str, name: str, data: Path) -> None:
    """Make an administrator of the service, who signs in with ADDRESS; prints a password once.

    Give the same --data, and set the same variables, as for 'kinward serve'. The service may run
    meanwhile.
    """
    _must_be_installed()
    from kinward_web.serving.ready import choose_settings, update_database

    choose_settings(_settings(), data.resolve())
    update_database()
    from django.core.management import CommandError, call_command

    try:
        call_command("make_administrator", address, name=name)
    except CommandError as error:
        raise click.ClickException(str(error)) from error


def _must_be_installed() -> None:
    if find_spec("django") is None:
        raise click.ClickException(
            "The service is not installed. In the repository, install it with: "
            "pip install --require-hashes -r requirements-service.lock"
        )


def _settings() -> str:
    """A council's, where there is a secret; else this machine's own."""
    whole = "service" if os.environ.get("KINWARD_SECRET_KEY") else "local"
    return os.environ.get("DJANGO_SETTINGS_MODULE", f"kinward_web.settings.{whole}")


def _tell_of_people(data: Path) -> None:
    from kinward_web.accounts.models import User

    if not User.objects.exists():
        click.echo(
            "Nobody can sign in yet. Make the first administrator, in another window, with: "
            f"kinward administrator ADDRESS --data {shlex.quote(str(data))}",
            err=True,
        )
