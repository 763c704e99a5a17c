#include "widgets/device_network_source.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>

#include "core/network/onnx_import.h"
#include "core/space/space.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

/// What the job gives back.
struct DeviceNetworkSource::Wanted {
  std::shared_ptr<const Network> network;
  QString label;
};

DeviceNetworkSource::DeviceNetworkSource(Selection& selection, QWidget* parent)
    : QWidget(parent), m_selection(selection) {
  setObjectName(QStringLiteral("deviceNetworkSource"));
  m_box = new QComboBox(this);
  m_box->setObjectName(QStringLiteral("deviceNetworkBox"));
  m_box->setAccessibleName(tr("Network whose operators are shown"));
  m_box->setToolTip(tr("The network whose operators are shown"));
  m_box->addItem(tr("Current candidate of the study"), static_cast<int>(Kind::Candidate));
  for (const FamilyInfo& family : builtInFamilies()) {
    m_box->addItem(tr("A design of %1").arg(toQString(family.name)), static_cast<int>(Kind::Space));
    m_box->setItemData(m_box->count() - 1, toQString(family.name), Qt::UserRole + 1);
  }
  m_box->addItem(tr("ONNX model…"), static_cast<int>(Kind::Model));
  m_another = new QPushButton(tr("Another one"), this);
  m_another->setObjectName(QStringLiteral("deviceNetworkAnother"));
  m_another->setToolTip(tr("Another random design, or another model"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addWidget(m_box);
  layout->addWidget(m_another);
  connect(m_box, &QComboBox::activated, this, &DeviceNetworkSource::showChosen);
  connect(m_another, &QPushButton::clicked, this, &DeviceNetworkSource::showChosen);
  connect(&m_selection, &Selection::currentChanged, this, [this] {
    if (m_box->currentData().toInt() == static_cast<int>(Kind::Candidate)) showCandidate();
  });
  connect(&m_job, &LatestJob::done, this, [this] { take(m_wanted->network, m_wanted->label); });
  connect(&m_job, &LatestJob::failed, this, &DeviceNetworkSource::failed);
  const int first = m_box->findData(QStringLiteral("nasbench201"), Qt::UserRole + 1);
  m_box->setCurrentIndex(std::max(0, first));
  showChosen();
}

DeviceNetworkSource::~DeviceNetworkSource() = default;

void DeviceNetworkSource::setStudy(StudyDocument* study) {
  m_study = study;
  if (study != nullptr) m_box->setCurrentIndex(0);
  if (m_box->currentData().toInt() == static_cast<int>(Kind::Candidate)) showCandidate();
}

void DeviceNetworkSource::showChosen() {
  const auto kind = static_cast<Kind>(m_box->currentData().toInt());
  m_another->setVisible(kind != Kind::Candidate);
  if (kind == Kind::Candidate) showCandidate();
  if (kind == Kind::Space) sample(m_box->currentData(Qt::UserRole + 1).toString());
  if (kind == Kind::Model) chooseModel();
}

void DeviceNetworkSource::showCandidate() {
  m_job.cancel();
  m_another->hide();
  const Candidate* candidate = m_study != nullptr ? m_study->candidates().candidate(m_selection.current()) : nullptr;
  if (candidate == nullptr) {
    return take(nullptr, m_study == nullptr ? tr("No study is open.") : tr("No candidate is selected."));
  }
  m_wanted = std::make_shared<Wanted>();
  m_wanted->label = tr("Candidate %1: %2").arg(candidate->id.value).arg(toQString(candidate->design));
  m_job.start([wanted = m_wanted, space = m_study->space(), genome = candidate->genome,
               scale = m_study->scale()](const JobContext&) -> Status {
    PSCOPE_TRY(Network network, space.lower(genome, scale));
    wanted->network = std::make_shared<const Network>(std::move(network));
    return {};
  });
}

void DeviceNetworkSource::sample(const QString& space) {
  const int row = m_box->findData(space, Qt::UserRole + 1);
  if (row >= 0) m_box->setCurrentIndex(row);
  m_another->show();
  m_wanted = std::make_shared<Wanted>();
  m_job.start([wanted = m_wanted, name = space.toStdString(), seed = ++m_seed](const JobContext&) -> Status {
    PSCOPE_TRY(const Space opened, openSpace(name));
    Rng rng(seed);
    const Genome genome = opened.sample(rng);
    PSCOPE_TRY(Network network, opened.lower(genome));
    wanted->label = toQString(opened.text(genome));
    wanted->network = std::make_shared<const Network>(std::move(network));
    return {};
  });
}

void DeviceNetworkSource::openModel(const QString& path) {
  m_modelPath = path;
  m_box->setCurrentIndex(m_box->findData(static_cast<int>(Kind::Model)));
  m_another->show();
  m_wanted = std::make_shared<Wanted>();
  m_wanted->label = QFileInfo(path).fileName();
  m_job.start([wanted = m_wanted, file = path.toStdString()](const JobContext& job) -> Status {
    OnnxImportOptions options;
    options.stop = job.stop;
    options.weights = false;
    PSCOPE_TRY(ImportedModel model, importOnnx(file, options));
    if (!model.unknown.empty()) {
      wanted->label += QStringLiteral(" \u00b7 ") + DeviceNetworkSource::tr("%n operator(s) are not known", "",
                                                                            static_cast<int>(model.unknown.size()));
    }
    wanted->network = std::make_shared<const Network>(std::move(model.network));
    return {};
  });
}

void DeviceNetworkSource::chooseModel() {
  auto* dialog = new QFileDialog(this, tr("Open a model"), QFileInfo(m_modelPath).absolutePath(),
                                 tr("ONNX models (*.onnx);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &DeviceNetworkSource::openModel);
  dialog->open();
}

void DeviceNetworkSource::setCurrentNode(int node) {
  if (node == m_currentNode) return;  // ends the echo between views
  m_currentNode = node;
  Q_EMIT currentNodeChanged(node);
}

void DeviceNetworkSource::take(std::shared_ptr<const Network> network, const QString& label) {
  m_currentNode = -1;
  m_network = std::move(network);
  m_label = label;
  Q_EMIT networkChanged();
}

}  // namespace pscope
