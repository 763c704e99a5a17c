#pragma once

#include <QWidget>
#include <vector>

#include "viz/layout/network_view.h"

class QLabel;
class QLineEdit;
class QToolButton;

namespace pscope {

/// Items that hold every word of `text` in their title, operators or names, in any letter case; in the order of items.
/// Empty for an empty text. @thread any (pure function)
std::vector<int> findItems(const NetworkView& view, const QString& text);

/// A line to find operators in a graph: Enter and Shift+Enter walk through the hits, Esc closes.
/// @thread the window's
class GraphFindBar : public QWidget {
  Q_OBJECT
 public:
  explicit GraphFindBar(QWidget* parent = nullptr);

  void open();
  /// The text is applied to another graph; the current hit is kept where it is one still.
  void setNetwork(const NetworkView& view);
  const std::vector<int>& hits() const { return m_hits; }
  int currentHit() const { return m_current; }  ///< index in hits(), -1: none

 public Q_SLOTS:
  void next();
  void previous();
  void close();

 Q_SIGNALS:
  void hitsChanged();
  void hitChosen(int item);
  void closed();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void search(bool go);
  void step(int by);
  void updateCount();

  QLineEdit* m_text;
  QLabel* m_count;
  QToolButton *m_next, *m_previous;
  const NetworkView* m_view = nullptr;  ///< of the canvas
  std::vector<int> m_hits;
  int m_current = -1;
};

}  // namespace pscope
