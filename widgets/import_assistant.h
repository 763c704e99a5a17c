#pragma once

#include <QWizard>
#include <functional>
#include <memory>

#include "widgets/background_job.h"
#include "widgets/import_draft.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTableWidget;

namespace pscope {

/// A page of the import assistant: shows a part of the draft, and runs what the next page needs in the background.
class ImportPage : public QWizardPage {
  Q_OBJECT
 public:
  ImportPage(ImportDraft& draft, const QString& title, const QString& subtitle);
  /// Runs the page's job, then goes on by itself; a failure is shown on the page.
  bool validatePage() override;
  /// Nothing may be edited while the job runs.
  bool busy() const { return m_job != nullptr && m_job->running(); }
  /// Stops and joins the job, for good.
  void stopWork() { m_job.reset(); }
  QString problem() const;

 protected:
  ImportDraft& draft() { return m_draft; }
  const ImportDraft& draft() const { return m_draft; }
  /// Takes the fields over; false with a problem shown.
  virtual bool store() = 0;
  /// What must be done before the next page; empty: nothing.
  virtual BackgroundJob::Function work() = 0;
  void setProblem(const QString& text);
  /// Where the page's own fields go; progress and problem lie below.
  QWidget* body() { return m_body; }

 private:
  void finishWork(bool ok);

  ImportDraft& m_draft;
  QWidget* m_body;
  QLabel* m_problem;
  QProgressBar* m_progress;
  QPushButton* m_cancel;
  bool m_done = false;  ///< the job has ended well: go on
  std::unique_ptr<BackgroundJob> m_job;
};

/// File > Import: a study of an Optuna storage or a CSV table. Pages: file; study or columns; objectives; what comes of
/// it, with everything that was guessed, before it is written.
class ImportAssistant : public QWizard {
  Q_OBJECT
 public:
  explicit ImportAssistant(QWidget* parent = nullptr);
  ~ImportAssistant() override;

  /// Starts with a file that is known already.
  void setFile(const QString& path);
  ImportDraft& draft() { return m_draft; }
  bool busy() const;

 Q_SIGNALS:
  /// The study was written.
  void imported(const QString& studyPath);

 private:
  ImportDraft m_draft;  ///< outlives the pages, whose jobs use it
};

}  // namespace pscope
