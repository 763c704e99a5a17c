// Any text at all: check it, and when it is a space, sample, vary, print, read back and lower.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/space/variation.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace pscope;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto problems = Space::check(text, "fuzz.json");
  const auto space = Space::fromText(text, "fuzz.json");
  if (!space.ok()) {
    if (problems.empty()) std::abort();  // check() must list what fromText() refuses
    return 0;
  }
  Rng rng(1);
  for (int i = 0; i < 3; ++i) {
    const Genome genome = space.value().sample(rng);
    if (!space.value().validate(genome).ok()) std::abort();
    const Genome child = mutated(space.value(), genome, 0.3, rng);
    if (!space.value().validate(uniformCrossover(space.value(), genome, child, rng)).ok()) std::abort();
    (void)space.value().parse(space.value().text(child));
    for (const auto& scale : space.value().scales()) {
      const auto network = space.value().lower(child, scale.name);
      if (network.ok() && staticCosts(network.value()).params < 0) std::abort();
    }
  }
  return 0;
}
