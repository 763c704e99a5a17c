#include "widgets/import_assistant.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "core/study/import_sqlite.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr int kPreviewRows = 4;

QString folderForStudies() {
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  return folder.isEmpty() || !QFileInfo::exists(folder) ? QDir::homePath() : folder;
}

QTableWidgetItem* fixedItem(const QString& text) {
  auto* item = new QTableWidgetItem(text);
  item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  item->setToolTip(text);
  return item;
}

/// Which file, and for a table the second one.
class ImportFilePage : public ImportPage {
  Q_OBJECT
 public:
  explicit ImportFilePage(ImportDraft& draft)
      : ImportPage(draft, tr("File"),
                   tr("An Optuna storage (SQLite) or a table (CSV). The file itself is not changed.")) {
    m_file = makeField("importFile", tr("File to import"));
    m_join = makeField("importJoinFile", tr("Second table (CSV), optional"));
    m_key = new QLineEdit(body());
    m_key->setObjectName(QStringLiteral("importJoinColumn"));
    m_key->setAccessibleName(tr("Column that both tables share"));
    m_key->setToolTip(tr("Rows of both tables belong together where this column is equal, such as \"index\"."));
    auto* form = new QFormLayout(body());
    form->addRow(tr("&File:"), rowOf(m_file, tr("Optuna storages and tables (*.db *.sqlite3 *.csv);;All files (*)")));
    form->addRow(tr("&Second table:"), rowOf(m_join, tr("Tables (*.csv);;All files (*)")));
    form->addRow(tr("S&hared column:"), m_key);
  }

  void initializePage() override {
    m_file->setText(draft().file);
    // Not on Cancel, which the Return key would press; once the assistant is shown.
    QMetaObject::invokeMethod(m_file, qOverload<>(&QWidget::setFocus), Qt::QueuedConnection);
  }
  bool isComplete() const override { return !m_file->text().isEmpty() && !busy(); }

 protected:
  bool store() override {
    if (!QFileInfo(m_file->text()).isFile()) {
      setProblem(tr("There is no such file."));
      return false;
    }
    draft().file = m_file->text();
    draft().joinFile = m_join->text();
    draft().joinColumn = m_key->text();
    if (!draft().joinFile.isEmpty() && draft().joinColumn.isEmpty()) {
      setProblem(tr("Name the column that both tables share."));
      return false;
    }
    return true;
  }
  BackgroundJob::Function work() override {
    return [&draft = draft()](const JobContext& job) { return draft.open(job); };
  }

 private:
  QLineEdit* makeField(const char* name, const QString& accessible) {
    auto* field = new QLineEdit(body());
    field->setObjectName(QLatin1String(name));
    field->setAccessibleName(accessible);
    connect(field, &QLineEdit::textChanged, this, &ImportFilePage::completeChanged);
    return field;
  }
  QWidget* rowOf(QLineEdit* field, const QString& filter) {
    auto* row = new QWidget(body());
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* browse = new QPushButton(tr("Browse…"), row);
    browse->setAccessibleName(tr("Browse for: %1").arg(field->accessibleName()));
    layout->addWidget(field, 1);
    layout->addWidget(browse);
    connect(browse, &QPushButton::clicked, this, [this, field, filter] {
      auto* dialog = new QFileDialog(this, tr("Import"), QFileInfo(field->text()).absolutePath(), filter);
      dialog->setAttribute(Qt::WA_DeleteOnClose);
      dialog->setFileMode(QFileDialog::ExistingFile);
      connect(dialog, &QFileDialog::fileSelected, field, &QLineEdit::setText);
      dialog->open();
    });
    return row;
  }

  QLineEdit* m_file;
  QLineEdit* m_join;
  QLineEdit* m_key;
};

/// Which study of a storage, or what the columns of a table mean.
class ImportContentPage : public ImportPage {
  Q_OBJECT
 public:
  explicit ImportContentPage(ImportDraft& draft)
      : ImportPage(draft, tr("Content"), tr("What the file holds. What is shown was guessed from names and cells.")) {
    m_stack = new QStackedWidget(body());
    m_studies = new QListWidget(m_stack);
    m_studies->setObjectName(QStringLiteral("importStudies"));
    m_studies->setAccessibleName(tr("Studies of the storage"));
    m_columns = new QTableWidget(0, 3, m_stack);
    m_columns->setTabKeyNavigation(false);  // Tab leaves it for the buttons
    m_columns->setObjectName(QStringLiteral("importColumns"));
    m_columns->setAccessibleName(tr("Columns of the table, their first values and their meaning"));
    m_columns->setHorizontalHeaderLabels({tr("Column"), tr("Meaning"), tr("First values")});
    m_columns->horizontalHeader()->setStretchLastSection(true);
    m_columns->verticalHeader()->hide();
    m_columns->setSelectionMode(QAbstractItemView::SingleSelection);
    m_stack->addWidget(m_studies);
    m_stack->addWidget(m_columns);
    auto* layout = new QVBoxLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
  }

