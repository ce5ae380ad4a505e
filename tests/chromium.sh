#!/usr/bin/env bash
# Installs Debian's Chromium for the tests in a browser where there is none. Where that cannot be, it
# says that they are skipped; with KINWARD_NO_BROWSER=1 it fails.
set -euo pipefail
here() { command -v chromium >/dev/null; }

here && exit
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Debian's Chromium for the tests in a browser"
  { apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
      chromium fonts-liberation >/dev/null; } || true
fi
here && exit
echo "SKIPPED: the tests in a browser. There is no Chromium here, and apt-get could not install it" \
  "(only root can)." >&2
exit "${KINWARD_NO_BROWSER:-0}"
