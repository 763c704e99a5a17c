#pragma once

#include <array>
#include <map>
#include <tuple>
#include <vector>

#include "core/device/cost_models.h"

namespace pscope {

/// Where a price comes from, from sure to unsure.
enum class TablePrice { Measured, Interpolated, Extrapolated };

/// Rows of one kernel (operators, window, stride, groups): prices any shape of it.
///
/// An exact shape is looked up. Between rows on a grid the logarithm of the cost is linear in log HW, log Cin and log
/// Cout within the cell; without a grid a plane through the nearest rows (weighted by their distance, pulled towards
/// the exponents of the kernel's arithmetic) takes its place, and beyond the rows that is an extrapolation.
/// @source hardware and compression manual 4.3 (log-linear interpolation in HW, Cin, Cout)
class KernelRows {
 public:
  struct Found {
    double value = 0;
    TablePrice kind = TablePrice::Measured;
  };
  using Point = std::array<double, 3>;  ///< hw, cin, cout

  /// @param exponents  of the cost in hw, cin and cout when the rows do not tell: (2, 1, 1) for a convolution
  explicit KernelRows(Point exponents) : m_exponents(exponents) {}
  void add(const Point& shape, double value);
  /// @cost O(rows)
  Found value(const Point& shape) const;

 private:
  std::optional<double> onGrid(const Point& logs) const;
  double plane(const Point& logs) const;

  Point m_exponents;
  std::map<Point, double> m_rows;  ///< logarithms of shape -> of the cost
};

/// Sums up measured operators: a network is cut into the kernels that the runtime fuses, each looked up by shape.
///
/// Operators without a row of their kind are counted as unseen; those that a device runs for nothing (BatchNorm,
/// activations ...) cost nothing unless they have rows. Dead operators follow the profile's `dead_code`.
/// @thread one at a time (it remembers prices)    @cost O(nodes), some ns each once priced
/// @source hardware and compression manual 4.3; Zhang et al., nn-Meter, MobiSys 2021
class OperatorTableModel final : public CostModel {
 public:
  OperatorTableModel(const OperatorTable& table, const DeviceProfile& profile, CostContext context);

  CostReport estimate(const Network& network) override;
  double latencyMs(const Network& network) override;
  std::size_t unseenOperators(const Network& network) override;
  std::unique_ptr<CostModel> clone() const override { return std::make_unique<OperatorTableModel>(*this); }
  std::string source() const override { return m_header.source; }

 private:
  /// Kernel, height and width of the window, stride, dilation, groups (0: depthwise).
  using Kind = std::tuple<std::string, int, int, int, int, int>;
  struct Price {
    double latencyMs = 0;
    TablePrice kind = TablePrice::Measured;
    bool known = true;
  };
  /// One kernel of a network: the operator that it starts with, and the fusion rule that made it (-1: none).
  struct Kernel {
    std::size_t head = 0;
    int rule = -1;
    std::size_t last = 0;
  };
  std::vector<Kernel> kernels(const Network& network) const;
  const Price& price(const Network& network, const Kernel& kernel);
  Price priceOf(const Network& network, const Kernel& kernel, const Signature& signature) const;

  TableHeader m_header;
  CostContext m_context;
  DeadCode m_deadCode = DeadCode::Kept;
  double m_watts = 0;
  std::vector<std::vector<Op>> m_fusion;
  std::vector<std::string> m_fusionNames;
  std::map<Kind, KernelRows> m_rows;
  SignatureTable m_signatures;
  std::vector<std::vector<Price>> m_prices;  ///< [signature][rule + 1]
  std::vector<std::vector<bool>> m_priced;
};

}  // namespace pscope
