#include "widgets/space_properties_panel.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QVBoxLayout>
#include <functional>
#include <nlohmann/json.hpp>

#include "core/space/document_edit_names.h"
#include "core/space/document_members.h"
#include "widgets/space_document.h"
#include "widgets/space_expression_edit.h"
#include "widgets/space_outline.h"
#include "widgets/text.h"

namespace pscope {

namespace {

using Kind = SpaceField::Kind;

/// Whole numbers up to 10^12 with arrows.
class WholeBox : public QDoubleSpinBox {
 public:
  explicit WholeBox(QWidget* parent) : QDoubleSpinBox(parent) {
    setDecimals(0);
    setGroupSeparatorShown(false);
    setKeyboardTracking(true);
    setCorrectionMode(QAbstractSpinBox::CorrectToNearestValue);
    setFocusPolicy(Qt::StrongFocus);
  }
  QString textFromValue(double value) const override { return QString::number(static_cast<qlonglong>(value)); }
  QLineEdit* line() const { return lineEdit(); }

 protected:
  void wheelEvent(QWheelEvent* event) override {  // scrolling the form must not change it
    if (hasFocus()) {
      QDoubleSpinBox::wheelEvent(event);
    } else {
      event->ignore();
    }
  }
};

/// Needs a click before the wheel changes it.
class QuietCombo : public QComboBox {
 public:
  using QComboBox::QComboBox;

 protected:
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
};

QString fieldName(const std::string& member) {
  const QString name = toQString(lastToken(member));
  return QStringLiteral("field_%1").arg(name.isEmpty() ? QStringLiteral("value") : name);
}

}  // namespace

SpacePropertiesPanel::SpacePropertiesPanel(QWidget* parent)
    : Panel(parent),
      m_title(new QLabel(this)),
      m_summary(new QLabel(this)),
      m_scroll(new QScrollArea(this)),
      m_undo(new UndoForDocument(this)) {
  setObjectName(QStringLiteral("spaceProperties"));
  QFont font = m_title->font();
  font.setPointSizeF(font.pointSizeF() * 1.2);
  font.setWeight(QFont::DemiBold);
  m_title->setFont(font);
  m_title->setObjectName(QStringLiteral("propertiesTitle"));
  m_title->setWordWrap(true);
  m_summary->setWordWrap(true);
  m_summary->setForegroundRole(QPalette::PlaceholderText);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 6, 4, 6);
  layout->setSpacing(4);
  layout->addWidget(m_title);
  layout->addWidget(m_summary);
  layout->addWidget(m_scroll, 1);
}

void SpacePropertiesPanel::setDocument(SpaceDocument* document) {
  if (m_document) {
    m_document->disconnect(this);
    m_document->cursor().disconnect(this);
  }
  m_document = document;
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpacePropertiesPanel::requestRefresh);
    connect(document, &SpaceDocument::checkedChanged, this, &SpacePropertiesPanel::showProblems);
    connect(&document->cursor(), &SpaceCursor::changed, this, &SpacePropertiesPanel::requestRefresh);
    connect(&document->cursor(), &SpaceCursor::memberRequested, this, [this] {
      refresh();
      focusMember();
    });
  }
  m_form = {};
  m_lines.clear();
  rebuild();
}

QWidget* SpacePropertiesPanel::editor(const std::string& member) const {
  for (const auto& line : m_lines) {
    if (line.field.member == member) return line.editor;
  }
  return nullptr;
}

void SpacePropertiesPanel::refresh() {
  if (!m_document) return;
  const std::string& current = m_document->cursor().current();
  const SpaceForm form = formOf(m_document->json(), current);
  if (current == m_pointer && form.fields == m_form.fields && !m_lines.empty()) {
    m_title->setText(form.title);
    m_summary->setText(form.summary);
    showValues();
    showProblems();
    return;
  }
  rebuild();
}

void SpacePropertiesPanel::rebuild() {
  const QWidget* focus = focusWidget();
  const QString focused = focus != nullptr && focus->hasFocus() ? focus->objectName() : QString();
  const bool samePart = m_document && m_pointer == m_document->cursor().current();
  m_pointer = m_document ? m_document->cursor().current() : std::string();
  m_form = m_document ? formOf(m_document->json(), m_pointer) : SpaceForm();
  m_title->setText(m_form.title);
  m_summary->setText(m_form.summary);
  m_summary->setVisible(!m_form.summary.isEmpty());
  m_lines.clear();
  m_levels = nullptr;
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(0, 4, 8, 4);
  column->setSpacing(8);
  auto* form = new QFormLayout;
  form->setContentsMargins(0, 0, 0, 0);
  form->setHorizontalSpacing(10);
  form->setVerticalSpacing(6);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setRowWrapPolicy(QFormLayout::DontWrapRows);
  column->addLayout(form);
  for (const auto& field : m_form.fields) addLine(field, *form);
  if (m_document) addActions(*column);
  column->addStretch(1);
  m_scroll->setWidget(content);  // deletes the old one
  m_scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
  showValues();
  showProblems();
  if (samePart && !focused.isEmpty()) {
    if (auto* again = content->findChild<QWidget*>(focused)) again->setFocus();
  }
}

