#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>

#include "core/network/network.h"
#include "viz/graph_heat.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"
#include "widgets/background_job.h"
#include "widgets/network_costs.h"

class QComboBox;
class QToolButton;

namespace pscope {

class GraphView;

/// A network as a graph with everything that a person does to it: opening and closing blocks, cost heat, find, export.
///
/// Making the network, its items, layout and costs happens in the background; a newer wish cancels an older one.
/// @thread the window's
class NetworkGraph : public QWidget {
  Q_OBJECT
 public:
  using Source = std::function<Result<Network>(const JobContext&)>;

  /// @param layoutProgram  of LayoutClient
  explicit NetworkGraph(const std::string& layoutProgram, QWidget* parent = nullptr);
  ~NetworkGraph() override;

  /// Draws another network; shown() or failed() follows unless another wish comes first.
  /// @param source  runs in the background    @param sameNetwork  an edited one: zoom, place and open blocks stay
  void draw(Source source, const QString& title, bool sameNetwork = false);
  void draw(std::shared_ptr<const Network> network, const QString& title, bool sameNetwork = false);
  /// Shows a text instead; a running wish is dropped.
  void clear(const QString& text);
  void setCostKind(const CostKind& kind);
  /// Which devices there are. @param known  none: the presets
  void setKnownDevices(const DeviceList& known);
  const CostKind& costKind() const { return m_costKind; }
  /// What is drawn; nullptr before the first, and after clear().
  const std::shared_ptr<const Network>& network() const { return m_network; }
  const NetworkView& drawnView() const { return m_drawn; }
  /// Makes the item current that stands for a node. @param node  of network()
  void showNode(int node);
  GraphView& view() { return *m_view; }

 Q_SIGNALS:
  void shown();                             ///< the last wish is drawn
  void failed(const pscope::Error& error);  ///< it could not be; the view says so
  void costKindChanged();
  /// By click or keys; the nodes of network() that the item stands for, none when nothing is current.
  void currentNodesChanged(const std::vector<int>& nodes);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  /// One run of the job, and what it gave.
  struct Work {
    Source source;  ///< empty: `network` is there
    std::shared_ptr<const Network> network;
    QString title;
    NetworkViewOptions options;
    CostKind costKind;
    DeviceList known;
    bool sameNetwork = false;
    bool onlyCosts = false;
    NetworkView view;
    GraphLayout layout;
    NodeCosts costs;
    std::optional<Error> costError;
  };

  QWidget* makeBar();
  void updateIcons();
  void updateButtons();
  void want(std::shared_ptr<Work> work);
  void redraw();
  void begin();
  void finish();
  std::optional<GraphHeat> heatOf(const NodeCosts& costs) const;
  void fillCostKinds();
  void showCostKind();
  void recolour();

  GraphView* m_view;
  QComboBox* m_costs;
  std::vector<std::pair<QToolButton*, const char*>> m_buttons;
  NetworkViewOptions m_options;
  CostKind m_costKind;
  DeviceList m_known;
  QString m_title;
  std::shared_ptr<const Network> m_network;
  NetworkView m_drawn;
  bool m_echo = false;
  std::unique_ptr<LayoutClient> m_layout;
  std::shared_ptr<Work> m_wanted;   ///< not begun
  std::shared_ptr<Work> m_working;  ///< of the job
  BackgroundJob m_job;
};

}  // namespace pscope
