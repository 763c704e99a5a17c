#include "widgets/space_header.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include "widgets/count_text.h"
#include "widgets/icons.h"
#include "widgets/space_document.h"
#include "widgets/text.h"

namespace pscope {

SpaceHeader::SpaceHeader(QWidget* parent)
    : QWidget(parent),
      m_title(new QLabel(this)),
      m_file(new QLabel(this)),
      m_short(new QLabel(this)),
      m_exact(new QLabel(this)),
      m_state(new QToolButton(this)),
      m_search(new QPushButton(tr("Search this space…"), this)) {
  setObjectName(QStringLiteral("spaceHeader"));
  QFont big = m_title->font();
  big.setPointSizeF(big.pointSizeF() * 1.25);
  big.setWeight(QFont::DemiBold);
  m_title->setFont(big);
  m_title->setObjectName(QStringLiteral("spaceTitle"));
  m_file->setForegroundRole(QPalette::PlaceholderText);
  m_file->setObjectName(QStringLiteral("spaceFile"));
  m_short->setFont(big);
  m_short->setObjectName(QStringLiteral("spaceCount"));
  m_short->setAlignment(Qt::AlignRight);
  m_exact->setObjectName(QStringLiteral("spaceCountExact"));
  m_exact->setForegroundRole(QPalette::PlaceholderText);
  m_exact->setAlignment(Qt::AlignRight);
  m_exact->setTextInteractionFlags(Qt::TextSelectableByMouse);
  for (auto* label : {m_title, m_file}) label->setMinimumWidth(60);
  m_state->setObjectName(QStringLiteral("spaceState"));
  m_state->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_state->setAutoRaise(true);
  m_state->setIconSize({18, 18});
  connect(m_state, &QToolButton::clicked, this, &SpaceHeader::problemsRequested);
  m_search->setObjectName(QStringLiteral("searchThisSpace"));
  connect(m_search, &QPushButton::clicked, this, &SpaceHeader::searchRequested);
  auto* names = new QVBoxLayout;
  names->setSpacing(0);
  names->addWidget(m_title);
  names->addWidget(m_file);
  auto* counts = new QVBoxLayout;
  counts->setSpacing(0);
  counts->addWidget(m_short);
  counts->addWidget(m_exact);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(14, 6, 10, 6);
  layout->setSpacing(12);
  layout->addLayout(names, 1);
  layout->addLayout(counts);
  layout->addWidget(m_state);
  layout->addWidget(m_search);
}

void SpaceHeader::setDocument(SpaceDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpaceHeader::update);
    connect(document, &SpaceDocument::checkedChanged, this, &SpaceHeader::update);
    connect(document, &SpaceDocument::pathChanged, this, &SpaceHeader::update);
    connect(&document->undoStack(), &QUndoStack::cleanChanged, this, &SpaceHeader::update);
  }
  update();
}

void SpaceHeader::update() {
  setVisible(m_document != nullptr);
  if (!m_document) return;
  const auto elided = [](QLabel* label, const QString& text) {
    label->setText(label->fontMetrics().elidedText(text, Qt::ElideRight, std::max(60, label->width())));
    label->setToolTip(text);
  };
  elided(m_title, m_document->title());
  const QString file = m_document->path().isEmpty() ? tr("not saved yet") : QFileInfo(m_document->path()).fileName();
  elided(m_file, m_document->modified() ? tr("%1, changed").arg(file) : file);
  const bool known = m_document->space().has_value();
  const bool current = known && m_document->valid();
  // While the newest text is checked the last number stays: it would only flicker.
  if (known) {
    const std::string count = m_document->space()->count();
    m_short->setText(tr("%1 designs").arg(shortCountText(count)));
    const QString exact = groupedDigits(count);
    const QString shown = exact.size() > 44 ? exact.left(30) + QChar(0x2026) : exact;
    m_exact->setText(m_document->problems().empty() ? QStringLiteral("%1  %2").arg(shown, powerOfTenText(count))
                                                    : tr("when it was last valid"));
    m_exact->setToolTip(tr("Exactly %1 designs, counted under all conditions and constraints over choices").arg(exact));
  } else {
    m_short->setText(tr("No designs yet"));
    m_exact->clear();
  }
  const auto problems = static_cast<int>(m_document->problems().size());
  if (problems > 0) {
    m_state->setText(tr("%n problem(s)", nullptr, problems));
    m_state->setIcon(themedIcon("warning", palette()));
    m_state->setToolTip(tr("Show the problems (F8 goes to the next one)"));
  } else {
    m_state->setText(tr("Valid"));
    m_state->setIcon(themedIcon("check", palette()));
    m_state->setToolTip(tr("Every statement is understood, and a design of each scale was built"));
  }
  m_state->setAccessibleName(m_state->text());
  m_search->setEnabled(current || (known && problems == 0));
  m_search->setToolTip(problems > 0 ? tr("Solve the problems first")
                                    : tr("Starts the assistant for a new study with this space"));
}

void SpaceHeader::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_search != nullptr) update();
}

void SpaceHeader::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  update();
}

}  // namespace pscope
