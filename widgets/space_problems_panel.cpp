#include "widgets/space_problems_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "core/space/document_edit.h"
#include "widgets/icons.h"
#include "widgets/space_document.h"
#include "widgets/space_fields.h"
#include "widgets/text.h"

namespace pscope {

SpaceProblemsPanel::SpaceProblemsPanel(QWidget* parent)
    : Panel(parent), m_list(new QTreeWidget(this)), m_none(new QLabel(this)) {
  setObjectName(QStringLiteral("spaceProblemsPanel"));
  m_list->setObjectName(QStringLiteral("spaceProblems"));
  m_list->setAccessibleName(tr("Problems of the space"));
  m_list->setRootIsDecorated(false);
  m_list->setUniformRowHeights(true);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setHeaderLabels({tr("Problem"), tr("What helps"), tr("Place")});
  m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
  m_list->header()->setStretchLastSection(true);
  m_none->setAlignment(Qt::AlignCenter);
  m_none->setForegroundRole(QPalette::PlaceholderText);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_list);
  layout->addWidget(m_none);
  connect(m_list, &QTreeWidget::itemActivated, this,
          [this](const QTreeWidgetItem* item) { goTo(item->data(0, Qt::UserRole).toInt()); });
  connect(m_list, &QTreeWidget::itemClicked, this,
          [this](const QTreeWidgetItem* item) { goTo(item->data(0, Qt::UserRole).toInt()); });
}

void SpaceProblemsPanel::setDocument(SpaceDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (m_document) connect(document, &SpaceDocument::checkedChanged, this, &SpaceProblemsPanel::requestRefresh);
  requestRefresh();
}

void SpaceProblemsPanel::refresh() {
  m_list->clear();
  const bool any = m_document && !m_document->problems().empty();
  m_list->setVisible(any);
  m_none->setVisible(!any);
  m_none->setText(m_document ? tr("No problems: this space is valid.") : QString());
  if (!any) return;
  int row = 0;
  for (const auto& problem : m_document->problems()) {
    const QString what = translated(problem.what);
    auto* item = new QTreeWidgetItem(m_list, {what, translated(problem.mend), toQString(problem.place)});
    item->setIcon(0, themedIcon("warning", palette()));
    for (int column = 0; column < 3; ++column) item->setToolTip(column, item->text(column));
    item->setData(0, Qt::UserRole, row++);
  }
}

void SpaceProblemsPanel::goTo(int row) {
  if (!m_document || row < 0 || row >= static_cast<int>(m_document->problems().size())) return;
  const std::string place = m_document->problems()[static_cast<std::size_t>(row)].place;
  if (!place.starts_with('/')) {
    Q_EMIT textPlaceRequested(toQString(place));
    return;
  }
  // The part whose form has a field of that place, from the inside out.
  for (std::string part = place;; part = parentPointer(part)) {
    if (valueAt(m_document->json(), part) != nullptr) {
      for (const auto& field : formOf(m_document->json(), part).fields) {
        const std::string own = part + field.member;
        const bool fits = place == own || place.starts_with(own + "/");
        if (!fits || (field.member.empty() && field.kind != SpaceField::Kind::Expression)) continue;
        return m_document->cursor().set(part, field.member);
      }
    }
    const auto known = formOf(m_document->json(), part);
    const bool isPart = !known.fields.empty() && valueAt(m_document->json(), part) != nullptr &&
                        valueAt(m_document->json(), part)->is_object();
    if (!isPart && !part.empty()) continue;
    if (known.fields.empty()) return m_document->cursor().set(part);
    return m_document->cursor().set(part, known.fields[0].member);
  }
}

}  // namespace pscope