void SpacePropertiesPanel::addLine(const SpaceField& field, QFormLayout& layout) {
  const std::size_t index = m_lines.size();
  auto* editor = makeEditor(index, field);
  editor->setObjectName(fieldName(field.member.empty() && field.kind == Kind::Name ? "/name" : field.member));
  editor->setAccessibleName(field.label);
  editor->setAccessibleDescription(field.toolTip);
  editor->setToolTip(field.toolTip);
  editor->installEventFilter(this);
  auto* label = new QLabel(field.required ? field.label + QStringLiteral(" *") : field.label);
  label->setBuddy(editor);
  label->setToolTip(field.toolTip);
  label->setMinimumWidth(72);
  auto* problem = new QLabel;
  problem->setObjectName(editor->objectName() + QStringLiteral("_problem"));
  problem->setWordWrap(true);
  problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
  QPalette colours = problem->palette();
  const bool dark = palette().color(QPalette::Window).lightness() < 128;
  colours.setColor(QPalette::WindowText, dark ? QColor(0xff, 0x8a, 0x7a) : QColor(0xb3, 0x26, 0x1e));
  problem->setPalette(colours);
  problem->hide();
  auto* cell = new QVBoxLayout;
  cell->setSpacing(2);
  cell->addWidget(editor);
  cell->addWidget(problem);
  layout.addRow(label, cell);
  m_lines.push_back({field, editor, problem});
  if (field.member == "/levels" || field.member == "/step") {
    m_levels = new QLabel;
    m_levels->setWordWrap(true);
    m_levels->setForegroundRole(QPalette::PlaceholderText);
    m_levels->setObjectName(QStringLiteral("levelsPreview"));
    layout.addRow(QString(), m_levels);
  }
}

QWidget* SpacePropertiesPanel::makeEditor(std::size_t index, const SpaceField& field) {
  if (field.kind == Kind::Option) {
    auto* combo = new QuietCombo;
    for (const auto& [value, title] : field.options) combo->addItem(title, toQString(value));
    combo->setMinimumContentsLength(8);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    connect(combo, &QComboBox::activated, this,
            [this, index, combo] { store(index, combo->currentData().toString()); });
    return combo;
  }
  if (field.kind == Kind::Flag) {
    auto* box = new QCheckBox;
    connect(box, &QCheckBox::clicked, this,
            [this, index](bool on) { store(index, on ? QStringLiteral("true") : QString()); });
    return box;
  }
  if (field.kind == Kind::Integer) {
    auto* box = new WholeBox(this);
    box->setRange(field.low, field.high);
    box->line()->installEventFilter(m_undo);
    connect(box, &QDoubleSpinBox::valueChanged, this, [this, index](double value) {
      if (!m_showing) store(index, QString::number(static_cast<qlonglong>(value)));
    });
    return box;
  }
  if (field.kind == Kind::Expression || field.kind == Kind::Values) {
    const bool isValues = field.kind == Kind::Values;
    auto* line = new SpaceExpressionEdit([this, field, isValues]() -> std::vector<VisibleName> {
      if (!m_document) return {};
      if (!isValues) return visibleNames(m_document->json(), pointerOf(field));
      std::vector<VisibleName> names;
      for (auto& value : visibleValues(m_document->json(), m_pointer)) {
        names.push_back({std::move(value), VisibleName::Kind::Variable, {}});
      }
      return names;
    });
    line->setPlaceholderText(field.placeholder);
    line->installEventFilter(m_undo);
    connect(line, &SpaceExpressionEdit::edited, this, [this, index](const QString& text) { store(index, text); });
    return line;
  }
  auto* line = new QLineEdit;
  line->setPlaceholderText(field.placeholder);
  line->installEventFilter(m_undo);
  if (field.kind == Kind::Name) {
    // A half-typed name would be taken, or break what reads it: renamed when the field is left.
    connect(line, &QLineEdit::editingFinished, this, [this, index, line] {
      if (!m_showing && line->isModified()) store(index, line->text());
    });
  } else {
    connect(line, &QLineEdit::textEdited, this, [this, index](const QString& text) { store(index, text); });
  }
  return line;
}

void SpacePropertiesPanel::addButton(QVBoxLayout& layout, const char* name, const QString& text,
                                     std::function<void()> function) {
  auto* button = new QPushButton(text);
  button->setObjectName(QLatin1String(name));
  button->setAutoDefault(false);
  // Queued: what the button does may rebuild the form that it stands on.
  connect(button, &QPushButton::clicked, this, std::move(function), Qt::QueuedConnection);
  layout.addWidget(button, 0, Qt::AlignLeft);
}

