#pragma once

#include <QObject>
#include <QString>
#include <vector>

class QAction;
class QActionGroup;
class QStackedWidget;

namespace pscope {

/// The perspectives of the window: pages of which one is shown, each with an action that shows it and actions that are
/// of use only there.
///
/// A new perspective is one call of add(). Actions that belong to a perspective are hidden and their shortcuts are off
/// while another one is shown, so two perspectives may use the same keys.
/// @thread the window's
class Perspectives : public QObject {
  Q_OBJECT
 public:
  /// @param stack  shows the pages; outlives this
  explicit Perspectives(QStackedWidget& stack, QObject* parent = nullptr);

  /// Adds a page behind those that are there; the first one is shown. Its key is Ctrl and its number.
  /// @param name  for settings and tests: "space"
  /// @param icon  of themedIcon()
  /// @return the checkable action that shows it
  QAction* add(const char* name, const QString& title, const QString& toolTip, const char* icon, QWidget* page);
  /// Declares that an action is of use only in this perspective.
  void own(const char* name, QAction* action);

  void show(const QString& name);
  QString current() const;
  const std::vector<QAction*>& actions() const { return m_actions; }
  void updateIcons(const QPalette& palette);

 Q_SIGNALS:
  void changed();

 private:
  struct Page {
    QString name;
    const char* icon;
    QWidget* widget;
    std::vector<QAction*> own;
  };
  void showPage(std::size_t index);

  QStackedWidget& m_stack;
  QActionGroup* m_group;
  std::vector<Page> m_pages;
  std::vector<QAction*> m_actions;  ///< one a page
};

}  // namespace pscope
