#pragma once

#include <QWidget>
#include <memory>

#include "widgets/background_job.h"
#include "widgets/network_report.h"

class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QSortFilterProxyModel;
class QStackedWidget;
class QTabWidget;
class QTableView;
class QToolButton;

namespace pscope {

class DeviceEstimateModel;
class LayerModel;
class NetworkGraph;

/// A model from elsewhere (ONNX), or any network: its graph with what each layer costs, the layers as a table, totals,
/// and estimates for all devices.
///
/// Reading and estimating happen in the background and can be cancelled.
/// @thread the window's
class NetworkPage : public QWidget {
  Q_OBJECT
 public:
  /// @param layoutProgram  of LayoutClient
  explicit NetworkPage(const std::string& layoutProgram, QWidget* parent = nullptr);
  ~NetworkPage() override;

  /// Reads a model; opened() or failed() follows unless it is cancelled.
  void openFile(const QString& path);
  /// Shows a network that is there, such as a design's.
  void showNetwork(std::shared_ptr<const Network> network, const QString& title);
  void cancel();
  /// Which devices there are; a model that is shown is estimated on them. @param known  none: the presets
  void setKnownDevices(const DeviceList& known);
  bool busy() const { return m_job.running(); }
  NetworkGraph& graph() { return *m_graph; }
  const std::shared_ptr<const NetworkReport>& report() const { return m_report; }
  /// Writes the table of layers. @error those of writing
  Status saveLayers(const QString& path) const;

 public Q_SLOTS:
  void chooseFile();

 Q_SIGNALS:
  void opened(const QString& path);
  void failed(const pscope::Error& error);

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  struct Wish {
    QString path;  ///< empty: `network`
    std::shared_ptr<const Network> network;
    QString title;
    std::shared_ptr<const NetworkReport> earlier;  ///< only the devices are others
    DeviceList known;
    std::shared_ptr<const NetworkReport> report;
  };
  QWidget* makeEmptyPage();
  QWidget* makeBusyPage();
  QWidget* makeHead();
  QWidget* makeTables();
  void want(std::shared_ptr<Wish> wish);
  void begin();
  void finish();
  void showReport();
  void estimateAgain();
  void fillHead();
  void fillUnknown();
  void chooseDevice(int device);
  void layerChosen();
  void askAndSaveLayers();
  void updateIcons();

  QStackedWidget* m_stack;
  QWidget *m_empty, *m_busy, *m_content;
  QLabel *m_emptyText, *m_busyText, *m_title, *m_totals, *m_warning;
  QProgressBar* m_progress;
  NetworkGraph* m_graph;
  LayerModel* m_layers;
  QSortFilterProxyModel* m_layerFilter;
  QTableView *m_layerTable, *m_deviceTable;
  QLineEdit* m_filterLine;
  DeviceEstimateModel* m_devices;
  QSortFilterProxyModel* m_deviceOrder;
  QTabWidget* m_tabs;
  QListWidget* m_unknown;
  std::vector<std::pair<QToolButton*, const char*>> m_buttons;
  std::shared_ptr<const NetworkReport> m_report;
  QString m_file;
  bool m_echo = false;
  DeviceList m_known;
  bool m_stale = false;  ///< what is shown was estimated on other devices
  std::shared_ptr<Wish> m_wanted, m_working;
  BackgroundJob m_job;
};

}  // namespace pscope
