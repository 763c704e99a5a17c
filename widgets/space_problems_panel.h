#pragma once

#include <QPointer>

#include "widgets/panel.h"

class QLabel;
class QTreeWidget;

namespace pscope {

class SpaceDocument;

/// Everything that is wrong with a space, each with its place; Enter or a click goes there.
class SpaceProblemsPanel : public Panel {
  Q_OBJECT
 public:
  explicit SpaceProblemsPanel(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  /// Selects the place of a problem by its number.
  void goTo(int row);

 Q_SIGNALS:
  /// The place of a text that is not JSON: the JSON tab shows it.
  void textPlaceRequested(const QString& lineColumn);

 protected:
  void refresh() override;

 private:
  QPointer<SpaceDocument> m_document;
  QTreeWidget* m_list;
  QLabel* m_none;
};

}  // namespace pscope
