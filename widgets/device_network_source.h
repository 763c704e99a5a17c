#pragma once

#include <QWidget>
#include <memory>
#include <optional>
#include <string>

#include "core/network/network.h"
#include "widgets/latest_job.h"

class QComboBox;
class QPushButton;

namespace pscope {

class Selection;
class StudyDocument;

/// Which network a device is looked at with: the study's current candidate, a design sampled from a space, or a model
/// from elsewhere.
/// @thread the window's
class DeviceNetworkSource : public QWidget {
  Q_OBJECT
 public:
  explicit DeviceNetworkSource(Selection& selection, QWidget* parent = nullptr);
  ~DeviceNetworkSource() override;

  void setStudy(StudyDocument* study);  ///< may be nullptr
  /// Reads an ONNX model and shows it.
  void openModel(const QString& path);
  /// A random design of a space, another one each time.
  void sample(const QString& space);

  std::shared_ptr<const Network> network() const { return m_network; }  ///< nullptr: none yet
  const QString& label() const { return m_label; }
  /// The operator that is looked at: a node of the network, -1: none. A new network has none.
  int currentNode() const { return m_currentNode; }
  void setCurrentNode(int node);

 Q_SIGNALS:
  void networkChanged();
  void currentNodeChanged(int node);
  void failed(const pscope::Error& error);

 private:
  enum class Kind { Candidate, Space, Model };
  void showChosen();
  void showCandidate();
  void take(std::shared_ptr<const Network> network, const QString& label);
  void chooseModel();

  Selection& m_selection;
  StudyDocument* m_study = nullptr;
  QComboBox* m_box;
  QPushButton* m_another;
  QString m_modelPath;
  std::uint64_t m_seed = 0;
  std::shared_ptr<const Network> m_network;
  QString m_label;
  int m_currentNode = -1;
  struct Wanted;
  std::shared_ptr<Wanted> m_wanted;  ///< written by the job
  LatestJob m_job;
};

}  // namespace pscope
