#pragma once

#include <QPoint>
#include <QPointer>

#include "core/base/ids.h"
#include "widgets/panel.h"

class QLabel;
class QLineEdit;
class QTableView;

namespace pscope {

class CandidateFilter;
class CandidateTooltip;
class Selection;
class StudyDocument;

/// Every candidate as a row: sorting, filter line (Ctrl+F), selection linked with the other panels.
class TablePanel : public Panel {
  Q_OBJECT
 public:
  explicit TablePanel(Selection& selection, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 public Q_SLOTS:
  void focusFilter();
  void copySelected();

 protected:
  void refresh() override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void applyFilter();
  void publishSelection();
  void updateCount();
  /// The candidate of the row at a place of the viewport, with its picture; false where a cell has text of its own.
  bool showTooltip(const QPoint& at);

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  CandidateFilter* m_filter;
  QLineEdit* m_line;
  QLabel* m_count;
  QLabel* m_problem;
  QTableView* m_view;
  CandidateTooltip* m_tooltip;
  QPoint m_tooltipAt;  ///< of the tooltip that is shown, in the viewport
  bool m_echo = false;
};

}  // namespace pscope
