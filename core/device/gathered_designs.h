#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/device/design_signatures.h"
#include "core/space/space.h"

namespace pscope {

/// Designs of a space, lowered once, that one device after the other prices.
///
/// Models that price operators one by one (roofline, tables of operators without fusion) read the counts of signatures
/// and lower nothing again; all others are asked design by design, spread over threads. A design that comes several
/// times (searches of small spaces meet the same ones) is lowered and priced once.
/// @thread const functions from any thread
/// @cost gather(): 15 to 30 us a design of nasbench201 and core; price(): some 20 ns a design by signature, else that
/// of lowering and of the model
class GatheredDesigns {
 public:
  /// @param before  of the same space and scale: where its designs are the first of these, they are taken over; or null
  /// @error Cancelled
  static Result<GatheredDesigns> gather(std::shared_ptr<const Space> space, std::vector<Genome> genomes,
                                        const std::string& scale, const JobContext& job,
                                        const GatheredDesigns* before = nullptr);

  const std::vector<Genome>& genomes() const { return m_genomes; }
  /// Why a design has no network, the first such; nothing when all have one.
  const std::optional<Error>& failure() const { return m_failure; }

  struct Prices {
    std::vector<double> latencyMs;  ///< of each design; NaN: no network, or nothing that the model knows
    std::string model;              ///< of the registry
    std::string evidence;
  };
  /// @param context  its space is filled in
  /// @error those of createCostModel(); of the model when it prices no design at all; Cancelled
  Result<Prices> price(const DeviceProfile& profile, const CostContext& context, const JobContext& job) const;

 private:
  /// Some designs with their counts. Immutable, so that it is shared with what grows from it.
  struct Part {
    std::vector<std::size_t> designs;  ///< in the order of `signatures`
    DesignSignatures signatures;
  };
  Result<std::vector<double>> priceOneByOne(const CostModel& model, const JobContext& job) const;
  /// Gives every design the price of the first one that equals it.
  void spread(std::vector<double>& latencies) const;

  std::shared_ptr<const Space> m_space;
  std::vector<Genome> m_genomes;
  std::vector<std::size_t> m_first;  ///< of each design: the first one that equals it, perhaps itself
  std::string m_scale;
  std::vector<std::shared_ptr<const Part>> m_parts;
  std::optional<Error> m_failure;
};

}  // namespace pscope
