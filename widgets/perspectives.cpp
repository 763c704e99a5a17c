#include "widgets/perspectives.h"

#include <QAction>
#include <QActionGroup>
#include <QStackedWidget>

#include "widgets/icons.h"

namespace pscope {

Perspectives::Perspectives(QStackedWidget& stack, QObject* parent)
    : QObject(parent), m_stack(stack), m_group(new QActionGroup(this)) {}

QAction* Perspectives::add(const char* name, const QString& title, const QString& toolTip, const char* icon,
                           QWidget* page) {
  const std::size_t index = m_pages.size();
  auto* action = new QAction(title, this);
  action->setObjectName(QStringLiteral("actionPerspective_%1").arg(QLatin1String(name)));
  action->setCheckable(true);
  if (index < 9) {
    action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + static_cast<int>(index))));
  }
  action->setToolTip(QStringLiteral("%1 (%2)").arg(toolTip, action->shortcut().toString(QKeySequence::NativeText)));
  m_group->addAction(action);
  connect(action, &QAction::triggered, this, [this, index] { showPage(index); });
  m_stack.addWidget(page);
  m_pages.push_back({QLatin1String(name), icon, page, {}});
  m_actions.push_back(action);
  if (index == 0) showPage(0);
  return action;
}

void Perspectives::own(const char* name, QAction* action) {
  for (auto& page : m_pages) {
    if (page.name != QLatin1String(name)) continue;
    page.own.push_back(action);
    action->setVisible(m_stack.currentWidget() == page.widget);
  }
}

void Perspectives::show(const QString& name) {
  for (std::size_t i = 0; i < m_pages.size(); ++i) {
    if (m_pages[i].name == name) showPage(i);
  }
}

void Perspectives::showPage(std::size_t index) {
  m_actions[index]->setChecked(true);
  for (const auto& page : m_pages) {
    for (auto* action : page.own) action->setVisible(&page == &m_pages[index]);
  }
  const bool isNew = m_stack.currentWidget() != m_pages[index].widget;
  m_stack.setCurrentWidget(m_pages[index].widget);
  if (isNew) Q_EMIT changed();
}

QString Perspectives::current() const {
  for (const auto& page : m_pages) {
    if (page.widget == m_stack.currentWidget()) return page.name;
  }
  return {};
}

void Perspectives::updateIcons(const QPalette& palette) {
  for (std::size_t i = 0; i < m_pages.size(); ++i) m_actions[i]->setIcon(themedIcon(m_pages[i].icon, palette));
}

}  // namespace pscope
