#include "viz/graph_find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <algorithm>

namespace pscope {

std::vector<int> findItems(const NetworkView& view, const QString& text) {
  QStringList words = text.toLower().split(QLatin1Char(' '), Qt::SkipEmptyParts);
  std::vector<int> hits;
  if (words.isEmpty()) return hits;
  for (QString& word : words) word.replace(QChar(0x00D7), QLatin1Char('x'));  // as titles are shown
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    const QString where = QString::fromStdString(view.items[i].search + "\n" + view.items[i].title).toLower();
    const bool all = std::all_of(words.begin(), words.end(), [&](const QString& word) { return where.contains(word); });
    if (all) hits.push_back(static_cast<int>(i));
  }
  return hits;
}

GraphFindBar::GraphFindBar(QWidget* parent)
    : QWidget(parent),
      m_text(new QLineEdit),
      m_count(new QLabel),
      m_next(new QToolButton),
      m_previous(new QToolButton) {
  setObjectName(QStringLiteral("graphFindBar"));
  m_text->setObjectName(QStringLiteral("graphFindText"));
  m_text->setPlaceholderText(tr("Name or operator"));
  m_text->setAccessibleName(tr("Find in the graph"));
  m_text->setClearButtonEnabled(true);
  m_count->setObjectName(QStringLiteral("graphFindCount"));
  m_next->setObjectName(QStringLiteral("graphFindNext"));
  m_next->setArrowType(Qt::DownArrow);
  m_next->setToolTip(tr("Next hit (Enter)"));
  m_next->setAccessibleName(tr("Next hit"));
  m_previous->setObjectName(QStringLiteral("graphFindPrevious"));
  m_previous->setArrowType(Qt::UpArrow);
  m_previous->setToolTip(tr("Previous hit (Shift+Enter)"));
  m_previous->setAccessibleName(tr("Previous hit"));
  auto* close = new QToolButton;
  close->setObjectName(QStringLiteral("graphFindClose"));
  close->setText(QStringLiteral("\u00d7"));
  close->setToolTip(tr("Close (Esc)"));
  close->setAccessibleName(tr("Close the search"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(10, 4, 6, 4);
  layout->setSpacing(6);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_count);
  for (auto* button : {m_previous, m_next, close}) {
    button->setAutoRaise(true);
    layout->addWidget(button);
  }
  m_text->setMaximumWidth(320);
  layout->addStretch(0);
  connect(m_text, &QLineEdit::textChanged, this, [this] { search(true); });
  connect(m_next, &QToolButton::clicked, this, &GraphFindBar::next);
  connect(m_previous, &QToolButton::clicked, this, &GraphFindBar::previous);
  connect(close, &QToolButton::clicked, this, &GraphFindBar::close);
  hide();
}

void GraphFindBar::open() {
  show();
  m_text->setFocus(Qt::ShortcutFocusReason);
  m_text->selectAll();
  search(false);
}

void GraphFindBar::setNetwork(const NetworkView& view) {
  m_view = &view;
  if (!isHidden()) search(false);
}

void GraphFindBar::search(bool go) {
  const int item = m_current >= 0 ? m_hits[static_cast<std::size_t>(m_current)] : -1;
  m_hits = m_view != nullptr ? findItems(*m_view, m_text->text()) : std::vector<int>();
  const auto found = std::find(m_hits.begin(), m_hits.end(), item);
  m_current = m_hits.empty() ? -1 : found == m_hits.end() ? 0 : static_cast<int>(found - m_hits.begin());
  updateCount();
  Q_EMIT hitsChanged();
  if (go && m_current >= 0) Q_EMIT hitChosen(m_hits[static_cast<std::size_t>(m_current)]);
}

void GraphFindBar::updateCount() {
  m_next->setEnabled(m_hits.size() > 1);
  m_previous->setEnabled(m_hits.size() > 1);
  if (m_text->text().trimmed().isEmpty()) {
    m_count->clear();
  } else if (m_hits.empty()) {
    m_count->setText(tr("Nothing found"));
  } else {
    m_count->setText(tr("%1 of %2").arg(m_current + 1).arg(m_hits.size()));
  }
}

void GraphFindBar::step(int by) {
  if (m_hits.empty()) return;
  const int count = static_cast<int>(m_hits.size());
  m_current = (m_current + by + count) % count;
  updateCount();
  Q_EMIT hitChosen(m_hits[static_cast<std::size_t>(m_current)]);
}

void GraphFindBar::next() {
  step(1);
}
void GraphFindBar::previous() {
  step(-1);
}

void GraphFindBar::close() {
  hide();
  m_hits.clear();
  m_current = -1;
  Q_EMIT hitsChanged();
  Q_EMIT closed();
}

void GraphFindBar::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return close();
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    step(event->modifiers() & Qt::ShiftModifier ? -1 : 1);
    return;
  }
  if (event->key() == Qt::Key_Down) return next();
  if (event->key() == Qt::Key_Up) return previous();
  QWidget::keyPressEvent(event);
}

}  // namespace pscope
