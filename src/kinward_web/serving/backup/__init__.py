"""Backup and restore: every row and every file as one archive, whatever the database.

An archive is a compressed tar: `rows/APP.MODEL.jsonl` (Django's JSON, a row a line), `files/` and
`snapshots/` as in the data folder, and last `manifest.json` with the hash of each member. It holds
all that the service knows of children, and neither the service's secret nor anybody's session.
"""