/// Members with names of their own are added by buttons.
void SpacePropertiesPanel::addActions(QVBoxLayout& layout) {
  const Json* value = valueAt(m_document->json(), m_pointer);
  if (value == nullptr) return;
  const auto addMember = [this](const std::string& object, const QString& title, const char* first) {
    const Json* members = valueAt(m_document->json(), object);
    std::string name = first;
    for (int i = 2; members != nullptr && members->contains(name); ++i) name = first + std::to_string(i);
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("nameDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    dialog->setLabelText(tr("Name:"));
    dialog->setTextValue(toQString(name));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, object](const QString& text) {
      if (!m_document) return;
      const std::string key = text.trimmed().toStdString();
      const bool ofScales = object.starts_with("/scales/");
      const Status status = m_document->edit(tr("Add %1").arg(text), [&](DocumentEditor& editor) -> Status {
        std::vector<std::string> objects{object};
        if (ofScales) {  // every scale has the same parameters
          objects.clear();
          for (std::size_t i = 0; i < m_document->json()["scales"].size(); ++i) {
            objects.push_back(pointerTo("/scales", i) + "/parameters");
          }
        }
        for (const auto& each : objects) {
          if (valueAt(m_document->json(), each) == nullptr) PSCOPE_CHECK(editor.set(each, Json::object()));
          PSCOPE_CHECK(editor.set(pointerTo(each, std::string_view(key)), 1));
        }
        return {};
      });
      if (!status.ok()) Q_EMIT refused(status.error());
    });
    dialog->open();
  };
  if (m_pointer.starts_with("/scales/")) {
    addButton(layout, "addParameter", tr("Add a parameter…"),
              [=, this] { addMember(m_pointer + "/parameters", tr("Parameter of the scales"), "width"); });
  } else if (value->is_object() && value->contains("let")) {
    addButton(layout, "addName", tr("Add a name…"), [=, this] { addMember(m_pointer + "/let", tr("Name"), "hidden"); });
  } else if (value->is_object() && value->contains("switch")) {
    addButton(layout, "addCases", tr("Add a case for each level"), [this] {
      if (!m_document) return;
      const Json* statement = valueAt(m_document->json(), m_pointer);
      if (statement == nullptr) return;
      const std::string subject = textOf(*statement, "switch");
      if (subject.empty()) return;
      std::vector<std::string> levels;
      for (const auto& name : visibleNames(m_document->json(), m_pointer + "/switch")) {
        if (name.name != subject) continue;
        for (const auto& level : toQString(name.detail).split(QLatin1Char(','))) {
          levels.push_back(level.trimmed().toStdString());
        }
      }
      const Status status = m_document->edit(tr("Add cases"), [&](DocumentEditor& editor) -> Status {
        const Json* given = memberOf(*statement, "cases");
        Json cases = given != nullptr && given->is_object() ? *given : Json::object();
        for (const auto& level : levels) {
          if (!cases.contains(level)) cases[level] = Json::array();
        }
        return editor.set(m_pointer + "/cases", cases);
      });
      if (!status.ok()) Q_EMIT refused(status.error());
    });
  } else if (value->is_object() && value->contains("if") && !value->contains("else")) {
    addButton(layout, "addElse", tr("Add an else"), [this] {
      if (!m_document) return;
      const Status status = m_document->setValue(m_pointer + "/else", Json::array());
      if (!status.ok()) Q_EMIT refused(status.error());
    });
  }
}

// ---------------------------------------------------------------------------------------------------------------------

const Json* SpacePropertiesPanel::valueOf(const SpaceField& field) const {
  return m_document ? valueAt(m_document->json(), pointerOf(field)) : nullptr;
}

void SpacePropertiesPanel::showValues() {
  for (const auto& line : m_lines) showValue(line);
  if (m_levels == nullptr || !m_document) return;
  QString preview;
  if (const Json* choice = valueAt(m_document->json(), m_pointer); choice != nullptr) {
    if (m_document->space()) {
      const std::string name = textOf(*choice, "name");
      for (const auto& known : m_document->space()->choices()) {
        const bool own = known.path == name || toQString(known.path).endsWith(toQString("." + name));
        if (!own) continue;
        QStringList levels;
        for (const auto& level : known.levels) levels << toQString(level);
        const auto count = levels.size();
        if (count > 12) levels = levels.mid(0, 8) + QStringList{QStringLiteral("…")} + levels.mid(count - 2);
        preview = tr("%n level(s): %1", nullptr, static_cast<int>(count)).arg(levels.join(QStringLiteral(", ")));
        break;
      }
    }
  }
  m_levels->setText(preview);
  m_levels->setVisible(!preview.isEmpty());
}