  void initializePage() override {
    const bool isOptuna = draft().kind == ImportDraft::Kind::Optuna;
    m_stack->setCurrentWidget(isOptuna ? static_cast<QWidget*>(m_studies) : m_columns);
    if (isOptuna) return showStudies();
    showColumns();
  }

 protected:
  bool store() override {
    if (draft().kind == ImportDraft::Kind::Optuna) {
      draft().study = static_cast<std::size_t>(std::max(0, m_studies->currentRow()));
      if (draft().studies[draft().study].trials == 0) {
        setProblem(tr("This study has no trials."));
        return false;
      }
    } else {
      for (int row = 0; row < m_columns->rowCount(); ++row) {
        const auto* role = qobject_cast<QComboBox*>(m_columns->cellWidget(row, 1));
        draft().roles[static_cast<std::size_t>(row)] = static_cast<ImportDraft::Role>(role->currentIndex());
      }
      if (!checkRoles()) return false;
    }
    draft().updateObjectives();
    return true;
  }
  BackgroundJob::Function work() override { return {}; }

 private:
  bool checkRoles() {
    const auto count = [this](ImportDraft::Role role) {
      return std::count(draft().roles.begin(), draft().roles.end(), role);
    };
    if (count(ImportDraft::Role::Objective) == 0) {
      setProblem(tr("Choose at least one column that is an objective: how good a design is."));
    } else if (count(ImportDraft::Role::Design) > 1) {
      setProblem(tr("Only one column can hold the design."));
    } else if (count(ImportDraft::Role::Design) + count(ImportDraft::Role::Choice) == 0) {
      setProblem(tr("Choose the column that holds the design, or those that are choices."));
    } else {
      return true;
    }
    return false;
  }

  void showStudies() {
    m_studies->clear();
    for (const auto& study : draft().studies) {
      m_studies->addItem(tr("%1: %2, %3")
                             .arg(toQString(study.name), tr("%n trial(s)", nullptr, static_cast<int>(study.trials)),
                                  tr("%n objective(s)", nullptr, static_cast<int>(study.directions.size()))));
    }
    m_studies->setCurrentRow(0);
  }

  void showColumns() {
    const ImportTable& table = *draft().table;
    m_columns->setRowCount(static_cast<int>(table.columns().size()));
    for (int row = 0; row < m_columns->rowCount(); ++row) {
      const auto column = static_cast<std::size_t>(row);
      const QString name = toQString(validText(table.columns()[column]));
      QStringList values;
      for (std::size_t i = 0; i < std::min<std::size_t>(kPreviewRows, table.rowCount()); ++i) {
        const auto cell = table.cell(i, column);
        values << (cell.empty() ? tr("(empty)") : toQString(validText(cell.substr(0, 60))));
      }
      auto* role = new QComboBox(m_columns);
      role->addItems({tr("Kept beside"), tr("Choice"), tr("Design"), tr("Objective")});
      role->setCurrentIndex(static_cast<int>(draft().roles[column]));
      role->setAccessibleName(tr("Meaning of the column %1").arg(name));
      role->setToolTip(
          tr("Objective: how good a design is. Design: the design as text. Choice: one part of the design. "
             "Kept beside: shown with the candidate."));
      m_columns->setItem(row, 0, fixedItem(name));
      m_columns->setCellWidget(row, 1, role);
      m_columns->setItem(row, 2, fixedItem(values.join(QStringLiteral("  ·  "))));
    }
    m_columns->resizeColumnToContents(0);
    m_columns->setColumnWidth(1, 140);
  }

  QStackedWidget* m_stack;
  QListWidget* m_studies;
  QTableWidget* m_columns;
};

