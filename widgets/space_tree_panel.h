#pragma once

#include <QPointer>
#include <QWidget>
#include <set>

class QTreeView;

namespace pscope {

class SpaceDocument;
class SpaceTreeModel;
struct Error;

/// The tree of a space: select, rename in place (F2), drag to move, Delete to remove.
class SpaceTreePanel : public QWidget {
  Q_OBJECT
 public:
  explicit SpaceTreePanel(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  QTreeView& view() { return *m_view; }
  SpaceTreeModel& model() { return *m_model; }
  /// Adds an action that works while the tree has the keys.
  void addTreeAction(QAction* action);

 Q_SIGNALS:
  void refused(const pscope::Error& error);

 private:
  void restore();
  void showCursor();

  QPointer<SpaceDocument> m_document;
  SpaceTreeModel* m_model;
  QTreeView* m_view;
  std::set<std::string> m_closed;  ///< pointers of rows that were closed by hand
  std::set<std::string> m_opened;
  bool m_echo = false;
};

}  // namespace pscope
