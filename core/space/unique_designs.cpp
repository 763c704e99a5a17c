#include "core/space/unique_designs.h"

#include <unordered_set>

#include "core/network/network_class.h"

namespace pscope {
namespace {

constexpr std::uint64_t kMaxEnumerated = 1'000'000;
constexpr std::uint64_t kClassReportEvery = 1'000;

Error cancelled() {
  return makeError(ErrorCode::Cancelled, PSCOPE_TR_NOOP("Space", "The count was cancelled."));
}

}  // namespace

Result<std::string> twinClass(const Space& space, const Genome& genome) {
  PSCOPE_TRY(const Network network, space.lower(genome));
  return space.twinRule() == TwinRule::Graph ? graphClass(network) : expressionClass(network);
}

Result<std::uint64_t> countUnique(const Space& space, const JobContext& job) {
  if (space.approximateCount() > static_cast<double>(kMaxEnumerated)) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Space", "%1 has %2 designs: too many to lower each of them.")
                         .arg(space.name())
                         .arg(space.count()),
                     PSCOPE_TR_NOOP("Space", "Isomorphism classes are counted up to %1 designs.")
                         .arg(std::to_string(kMaxEnumerated)));
  }
  const auto total = static_cast<std::uint64_t>(space.approximateCount());
  std::unordered_set<std::string> classes;
  for (std::uint64_t i = 0; i < total; ++i) {
    if (i % kClassReportEvery == 0) {
      if (job.stop.stop_requested()) return cancelled();
      job.report({static_cast<std::int64_t>(i), static_cast<std::int64_t>(total), "classes"});
    }
    const auto genome = space.design(i);
    if (!genome) break;
    PSCOPE_TRY(auto key, twinClass(space, *genome));
    classes.insert(std::move(key));
  }
  return std::uint64_t{classes.size()};
}

}  // namespace pscope
