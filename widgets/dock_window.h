#pragma once

#include <QKeySequence>
#include <QMainWindow>
#include <vector>

class QDockWidget;

namespace pscope {

/// A page of the window with panels in docks around its middle.
/// @thread the window's
class DockWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit DockWindow(QWidget* parent = nullptr);

  /// @param shortcut  shows and hides it
  QDockWidget* addDock(const char* name, const QString& title, QWidget* panel, const QKeySequence& shortcut);
  QDockWidget* dock(const char* name) const;
  /// In the order in which they were added.
  const std::vector<QDockWidget*>& docks() const { return m_docks; }
  /// Shows it, in front of those that share its place.
  void reveal(const char* name);
  /// The arrangement as bytes, and back. One with another number of docks is refused: it would leave new docks
  /// anywhere.
  QByteArray saveLayout() const;
  bool restoreLayout(const QByteArray& layout);
  /// Takes all docks out, to be arranged anew.
  void takeDocksOut();

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  std::vector<QDockWidget*> m_docks;
};

}  // namespace pscope
