#include "widgets/warm_start_group.h"

#include <QCheckBox>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QListWidget>
#include <QMimeData>
#include <QPushButton>
#include <QScopedValueRollback>
#include <algorithm>

#include "core/run/warm_start.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kFindDelayMs = 300;
constexpr int kRowsShown = 2;

QStringList studiesOf(const QMimeData* data) {
  QStringList files;
  for (const QUrl& url : data->urls()) {
    const QString file = url.toLocalFile();
    if (file.endsWith(QLatin1String(".pscope"), Qt::CaseInsensitive)) files.append(file);
  }
  return files;
}

}  // namespace

WarmStartGroup::WarmStartGroup(QWidget* parent)
    : QGroupBox(tr("Start from earlier studies"), parent),
      m_list(new QListWidget(this)),
      m_add(new QPushButton(tr("&Add…"), this)),
      m_remove(new QPushButton(tr("&Remove"), this)),
      m_front(new QCheckBox(tr("Evaluate the designs of their &front first, where they lack a value"), this)),
      m_sentence(new QLabel(this)) {
  setAcceptDrops(true);
  m_list->setObjectName(QStringLiteral("warmStartStudies"));
  m_list->setAccessibleName(tr("Earlier studies"));
  m_list->setToolTip(
      tr("What these studies measured is taken over, where it was obtained in the same way; what costs nothing is "
         "computed anew. Of what several know, the first one counts."));
  m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
  m_list->setFixedHeight(kRowsShown * (m_list->fontMetrics().height() + 8) + 2 * m_list->frameWidth());
  m_add->setObjectName(QStringLiteral("warmStartAdd"));
  m_add->setToolTip(tr("Choose study files. They can also be dropped here."));
  m_remove->setObjectName(QStringLiteral("warmStartRemove"));
  m_remove->setToolTip(tr("Take the selected studies off the list"));
  m_front->setObjectName(QStringLiteral("warmStartFront"));
  m_front->setToolTip(
      tr("Designs that nobody beat there, but of which a value has to be measured here, come first in the search: at "
         "most half of the candidates."));
  for (auto* button : {m_add, m_remove}) button->setAutoDefault(false);
  m_sentence->setObjectName(QStringLiteral("warmStartSentence"));
  m_sentence->setWordWrap(true);
  m_sentence->setForegroundRole(QPalette::PlaceholderText);
  m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* grid = new QGridLayout(this);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(6);
  grid->addWidget(m_list, 0, 0, 2, 1);
  grid->addWidget(m_add, 0, 1);
  grid->addWidget(m_remove, 1, 1);
  grid->addWidget(m_front, 2, 0, 1, 2);
  grid->addWidget(m_sentence, 3, 0, 1, 2);
  m_delay.setSingleShot(true);
  m_delay.setInterval(kFindDelayMs);
  connect(&m_delay, &QTimer::timeout, this, &WarmStartGroup::find);
  connect(m_add, &QPushButton::clicked, this, &WarmStartGroup::chooseFiles);
  connect(m_remove, &QPushButton::clicked, this, &WarmStartGroup::removeSelected);
  connect(m_list, &QListWidget::itemSelectionChanged, this,
          [this] { m_remove->setEnabled(!m_list->selectedItems().empty()); });
  connect(m_front, &QCheckBox::toggled, this, [this](bool on) {
    m_search.warmStart.evaluate = on ? WarmStartConfig::Evaluate::Front : WarmStartConfig::Evaluate::None;
    changed();
  });
  connect(&m_job, &LatestJob::done, this, &WarmStartGroup::found);
  connect(&m_job, &LatestJob::failed, this, [this](const Error& error) {
    m_sentence->setText(QStringLiteral("⚠ ") + errorSummary(error) + QLatin1Char(' ') + translated(error.mend));
  });
  load({});
}

void WarmStartGroup::load(const SearchConfig& search) {
  const bool isNew = !(search == m_search) || m_list->count() == 0;
  m_search = search;
  if (!isNew) return;
  showStudies();
}

void WarmStartGroup::showStudies() {
  const QScopedValueRollback loading(m_loading, true);
  const auto& studies = m_search.warmStart.studies;
  m_list->clear();
  for (const auto& path : studies) {
    const QFileInfo file(toQString(path));
    auto* item = new QListWidgetItem(file.fileName(), m_list);
    item->setToolTip(QDir::toNativeSeparators(file.absoluteFilePath()));
  }
  m_remove->setEnabled(false);
  m_front->setChecked(m_search.warmStart.evaluate == WarmStartConfig::Evaluate::Front);
  m_front->setVisible(!studies.empty());
  m_job.cancel();
  if (studies.empty()) {
    m_delay.stop();
    m_sentence->setText(
        tr("Nothing is known at the beginning. Add studies of this space, or of one with the same choices: for another "
           "device or with more objectives, nothing is measured twice."));
    return;
  }
  m_sentence->setText(tr("Looking into the studies…"));
  m_delay.start();
}

void WarmStartGroup::changed() {
  if (m_loading) return;
  showStudies();
  Q_EMIT edited();
}

void WarmStartGroup::addStudies(const QStringList& files) {
  auto& studies = m_search.warmStart.studies;
  for (const QString& file : files) {
    const std::string path = QFileInfo(file).absoluteFilePath().toStdString();
    if (std::find(studies.begin(), studies.end(), path) == studies.end()) studies.push_back(path);
  }
  changed();
}

void WarmStartGroup::removeSelected() {
  auto& studies = m_search.warmStart.studies;
  for (int row = m_list->count() - 1; row >= 0; --row) {
    if (m_list->item(row)->isSelected()) studies.erase(studies.begin() + row);
  }
  changed();
}

void WarmStartGroup::chooseFiles() {
  auto* dialog = new QFileDialog(this, tr("Earlier studies"), QString(), tr("Studies (*.pscope)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFiles);
  connect(dialog, &QFileDialog::filesSelected, this, &WarmStartGroup::addStudies);
  dialog->open();
}

/// What would be taken over is found by doing it.
void WarmStartGroup::find() {
  m_job.start([this, search = m_search](const JobContext& job) -> Status {
    PSCOPE_TRY(const Space space, openSpace(search.space));
    EstimatorRegistry estimators;
    registerEstimators(estimators);
    PSCOPE_TRY(auto start, prepareWarmStart(search, space, estimators, job));
    m_notes = std::move(start.notes);
    return {};
  });
}

void WarmStartGroup::found() {
  QStringList sentences;
  for (const Message& note : m_notes) sentences.append(translated(note));
  m_sentence->setText(sentences.join(QLatin1Char(' ')));
}

QString WarmStartGroup::sentence() const {
  return m_sentence->text();
}

void WarmStartGroup::dragEnterEvent(QDragEnterEvent* event) {
  if (!studiesOf(event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void WarmStartGroup::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  addStudies(studiesOf(event->mimeData()));
}

}  // namespace pscope
