#pragma once

#include <QWidget>
#include <vector>

#include "core/search/strategy.h"
#include "widgets/study_draft.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;

namespace pscope {

class StopGroup;
class WarmStartGroup;

/// One step of the assistant: shows a part of the draft and writes it back at every change.
class DraftPage : public QWidget {
  Q_OBJECT
 public:
  DraftPage(StudyDraft& draft, StudyDraft::Step step, const QString& title, const QString& subtitle, const char* icon);

  StudyDraft::Step step() const { return m_step; }
  const QString& title() const { return m_title; }
  const QString& subtitle() const { return m_subtitle; }
  const char* icon() const { return m_icon; }
  /// Fills the fields from the draft.
  virtual void load() = 0;
  /// What stands in the fields and cannot be written to the draft; empty: all is there.
  virtual QString fieldProblem() const { return {}; }
  void setProblem(const QString& text);

 Q_SIGNALS:
  void edited();

 protected:
  StudyDraft& draft() { return m_draft; }
  const StudyDraft& draft() const { return m_draft; }
  QLabel* makeProblemLabel();
  QLabel* makeNote(const QString& text);

 private:
  StudyDraft& m_draft;
  StudyDraft::Step m_step;
  QString m_title;
  QString m_subtitle;
  const char* m_icon;
  QLabel* m_problem = nullptr;
};

class SpacePage : public DraftPage {
  Q_OBJECT
 public:
  explicit SpacePage(StudyDraft& draft);
  void load() override;

 private:
  void describe();
  void chooseFile();

  QListWidget* m_list;
  QLabel* m_details;
};

class DataPage : public DraftPage {
  Q_OBJECT
 public:
  explicit DataPage(StudyDraft& draft);
  void load() override;

 private:
  void store();
  void describe();
  void browse();

  QComboBox* m_format;
  QLineEdit* m_path;
  QPushButton* m_browse;
  QLabel* m_details;
};

class ObjectivesPage : public DraftPage {
  Q_OBJECT
 public:
  explicit ObjectivesPage(StudyDraft& draft);
  void load() override;

 private:
  struct Line {
    QCheckBox* chosen;
    QLineEdit* bound;
  };
  void addLine(std::size_t index);
  void store();

  QWidget* m_box = nullptr;
  QGridLayout* m_grid = nullptr;
  QDoubleSpinBox* m_epochs;
  std::vector<Line> m_lines;
  bool m_loading = false;
};

class DevicePage : public DraftPage {
  Q_OBJECT
 public:
  explicit DevicePage(StudyDraft& draft);
  void load() override;
  void setOwnDevices(const QStringList& files);  ///< of one's own profiles

 private:
  void describe();

  QListWidget* m_list;
  QLabel* m_details;
  QStringList m_own;
};

class StrategyPage : public DraftPage {
  Q_OBJECT
 public:
  StrategyPage(StudyDraft& draft, const StrategyRegistry& strategies);
  void load() override;
  QString fieldProblem() const override;

 private:
  void store();

  QComboBox* m_strategy;
  QLabel* m_summary;
  QLabel* m_ladder;
  QSpinBox* m_candidates;
  QSpinBox* m_seed;
  QSpinBox* m_workers;
  QSpinBox* m_deadline;
  WarmStartGroup* m_earlier;
  StopGroup* m_stop;
  QLabel* m_forecast;
  bool m_loading = false;
};

class SummaryPage : public DraftPage {
  Q_OBJECT
 public:
  explicit SummaryPage(StudyDraft& draft);
  void load() override;
  QString path() const;
  void setPath(const QString& path);
  bool startAtOnce() const;
  void refreshOverview();

 private:
  void browse();

  QLineEdit* m_name;
  QLineEdit* m_path;
  QCheckBox* m_start;
  QLabel* m_overview;
};

}  // namespace pscope
