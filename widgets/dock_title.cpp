#include "widgets/dock_title.h"

#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "widgets/icons.h"

namespace pscope {

DockTitle::DockTitle(QDockWidget* dock) : QWidget(dock) {
  auto* title = new QLabel(dock->windowTitle(), this);
  QFont font = title->font();
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  const auto button = [this](const QString& text) {
    auto* tool = new QToolButton(this);
    tool->setAutoRaise(true);
    tool->setIconSize({14, 14});
    tool->setToolTip(text);
    tool->setAccessibleName(text);
    tool->setFocusPolicy(Qt::NoFocus);
    return tool;
  };
  m_float = button(tr("Tear off or put back"));
  m_close = button(tr("Hide this panel"));
  connect(m_float, &QToolButton::clicked, dock, [dock] { dock->setFloating(!dock->isFloating()); });
  connect(m_close, &QToolButton::clicked, dock, &QDockWidget::close);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 3, 4, 3);
  layout->setSpacing(0);
  layout->addWidget(title, 1);
  layout->addWidget(m_float);
  layout->addWidget(m_close);
  updateIcons();
}

void DockTitle::updateIcons() {
  m_float->setIcon(themedIcon("float", palette()));
  m_close->setIcon(themedIcon("close", palette()));
}

void DockTitle::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

}  // namespace pscope