/// Name, direction and unit of each objective.
class ImportObjectivesPage : public ImportPage {
  Q_OBJECT
 public:
  explicit ImportObjectivesPage(ImportDraft& draft)
      : ImportPage(draft, tr("Objectives"), tr("Their names, whether less or more is better, and their units.")) {
    m_table = new QTableWidget(0, 4, body());
    m_table->setTabKeyNavigation(false);  // Tab leaves it for the buttons
    m_table->setObjectName(QStringLiteral("importObjectives"));
    m_table->setAccessibleName(tr("Objectives with direction and unit"));
    m_table->setHorizontalHeaderLabels({tr("In the file"), tr("Name"), tr("Better"), tr("Unit")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->verticalHeader()->hide();
    auto* layout = new QVBoxLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table);
  }

  void initializePage() override {
    const bool isOptuna = draft().kind == ImportDraft::Kind::Optuna;
    m_table->setRowCount(static_cast<int>(draft().objectives.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
      const auto& objective = draft().objectives[static_cast<std::size_t>(row)];
      auto* direction = new QComboBox(m_table);
      direction->addItems({tr("less"), tr("more")});
      direction->setCurrentIndex(objective.direction == Direction::Maximize ? 1 : 0);
      direction->setEnabled(!isOptuna);
      direction->setAccessibleName(tr("Whether less or more of %1 is better").arg(toQString(objective.name)));
      direction->setToolTip(isOptuna ? tr("The storage says so.") : tr("Which values are better."));
      m_table->setItem(row, 0, fixedItem(toQString(objective.expression)));
      m_table->setItem(row, 1, new QTableWidgetItem(toQString(objective.name)));
      m_table->setCellWidget(row, 2, direction);
      auto* unit = new QTableWidgetItem(objective.unit == kUnknownUnit ? QString() : toQString(objective.unit));
      unit->setToolTip(tr("Such as ms, mJ or %; left empty it is shown as not known."));
      m_table->setItem(row, 3, unit);
    }
  }

 protected:
  bool store() override {
    for (int row = 0; row < m_table->rowCount(); ++row) {
      auto& objective = draft().objectives[static_cast<std::size_t>(row)];
      objective.name = objectiveName(m_table->item(row, 1)->text().trimmed().toStdString());
      objective.unit = m_table->item(row, 3)->text().trimmed().toStdString();
      if (objective.unit.empty()) objective.unit = kUnknownUnit;
      const auto* direction = qobject_cast<QComboBox*>(m_table->cellWidget(row, 2));
      objective.direction = direction->currentIndex() == 1 ? Direction::Maximize : Direction::Minimize;
      for (int other = 0; other < row; ++other) {
        if (draft().objectives[static_cast<std::size_t>(other)].name != objective.name) continue;
        setProblem(tr("Two objectives are called %1.").arg(toQString(objective.name)));
        return false;
      }
    }
    return true;
  }
  BackgroundJob::Function work() override {
    return [&draft = draft()](const JobContext& job) { return draft.prepare(job); };
  }

 private:
  QTableWidget* m_table;
};

/// What comes of it, and where it is written.
class ImportResultPage : public ImportPage {
  Q_OBJECT
 public:
  explicit ImportResultPage(ImportDraft& draft)
      : ImportPage(draft, tr("Result"), tr("What will be in the study. Nothing has been written yet.")) {
    m_summary = new QLabel(body());
    m_summary->setObjectName(QStringLiteral("importSummary"));
    m_summary->setWordWrap(true);
    m_notes = new QPlainTextEdit(body());
    m_notes->setObjectName(QStringLiteral("importNotes"));
    m_notes->setReadOnly(true);
    m_notes->setTabChangesFocus(true);
    m_notes->setAccessibleName(tr("What was guessed, renamed or left out"));
    m_path = new QLineEdit(body());
    m_path->setObjectName(QStringLiteral("importStudyPath"));
    auto* label = new QLabel(tr("&Keep the study in:"), body());
    label->setBuddy(m_path);
    auto* layout = new QVBoxLayout(body());
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_summary);
    layout->addWidget(m_notes, 1);
    layout->addWidget(label);
    layout->addWidget(m_path);
    setFinalPage(true);
  }

  void initializePage() override {
    const ImportedStudy& result = *draft().result;
    std::size_t done = 0, failed = 0;
    for (const auto& candidate : result.candidates) {
      done += candidate.state == CandidateState::Done ? 1 : 0;
      failed += candidate.state == CandidateState::Failed ? 1 : 0;
    }
    m_summary->setText(tr("%1: %2 done, %3 failed, space %4. Nothing here can measure another design, so its search "
                          "cannot be continued.")
                           .arg(tr("%n candidate(s)", nullptr, static_cast<int>(result.candidates.size())),
                                valueText(static_cast<double>(done)), valueText(static_cast<double>(failed)),
                                toQString(result.config.space)));
    QStringList lines;
    for (const auto& note : result.notes) lines << translated(note);
    m_notes->setPlainText(lines.join(QLatin1Char('\n')));
    const QString name = QFileInfo(draft().file).completeBaseName();
    QString path = QDir(folderForStudies()).filePath(name + QStringLiteral(".pscope"));
    for (int n = 2; QFileInfo::exists(path); ++n) {
      path = QDir(folderForStudies()).filePath(QStringLiteral("%1-%2.pscope").arg(name).arg(n));
    }
    if (!draft().studyPath.isEmpty()) path = draft().studyPath;
    m_path->setText(path);
  }

 protected:
  bool store() override {
    draft().studyPath = QFileInfo(m_path->text()).absoluteFilePath();
    if (!m_path->text().isEmpty() && !QFileInfo::exists(draft().studyPath)) return true;
    setProblem(m_path->text().isEmpty() ? tr("Name the file in which the study is kept.")
                                        : tr("A file of this name exists already. Choose another name."));
    return false;
  }
  BackgroundJob::Function work() override {
    return [&draft = draft()](const JobContext& job) { return draft.write(job); };
  }

 private:
  QLabel* m_summary;
  QPlainTextEdit* m_notes;
  QLineEdit* m_path;
};

}  // namespace

