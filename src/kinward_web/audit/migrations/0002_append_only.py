"""The database itself refuses to change or remove a row of the audit log."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = [
    """CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit_auditentry
       BEGIN SELECT RAISE(ABORT, 'The audit log cannot be changed'); END""",
    """CREATE TRIGGER audit_no_removal BEFORE DELETE ON audit_auditentry
       WHEN NOT EXISTS (SELECT 1 FROM audit_purging)
       BEGIN SELECT RAISE(ABORT, 'The audit log cannot be changed'); END""",
]
_POSTGRES = [
    """CREATE FUNCTION audit_refuse() RETURNS trigger AS $$
       BEGIN
         IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_purging) THEN RETURN OLD; END IF;
         RAISE EXCEPTION 'The audit log cannot be changed';
       END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit_auditentry
       FOR EACH ROW EXECUTE FUNCTION audit_refuse()""",
    """CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit_auditentry
       FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
]
_UNDO = {
    "sqlite": ["DROP TRIGGER audit_no_change", "DROP TRIGGER audit_no_removal"],
    "postgresql": [
        "DROP TRIGGER audit_no_truncate ON audit_auditentry",
        "DROP TRIGGER audit_no_change ON audit_auditentry",
        "DROP FUNCTION audit_refuse()",
    ],
}


def _put(apps: Any, schema_editor: Any) -> None:
    statements = _POSTGRES if schema_editor.connection.vendor == "postgresql" else _SQLITE
    for statement in statements:
        schema_editor.execute(statement)


def _take(apps: Any, schema_editor: Any) -> None:
    for statement in _UNDO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """A row in `audit_purging` lets old rows be removed: the purge command alone writes one, in the
    transaction in which it takes it away again."""

    dependencies = [("audit", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "CREATE TABLE audit_purging (one integer PRIMARY KEY CHECK (one = 1))",
            "DROP TABLE audit_purging",
        ),
        migrations.RunPython(_put, _take),
    ]
