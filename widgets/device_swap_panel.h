#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <vector>

#include "core/base/ids.h"
#include "widgets/device_swap.h"
#include "widgets/latest_job.h"
#include "widgets/panel.h"

class QComboBox;
class QCheckBox;
class QDoubleSpinBox;
class QLabel;
class QMenu;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace pscope {

class DeviceLibrary;
class Selection;
class StudyDocument;

/// In what a latency is shown: the same number in another unit.
struct DeviceLens {
  enum class Kind { Milliseconds, FramesPerSecond, FrameBudget, Millijoules, Inferences };
  Kind kind = Kind::Milliseconds;
  double framesPerSecond = 30;  ///< of the frame budget
  double batteryWh = 10;        ///< of the inferences per battery

  /// @param mjPerMs  of the device; NaN: not known    @return NaN where it is not known
  double apply(double latencyMs, double mjPerMs) const;
  QString unit() const;
};

/// Candidates priced on two to four devices as rows: number, quality, then per device the value, the rank and how far
/// it moved against the first device; whether the candidate is on the front there is told by a sign and a word.
/// @thread the window's
class DeviceSwapModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Id, Quality, FirstDevice };
  enum Role { IdRole = Qt::UserRole + 1, FlipRole };  ///< FlipRole: 1 came to the front, -1 left it, 0

  using QAbstractTableModel::QAbstractTableModel;

  void set(std::shared_ptr<const DeviceSwap> swap, QStringList devices, std::vector<CandidateId> ids,
           std::vector<double> qualities, const QString& qualityTitle, std::vector<QString> designs);
  void setLens(const DeviceLens& lens);
  void setFrontOnly(bool frontOnly);
  std::size_t flips() const;  ///< candidates whose place on the front is not the same on all devices

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
  void sort(int column, Qt::SortOrder order) override;

 private:
  std::size_t deviceOf(int column) const { return static_cast<std::size_t>(column - FirstDevice) / 2; }
  bool isRank(int column) const { return column >= FirstDevice && (column - FirstDevice) % 2 == 1; }
  bool isDesign(int column) const { return column == columnCount() - 1; }
  double key(std::size_t candidate, int column) const;
  void arrange();
  int flip(std::size_t candidate, std::size_t device) const;

  std::shared_ptr<const DeviceSwap> m_swap;
  QStringList m_devices;
  std::vector<CandidateId> m_ids;
  std::vector<double> m_qualities;
  QString m_qualityTitle;
  std::vector<QString> m_designs;
  std::vector<std::size_t> m_order;  ///< candidate of each row
  DeviceLens m_lens;
  bool m_frontOnly = true;
  int m_sortColumn = FirstDevice;
  Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

/// What if the study ran on another device: all its candidates priced and ranked on two to four devices side by side.
/// @thread the window's
class DeviceSwapPanel : public Panel {
  Q_OBJECT
 public:
  DeviceSwapPanel(DeviceLibrary& library, Selection& selection, QWidget* parent = nullptr);
  ~DeviceSwapPanel() override;

  void setStudy(StudyDocument* study);  ///< may be nullptr
  /// The second device: the one that is chosen in the list.
  void setDevice(const QString& name);
  const QStringList& devices() const { return m_devices; }
  void setDevices(const QStringList& names);  ///< of profiles, one to four
  bool busy() const { return m_job.running(); }

 protected:
  void refresh() override;

 private:
  QWidget* makePage();
  void fillMenu();
  void fillQualities();
  void take();
  void showCorrelations();
  void showNote(const QString& text);

  DeviceLibrary& m_library;
  Selection& m_selection;
  StudyDocument* m_study = nullptr;
  QStringList m_devices;
  QStackedLayout* m_stack;
  QLabel* m_empty;
  QToolButton* m_deviceButton = nullptr;
  QMenu* m_menu = nullptr;
  QComboBox* m_quality = nullptr;
  QComboBox* m_lens = nullptr;
  QDoubleSpinBox* m_frames = nullptr;
  QDoubleSpinBox* m_battery = nullptr;
  QCheckBox* m_frontOnly = nullptr;
  QLabel* m_note = nullptr;
  QLabel* m_correlations = nullptr;
  QTableView* m_table = nullptr;
  DeviceSwapModel* m_model = nullptr;
  struct Answer;
  std::shared_ptr<Answer> m_answer;                  ///< written by the job
  std::shared_ptr<const GatheredDesigns> m_designs;  ///< lowered for the last answer
  bool m_again = false;                              ///< candidates came while a job ran
  LatestJob m_job;
};

}  // namespace pscope