ImportPage::ImportPage(ImportDraft& draft, const QString& title, const QString& subtitle)
    : m_draft(draft),
      m_body(new QWidget(this)),
      m_problem(new QLabel(this)),
      m_progress(new QProgressBar(this)),
      m_cancel(new QPushButton(tr("Stop"), this)),
      m_job(std::make_unique<BackgroundJob>()) {
  setTitle(title);
  setSubTitle(subtitle);
  m_problem->setObjectName(QStringLiteral("importProblem"));
  m_problem->setWordWrap(true);
  m_problem->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_progress->setAccessibleName(tr("Progress of the import"));
  m_cancel->setToolTip(tr("Stops reading or writing; nothing is left behind."));
  auto* running = new QHBoxLayout;
  running->addWidget(m_progress, 1);
  running->addWidget(m_cancel);
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_body, 1);
  layout->addWidget(m_problem);
  layout->addLayout(running);
  m_progress->hide();
  m_cancel->hide();
  connect(m_cancel, &QPushButton::clicked, m_job.get(), &BackgroundJob::cancel);
  connect(m_job.get(), &BackgroundJob::progressed, this, [this](const Progress& progress) {
    m_progress->setRange(0, static_cast<int>(progress.total));
    m_progress->setValue(static_cast<int>(progress.done));
  });
  connect(m_job.get(), &BackgroundJob::succeeded, this, [this] { finishWork(true); });
  connect(m_job.get(), &BackgroundJob::cancelled, this, [this] { finishWork(false); });
  connect(m_job.get(), &BackgroundJob::failed, this, [this](const Error& error) {
    setProblem(errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
    finishWork(false);
  });
}

QString ImportPage::problem() const {
  return m_problem->text();
}
void ImportPage::setProblem(const QString& text) {
  m_problem->setText(text.isEmpty() ? text : QStringLiteral("⚠ ") + text);
}

bool ImportPage::validatePage() {
  if (busy()) return false;
  if (std::exchange(m_done, false)) return true;
  setProblem({});
  if (!store()) return false;
  auto function = work();
  if (!function) return true;
  m_body->setEnabled(false);
  m_progress->setRange(0, 0);
  m_progress->show();
  m_cancel->show();
  m_job->start(std::move(function));
  Q_EMIT completeChanged();
  // The job works on the draft that all pages share.
  wizard()->button(QWizard::BackButton)->setEnabled(false);
  return false;
}

void ImportPage::finishWork(bool ok) {
  m_body->setEnabled(true);
  m_progress->hide();
  m_cancel->hide();
  Q_EMIT completeChanged();
  wizard()->button(QWizard::BackButton)->setEnabled(wizard()->currentId() != wizard()->startId());
  if (!ok || wizard()->currentPage() != this) return;
  m_done = true;
  if (isFinalPage()) {
    wizard()->accept();
  } else {
    wizard()->next();
  }
}

ImportAssistant::ImportAssistant(QWidget* parent) : QWizard(parent) {
  setObjectName(QStringLiteral("importAssistant"));
  setWindowTitle(tr("Import"));
  setWizardStyle(QWizard::ModernStyle);
  setOption(QWizard::NoBackButtonOnStartPage);
  setButtonText(QWizard::FinishButton, tr("&Import"));
  resize(820, 560);
  addPage(new ImportFilePage(m_draft));
  addPage(new ImportContentPage(m_draft));
  addPage(new ImportObjectivesPage(m_draft));
  addPage(new ImportResultPage(m_draft));
  connect(this, &QDialog::accepted, this, [this] { Q_EMIT imported(m_draft.studyPath); });
}

ImportAssistant::~ImportAssistant() {
  for (auto* page : findChildren<ImportPage*>()) page->stopWork();
}

void ImportAssistant::setFile(const QString& path) {
  m_draft.file = QFileInfo(path).absoluteFilePath();
}

bool ImportAssistant::busy() const {
  const auto* page = qobject_cast<const ImportPage*>(currentPage());
  return page != nullptr && page->busy();
}

}  // namespace pscope

#include "import_assistant.moc"
