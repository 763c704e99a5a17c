#include "widgets/space_palette_panel.h"

#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QTreeWidget>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "core/network/operator_catalogue.h"
#include "core/space/document_edit_fragment.h"
#include "core/space/document_members.h"
#include "widgets/icons.h"
#include "widgets/space_canvas_painter.h"
#include "widgets/space_document.h"
#include "widgets/space_outline.h"
#include "widgets/space_tree_model.h"
#include "widgets/text.h"

namespace pscope {

namespace {

enum PartRole { NameRole = Qt::UserRole, FragmentRole };

/// Gives what is dragged the fragment of its item.
class PartList : public QTreeWidget {
 public:
  using QTreeWidget::QTreeWidget;

 protected:
  QStringList mimeTypes() const override { return {QLatin1String(SpaceTreeModel::kFragmentMime)}; }
  QMimeData* mimeData(const QList<QTreeWidgetItem*>& items) const override {
    if (items.isEmpty() || items[0]->data(0, FragmentRole).toByteArray().isEmpty()) return nullptr;
    auto* mime = new QMimeData;
    mime->setData(QLatin1String(SpaceTreeModel::kFragmentMime), items[0]->data(0, FragmentRole).toByteArray());
    return mime;
  }
  Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
};

QString kindTitle(OperatorKind kind) {
  switch (kind) {
    case OperatorKind::Weighted:
      return SpacePalettePanel::tr("Layers with weights");
    case OperatorKind::Norm:
      return SpacePalettePanel::tr("Normalisation");
    case OperatorKind::Activation:
      return SpacePalettePanel::tr("Activation");
    case OperatorKind::Pool:
      return SpacePalettePanel::tr("Pooling and size");
    case OperatorKind::Combine:
      return SpacePalettePanel::tr("Joining");
    case OperatorKind::Mixer:
      return SpacePalettePanel::tr("Attention and mixing");
    case OperatorKind::Layout:
      return SpacePalettePanel::tr("Order of elements");
    case OperatorKind::Input:
    case OperatorKind::Other:
      break;
  }
  return SpacePalettePanel::tr("Other operators");
}

/// A patch in the operator's colour and shape.
QIcon patch(const QString& colour, const std::string& shape, const QPalette& palette) {
  QPixmap pixmap(32, 32);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(QColor(colour));
  painter.setPen(QPen(palette.color(QPalette::Mid), 1.5));
  paintOperatorShape(painter, QRectF(3, 6, 26, 20), shape);
  return pixmap;
}

QByteArray bytesOf(const Json& json) {
  return QByteArray::fromStdString(json.dump());
}

/// What an operator's attributes start with, so that it can stand anywhere.
Json startingAttributes(const OperatorInfo& info) {
  Json statement = Json::object();
  statement["op"] = std::string(info.name);
  for (const auto& attribute : info.attributes) {
    if (!attribute.required) continue;
    const std::string name(attribute.name);
    if (name == "channels") {
      statement[name] = "it.channels";
    } else if (name == "height") {
      statement[name] = "it.height";
    } else if (name == "width") {
      statement[name] = "it.width";
    } else if (name == "kernel") {
      statement[name] = info.kind == OperatorKind::Pool ? 2 : 3;
    } else if (name == "axis") {
      statement[name] = "channels";
    } else if (name == "first" || name == "second" || name == "third") {
      statement[name] = name == "first" ? 0 : name == "second" ? 1 : 2;
    } else if (name == "probability") {
      statement[name] = 0.1;
    } else if (name == "low" || name == "high") {
      statement[name] = name == "low" ? 0 : 6;
    } else {
      statement[name] = 1;
    }
  }
  if (info.kind == OperatorKind::Pool && statement.contains("kernel")) statement["stride"] = 2;
  if (info.minInputs > 1) {
    statement["in"] = Json::array();
    for (int i = 0; i < info.minInputs; ++i) statement["in"].push_back("it");
  }
  return statement;
}

}  // namespace

SpacePalettePanel::SpacePalettePanel(QWidget* parent)
    : QWidget(parent), m_filter(new QLineEdit(this)), m_list(new PartList(this)) {
  setObjectName(QStringLiteral("spacePalettePanel"));
  m_filter->setObjectName(QStringLiteral("paletteFilter"));
  m_filter->setPlaceholderText(tr("Find a part"));
  m_filter->setAccessibleName(tr("Find a part"));
  m_filter->setClearButtonEnabled(true);
  m_list->setObjectName(QStringLiteral("palette"));
  m_list->setAccessibleName(tr("Parts that can be put into the space"));
  m_list->setHeaderHidden(true);
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setIndentation(12);
  m_list->setIconSize({16, 16});
  m_list->setDragEnabled(true);
  m_list->setDragDropMode(QAbstractItemView::DragOnly);
  m_list->setUniformRowHeights(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(6, 4, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(m_filter);
  layout->addWidget(m_list, 1);
  connect(m_filter, &QLineEdit::textChanged, this, &SpacePalettePanel::filter);
  connect(m_filter, &QLineEdit::returnPressed, this, [this] {
    for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
      auto* group = m_list->topLevelItem(g);
      for (int i = 0; i < group->childCount(); ++i) {
        if (!group->isHidden() && !group->child(i)->isHidden()) return placeItem(group->child(i));
      }
    }
  });
  connect(m_list, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* item) {
    if (item->parent() == nullptr) {
      item->setExpanded(!item->isExpanded());
    } else {
      placeItem(item);
    }
  });
  // Enter; a double-click has put one there already by its first click.
  auto* enter = new QAction(this);
  enter->setShortcuts({QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_Enter)});
  enter->setShortcutContext(Qt::WidgetShortcut);
  m_list->addAction(enter);
  connect(enter, &QAction::triggered, this, [this] {
    if (auto* item = m_list->currentItem(); item != nullptr && item->parent() != nullptr) placeItem(item);
  });
  m_list->setExpandsOnDoubleClick(false);
  fill();
}

