#include "widgets/message_bar.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "widgets/icons.h"
#include "widgets/text.h"

namespace pscope {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent),
      m_icon(new QLabel(this)),
      m_text(new QLabel(this)),
      m_action(new QPushButton(this)),
      m_close(new QToolButton(this)) {
  setObjectName(QStringLiteral("messageBar"));
  setAutoFillBackground(true);
  m_text->setObjectName(QStringLiteral("messageText"));
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::RichText);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_action->setObjectName(QStringLiteral("messageAction"));
  m_close->setObjectName(QStringLiteral("messageClose"));
  m_close->setAutoRaise(true);
  m_close->setAccessibleName(tr("Dismiss the message"));
  m_close->setToolTip(tr("Dismiss (Esc)"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(14, 8, 8, 8);
  layout->setSpacing(10);
  layout->addWidget(m_icon, 0, Qt::AlignTop);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_action);
  layout->addWidget(m_close, 0, Qt::AlignTop);
  connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);
  connect(m_action, &QPushButton::clicked, this, [this] {
    const auto function = m_function;
    dismiss();
    if (function) function();
  });
  hide();
}

void MessageBar::showMessage(Severity severity, const QString& text, const QString& mend) {
  m_severity = severity;
  m_function = {};
  m_action->hide();
  removeOthers();
  QString html = text.toHtmlEscaped();
  if (!mend.isEmpty()) html = QStringLiteral("<b>%1</b><br>%2").arg(html, mend.toHtmlEscaped());
  m_text->setText(html);
  m_text->setAccessibleName(mend.isEmpty() ? text : text + QLatin1Char(' ') + mend);
  applyColours();
  show();
}

void MessageBar::showError(const Error& error) {
  showMessage(Severity::Error, errorSummary(error), translated(error.mend));
}

void MessageBar::setAction(const QString& text, std::function<void()> action) {
  m_action->setText(text);
  m_function = std::move(action);
  m_action->show();
}

void MessageBar::addAction(const QString& text, std::function<void()> action) {
  auto* button = new QPushButton(text, this);
  button->setObjectName(QStringLiteral("messageAction%1").arg(m_others.size() + 2));
  auto* row = static_cast<QHBoxLayout*>(layout());
  row->insertWidget(row->count() - 1, button);
  m_others.push_back(button);
  button->show();
  connect(button, &QPushButton::clicked, this, [this, function = std::move(action)] {
    const auto then = function;  // the button goes with the message
    dismiss();
    then();
  });
}

void MessageBar::removeOthers() {
  for (auto* button : m_others) {
    button->hide();
    button->deleteLater();
  }
  m_others.clear();
}

QString MessageBar::text() const {
  return isHidden() ? QString() : m_text->accessibleName();
}

void MessageBar::dismiss() {
  m_text->clear();
  m_function = {};
  removeOthers();
  hide();
}

void MessageBar::applyColours() {
  const QPalette base = QGuiApplication::palette();
  const bool dark = base.color(QPalette::Window).lightness() < 128;
  const QColor tint = m_severity == Severity::Error     ? QColor(0xd5, 0x3e, 0x2f)
                      : m_severity == Severity::Warning ? QColor(0xd9, 0x8e, 0x04)
                                                        : QColor(0x1f, 0x78, 0xc8);
  const QColor ground = base.color(QPalette::Base);
  const double share = dark ? 0.28 : 0.14;
  const auto mixed = [share](int a, int b) { return static_cast<int>(a * share + b * (1 - share)); };
  const QColor tinted(mixed(tint.red(), ground.red()), mixed(tint.green(), ground.green()),
                      mixed(tint.blue(), ground.blue()));
  if (palette().color(QPalette::Window) != tinted) {
    QPalette own;  // its ground alone, so that all else follows the window's palette
    own.setColor(QPalette::Window, tinted);
    setPalette(own);
  }
  const char* icon = m_severity == Severity::Info ? "info" : "warning";
  QPalette iconColours = base;
  iconColours.setColor(QPalette::ButtonText, dark ? tint.lighter(140) : tint);
  m_icon->setPixmap(themedIcon(icon, iconColours).pixmap(20, 20));
  m_icon->setAccessibleName(m_severity == Severity::Info      ? tr("Note")
                            : m_severity == Severity::Warning ? tr("Warning")
                                                              : tr("Error"));
  m_close->setIcon(themedIcon("close", base));
}

void MessageBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) applyColours();
}

void MessageBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return dismiss();
  QFrame::keyPressEvent(event);
}

}  // namespace pscope
