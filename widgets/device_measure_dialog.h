#pragma once

#include <QDialog>
#include <functional>
#include <memory>
#include <optional>

#include "core/run/measuring_setup.h"
#include "widgets/background_job.h"
#include "widgets/latest_job.h"

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QScrollArea;
class QStackedWidget;

namespace pscope {

class DeviceMeasureForm;
class DeviceMeasureResult;

/// "Measure": times networks of a space on this machine or through a program of the user's, shows what the measurement
/// is worth, and only then offers it as a profile. What was timed stays in its folder: a measurement that was stopped
/// goes on. The rest of the window can be used meanwhile.
/// @thread the window's
class DeviceMeasureDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param space  of the open study; may be nullptr    @param root  folder for folders of measurements
  /// @param workerProgram  empty: beside this program
  DeviceMeasureDialog(const Space* space, const QString& root, std::string workerProgram, QWidget* parent = nullptr);
  ~DeviceMeasureDialog() override;

  DeviceMeasureForm& form() { return *m_form; }
  bool busy() const { return m_job.running(); }
  bool timing() const;  ///< this machine, now
  /// What else uses this machine. `times`: it is being timed, and two such things would spoil each other's figures.
  struct OtherWork {
    QString text;  ///< to be said beside the figures; empty: nothing
    bool times = false;
  };
  void setOtherWork(std::function<OtherWork()> ask) { m_otherWork = std::move(ask); }
  /// A line beside what was run.
  void note(const QString& text);
  void measure();
  void dryRun();
  void tryOnce();
  /// The profile that "Save" offers; nothing before its quality was shown.
  const std::optional<DeviceProfile>& profile() const { return m_profile; }
  /// Says that the profile was taken up under a name, or why not.
  void showSaved(const QString& title);
  void showNotSaved(const Error& error);

 Q_SIGNALS:
  void saveRequested(const pscope::DeviceProfile& profile);

 protected:
  void reject() override;

 private:
  enum class Work { None, DryRun, Try, Measure };
  struct Outcome;
  struct Estimate;
  QWidget* makeNotes();
  QWidget* makeResult();
  void makeButtons();
  void formChanged();
  void showEstimate();
  QString workText() const;
  bool mayTime();
  void askAboutFinished();
  void goOnMeasuring();
  void start(Work work, std::function<Status(const JobContext&, Outcome&)> function);
  void finish();
  void showOutcome();
  void showProblem(const Error& error);
  void showProgress(const Progress& progress);
  QString modelFile() const;
  void save();

  std::string m_workerProgram;
  DeviceMeasureForm* m_form;
  QStackedWidget* m_views;
  QLabel* m_estimate;
  QPlainTextEdit* m_notes;
  DeviceMeasureResult* m_result;
  QLineEdit* m_title;
  QPushButton* m_save;
  QLabel* m_saved;
  QProgressBar* m_progress;
  QLabel* m_left;
  QPushButton* m_dryRun;
  QPushButton* m_try;
  QPushButton* m_measure;
  QPushButton* m_close;
  Work m_work = Work::None;
  std::optional<DeviceProfile> m_profile;
  std::function<OtherWork()> m_otherWork;
  double m_tried = -1;                   ///< seconds that one run of the program took; negative: not known
  std::shared_ptr<Estimate> m_expected;  ///< written by the estimate
  std::shared_ptr<Outcome> m_outcome;    ///< written by the job
  LatestJob m_estimator;
  BackgroundJob m_job;
};

}  // namespace pscope
