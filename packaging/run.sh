#!/usr/bin/env bash
# run.sh : from a fresh Debian 12 to a window in which the example search runs. May be run again, as root or with sudo, from anywhere.
# Without a display the same search runs in the terminal and ends with its front and a report.
# PSCOPE_JOBS sets how many compilers run at once (default: one a core, at most one per 2 GB of memory).
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/common.sh"

"$root/packaging/install-packages.sh"
pscope_build run paretoscope paretoscope-cli paretoscope-worker paretoscope-layout
bin="$root/build/run/bin"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  exec "$bin/paretoscope" --example --start "$@"
fi

echo "There is no display (DISPLAY and WAYLAND_DISPLAY are unset): the example search runs in this terminal." >&2
folder="${XDG_DATA_HOME:-$HOME/.local/share}/paretoscope"
mkdir -p "$folder"
study="$folder/example.pscope"
if [ -e "$study" ]; then
  "$bin/paretoscope-cli" resume "$study"
else
  "$bin/paretoscope-cli" search "$root/resources/studies/example.json" --study "$study"
fi
"$bin/paretoscope-cli" report "$study" --html "$folder/example.html"
echo "Report: $folder/example.html"
