#pragma once

#include <QPointer>

#include "core/base/ids.h"
#include "widgets/panel.h"

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QTreeView;

namespace pscope {

class Selection;
class StudyDocument;

/// The search and its jobs: progress bars, time left, a way to cancel single ones, failures with their reasons (and
/// another try), the log.
class JobsPanel : public Panel {
  Q_OBJECT
 public:
  explicit JobsPanel(Selection& selection, QWidget* parent = nullptr);

  void setDocument(StudyDocument* document);

 Q_SIGNALS:
  void retryRequested(pscope::CandidateId id);

 protected:
  void refresh() override;

 private:
  std::vector<CandidateId> selectedFailures() const;
  std::vector<CandidateId> selectedRunning() const;
  void cancelSelected();
  void updateButtons();

  Selection& m_selection;
  QPointer<StudyDocument> m_document;
  QLabel* m_status;
  QProgressBar* m_progress;
  QPushButton* m_stop;
  QPushButton* m_retry;
  QPushButton* m_cancel;
  QTreeView* m_view;
  QLabel* m_empty;
  QPlainTextEdit* m_log;
};

}  // namespace pscope
