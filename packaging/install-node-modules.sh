#!/usr/bin/env bash
# install-node-modules.sh : ONNX Runtime for tests/exchange, in the versions of tests/exchange/package-lock.json, into
# build/node (never into the source tree). Nothing is done when it is there already.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
target=$root/build/node

mkdir -p "$target"
if [ -d "$target/node_modules" ] && cmp -s "$root/tests/exchange/package-lock.json" "$target/installed-lock.json"; then
  exit 0
fi
cp "$root/tests/exchange/package.json" "$root/tests/exchange/package-lock.json" "$target"
# The package holds its libraries; no script of it may fetch others. A registry may be busy: three tries.
for try in 1 2 3; do
  if (cd "$target" && ONNXRUNTIME_NODE_INSTALL=skip npm ci --ignore-scripts --no-audit --no-fund --loglevel=error); then break; fi
  if [ "$try" = 3 ]; then exit 1; fi
  sleep $((try * 10))
done
cp "$target/package-lock.json" "$target/installed-lock.json"
