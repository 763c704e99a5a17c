#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/device/roofline_bank.h"
#include "core/estimate/estimator.h"
#include "core/record/objective.h"
#include "core/space/space.h"

namespace pscope {

/// A quantity of a design that is known at once: nothing is trained, nothing measured.
struct CheapMetric {
  enum class Kind { Params, Macs, PeakActivation, Latency, Objective };
  Kind kind = Kind::Params;
  std::string name;    ///< "params", "macs", "peak_activation_bytes"; a device's or an objective's name
  std::string title;   ///< a device's title, an objective's name; empty: the window has words for the static costs
  std::string unit;    ///< "parameters", "MACs", "B", "ms", or the objective's
  std::string source;  ///< how it is known: "static", "roofline, fp32, batch 1", "table" ...
  std::string evidence;
  Direction direction = Direction::Minimize;
  std::optional<double> bound;  ///< of the objective it serves

  bool meets(double value, double limit) const {
    return direction == Direction::Minimize ? value <= limit : value >= limit;
  }
};

/// Prices designs of one space in every cheap quantity: parameters, MACs, peak activation memory (fp32, batch 1), the
/// latency on each device (by the best that its profile has: a fit, tables, the roofline; batch 1), and whatever
/// objectives of a study a free estimator gives (tables, static costs, cost models).
///
/// Copies share nothing that changes: one copy for each thread.
/// @thread one at a time (it remembers prices of signatures)    @cost of price(): lowering, and a third more
class DesignCosts {
 public:
  static constexpr std::size_t kParams = 0;  ///< places of the static costs among metrics()
  static constexpr std::size_t kMacs = 1;
  static constexpr std::size_t kPeakActivation = 2;

  /// @error NotFound  the scale; those of createCostModel()
  static Result<DesignCosts> create(const Space& space, const std::string& scale,
                                    const std::vector<DeviceProfile>& devices = {});
  /// Adds the objectives of a study that a free estimator gives, at the highest free level of each. One that equals a
  /// quantity there is (static costs at the same scale, the latency on a device) only lends it its name and bound.
  void addObjectives(const SearchConfig& config, const EstimatorRegistry& registry);

  const Space& space() const { return *m_space; }
  const std::string& scale() const { return m_scale; }
  const std::vector<CheapMetric>& metrics() const { return m_metrics; }

  struct Priced {
    std::vector<double> values;      ///< in the order of metrics(), in their units; NaN where an estimator knows none
    std::optional<Error> violation;  ///< the constraint over costs that the design violates
  };
  /// @error those of Space::lower()
  Result<Priced> price(const Genome& genome);

 private:
  /// A model that is copied with what it remembers.
  struct OwnModel {
    explicit OwnModel(std::unique_ptr<CostModel> made) : model(std::move(made)) {}
    OwnModel(const OwnModel& other) : model(other.model->clone()) {}
    OwnModel(OwnModel&&) noexcept = default;
    OwnModel& operator=(OwnModel other) noexcept {
      model = std::move(other.model);
      return *this;
    }
    ~OwnModel() = default;
    std::unique_ptr<CostModel> model;
  };
  DesignCosts(const Space& space, std::string scale, RooflineBank bank);
  Status addDevices(const std::vector<DeviceProfile>& devices);
  void priceDevices(const Genome& genome, const Network& network, std::span<double> values);

  std::shared_ptr<const Space> m_space;  ///< estimators refer to it: the same for all copies
  std::string m_scale;
  RooflineBank m_bank;                                         ///< of the devices that are priced by their roofline
  std::vector<OwnModel> m_models;                              ///< of the others: fits and tables
  std::vector<std::size_t> m_ofBank;                           ///< place of each in the bank among the devices
  std::vector<std::size_t> m_ofModel;                          ///< and of each model
  std::vector<double> m_bankValues;                            ///< of price(), kept for its memory
  std::vector<std::shared_ptr<const Estimator>> m_estimators;  ///< of the last metrics
  std::vector<CheapMetric> m_metrics;
};

/// Whether DesignCosts can price designs of a space on a device: by its fit, its tables, or its roofline.
/// @param space  its name; empty: any
bool isPriceable(const DeviceProfile& device, const std::string& space = "");
/// The presets that it can.
std::vector<DeviceProfile> priceableDevices();

}  // namespace pscope