QTreeWidgetItem* SpacePalettePanel::addGroup(const QString& title) {
  auto* group = new QTreeWidgetItem(m_list, {title});
  QFont font = group->font(0);
  font.setWeight(QFont::DemiBold);
  group->setFont(0, font);
  group->setFlags(Qt::ItemIsEnabled);
  group->setExpanded(true);
  return group;
}

void SpacePalettePanel::addPart(QTreeWidgetItem* group, const QString& name, const QString& title,
                                const QString& toolTip, const QByteArray& fragment, const QString& colour,
                                const std::string& shape) {
  auto* item = new QTreeWidgetItem(group, {title});
  item->setData(0, NameRole, name);
  item->setData(0, FragmentRole, fragment);
  item->setToolTip(0, toolTip);
  item->setIcon(0, colour.isEmpty() ? themedIcon("add", palette()) : patch(colour, shape, palette()));
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
}

void SpacePalettePanel::fill() {
  m_list->clear();
  auto* choices = addGroup(tr("Choices"));
  const auto choice = [&](const char* type, const char* name, Json rest, const QString& toolTip) {
    Json entry = Json::object();
    entry["name"] = name;
    entry["type"] = type;
    entry.update(rest);
    addPart(choices, QLatin1String(type), choiceTypeTitle(type), toolTip, bytesOf(entry), QStringLiteral("#f5d76e"),
            type == std::string("repeat") || type == std::string("group") || type == std::string("optional")
                ? "hexagon"
                : "diamond");
  };
  choice("categorical", "choice", {{"levels", {3, 5, 7}}}, tr("One of a list of numbers or words"));
  choice("integer", "number", {{"low", 1}, {"high", 4}}, tr("A whole number from, to, in steps"));
  choice("real", "rate", {{"low", 0.001}, {"high", 0.1}, {"levels", 5}, {"scale", "log"}},
         tr("A number of a grid, in equal steps or ratios"));
  choice("boolean", "use", Json::object(), tr("Yes or no"));
  choice("repeat", "stage", {{"count", 3}, {"choices", Json::array()}}, tr("Several copies of the choices inside"));
  choice("optional", "part", {{"choices", Json::array()}}, tr("Choices that are there only when it is switched on"));
  choice("group", "group", {{"choices", Json::array()}}, tr("Choices under a common name"));

  auto* frame = addGroup(tr("Sizes and rules"));
  addPart(frame, QStringLiteral("scale"), tr("Scale"), tr("A size that the network is built at: input and classes"),
          bytesOf({{"name", "deploy"}, {"input", {3, 224, 224}}, {"classes", 1000}}));
  addPart(frame, QStringLiteral("constraint"), tr("Constraint"), tr("What every design must satisfy"),
          bytesOf("params <= 5M"));
  addPart(frame, QStringLiteral("value"), tr("Derived value"), tr("A number computed from choices"), {});

  auto* structure = addGroup(tr("Structure"));
  const auto statement = [&](const char* name, const QString& title, const QString& toolTip, const Json& json) {
    addPart(structure, QLatin1String(name), title, toolTip, bytesOf(json), QStringLiteral("#c9d1da"), "box");
  };
  statement("for", tr("Loop over a repeat"), tr("The statements inside once for each copy of a repeat"),
            {{"for", "s"}, {"over", "stage"}, {"do", Json::array()}});
  statement("repeat_statement", tr("Repeat"), tr("The statements inside, several times"),
            {{"repeat", 2}, {"do", Json::array()}});
  statement("if", tr("If"), tr("Statements that are built where a condition holds"),
            {{"if", "true"}, {"then", Json::array()}, {"else", Json::array()}});
  statement("switch", tr("Switch"), tr("A list of statements for each level of a choice"),
            {{"switch", "0"}, {"cases", Json::object()}, {"default", Json::array()}});
  statement("scope", tr("Part with a name"), tr("Names a part of the network"),
            {{"scope", "head"}, {"do", Json::array()}});
  statement("let", tr("Let"), tr("Names for numbers"), {{"let", {{"hidden", "it.channels"}}}});
  statement("use", tr("Go on with"), tr("Makes a named value the running one"), {{"use", "input"}});

  auto* ready = addGroup(tr("Ready-made blocks"));
  for (const auto& block : readyBlocks()) {
    addPart(ready, QStringLiteral("ready_") + toQString(block.name), toQString(block.name),
            tr("%1. From %2.").arg(toQString(block.summary), toQString(block.family)), bytesOf(block.fragment.toJson()),
            QStringLiteral("#7fb8a4"), "box");
  }
  m_blocks = addGroup(tr("Blocks of this space"));
  std::vector<std::pair<OperatorKind, QTreeWidgetItem*>> kinds;
  for (const auto& info : operatorCatalogue()) {
    if (info.op == Op::Input || info.op == Op::Unknown) continue;
    auto found = std::find_if(kinds.begin(), kinds.end(), [&](const auto& kind) { return kind.first == info.kind; });
    if (found == kinds.end()) {
      kinds.emplace_back(info.kind, addGroup(kindTitle(info.kind)));
      found = kinds.end() - 1;
    }
    const auto text = [](std::string_view view) {
      return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
    };
    addPart(found->second, text(info.name), text(info.title), text(info.summary), bytesOf(startingAttributes(info)),
            text(info.colour), std::string(info.shape));
  }
  m_blockNames.clear();
  fillBlocks();
  filter(m_filter->text());
}

