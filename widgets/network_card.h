#pragma once

#include <QFrame>
#include <QString>
#include <vector>

#include "viz/layout/graph_layout.h"
#include "viz/layout/network_view.h"

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace pscope {

class NetworkPicture;

/// A network on a card: title, picture, a few numbers. A click, Enter or Space chooses it.
/// @thread the window's
class NetworkCard : public QFrame {
  Q_OBJECT
 public:
  struct Row {
    QString name;
    QString value;
    QString tooltip;
  };
  explicit NetworkCard(const QString& title, QWidget* parent = nullptr);

  /// A small button beside the title.
  QToolButton* addButton(const QString& text, const QString& tooltip);
  void setNote(const QString& note, const QString& tooltip);  ///< muted, beside the title
  void setRows(const std::vector<Row>& rows);
  void setPicture(const NetworkView& view, const GraphLayout& layout);
  void clearPicture(const QString& text);
  void setChoosable(bool choosable);

 Q_SIGNALS:
  void chosen();

 protected:
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  QString m_title;
  bool m_choosable = false;
  QLabel* m_note;
  QVBoxLayout* m_layout;
  class QHBoxLayout* m_head;
  NetworkPicture* m_picture;
  std::vector<std::pair<QLabel*, QLabel*>> m_rows;
  class QGridLayout* m_grid;
};

}  // namespace pscope
