#include "widgets/new_study_dialog.h"

#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "widgets/icons.h"
#include "widgets/text.h"

namespace pscope {

namespace {

/// A file name that does not exist yet, in the folder of the user's documents.
QString freePath() {
  QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  if (folder.isEmpty() || !QFileInfo::exists(folder)) folder = QDir::homePath();
  for (int number = 1;; ++number) {
    const QString name = number == 1 ? QStringLiteral("study.pscope") : QStringLiteral("study-%1.pscope").arg(number);
    if (!QFileInfo::exists(QDir(folder).filePath(name))) return QDir(folder).filePath(name);
  }
}

}  // namespace

NewStudyDialog::NewStudyDialog(const StrategyRegistry& strategies, QWidget* parent)
    : QDialog(parent),
      m_steps(new QListWidget(this)),
      m_title(new QLabel(this)),
      m_subtitle(new QLabel(this)),
      m_stack(new QStackedWidget(this)),
      m_footer(new QLabel(this)),
      m_back(new QPushButton(tr("&Back"), this)),
      m_next(new QPushButton(tr("&Next"), this)),
      m_create(new QPushButton(tr("&Create study"), this)) {
  setObjectName(QStringLiteral("newStudyDialog"));
  setWindowTitle(tr("New study"));
  resize(860, 600);
  m_summaryPage = new SummaryPage(m_draft);
  m_pages = {new SpacePage(m_draft),
             new DataPage(m_draft),
             new ObjectivesPage(m_draft),
             new DevicePage(m_draft),
             new StrategyPage(m_draft, strategies),
             m_summaryPage};
  for (auto* page : m_pages) {
    m_stack->addWidget(page);
    m_steps->addItem(page->title());
    m_steps->item(m_steps->count() - 1)->setSizeHint({0, 36});
    connect(page, &DraftPage::edited, this, &NewStudyDialog::edited);
  }
  buildLayout();
  m_summaryPage->setPath(freePath());
  m_checkTimer.setSingleShot(true);
  m_checkTimer.setInterval(150);
  connect(&m_checkTimer, &QTimer::timeout, this, &NewStudyDialog::check);
  connect(m_steps, &QListWidget::currentRowChanged, this, &NewStudyDialog::showPage);
  connect(m_back, &QPushButton::clicked, this, [this] { m_steps->setCurrentRow(m_steps->currentRow() - 1); });
  connect(m_next, &QPushButton::clicked, this, [this] { m_steps->setCurrentRow(m_steps->currentRow() + 1); });
  connect(m_create, &QPushButton::clicked, this, [this] {
    if (check()) accept();
  });
  loadPages();
  m_steps->setCurrentRow(0);
  check();
}

void NewStudyDialog::buildLayout() {
  m_steps->setObjectName(QStringLiteral("steps"));
  m_steps->setAccessibleName(tr("Steps"));
  m_steps->setFrameShape(QFrame::NoFrame);
  m_steps->setFixedWidth(168);
  m_steps->setIconSize({20, 20});
  m_steps->setSpacing(2);
  QFont font = m_title->font();
  font.setPointSizeF(font.pointSizeF() * 1.5);
  font.setWeight(QFont::DemiBold);
  m_title->setFont(font);
  m_subtitle->setForegroundRole(QPalette::PlaceholderText);
  m_footer->setObjectName(QStringLiteral("forecast"));
  m_footer->setForegroundRole(QPalette::PlaceholderText);
  m_create->setObjectName(QStringLiteral("createStudy"));
  m_create->setDefault(true);
  m_back->setAutoDefault(false);
  m_next->setAutoDefault(false);
  auto* cancel = new QPushButton(tr("Cancel"), this);
  cancel->setAutoDefault(false);
  connect(cancel, &QPushButton::clicked, this, &QDialog::reject);

  auto* right = new QVBoxLayout;
  right->setContentsMargins(24, 20, 24, 12);
  right->setSpacing(2);
  right->addWidget(m_title);
  right->addWidget(m_subtitle);
  right->addSpacing(16);
  right->addWidget(m_stack, 1);
  auto* top = new QHBoxLayout;
  top->setSpacing(0);
  top->addWidget(m_steps);
  top->addLayout(right, 1);
  auto* line = new QFrame(this);
  line->setFrameShape(QFrame::HLine);
  line->setForegroundRole(QPalette::Mid);
  auto* buttons = new QHBoxLayout;
  buttons->setContentsMargins(16, 12, 16, 12);
  buttons->setSpacing(8);
  buttons->addWidget(m_footer, 1);
  buttons->addWidget(cancel);
  buttons->addWidget(m_back);
  buttons->addWidget(m_next);
  buttons->addWidget(m_create);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(top, 1);
  layout->addWidget(line);
  layout->addLayout(buttons);
  updateIcons();
}

void NewStudyDialog::loadPages() {
  for (auto* page : m_pages) page->load();
}

void NewStudyDialog::setOwnDevices(const QStringList& files) {
  for (auto* page : m_pages) {
    if (auto* devices = qobject_cast<DevicePage*>(page)) devices->setOwnDevices(files);
  }
}

void NewStudyDialog::setConfig(const SearchConfig& config) {
  m_draft = StudyDraft(config);
  loadPages();
  check();
  goTo(StudyDraft::Step::Summary);
}

QString NewStudyDialog::studyPath() const {
  return QFileInfo(m_summaryPage->path()).absoluteFilePath();
}
void NewStudyDialog::setStudyPath(const QString& path) {
  m_summaryPage->setPath(path);
}
bool NewStudyDialog::startAtOnce() const {
  return m_summaryPage->startAtOnce();
}

void NewStudyDialog::goTo(StudyDraft::Step step) {
  m_steps->setCurrentRow(static_cast<int>(step));
}

void NewStudyDialog::showPage(int index) {
  if (index < 0) return;
  auto* page = m_pages[static_cast<std::size_t>(index)];
  const auto step = page->step();  // these show what follows from other steps
  const bool follows = step == StudyDraft::Step::Objectives || step == StudyDraft::Step::Strategy;
  if (follows || step == StudyDraft::Step::Summary) page->load();
  m_stack->setCurrentWidget(page);
  m_title->setText(page->title());
  m_subtitle->setText(page->subtitle());
  m_back->setEnabled(index > 0);
  m_next->setEnabled(index + 1 < static_cast<int>(m_pages.size()));
}

void NewStudyDialog::edited() {
  m_checkTimer.start();
}

bool NewStudyDialog::check() {
  m_checkTimer.stop();
  auto problems = m_draft.problems();
  for (const DraftPage* page : m_pages) {
    if (const QString text = page->fieldProblem(); !text.isEmpty()) problems.push_back({page->step(), text});
  }
  const QString path = m_summaryPage->path();
  if (path.isEmpty()) {
    problems.push_back({StudyDraft::Step::Summary, tr("Name the file in which the study is kept.")});
  } else if (QFileInfo::exists(path)) {
    problems.push_back({StudyDraft::Step::Summary, tr("A file of this name exists already. Choose another name.")});
  } else if (!QFileInfo(QFileInfo(path).absolutePath()).isWritable()) {
    problems.push_back({StudyDraft::Step::Summary, tr("Nothing can be written to this folder. Choose another one.")});
  }
  for (std::size_t i = 0; i < m_pages.size(); ++i) {
    QString text;
    for (const auto& problem : problems) {
      if (problem.step == m_pages[i]->step() && text.isEmpty()) text = problem.text;
    }
    m_pages[i]->setProblem(text);
    auto* item = m_steps->item(static_cast<int>(i));
    item->setText(text.isEmpty() ? m_pages[i]->title() : m_pages[i]->title() + QStringLiteral("  ⚠"));
    item->setToolTip(text.isEmpty() ? m_pages[i]->subtitle() : text);
  }
  const auto forecast = m_draft.forecast();
  QString footer = tr("%1 designs").arg(forecast.designs) + QStringLiteral(" · ") +
                   tr("%n candidate(s)", nullptr, m_draft.base.candidates);
  if (forecast.seconds > 0) footer += QStringLiteral(" · ") + tr("roughly %1").arg(forecast.time());
  m_footer->setText(forecast.designs.isEmpty() ? QString() : footer);
  m_create->setEnabled(problems.empty());
  m_create->setToolTip(problems.empty() ? QString() : problems.front().text);
  m_summaryPage->refreshOverview();
  return problems.empty();
}

void NewStudyDialog::updateIcons() {
  for (std::size_t i = 0; i < m_pages.size(); ++i) {
    m_steps->item(static_cast<int>(i))->setIcon(themedIcon(m_pages[i]->icon(), palette()));
  }
}

void NewStudyDialog::changeEvent(QEvent* event) {
  QDialog::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !m_pages.empty()) updateIcons();
}

}  // namespace pscope
