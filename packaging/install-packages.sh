#!/usr/bin/env bash
# install-packages.sh [test] : installs what is missing of debian-packages.txt (with apt, through sudo when not root).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
with_tests=${1:-}

wanted=()
while read -r name tag command _; do
  case "$name" in ''|'#'*) continue ;; esac
  case "$command" in command=*) if command -v "${command#command=}" >/dev/null; then continue; fi ;; esac
  if [ "$tag" = "[test]" ] && [ "$with_tests" != test ]; then continue; fi
  wanted+=("$name")
done < "$here/debian-packages.txt"

missing=()
for name in "${wanted[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null || true)" = installed ] || missing+=("$name")
done
if [ ${#missing[@]} -eq 0 ]; then exit 0; fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "Paretoscope needs these packages, and this user may not install them: ${missing[*]}" >&2
    echo "Ask an administrator for: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
echo "Installing ${#missing[@]} packages: ${missing[*]}" >&2
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
