#include "widgets/space_tree_model.h"

#include <QColor>
#include <QGuiApplication>
#include <QMimeData>
#include <QPalette>
#include <nlohmann/json.hpp>

#include "core/space/document_edit_fragment.h"
#include "widgets/space_document.h"
#include "widgets/text.h"

namespace pscope {

SpaceTreeModel::SpaceTreeModel(QObject* parent) : QAbstractItemModel(parent) {}

void SpaceTreeModel::setDocument(SpaceDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpaceTreeModel::rebuild);
    connect(document, &SpaceDocument::checkedChanged, this, [this] {
      const auto tell = [this](const auto& self, const QModelIndex& parent) -> void {
        const int rows = rowCount(parent);
        if (rows > 0) Q_EMIT dataChanged(index(0, 0, parent), index(rows - 1, 1, parent));
        for (int row = 0; row < rows; ++row) self(self, index(row, 0, parent));
      };
      tell(tell, {});
    });
  }
  rebuild();
}

void SpaceTreeModel::rebuild() {
  beginResetModel();
  m_outline = m_document ? outlineOf(m_document->json()) : SpaceOutline();
  m_root = Row();
  fill(m_root, m_outline);
  endResetModel();
}

void SpaceTreeModel::fill(Row& row, const SpaceOutline& node) {
  row.node = &node;
  int number = 0;
  for (const auto& child : node.children) {
    auto own = std::make_unique<Row>();
    own->parent = &row;
    own->number = number++;
    fill(*own, child);
    row.children.push_back(std::move(own));
  }
}

const SpaceTreeModel::Row* SpaceTreeModel::rowOf(const QModelIndex& index) const {
  return index.isValid() ? static_cast<const Row*>(index.internalPointer()) : &m_root;
}

QModelIndex SpaceTreeModel::indexOf(const std::string& pointer) const {
  const Row* row = &m_root;
  QModelIndex found;
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const auto& child : row->children) {
      const std::string& own = child->node->pointer;
      if (pointer != own && !pointer.starts_with(own + "/")) continue;
      found = createIndex(child->number, 0, child.get());
      row = child.get();
      deeper = true;
      break;
    }
  }
  return found;
}

QModelIndex SpaceTreeModel::index(int row, int column, const QModelIndex& parent) const {
  const Row* owner = rowOf(parent);
  if (row < 0 || column < 0 || column > 1 || row >= static_cast<int>(owner->children.size())) return {};
  return createIndex(row, column, owner->children[static_cast<std::size_t>(row)].get());
}

QModelIndex SpaceTreeModel::parent(const QModelIndex& child) const {
  const Row* owner = child.isValid() ? rowOf(child)->parent : nullptr;
  if (owner == nullptr || owner == &m_root) return {};
  return createIndex(owner->number, 0, owner);
}

int SpaceTreeModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(rowOf(parent)->children.size());
}
int SpaceTreeModel::columnCount(const QModelIndex&) const {
  return 2;
}

QString SpaceTreeModel::problemsText(const std::string& pointer) const {
  QString text;
  if (!m_document) return text;
  for (const auto& problem : m_document->problems()) {
    if (problem.place != pointer && !problem.place.starts_with(pointer + "/")) continue;
    text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + translated(problem.what);
  }
  return text;
}

QVariant SpaceTreeModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const SpaceOutline& node = *rowOf(index)->node;
  const bool isName = index.column() == 0;
  switch (role) {
    case Qt::DisplayRole: {
      const QString text = isName ? node.title : node.detail;
      const bool marked = isName && m_document && m_document->problemsBelow(node.pointer) > 0;
      return marked ? QStringLiteral("⚠ ") + text : text;
    }
    case Qt::EditRole:
      return isName ? node.title : node.detail;
    case Qt::ToolTipRole: {
      const QString problems = problemsText(node.pointer);
      return problems.isEmpty() ? QStringLiteral("%1 %2").arg(node.title, node.detail) : problems;
    }
    case Qt::AccessibleTextRole:
      return isName ? node.title : node.detail;
    case Qt::ForegroundRole:
      if (!isName) return QGuiApplication::palette().color(QPalette::PlaceholderText);
      return {};
    case PointerRole:
      return toQString(node.pointer);
    case ProblemsRole:
      return m_document ? m_document->problemsBelow(node.pointer) : 0;
    case KindRole:
      return static_cast<int>(node.kind);
    default:
      return {};
  }
}

QVariant SpaceTreeModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  return section == 0 ? tr("Part") : tr("What it is");
}

