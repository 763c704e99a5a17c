#pragma once

#include <QAbstractTableModel>
#include <memory>

#include "core/device/device.h"
#include "viz/timeline_plot.h"
#include "widgets/latest_job.h"
#include "widgets/panel.h"

class QComboBox;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace pscope {

class DeviceDocument;
class DeviceNetworkSource;

/// The plan of a report as the plot draws it: names and operators of a network's nodes.
Timeline timelineOf(const CostReport& report, const ExecutionPlan& plan, const Network& network);

/// The steps of a timeline as rows.
/// @thread the window's
class TimelineModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Name, Unit, Start, Latency, Memory, Moved, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;
  void set(Timeline timeline);
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  Timeline m_timeline;
};

/// When the operators of the network run on the device by any cost model, and what its memory holds meanwhile; the same
/// as a table. The operator that is looked at is shared with the other views of the network.
/// @thread the window's
class DeviceTimelinePanel : public Panel {
  Q_OBJECT
 public:
  /// @param source  outlives this
  explicit DeviceTimelinePanel(DeviceNetworkSource& source, QWidget* parent = nullptr);
  ~DeviceTimelinePanel() override;

  void setDevice(DeviceDocument* document);  ///< may be nullptr
  void setContext(int batch, const QString& precision);
  /// A name of a cost model, or a JSON object of name and parameters; empty: the best for the profile.
  void setModel(const QString& model);
  void showTable(bool table);
  bool busy() const { return m_job.running(); }

 protected:
  void refresh() override;

 private:
  struct Answer;
  void take();
  void showNothing(const QString& why);
  void showNode(int node);
  void chooseStep(int step);

  DeviceNetworkSource& m_source;
  DeviceDocument* m_document = nullptr;
  CostContext m_context;
  QComboBox* m_model;
  QToolButton* m_tableButton;
  QLabel* m_totals;
  QStackedWidget* m_views;
  TimelinePlot* m_plot;
  TimelineModel* m_rows;
  QTableView* m_table;
  std::vector<std::size_t> m_nodes;  ///< of each step; ExecutionPlan::kNoNode: none
  std::shared_ptr<Answer> m_answer;  ///< written by the job
  LatestJob m_job;
};

}  // namespace pscope
