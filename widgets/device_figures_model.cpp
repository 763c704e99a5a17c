#include "widgets/device_figures_model.h"

#include <QApplication>
#include <QComboBox>
#include <QPainter>

#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {

void DeviceFiguresModel::setDocument(DeviceDocument* document) {
  if (m_document != nullptr) m_document->disconnect(this);
  m_document = document;
  if (m_document != nullptr) connect(m_document, &DeviceDocument::changed, this, &DeviceFiguresModel::reload);
  beginResetModel();
  m_figures = m_document != nullptr ? m_document->figures() : std::vector<DeviceFigure>();
  endResetModel();
}

/// Rows that stay keep their place and the view its current one.
void DeviceFiguresModel::reload() {
  auto figures = m_document->figures();
  const bool same = figures.size() == m_figures.size() &&
                    std::equal(figures.begin(), figures.end(), m_figures.begin(),
                               [](const auto& a, const auto& b) { return a.pointer == b.pointer; });
  if (same) {
    m_figures = std::move(figures);
    if (!m_figures.empty()) Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    return;
  }
  beginResetModel();
  m_figures = std::move(figures);
  endResetModel();
}

int DeviceFiguresModel::rowOf(const std::string& pointer) const {
  for (std::size_t i = 0; i < m_figures.size(); ++i) {
    const std::string& own = m_figures[i].pointer;
    if (pointer == own || pointer.starts_with(own + "/")) return static_cast<int>(i);
  }
  return -1;
}

int DeviceFiguresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_figures.size());
}

int DeviceFiguresModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant DeviceFiguresModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= rowCount()) return {};
  const DeviceFigure& figure = this->figure(index.row());
  const bool editing = role == Qt::EditRole;
  switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
      if (index.column() == Name) return figure.name;
      if (index.column() == Value) {
        if (figure.value) return quantityText(*figure.value, figure.unit);
        return figure.typed.isEmpty() && !editing ? tr("type a value in %1").arg(figure.unit) : figure.typed;
      }
      if (index.column() == Evidence) return figure.tag;
      return figure.source;
    case Qt::ToolTipRole:
      if (figure.problem) return errorSummary(*figure.problem) + QLatin1Char('\n') + translated(figure.problem->mend);
      if (index.column() == Evidence) {
        return figure.source.isEmpty() ? evidenceText(figure.tag)
                                       : QStringLiteral("%1: %2").arg(evidenceText(figure.tag), figure.source);
      }
      if (index.column() == Value && figure.value) {
        return QStringLiteral("%1 %2").arg(QLocale().toString(*figure.value, 'g', 10), figure.unit);
      }
      return index.column() == Source ? figure.source
                                      : QStringLiteral("%1\n%2").arg(figure.name, toQString(figure.pointer));
    case Qt::AccessibleTextRole:
      if (index.column() == Evidence) return evidenceText(figure.tag);
      if (index.column() == Value && figure.problem) {
        return data(index, Qt::DisplayRole).toString() + QStringLiteral(", ") + errorSummary(*figure.problem);
      }
      return data(index, Qt::DisplayRole);
    case Qt::TextAlignmentRole:
      return QVariant::fromValue(index.column() == Value      ? Qt::AlignRight | Qt::AlignVCenter
                                 : index.column() == Evidence ? Qt::Alignment(Qt::AlignCenter)
                                                              : Qt::AlignLeft | Qt::AlignVCenter);
    case Qt::ForegroundRole:
      if (figure.problem && index.column() <= Value) return evidenceColour(QStringLiteral("E"), qApp->palette());
      return {};
    case ProblemRole:
      return figure.problem ? errorSummary(*figure.problem) : QVariant();
    default:
      return {};
  }
}

bool DeviceFiguresModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::EditRole || m_document == nullptr || m_document->readOnly()) return false;
  const std::string pointer = figure(index.row()).pointer;
  const QString text = value.toString();
  if (text == data(index, Qt::EditRole).toString()) return true;
  if (index.column() == Value) m_document->setValue(pointer, text);
  if (index.column() == Evidence) m_document->setTag(pointer, text);
  if (index.column() == Source) m_document->setSource(pointer, text);
  return true;
}

QVariant DeviceFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole) {
    return QVariant::fromValue(section == Value      ? Qt::AlignRight | Qt::AlignVCenter
                               : section == Evidence ? Qt::Alignment(Qt::AlignCenter)
                                                     : Qt::AlignLeft | Qt::AlignVCenter);
  }
  if (role == Qt::ToolTipRole && section == Evidence) {
    return tr("How the figure is known, from verified (V) to engineering estimate (E)");
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Figure");
    case Value:
      return tr("Value");
    case Evidence:
      return tr("Evidence");
    default:
      return tr("Source");
  }
}

Qt::ItemFlags DeviceFiguresModel::flags(const QModelIndex& index) const {
  Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  if (!index.isValid()) return flags;
  if (m_document != nullptr && !m_document->readOnly() && index.column() != Name) flags |= Qt::ItemIsEditable;
  return flags;
}

void EvidenceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  QStyleOptionViewItem plain = option;
  initStyleOption(&plain, index);
  plain.text.clear();
  const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
  const QString tag = index.data().toString();
  if (tag.isEmpty()) return;
  const QFontMetricsF metrics(option.font);
  QRectF chip(0, 0, std::max(metrics.horizontalAdvance(tag) + 12, metrics.height() + 4), metrics.height() + 2);
  chip.moveCenter(QRectF(option.rect).center());
  const QColor colour = evidenceColour(tag, option.palette);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(colour);
  painter->drawRoundedRect(chip, 4, 4);
  painter->setPen(colour.lightness() > 140 ? QColor(Qt::black) : QColor(Qt::white));
  painter->drawText(chip, Qt::AlignCenter, tag);
  painter->restore();
}

QWidget* EvidenceDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&, const QModelIndex&) const {
  auto* box = new QComboBox(parent);
  box->setAccessibleName(tr("Evidence"));
  for (const QString& tag : evidenceTags()) {
    box->addItem(QStringLiteral("%1 \u2013 %2").arg(tag, evidenceText(tag)), tag);
  }
  box->view()->setMinimumWidth(box->sizeHint().width());
  return box;
}

void EvidenceDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  auto* box = static_cast<QComboBox*>(editor);
  box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
}

void EvidenceDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
  model->setData(index, static_cast<QComboBox*>(editor)->currentData(), Qt::EditRole);
}

}  // namespace pscope
