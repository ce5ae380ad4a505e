#!/usr/bin/env bash
# Runs a command (without one, the tests of the service that reach its database) with DATABASE_URL
# naming a PostgreSQL of its own, which goes away with it:
#   tests/postgres.sh .venv/bin/pytest tests/web -m database -n 0 -q
set -euo pipefail
[ $# -gt 0 ] || set -- "$(cd "$(dirname "$0")/.." && pwd)/.venv/bin/pytest" tests/web -n 2 -m database -q

find_bin() {
  local bin
  for bin in /usr/lib/postgresql/*/bin; do
    [ -x "$bin/initdb" ] && { echo "$bin"; return; }
  done
  command -v initdb >/dev/null && dirname "$(command -v initdb)"
}

bin=$(find_bin || true)
if [ -z "$bin" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's PostgreSQL for the tests"
  { apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      postgresql >/dev/null; } || true
  bin=$(find_bin || true)
fi
if [ -z "$bin" ]; then
  echo "SKIPPED: the tests on PostgreSQL. There is none here, and apt-get could not install it" \
    "(only root can)." >&2
  exit "${KINWARD_NO_POSTGRES:-0}"
fi

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

folder=$(mktemp -d)
[ "$(id -u)" = 0 ] && chown postgres "$folder"
# A power cut loses nothing that tests keep; the benchmark asks to write as in service.
fast="-c fsync=off -c full_page_writes=off -c synchronous_commit=off"
[ -n "${KINWARD_POSTGRES_DURABLE:-}" ] && fast=""
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
stop() {
  (cd / && as_postgres "$bin/pg_ctl" -D "$folder/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$folder"
}
trap stop EXIT

(
  cd /
  as_postgres "$bin/initdb" -D "$folder/data" -U kinward --auth=trust --encoding=UTF8 --locale=C >/dev/null
  as_postgres "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o \
    "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$folder $fast" \
    start >/dev/null
)
DATABASE_URL="postgres://kinward@127.0.0.1:$port/postgres" "$@"
