#include "widgets/device_table_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/device/block_table_import.h"
#include "core/device/measurements.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr int kPatternLines = 2;                          ///< that are seen without scrolling
constexpr int kOperators = 0, kChoices = 1, kBlocks = 2;  ///< kinds of tables, as the box lists them

QStringList linesOf(const QPlainTextEdit* edit) {
  return edit->toPlainText().split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

std::vector<std::string> textsOf(const QPlainTextEdit* edit) {
  std::vector<std::string> texts;
  for (const QString& line : linesOf(edit)) texts.push_back(line.trimmed().toStdString());
  return texts;
}

}  // namespace

struct DeviceTableDialog::Outcome {
  QStringList key;  ///< of what was read: a new name or source needs no second reading
  Json table;       ///< as it was read
  std::optional<DeviceProfile> profile;
  std::string source;  ///< where none is given
  std::size_t rows = 0;
  std::vector<Message> notes;
};

DeviceTableDialog::DeviceTableDialog(const DeviceProfile& profile, const Space* space, QWidget* parent)
    : QDialog(parent), m_profile(profile) {
  if (space != nullptr) m_studySpace = *space;
  setObjectName(QStringLiteral("deviceTableDialog"));
  setWindowTitle(tr("Import a table into %1").arg(toQString(profile.title())));
  resize(640, 560);
  auto* form = new QFormLayout;
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  makeFields(form);
  m_found = new QLabel(this);
  m_found->setObjectName(QStringLiteral("deviceTableFound"));
  m_found->setWordWrap(true);
  m_found->setMinimumHeight(3 * fontMetrics().lineSpacing());
  m_found->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_accept = buttons->addButton(tr("Take it into the profile"), QDialogButtonBox::AcceptRole);
  m_accept->setObjectName(QStringLiteral("deviceTableAccept"));
  auto* layout = new QVBoxLayout(this);
  layout->addLayout(form);
  layout->addWidget(m_found);
  layout->addStretch(1);
  layout->addWidget(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(&m_reader, &LatestJob::done, this, &DeviceTableDialog::showFound);
  connect(&m_reader, &LatestJob::failed, this, &DeviceTableDialog::showProblem);
  changed();
}

DeviceTableDialog::~DeviceTableDialog() {
  // Fields that lose the focus while they die speak of an edit: nobody is there any more to hear it.
  for (QObject* field : findChildren<QWidget*>()) field->disconnect(this);
}

void DeviceTableDialog::makeFields(QFormLayout* form) {
  auto* fileRow = new QWidget(this);
  m_file = new QLineEdit(fileRow);
  m_file->setObjectName(QStringLiteral("deviceTableFile"));
  m_file->setAccessibleName(tr("Table"));
  auto* browse = new QToolButton(fileRow);
  browse->setText(tr("Choose…"));
  browse->setAccessibleName(tr("Choose the table"));
  auto* fileLayout = new QHBoxLayout(fileRow);
  fileLayout->setContentsMargins(0, 0, 0, 0);
  fileLayout->addWidget(m_file, 1);
  fileLayout->addWidget(browse);
  form->addRow(tr("&Table:"), fileRow);
  static_cast<QLabel*>(form->labelForField(fileRow))->setBuddy(m_file);
  const auto combo = [this](const char* name) {
    auto* box = new QComboBox(this);
    box->setObjectName(QLatin1String(name));
    return box;
  };
  m_kind = combo("deviceTableKind");
  m_kind->addItem(tr("measured operators (op, kernel, stride, groups, hw, cin, cout)"));
  m_kind->addItem(tr("choices of a space"));
  m_kind->addItem(tr("blocks of a space (YAML of Once-for-All or ProxylessNAS)"));
  form->addRow(tr("&Rows are:"), m_kind);
  m_column = combo("deviceTableColumn");
  m_column->setToolTip(tr("The column of the costs"));
  form->addRow(tr("&Column of the costs:"), m_column);
  m_unit = combo("deviceTableUnit");
  m_unit->addItem(tr("from the column's name (…_ms)"), QString());
  for (const char* unit : {"ms", "s", "us", "mJ", "J", "cycles"}) {
    m_unit->addItem(QLatin1String(unit), QLatin1String(unit));
  }
  form->addRow(tr("&Unit:"), m_unit);
  m_clock = new QDoubleSpinBox(this);
  m_clock->setObjectName(QStringLiteral("deviceTableClock"));
  m_clock->setRange(0, 100'000);
  m_clock->setDecimals(3);
  m_clock->setSuffix(tr(" MHz"));
  m_clock->setSpecialValueText(tr("not needed"));
  m_clock->setToolTip(tr("Clock of the device, in megahertz, for costs in cycles"));
  form->addRow(tr("C&lock:"), m_clock);
  m_space = combo("deviceTableSpace");
  if (m_studySpace) m_space->addItem(tr("%1 (of the study)").arg(toQString(m_studySpace->title())), QString());
  for (const FamilyInfo& family : builtInFamilies()) m_space->addItem(toQString(family.name), toQString(family.name));
  form->addRow(tr("&Space:"), m_space);
  const auto lines = [this](const char* name, const QString& placeholder, const QString& tip) {
    auto* edit = new QPlainTextEdit(this);
    edit->setObjectName(QLatin1String(name));
    edit->setPlaceholderText(placeholder);
    edit->setToolTip(tip);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight((kPatternLines + 1) * fontMetrics().lineSpacing());
    return edit;
  };
  m_patterns = lines("deviceTablePatterns", QStringLiteral("layer{layer+1}.op={op}"),
                     tr("Which choice and level a row is about, with the file's columns in braces; a number may be "
                        "added to a column, and #{op} is a level by its number from 0. Several lines for a row "
                        "about several choices."));
  form->addRow(tr("C&hoice of a row:"), m_patterns);
  m_base = new QLineEdit(this);
  m_base->setObjectName(QStringLiteral("deviceTableBase"));
  m_base->setPlaceholderText(QStringLiteral("layer=-1"));
  m_base->setToolTip(tr("Rows that hold the cost of everything else: column=value"));
  form->addRow(tr("&Base rows:"), m_base);
  m_fusion = lines("deviceTableFusion", QStringLiteral("conv2d+batch_norm+relu"),
                   tr("Operators that the runtime runs as one kernel, one rule a line"));
  form->addRow(tr("&Fused operators:"), m_fusion);
  m_name = new QLineEdit(this);
  m_name->setObjectName(QStringLiteral("deviceTableName"));
  m_name->setToolTip(
      tr("Cost models ask for the table by this name. A table of the profile with the same name is "
         "replaced."));
  form->addRow(tr("&Name:"), m_name);
  m_tag = combo("deviceTableTag");
  for (const QString& tag : evidenceTags())
    m_tag->addItem(QStringLiteral("%1 \u2013 %2").arg(tag, evidenceText(tag)), tag);
  m_tag->setCurrentIndex(m_tag->findData(QStringLiteral("user")));
  form->addRow(tr("&Evidence:"), m_tag);
  m_source = new QLineEdit(this);
  m_source->setObjectName(QStringLiteral("deviceTableSource"));
  m_source->setPlaceholderText(tr("the file's name"));
  form->addRow(tr("S&ource:"), m_source);
  m_batch = new QSpinBox(this);
  m_batch->setRange(1, 65'536);
  m_batch->setToolTip(tr("Inputs at a time, when it was measured"));
  form->addRow(tr("B&atch:"), m_batch);
  m_precision = combo("deviceTablePrecision");
  m_precision->addItem(tr("not said"), QString());
  for (const char* name : {"fp32", "fp16", "bf16", "int8"})
    m_precision->addItem(QLatin1String(name), QLatin1String(name));
  form->addRow(tr("&Precision:"), m_precision);
  connect(browse, &QToolButton::clicked, this, &DeviceTableDialog::chooseFile);
  // A field that loses the focus speaks of an edit, also without one: what was found must not be forgotten then.
  connect(m_file, &QLineEdit::editingFinished, this, [this] {
    if (m_file->text() != m_readFile) readColumns();
  });
  for (QComboBox* box : {m_kind, m_column, m_unit, m_space, m_tag, m_precision}) {
    connect(box, &QComboBox::currentIndexChanged, this, &DeviceTableDialog::changed);
  }
  for (QPlainTextEdit* edit : {m_patterns, m_fusion}) {
    connect(edit, &QPlainTextEdit::textChanged, this, &DeviceTableDialog::changed);
  }
  connect(m_base, &QLineEdit::textChanged, this, &DeviceTableDialog::changed);
  connect(m_name, &QLineEdit::textEdited, this, [this] {
    m_named = true;
    changed();
  });
  connect(m_name, &QLineEdit::editingFinished, this, [this] {
    if (m_named && m_name->text().trimmed().isEmpty()) setName({});
  });
  connect(m_source, &QLineEdit::textChanged, this, &DeviceTableDialog::changed);
  connect(m_batch, &QSpinBox::valueChanged, this, &DeviceTableDialog::changed);
  connect(m_clock, &QDoubleSpinBox::valueChanged, this, &DeviceTableDialog::changed);
}

void DeviceTableDialog::chooseFile() {
  auto* dialog = new QFileDialog(this, tr("Choose a table"), QFileInfo(m_file->text()).absolutePath(),
                                 tr("Tables (*.csv *.yaml *.yml);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &DeviceTableDialog::setFile);
  dialog->open();
}

bool DeviceTableDialog::holdsBlocks(const QString& path) {
  return path.endsWith(QStringLiteral(".yaml"), Qt::CaseInsensitive) ||
         path.endsWith(QStringLiteral(".yml"), Qt::CaseInsensitive);
}

bool DeviceTableDialog::holdsOperators(const QString& path) {
  const auto columns = measurementColumns(path.toStdString());
  if (!columns.ok()) return false;
  return std::any_of(columns.value().begin(), columns.value().end(), [](const std::string& column) {
    return column == "op" || column == "kernel_type" || column == "operator";
  });
}

void DeviceTableDialog::setFile(const QString& path) {
  m_file->setText(path);
  m_kind->setCurrentIndex(holdsBlocks(path) ? kBlocks : holdsOperators(path) ? kOperators : kChoices);
  readColumns();
}

void DeviceTableDialog::readColumns() {
  m_readFile = m_file->text();
  m_read.reset();  // the same file may hold something else now
  const auto columns = holdsBlocks(m_file->text()) ? Result<std::vector<std::string>>(std::vector<std::string>{"mean"})
                                                   : measurementColumns(m_file->text().toStdString());
  {
    const QSignalBlocker quiet(m_column);
    const QString before = m_column->currentText();
    m_column->clear();
    if (columns.ok()) {
      for (const std::string& column : columns.value()) m_column->addItem(toQString(column));
      int best = m_column->findText(before);
      for (const char* end : {"_ms", "_us", "_s", "cycles", "_mJ"}) {
        for (int i = 0; best < 0 && i < m_column->count(); ++i) {
          if (m_column->itemText(i).endsWith(QLatin1String(end))) best = i;
        }
      }
      m_column->setCurrentIndex(std::max(0, best));
    }
  }
  if (!columns.ok()) return showProblem(columns.error());
  changed();
}

void DeviceTableDialog::setSpaceName(const QString& name) {
  m_space->setCurrentIndex(m_space->findData(name));
}

void DeviceTableDialog::setPatterns(const QStringList& patterns) {
  m_kind->setCurrentIndex(kChoices);
  m_patterns->setPlainText(patterns.join(QLatin1Char('\n')));
}

void DeviceTableDialog::setBase(const QString& columnAndValue) {
  m_base->setText(columnAndValue);
}

void DeviceTableDialog::setColumn(const QString& column) {
  m_column->setCurrentIndex(m_column->findText(column));
}

void DeviceTableDialog::setName(const QString& name) {
  m_named = !name.trimmed().isEmpty();
  m_name->setText(name);
  changed();
}

/// The column's name, or with a number behind it: one that no table of the profile has.
QString DeviceTableDialog::freeName(const QString& column) const {
  const auto taken = [this](const QString& name) {
    const auto has = [&name](const auto& table) { return toQString(table.header.name) == name; };
    const DeviceTables& tables = m_profile.tables();
    return std::any_of(tables.choices.begin(), tables.choices.end(), has) ||
           std::any_of(tables.operators.begin(), tables.operators.end(), has);
  };
  QString name = column;
  for (int i = 2; taken(name); ++i) name = QStringLiteral("%1-%2").arg(column).arg(i);
  return name;
}

/// What decides about the rows; the rest only stands in the head of the table.
QStringList DeviceTableDialog::readingKey() const {
  QStringList key = {m_file->text(), m_column->currentText(), m_unit->currentData().toString(),
                     QString::number(m_clock->value()), QString::number(m_kind->currentIndex())};
  if (m_kind->currentIndex() == kOperators) {  // whose latencies are held against the roofline of their context
    key << m_fusion->toPlainText() << QString::number(m_batch->value()) << m_precision->currentData().toString();
  } else {
    key << m_space->currentData().toString() << m_patterns->toPlainText() << m_base->text();
  }
  return key;
}

TableImport DeviceTableDialog::import() const {
  TableImport import;
  import.file = m_file->text().toStdString();
  import.column = m_column->currentText().toStdString();
  import.unit = m_unit->currentData().toString().toStdString();
  import.name = m_name->text().trimmed().toStdString();
  import.tag = m_tag->currentData().toString().toStdString();
  import.source = m_source->text().toStdString();
  import.clockHz = m_clock->value() * 1e6;
  import.batch = m_batch->value();
  import.precision = m_precision->currentData().toString().toStdString();
  return import;
}

void DeviceTableDialog::changed() {
  m_result.reset();
  m_accept->setEnabled(false);
  const bool choices = m_kind->currentIndex() == kChoices;
  const bool blocks = m_kind->currentIndex() == kBlocks;
  m_space->setEnabled(choices || blocks);
  m_patterns->setEnabled(choices);
  m_base->setEnabled(choices);
  m_fusion->setEnabled(!choices && !blocks);
  m_clock->setEnabled(m_unit->currentText() == QStringLiteral("cycles") ||
                      (m_unit->currentIndex() == 0 && m_column->currentText().endsWith(QStringLiteral("cycles"))));
  if (m_file->text().isEmpty() || m_column->count() == 0) {
    m_reader.cancel();
    m_found->setText(
        tr("Choose a table with one row for each measured operator, or for each level of a space's choices."));
    return;
  }
  if (!m_named) m_name->setText(freeName(m_column->currentText()));
  if (choices && linesOf(m_patterns).isEmpty()) {
    m_reader.cancel();
    m_found->setText(
        tr("Say which choice a row is about, such as layer{layer+1}.op={op}, with the file's columns in braces."));
    return;
  }
  m_found->setText(tr("Reading…"));
  m_outcome = std::make_shared<Outcome>();
  m_outcome->key = readingKey();
  const QString space = m_space->currentData().toString();
  m_reader.start([outcome = m_outcome, read = m_read, profile = m_profile, from = import(), choices, blocks,
                  study = m_studySpace, family = space.toStdString(), patterns = textsOf(m_patterns),
                  fusion = textsOf(m_fusion), base = m_base->text().toStdString()](const JobContext& job) -> Status {
    TableImport bare = from;
    bare.source.clear();
    Json& table = outcome->table;
    if (read && read->key == outcome->key) {
      table = read->table;
      outcome->notes = read->notes;
      table["source"] = read->source;
    } else if (blocks || choices) {
      PSCOPE_TRY(const Space opened, family.empty() && study ? Result<Space>(*study) : openSpace(family));
      const std::size_t equals = base.find('=');
      PSCOPE_TRY(table, blocks ? importBlockTable(bare, opened, outcome->notes, job)
                               : importChoiceTable(bare, opened, patterns, base.substr(0, equals),
                                                   equals == std::string::npos ? "" : base.substr(equals + 1), job));
    } else {
      PSCOPE_TRY(table, importOperatorTable(bare, profile, fusion, job));
    }
    outcome->source = table["source"].get<std::string>();
    table["name"] = from.name.empty() ? from.column : from.name;
    if (!from.source.empty()) table["source"] = from.source;
    table["tag"] = from.tag;
    table["batch"] = from.batch;
    table["precision"] = from.precision;
    PSCOPE_TRY(outcome->profile, profile.withTable(table));
    outcome->rows = table.contains("rows") ? table["rows"].size() : 0;
    if (table.contains("groups")) {
      for (const Json& group : table["groups"]) outcome->rows += group["rows"].size();
    }
    return {};
  });
}

void DeviceTableDialog::showFound() {
  m_read = m_outcome;
  m_result = m_outcome->profile;
  const bool energy = m_outcome->table.value("metric", "") == "energy";
  QString text = tr("%n row(s) of %1 in %2. The table is taken up when you accept it; undo takes it back.", nullptr,
                    static_cast<int>(m_outcome->rows))
                     .arg(energy ? tr("energy") : tr("latency"), toQString(m_outcome->table.value("unit", "")));
  if (const QString conflict = conflictText(); !conflict.isEmpty()) {
    text += QStringLiteral(" \u26a0 ") + conflict;
  }
  for (const Message& note : m_outcome->notes) text += QLatin1Char(' ') + translated(note);
  m_found->setText(text);
  m_accept->setEnabled(true);
}

/// What becomes of the profile's other tables.
QString DeviceTableDialog::conflictText() const {
  const Json& table = m_outcome->table;
  const std::string name = table.value("name", "");
  const auto sameUse = [&table](const TableHeader& header) {
    return header.metric == table.value("metric", "") && header.batch == table.value("batch", 1) &&
           header.precision == table.value("precision", "");
  };
  QString first;
  const auto look = [&](const TableHeader& header, bool sameRows) -> bool {
    if (first.isEmpty() && sameRows && sameUse(header)) first = toQString(header.name);
    return header.name == name;
  };
  bool replaces = false;
  for (const ChoiceTable& each : m_profile.tables().choices) {
    replaces = look(each.header, table.value("space", "") == each.space) || replaces;
  }
  for (const OperatorTable& each : m_profile.tables().operators) {
    replaces = look(each.header, table.value("kind", "") == "operators") || replaces;
  }
  if (replaces) return tr("It replaces the table “%1” of this profile.").arg(toQString(name));
  if (first.isEmpty()) return {};
  return tr("The table “%1” is there for the same purpose and comes first: this one is used where it is asked for by "
            "its name. Give it that name to replace the other.")
      .arg(first);
}

void DeviceTableDialog::showProblem(const Error& error) {
  m_accept->setEnabled(false);
  m_found->setText(QStringLiteral("\u26a0 ") + errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
}

}  // namespace pscope
