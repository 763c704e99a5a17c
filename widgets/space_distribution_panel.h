#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/space_profile.h"
#include "core/space/space.h"
#include "widgets/panel.h"

class QGridLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QScrollArea;
class QStackedLayout;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace pscope {

class DistributionModel;
class DistributionPlot;
class SpaceProfiler;

/// How parameters, MACs, peak activation memory and the latency on each chosen device are distributed over 2,000
/// sampled designs of a space: one small histogram each, with a bound to drag or type, the share of the designs that
/// keeps it, and the share that keeps all; the same as a table.
/// @thread the window's
class SpaceDistributionPanel : public Panel {
  Q_OBJECT
 public:
  /// @param profiler  samples and prices the space; may be shared with other panels; outlives this one
  explicit SpaceDistributionPanel(SpaceProfiler& profiler, QWidget* parent = nullptr);
  ~SpaceDistributionPanel() override;

  /// The last valid space, or none; the same as SpaceProfiler::setSpace().
  void setSpace(const std::optional<Space>& space);
  /// What to do to get a space, shown while there is none.
  void setEmptyText(const QString& text);

  /// Upper bounds by the name of their quantity: "params", "macs", "peak_activation_bytes", or a device's name.
  using Bounds = std::map<std::string, double>;
  void setBounds(const Bounds& bounds);
  const Bounds& bounds() const { return m_bounds; }
  /// Names of the presets whose latency is shown.
  void setDevices(const std::vector<std::string>& names);
  const std::vector<std::string>& devices() const { return m_devices; }
  void showTable(bool table);

 Q_SIGNALS:
  void boundsChanged();
  void devicesChanged();

 protected:
  void refresh() override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  /// One histogram with what stands around it.
  struct Cell {
    std::string metric;
    QWidget* frame = nullptr;
    QLabel* title = nullptr;
    QLineEdit* edit = nullptr;
    QLabel* share = nullptr;
    DistributionPlot* plot = nullptr;
  };
  void buildPage();
  void buildDeviceMenu();
  Cell makeCell(const CheapMetric& metric);
  void makeCells();
  void arrangeCells();
  void updateCell(Cell& cell, std::size_t metric);
  void updateShares();
  QString shareText(const Share& share, std::size_t metric, double limit) const;
  void setBound(const std::string& metric, std::optional<double> bound);
  void takeTyped(Cell& cell);
  std::optional<std::size_t> metricOf(const std::string& name) const;
  std::vector<std::size_t> shownMetrics() const;

  SpaceProfiler& m_profiler;
  Bounds m_bounds;
  std::vector<std::string> m_devices;
  QStackedLayout* m_stack;
  QLabel* m_empty;
  QLabel* m_note = nullptr;
  QLabel* m_all = nullptr;
  QToolButton* m_deviceButton = nullptr;
  QMenu* m_deviceMenu = nullptr;
  QToolButton* m_tableButton = nullptr;
  QStackedWidget* m_views = nullptr;
  QWidget* m_content = nullptr;
  QGridLayout* m_grid = nullptr;
  int m_columns = 0;
  std::vector<Cell> m_cells;
  QTableView* m_table = nullptr;
  DistributionModel* m_model = nullptr;
};

}  // namespace pscope