void SpacePalettePanel::fillBlocks() {
  std::vector<std::string> names;
  const Json* blocks = m_document ? valueAt(m_document->json(), "/blocks") : nullptr;
  if (blocks != nullptr && blocks->is_object()) {
    for (const auto& [name, block] : blocks->items()) names.push_back(name);
  }
  if (names == m_blockNames && m_blocks->childCount() > 0) return;
  m_blockNames = names;
  qDeleteAll(m_blocks->takeChildren());
  for (const auto& name : names) {
    Json call = Json::object();
    call["block"] = name;
    const Json& block = (*blocks)[name];
    if (block.is_object() && block.contains("parameters") && block["parameters"].is_array()) {
      for (const auto& parameter : block["parameters"]) {
        if (parameter.is_string()) call["args"][parameter.get<std::string>()] = 1;
      }
      if (call.contains("args") && call["args"].contains("channels")) call["args"]["channels"] = "it.channels";
    }
    const QString summary = toQString(textOf(block, "summary"));
    addPart(m_blocks, QStringLiteral("block_") + toQString(name), toQString(name),
            summary.isEmpty() ? tr("A block of this space") : summary, bytesOf(call), QStringLiteral("#7fb8a4"), "box");
  }
  addPart(m_blocks, QStringLiteral("new_block"), tr("New block"), tr("An empty block, to be filled"),
          bytesOf({{"pscope_fragment", 1}, {"blocks", {{"block", {{"body", Json::array()}}}}}}));
  filter(m_filter->text());
}

void SpacePalettePanel::setDocument(SpaceDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (m_document) connect(document, &SpaceDocument::textChanged, this, &SpacePalettePanel::fillBlocks);
  m_list->setEnabled(m_document != nullptr);
  fillBlocks();
}

void SpacePalettePanel::filter(const QString& text) {
  const QString wanted = text.trimmed();
  for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
    auto* group = m_list->topLevelItem(g);
    bool any = false;
    for (int i = 0; i < group->childCount(); ++i) {
      auto* item = group->child(i);
      const bool fits = wanted.isEmpty() || item->text(0).contains(wanted, Qt::CaseInsensitive) ||
                        item->data(0, NameRole).toString().contains(wanted, Qt::CaseInsensitive) ||
                        item->toolTip(0).contains(wanted, Qt::CaseInsensitive);
      item->setHidden(!fits);
      any = any || fits;
    }
    group->setHidden(!any);
  }
}

void SpacePalettePanel::placeItem(const QTreeWidgetItem* item) {
  place(item->data(0, NameRole).toString());
}

void SpacePalettePanel::place(const QString& name) {
  if (!m_document) return;
  QByteArray fragment;
  for (int g = 0; g < m_list->topLevelItemCount(); ++g) {
    auto* group = m_list->topLevelItem(g);
    for (int i = 0; i < group->childCount(); ++i) {
      if (group->child(i)->data(0, NameRole).toString() == name) {
        fragment = group->child(i)->data(0, FragmentRole).toByteArray();
      }
    }
  }
  m_document->endMerging();
  Status status;
  if (name == QLatin1String("value")) {
    const Json* values = valueAt(m_document->json(), "/values");
    std::string key = "value";
    for (int i = 2; values != nullptr && values->contains(key); ++i) key = "value" + std::to_string(i);
    status = m_document->edit(
        tr("Add a derived value"),
        [&](DocumentEditor& editor) -> Status {
          if (values == nullptr) PSCOPE_CHECK(editor.set("/values", Json::object()));
          return editor.set("/values/" + key, 1);
        },
        "/values/" + key);
  } else if (!fragment.isEmpty()) {
    status = m_document->paste(fragment.toStdString());
  }
  if (!status.ok()) Q_EMIT refused(status.error());
}

void SpacePalettePanel::focusFilter() {
  m_filter->setFocus();
  m_filter->selectAll();
}

void SpacePalettePanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_blocks != nullptr) fill();
}

}  // namespace pscope