Qt::ItemFlags SpaceTreeModel::flags(const QModelIndex& index) const {
  if (!index.isValid()) return Qt::NoItemFlags;
  using Kind = SpaceOutline::Kind;
  const Kind kind = rowOf(index)->node->kind;
  Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDropEnabled;
  const bool named = kind == Kind::Choice || kind == Kind::Container || kind == Kind::Value || kind == Kind::Block ||
                     kind == Kind::Constraint || kind == Kind::Scale;
  if (index.column() == 0 && named) flags |= Qt::ItemIsEditable;
  if (kind != Kind::Section && kind != Kind::Body && kind != Kind::Block && kind != Kind::Value) {
    flags |= Qt::ItemIsDragEnabled;
  }
  return flags;
}

bool SpaceTreeModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::EditRole || !m_document || index.column() != 0) return false;
  using Kind = SpaceOutline::Kind;
  const SpaceOutline node = *rowOf(index)->node;  // the edit replaces it
  const std::string text = value.toString().trimmed().toStdString();
  if (text == node.title.toStdString()) return true;
  m_document->endMerging();
  const Status status = node.kind == Kind::Constraint ? m_document->setValue(node.pointer, text)
                        : node.kind == Kind::Scale    ? m_document->setValue(node.pointer + "/name", text)
                                                      : m_document->rename(node.pointer, text);
  if (!status.ok()) Q_EMIT refused(status.error());
  return status.ok();
}

QByteArray SpaceTreeModel::placeData(const std::string& pointer) {
  return QByteArray::number(QCoreApplication::applicationPid()) + QByteArray::fromStdString(pointer);
}

std::optional<std::string> SpaceTreeModel::placeOf(const QMimeData& data) {
  const QByteArray text = data.data(QLatin1String(kPlaceMime));
  const QByteArray own = QByteArray::number(QCoreApplication::applicationPid()) + '/';
  if (!text.startsWith(own)) return {};
  return text.mid(own.size() - 1).toStdString();
}

QStringList SpaceTreeModel::mimeTypes() const {
  return {QLatin1String(kPlaceMime), QLatin1String(kFragmentMime)};
}

QMimeData* SpaceTreeModel::mimeData(const QModelIndexList& indexes) const {
  if (indexes.isEmpty()) return nullptr;
  auto* data = new QMimeData;
  data->setData(QLatin1String(kPlaceMime), placeData(rowOf(indexes.constFirst())->node->pointer));
  return data;
}

Qt::DropActions SpaceTreeModel::supportedDropActions() const {
  return Qt::MoveAction | Qt::CopyAction;
}

std::string SpaceTreeModel::listOf(const SpaceOutline& node) {
  using Kind = SpaceOutline::Kind;
  switch (node.kind) {
    case Kind::Section:
    case Kind::Body:
      return node.pointer;
    case Kind::Container:
      return node.pointer + "/choices";
    case Kind::Block:
      return node.pointer + "/body";
    case Kind::Loop:
      return node.pointer + "/do";
    default:
      return {};
  }
}

bool SpaceTreeModel::canDropMimeData(const QMimeData* data, Qt::DropAction, int, int, const QModelIndex& parent) const {
  const bool ours = placeOf(*data).has_value() || data->hasFormat(QLatin1String(kFragmentMime));
  return ours && m_document && parent.isValid();
}

bool SpaceTreeModel::dropMimeData(const QMimeData* data, Qt::DropAction, int row, int, const QModelIndex& parent) {
  if (!m_document || !parent.isValid()) return false;
  const SpaceOutline& target = *rowOf(parent)->node;
  std::string list = listOf(target);
  std::size_t index = row >= 0 ? static_cast<std::size_t>(row) : target.children.size();
  if (list.empty()) {  // onto a leaf: behind it
    list = parentPointer(target.pointer);
    index = static_cast<std::size_t>(rowOf(parent)->number) + 1;
  }
  Status status;
  if (const auto place = placeOf(*data)) {
    status = m_document->move(*place, list, index);
  } else {
    const auto kind = kindOfList(list);
    if (kind.ok() && kind.value() == SpaceFragment::Kind::Statements) {
      m_document->cursor().setGap(list, index);
    } else {
      m_document->cursor().set(target.pointer);
    }
    status = m_document->paste(data->data(QLatin1String(kFragmentMime)).toStdString());
  }
  if (!status.ok()) Q_EMIT refused(status.error());
  return false;  // the model was rebuilt: the view must not remove rows
}

}  // namespace pscope
