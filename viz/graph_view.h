#pragma once

#include <QWidget>
#include <memory>

#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

namespace pscope {

/// Architecture graph: items with the operators' colours and shapes, tensor shapes on edges, zoom (wheel), pan (drag),
/// fit (F or double-click), keyboard walk along edges, tooltips; says which layout engine drew it. Drawing only: the
/// layout is given.
/// @thread the window's
class GraphView : public QWidget {
  Q_OBJECT
 public:
  explicit GraphView(QWidget* parent = nullptr);
  ~GraphView() override;

  void setGraph(const NetworkView& view, const GraphLayout& layout, const QString& title);
  void clear(const QString& emptyText);
  void fit();
  bool saveImage(const QString& path);

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;

 private:
  class Impl;
  std::unique_ptr<Impl> m_impl;
};

}  // namespace pscope
