#pragma once

#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;

namespace pscope {

class SpaceDocument;

/// Above the canvas: the space's name, how many designs it has (exactly), whether it is valid, and what one does with
/// it next.
class SpaceHeader : public QWidget {
  Q_OBJECT
 public:
  explicit SpaceHeader(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);

 Q_SIGNALS:
  void problemsRequested();
  void searchRequested();

 protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void update();

  QPointer<SpaceDocument> m_document;
  QLabel* m_title;
  QLabel* m_file;
  QLabel* m_short;
  QLabel* m_exact;
  QToolButton* m_state;
  QPushButton* m_search;
};

}  // namespace pscope
