#pragma once

#include <QDialog>
#include <QTimer>
#include <vector>

#include "widgets/new_study_pages.h"

class QListWidget;
class QPushButton;
class QStackedWidget;

namespace pscope {

/// The new-study assistant: space, data, objectives and bounds, device, strategy and budget, summary. Every step has a
/// default that works, so that "Create" can be pressed at once; what stands in the way is said beside the field.
class NewStudyDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param strategies  outlives the dialog
  explicit NewStudyDialog(const StrategyRegistry& strategies, QWidget* parent = nullptr);

  /// Files of one's own device profiles, offered beside the presets.
  void setOwnDevices(const QStringList& files);
  /// Starts from a configuration, on the summary.
  void setConfig(const SearchConfig& config);
  SearchConfig config() const { return m_draft.config(); }
  QString studyPath() const;
  void setStudyPath(const QString& path);
  bool startAtOnce() const;
  StudyDraft& draft() { return m_draft; }
  void goTo(StudyDraft::Step step);
  /// Checks the draft now instead of after a moment; true when a study can be made.
  bool check();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void buildLayout();
  void loadPages();
  void showPage(int index);
  void updateIcons();
  void edited();

  StudyDraft m_draft;
  std::vector<DraftPage*> m_pages;
  SummaryPage* m_summaryPage = nullptr;
  QListWidget* m_steps;
  QLabel* m_title;
  QLabel* m_subtitle;
  QStackedWidget* m_stack;
  QLabel* m_footer;
  QPushButton* m_back;
  QPushButton* m_next;
  QPushButton* m_create;
  QTimer m_checkTimer;
};

}  // namespace pscope
