#pragma once

#include <QDialog>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/device/device_fit.h"
#include "core/space/space.h"
#include "viz/scatter_plot.h"
#include "widgets/background_job.h"
#include "widgets/latest_job.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QTableWidget;

namespace pscope {

/// A fit, and each measured design as predicted by fits that did not see it.
struct JudgedFit {
  DeviceFit fit;
  std::vector<ScatterPoint> heldOut;
};
/// fitDevice() and the designs behind its held-out error. @error those of fitDevice()    @thread any
Result<JudgedFit> judgeFit(const DeviceProfile& profile, const Space& space, const MeasurementSource& source,
                           const DeviceFitOptions& options, const JobContext& job);

/// "Fit to measurements": a table of measured designs is chosen and looked at, a fit is made in the background, and its
/// quality is shown before it is accepted.
/// @thread the window's
class DeviceFitDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param space  of the open study, offered first; may be nullptr
  DeviceFitDialog(const DeviceProfile& profile, const Space* space, QWidget* parent = nullptr);
  ~DeviceFitDialog() override;

  void setFile(const QString& path);
  void setColumn(const QString& column);
  void setSpaceName(const QString& name);  ///< of a built-in family or a file
  void setJoin(const QString& path, const QString& on);
  void start();
  bool busy() const { return m_job.running(); }
  /// What is accepted; nothing before it was made.
  const std::optional<JudgedFit>& result() const { return m_result; }

 protected:
  void reject() override;

 private:
  QWidget* makeForm();
  QWidget* makePreview();
  QWidget* makeResult();
  void readColumns();
  void showPreview();
  void showResult();
  void showProblem(const Error& error);
  void changed();
  void finished();
  Result<Space> space() const;
  MeasurementSource source() const;
  DeviceFitOptions options() const;
  void chooseFile(QLineEdit* edit);

  DeviceProfile m_profile;
  std::optional<Space> m_studySpace;
  QWidget* m_form;
  QLineEdit* m_file;
  QString m_readFile;  ///< whose columns are shown
  QComboBox* m_column;
  QComboBox* m_unit;
  QComboBox* m_space;
  QLineEdit* m_join;
  QLineEdit* m_on;
  QSpinBox* m_batch;
  QComboBox* m_precision;
  QLabel* m_found;
  QTableWidget* m_rows;
  ScatterPlot* m_plot;
  QLabel* m_quality;
  QStackedWidget* m_views;
  QProgressBar* m_progress;
  QPushButton* m_fit;
  QPushButton* m_accept;
  struct Preview;
  std::shared_ptr<Preview> m_preview;                ///< written by the reader
  std::shared_ptr<std::optional<JudgedFit>> m_made;  ///< written by the job
  std::optional<JudgedFit> m_result;
  LatestJob m_reader;
  BackgroundJob m_job;
};

}  // namespace pscope
