#pragma once

#include <QWidget>
#include <memory>
#include <optional>

#include "viz/graph_heat.h"
#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// Architecture graph: items with the operators' colours and shapes, tensor shapes on edges, frames around repeated
/// blocks, cost heat with a legend, find (Ctrl+F), overview map (M), zoom (wheel, +, -, 0), pan (drag), fit (F or
/// double-click), keyboard walk along edges, tooltips; says which layout engine drew it. Drawing only: the layout is
/// given, and who gave it answers blockToggled() and its like with another one (widgets/network_graph does).
/// @thread the window's
class GraphView : public QWidget {
  Q_OBJECT
 public:
  explicit GraphView(QWidget* parent = nullptr);
  ~GraphView() override;

  /// @param sameNetwork  only blocks or scopes were opened or closed: zoom and current item stay
  void setGraph(const NetworkView& view, const GraphLayout& layout, const QString& title, bool sameNetwork = false);
  void clear(const QString& emptyText);
  bool isEmpty() const;
  /// Costs as colours; goes with the graph shown, so it is set again after each setGraph().
  void setHeat(std::optional<GraphHeat> heat);
  /// Whether blocks can be opened and closed here: buttons, Enter, menu.
  void setExpandable(bool expandable);
  void fit();
  void showFind();
  int currentItem() const;  ///< of NetworkView::items; -1: none
  void setCurrentItem(int item);
  /// Rings around items, for instance those that changed; find uses them too.
  void setMarked(const std::vector<int>& items);
  bool saveImage(const QString& path);
  /// Asks where to, then saves.
  void askAndSave();

 Q_SIGNALS:
  void currentItemChanged(int item);
  void blockToggled(int block);            ///< of NetworkView::blocks
  void allBlocksToggled(bool open);        ///< every repeated block and every closed scope
  void scopeClosed(const QString& scope);  ///< to be drawn as one box
  void scopeOpened(const QString& scope);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
