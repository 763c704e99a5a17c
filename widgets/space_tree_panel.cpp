#include "widgets/space_tree_panel.h"

#include <QAction>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QTreeView>
#include <QVBoxLayout>

#include "widgets/space_document.h"
#include "widgets/space_tree_model.h"
#include "widgets/text.h"

namespace pscope {

SpaceTreePanel::SpaceTreePanel(QWidget* parent)
    : QWidget(parent), m_model(new SpaceTreeModel(this)), m_view(new QTreeView(this)) {
  setObjectName(QStringLiteral("spaceTreePanel"));
  m_view->setObjectName(QStringLiteral("spaceTree"));
  m_view->setAccessibleName(tr("Parts of the space"));
  m_view->setModel(m_model);
  m_view->setFrameShape(QFrame::NoFrame);
  m_view->setHeaderHidden(true);
  m_view->setUniformRowHeights(true);
  m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_view->setIndentation(16);
  m_view->setTextElideMode(Qt::ElideRight);
  m_view->header()->setStretchLastSection(true);
  m_view->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setEditTriggers(QAbstractItemView::EditKeyPressed | QAbstractItemView::SelectedClicked);
  m_view->setDragEnabled(true);
  m_view->setAcceptDrops(true);
  m_view->setDropIndicatorShown(true);
  m_view->setDragDropMode(QAbstractItemView::DragDrop);
  m_view->setDefaultDropAction(Qt::MoveAction);
  m_view->setExpandsOnDoubleClick(true);
  m_view->setContextMenuPolicy(Qt::ActionsContextMenu);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_view);
  connect(m_model, &SpaceTreeModel::modelReset, this, &SpaceTreePanel::restore);
  connect(m_model, &SpaceTreeModel::refused, this, &SpaceTreePanel::refused);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
    if (m_echo || !m_document || !index.isValid()) return;
    const QScopedValueRollback echo(m_echo, true);
    m_document->cursor().set(index.data(SpaceTreeModel::PointerRole).toString().toStdString());
  });
  connect(m_view, &QTreeView::collapsed, this, [this](const QModelIndex& index) {
    if (m_echo) return;
    const auto pointer = index.data(SpaceTreeModel::PointerRole).toString().toStdString();
    m_closed.insert(pointer);
    m_opened.erase(pointer);
  });
  connect(m_view, &QTreeView::expanded, this, [this](const QModelIndex& index) {
    if (m_echo) return;
    const auto pointer = index.data(SpaceTreeModel::PointerRole).toString().toStdString();
    m_opened.insert(pointer);
    m_closed.erase(pointer);
  });
}

void SpaceTreePanel::addTreeAction(QAction* action) {
  m_view->addAction(action);
}

void SpaceTreePanel::setDocument(SpaceDocument* document) {
  if (m_document) m_document->cursor().disconnect(this);
  m_document = document;
  m_closed.clear();
  m_opened.clear();
  m_model->setDocument(document);
  if (m_document) connect(&document->cursor(), &SpaceCursor::changed, this, &SpaceTreePanel::showCursor);
  showCursor();
}

/// Open are all parts but the bodies of blocks, unless the user wants it otherwise.
void SpaceTreePanel::restore() {
  const QScopedValueRollback echo(m_echo, true);
  const auto open = [this](const auto& self, const QModelIndex& parent) -> void {
    for (int row = 0; row < m_model->rowCount(parent); ++row) {
      const QModelIndex index = m_model->index(row, 0, parent);
      if (m_model->rowCount(index) == 0) continue;
      const auto pointer = index.data(SpaceTreeModel::PointerRole).toString().toStdString();
      const bool usual = !pointer.starts_with("/blocks/");
      m_view->setExpanded(index, m_opened.contains(pointer) || (usual && !m_closed.contains(pointer)));
      self(self, index);
    }
  };
  open(open, {});
  showCursor();
}

void SpaceTreePanel::showCursor() {
  if (!m_document) return;
  const QScopedValueRollback echo(m_echo, true);
  const QModelIndex index = m_model->indexOf(m_document->cursor().current());
  if (!index.isValid()) {
    m_view->selectionModel()->clear();
    return;
  }
  if (index != m_view->currentIndex()) {
    m_view->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
  }
  m_view->scrollTo(index);
}

}  // namespace pscope
