"""SQLite's REPLACE removes a row without asking the trigger of removal; another trigger asks."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_PUT = """CREATE TRIGGER audit_no_replacing BEFORE INSERT ON audit_auditentry
          WHEN EXISTS (SELECT 1 FROM audit_auditentry WHERE id = NEW.id)
          BEGIN SELECT RAISE(ABORT, 'The audit log cannot be changed'); END"""


def _put(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_PUT)


def _take(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER audit_no_replacing")


class Migration(migrations.Migration):
    """PostgreSQL has no such way round."""

    dependencies = [("audit", "0002_append_only")]
    operations = [migrations.RunPython(_put, _take)]
