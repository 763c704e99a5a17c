#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "core/device/device.h"
#include "viz/roofline_plot.h"
#include "widgets/panel.h"

class QComboBox;
class QLabel;
class QSortFilterProxyModel;
class QSpinBox;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace pscope {

class DeviceDocument;
class DeviceNetworkSource;
class Selection;
class StudyDocument;

/// The roofline of a profile for a precision. @error those of RooflineModel::create()
Result<Roofline> rooflineOf(const DeviceProfile& profile, const CostContext& context);

/// Operators of a network with their costs on a device as rows.
/// @thread the window's
class OperatorCostModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Operator, Macs, Bytes, Intensity, Latency, Share, BoundBy, ColumnCount };
  enum Role { SortRole = Qt::UserRole + 1 };

  using QAbstractTableModel::QAbstractTableModel;
  void set(std::vector<RooflinePoint> points);
  const std::vector<RooflinePoint>& points() const { return m_points; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  std::vector<RooflinePoint> m_points;
  double m_totalMs = 0;
};

/// The roofline of a device with the operators of a network on it, the same as a table, and what the network costs
/// there in all.
/// @thread the window's
class DeviceRooflinePanel : public Panel {
  Q_OBJECT
 public:
  explicit DeviceRooflinePanel(Selection& selection, QWidget* parent = nullptr);

  void setDevice(DeviceDocument* document);  ///< may be nullptr
  void setStudy(StudyDocument* study);       ///< may be nullptr
  DeviceNetworkSource& source() { return *m_source; }
  void showTable(bool table);

 Q_SIGNALS:
  void contextChanged(int batch, const QString& precision);

 protected:
  void refresh() override;

 private:
  void fillPrecisions();
  void contextTouched();
  void showNode(int node);
  void choosePoint(int point);
  void updateTotals(const DeviceProfile& profile, const CostContext& context, const CostReport* report);

  DeviceDocument* m_document = nullptr;
  DeviceNetworkSource* m_source;
  QComboBox* m_precision;
  QSpinBox* m_batch;
  QToolButton* m_tableButton;
  QLabel* m_network;
  QLabel* m_totals;
  QStackedWidget* m_views;
  RooflinePlot* m_plot;
  OperatorCostModel* m_model;
  QSortFilterProxyModel* m_sorted;
  std::vector<std::size_t> m_nodes;  ///< of each point
  QTableView* m_table;
};

}  // namespace pscope
