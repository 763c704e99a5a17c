#include "widgets/focus_bar.h"

#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

#include "viz/colours.h"
#include "widgets/focus_dialog.h"
#include "widgets/icons.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

FocusBar::FocusBar(QWidget* parent)
    : QFrame(parent),
      m_text(new QLabel(this)),
      m_change(new QPushButton(tr("Change…"), this)),
      m_end(new QToolButton(this)) {
  setObjectName(QStringLiteral("focusBar"));
  setAutoFillBackground(true);
  m_text->setObjectName(QStringLiteral("focusText"));
  m_text->setTextFormat(Qt::PlainText);
  m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_change->setObjectName(QStringLiteral("focusChange"));
  m_change->setFlat(true);
  m_change->setToolTip(tr("Change what the search looks at"));
  m_end->setObjectName(QStringLiteral("focusClose"));
  m_end->setAutoRaise(true);
  m_end->setAccessibleName(tr("End the focus"));
  m_end->setToolTip(tr("End the focus: from the next candidate on the search looks at the whole space again"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 3, 6, 3);
  layout->setSpacing(6);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_change);
  layout->addWidget(m_end);
  connect(m_change, &QPushButton::clicked, this, [this] {
    if (m_document) choose(m_document->focus());
  });
  connect(m_end, &QToolButton::clicked, this, &FocusBar::end);
  applyColours();
  hide();
}

void FocusBar::setDocument(StudyDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (document != nullptr) connect(document, &StudyDocument::focusChanged, this, &FocusBar::refresh);
  refresh();
}

void FocusBar::refresh() {
  const bool holds = m_document && !m_document->focus().empty();
  setVisible(holds);
  if (!holds) return;
  const QString text = tr("Focus: %1").arg(focusWords(m_document->focus(), m_document->objectives()));
  m_text->setText(text);
  m_text->setToolTip(tr("%1\nThe search looks here; candidates outside stay what they are.").arg(text));
  m_change->setEnabled(!m_document->readOnly());
  m_end->setEnabled(!m_document->readOnly());
}

void FocusBar::choose(const Focus& suggested) {
  if (!m_document || m_document->readOnly()) return;
  auto* dialog = new FocusDialog(m_document->space(), m_document->objectives(), !m_document->focus().empty(), window());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setRegion(suggested);
  connect(dialog, &QDialog::accepted, this, [this, dialog] {
    // What the dialog lets through was counted there: only a study that was closed meanwhile can be in the way.
    if (m_document) (void)m_document->setFocus(dialog->region());
  });
  dialog->open();
}

void FocusBar::end() {
  if (m_document) (void)m_document->setFocus({});
}

/// Its ground alone is its own, so that all else follows the window's palette.
void FocusBar::applyColours() {
  const Colours colours = Colours::of(QGuiApplication::palette());
  const auto mixed = [&](int a, int b) { return (a + 5 * b) / 6; };
  const QColor ground(mixed(colours.band.red(), colours.background.red()),
                      mixed(colours.band.green(), colours.background.green()),
                      mixed(colours.band.blue(), colours.background.blue()));
  m_end->setIcon(themedIcon("close", QGuiApplication::palette()));
  if (palette().color(QPalette::Window) == ground) return;
  QPalette own;
  own.setColor(QPalette::Window, ground);
  setPalette(own);
}

void FocusBar::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) applyColours();
}

}  // namespace pscope
