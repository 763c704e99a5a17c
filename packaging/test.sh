#!/usr/bin/env bash
# test.sh : installs what is missing, builds the presets "ci" and "asan-core" and runs all tests, offscreen.
# May be run again, as root or with sudo, from anywhere. Presets can be named: test.sh ci
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
source "$root/packaging/common.sh"

"$root/packaging/install-packages.sh" test
"$root/packaging/install-node-modules.sh" || echo "ONNX Runtime cannot be installed: tst_exchange will say so." >&2
if [ -z "${PSCOPE_TEST_DATA:-}" ] && [ -d "$root/../shared/data" ]; then
  PSCOPE_TEST_DATA=$(cd "$root/../shared/data" && pwd)
  export PSCOPE_TEST_DATA
fi
[ -n "${PSCOPE_TEST_DATA:-}" ] || echo "PSCOPE_TEST_DATA is not set: tests that need the reference data are skipped." >&2

presets=("$@")
[ ${#presets[@]} -gt 0 ] || presets=(ci asan-core)
for preset in "${presets[@]}"; do
  echo "== $preset"
  pscope_build "$preset"
  (cd "$root" && ctest --preset "$preset" --parallel 2)
done
