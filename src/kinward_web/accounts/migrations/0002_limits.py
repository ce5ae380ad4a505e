"""The table in which rate limits are counted."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def _make(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", "limits_cache", database=schema_editor.connection.alias)


class Migration(migrations.Migration):
    """Made by Django's own command, which leaves a table that is there alone."""

    dependencies = [("accounts", "0001_initial")]
    operations = [
        migrations.RunPython(_make, migrations.RunPython.noop),
    ]