void SpacePropertiesPanel::showValue(const Line& line) {
  const QScopedValueRollback showing(m_showing, true);
  const Json* value = valueOf(line.field);
  QString text = value == nullptr ? QString() : textOfField(line.field, *value);
  if (line.field.kind == Kind::Name && line.field.member.empty()) text = toQString(lastToken(m_pointer));
  if (auto* combo = qobject_cast<QComboBox*>(line.editor)) {
    const int row = combo->findData(text);
    combo->setCurrentIndex(row);
    return;
  }
  if (auto* box = qobject_cast<QCheckBox*>(line.editor)) return box->setChecked(value != nullptr && *value == true);
  if (auto* box = qobject_cast<QDoubleSpinBox*>(line.editor)) {
    const double number =
        value != nullptr && value->is_number() ? value->get<double>() : line.field.placeholder.toDouble();
    if (box->value() != number || value == nullptr) box->setValue(number);
    return;
  }
  auto* edit = qobject_cast<QLineEdit*>(line.editor);
  if (edit == nullptr || edit->text() == text) return;
  // What is being typed stays as it is typed: "3, " says the same as "3".
  const auto typed = fieldValue(line.field, edit->text());
  const bool says = typed.ok() && (typed.value() ? value != nullptr && *typed.value() == *value : value == nullptr);
  if (edit->hasFocus() && says && line.field.kind != Kind::Name) return;
  const int cursor = edit->cursorPosition();
  edit->setText(text);
  edit->setCursorPosition(edit->hasFocus() ? cursor : 0);  // a long text is shown from its beginning
}

void SpacePropertiesPanel::showProblems() {
  if (!m_document) return;
  showValues();
  for (const auto& line : m_lines) {
    const std::string place = pointerOf(line.field);
    QString text;
    for (const auto& problem : m_document->problems()) {
      const bool below = problem.place == place || problem.place.starts_with(place + "/");
      const bool ownName = line.field.kind == Kind::Name && line.field.member.empty();
      if (!below || ownName || (line.field.member.empty() && line.field.kind != Kind::Expression)) continue;
      text += (text.isEmpty() ? QString() : QStringLiteral("\n")) + translated(problem.what);
      const QString mend = translated(problem.mend);
      if (!mend.isEmpty()) text += QLatin1Char(' ') + mend;
    }
    line.problem->setText(text);
    line.problem->setVisible(!text.isEmpty());
    if (auto* edit = qobject_cast<SpaceExpressionEdit*>(line.editor)) {
      edit->setProblem(text);
      if (text.isEmpty()) edit->setToolTip(line.field.toolTip);
    }
  }
}

void SpacePropertiesPanel::store(std::size_t index, const QString& text) {
  if (!m_document || m_showing || index >= m_lines.size()) return;
  const SpaceField field = m_lines[index].field;  // the line may be gone after the edit
  QLabel* label = m_lines[index].problem;
  const std::string pointer = pointerOf(field);
  if (field.kind == Kind::Name) {
    m_document->endMerging();
    const Status status = m_document->rename(m_pointer, text.trimmed().toStdString());
    if (!status.ok()) {
      label->setText(translated(status.error().what) + QLatin1Char(' ') + translated(status.error().mend));
      label->show();
    }
    return;
  }
  auto value = fieldValue(field, text);
  if (!value.ok()) {
    label->setText(translated(value.error().what));
    label->show();
    return;
  }
  label->hide();
  const Json* present = valueOf(field);
  if (!value.value() && present == nullptr) return;
  const QString what = tr("Change of %1").arg(field.label);
  const Status status = m_document->edit(
      what,
      [&](DocumentEditor& editor) -> Status {
        if (!value.value()) return editor.remove(pointer);
        const std::string parent = parentPointer(pointer);
        if (valueAt(m_document->json(), parent) == nullptr) PSCOPE_CHECK(editor.set(parent, Json::object()));
        return editor.set(pointer, *value.value());
      },
      {}, SpaceCommandId::Value, pointer);
  if (!status.ok()) Q_EMIT refused(status.error());
}

void SpacePropertiesPanel::focusMember() {
  const std::string& member = m_document->cursor().member();
  for (const auto& line : m_lines) {
    if (line.field.member != member) continue;
    line.editor->setFocus();
    if (auto* edit = qobject_cast<QLineEdit*>(line.editor)) edit->selectAll();
    if (auto* box = qobject_cast<QDoubleSpinBox*>(line.editor)) box->selectAll();
    m_scroll->ensureWidgetVisible(line.editor);
  }
}

bool SpacePropertiesPanel::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusOut && m_document) m_document->endMerging();
  return Panel::eventFilter(watched, event);
}

}  // namespace pscope
