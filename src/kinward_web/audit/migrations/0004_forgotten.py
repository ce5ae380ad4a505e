"""Names may go from rows of the log when their time is over, and nothing else of a row."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SQLITE = [
    "DROP TRIGGER audit_no_change",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit_auditentry
       WHEN NOT EXISTS (SELECT 1 FROM audit_purging)
         OR NEW.id IS NOT OLD.id OR NEW.at IS NOT OLD.at OR NEW.by_id IS NOT OLD.by_id
         OR NEW.role IS NOT OLD.role OR NEW.kind IS NOT OLD.kind
         OR NEW.subject IS NOT OLD.subject OR NEW.words IS NOT OLD.words
       BEGIN SELECT RAISE(ABORT, 'The audit log cannot be changed'); END""",
]
_POSTGRES = [
    """CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger AS $$
       BEGIN
         IF EXISTS (SELECT 1 FROM audit_purging) THEN
           IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
           IF TG_OP = 'UPDATE' THEN
             IF (NEW.id, NEW.at, NEW.by_id, NEW.role, NEW.kind, NEW.subject, NEW.words)
               IS NOT DISTINCT FROM
               (OLD.id, OLD.at, OLD.by_id, OLD.role, OLD.kind, OLD.subject, OLD.words)
             THEN RETURN NEW; END IF;
           END IF;
         END IF;
         RAISE EXCEPTION 'The audit log cannot be changed';
       END $$ LANGUAGE plpgsql""",
]
_UNDO_SQLITE = [
    "DROP TRIGGER audit_no_change",
    """CREATE TRIGGER audit_no_change BEFORE UPDATE ON audit_auditentry
       BEGIN SELECT RAISE(ABORT, 'The audit log cannot be changed'); END""",
]
_UNDO_POSTGRES = [
    """CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger AS $$
       BEGIN
         IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM audit_purging) THEN RETURN OLD; END IF;
         RAISE EXCEPTION 'The audit log cannot be changed';
       END $$ LANGUAGE plpgsql""",
]


def _put(apps: Any, schema_editor: Any) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for statement in _POSTGRES if postgres else _SQLITE:
        schema_editor.execute(statement)


def _take(apps: Any, schema_editor: Any) -> None:
    postgres = schema_editor.connection.vendor == "postgresql"
    for statement in _UNDO_POSTGRES if postgres else _UNDO_SQLITE:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """While `audit_purging` holds its row: see 0002."""

    dependencies = [("audit", "0003_no_replacing")]
    operations = [migrations.RunPython(_put, _take)]
