"""`kinward serve`: the service on this machine."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import click


@click.command(short_help="Run the service: pages, roles, jobs, on this machine.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option("--port", default=8000, show_default=True, help="Where to listen.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("kinward-data"),
    show_default=True,
    help="The folder of uploads, results and, without DATABASE_URL, the database.",
)
@click.option("--processes", default=2, show_default=True, help="Processes for the pages.")
@click.option("--threads", default=4, show_default=True, help="Threads of each.")
def serve(host: str, port: int, data: Path, processes: int, threads: int) -> None:
    """Run the service: the pages and a worker for long work, until Ctrl-C.

    With KINWARD_SECRET_KEY set it runs as a council's service, behind HTTPS; without, for this
    machine alone. docs/service.md tells of every setting.
    """
    if find_spec("django") is None:
        raise click.ClickException(
            "The service is not installed. Install it with: pip install 'kinward[service]'"
        )
    from kinward_web.serving.processes import become, refuse_taken
    from kinward_web.serving.ready import choose_settings, prepare

    whole = "service" if os.environ.get("KINWARD_SECRET_KEY") else "local"
    refuse_taken(host, port)
    choose_settings(
        os.environ.get("DJANGO_SETTINGS_MODULE", f"kinward_web.settings.{whole}"), data.resolve()
    )
    prepare()
    _tell_of_people()
    click.echo(f"The service is on http://{host}:{port} (Ctrl-C stops it).", err=True)
    become(host, port, processes=processes, threads=threads)


def _tell_of_people() -> None:
    from kinward_web.accounts.models import User

    if not User.objects.exists():
        click.echo(
            "Nobody can sign in yet. Make the first administrator with: "
            "python -m kinward_web.manage make_administrator ADDRESS",
            err=True,
        )
