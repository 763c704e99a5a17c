# Sourced by run.sh and test.sh: build a preset.

# pscope_jobs : compilers at once. LibTorch files take up to 2 GB each.
pscope_jobs() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/MemAvailable/ {print int($2 / 2000000)}' /proc/meminfo)
  [ "$memory" -lt 1 ] && memory=1
  echo "${PSCOPE_JOBS:-$((cores < memory ? cores : memory))}"
}

# pscope_build PRESET [TARGET...] : configure and build in <root>/build/PRESET.
pscope_build() {
  local preset=$1
  shift
  local launcher=()
  if command -v ccache >/dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  (cd "$root" && cmake --preset "$preset" "${launcher[@]}" >/dev/null)
  cmake --build "$root/build/$preset" --parallel "$(pscope_jobs)" ${1:+--target "$@"}
}
