#pragma once

#include <QDialog>
#include <QElapsedTimer>
#include <memory>
#include <optional>

#include "core/run/strategy_comparison.h"
#include "widgets/background_job.h"

class QLabel;
class QListWidget;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace pscope {

class ComparisonPlot;

/// What is compared: a search, and what may evaluate it.
struct ComparisonSubject {
  SearchConfig config;
  Space space;
  const EstimatorRegistry* estimators = nullptr;  ///< outlive the dialog
  const StrategyRegistry* strategies = nullptr;
  QString study = {}, file = {};  ///< title and path of the study; empty: none
};

/// Compares strategies over several seeds on the evaluations of a study: chosen on the left, run in the background with
/// progress, time left and a way to cancel; on the right the mean curves with their confidence bands and a table with
/// the improvement over random search and its significance. Curves and figure can be saved.
///
/// Only where every estimator is free; else it says why not. Closing it, or Esc, first cancels what runs; results that
/// were not saved go after a question only.
/// @thread the window's
class StrategyComparisonDialog : public QDialog {
  Q_OBJECT
 public:
  explicit StrategyComparisonDialog(ComparisonSubject subject, QWidget* parent = nullptr);
  ~StrategyComparisonDialog() override;

  /// A comparison of a study in a window of its own; the one that is open already is raised.
  static void showFor(ComparisonSubject subject, QWidget* window);
  /// Closes those that showFor() opened. @return false: one of them still asks, or stops what it does
  static bool closeAll(QWidget* window);

  /// What was found last; nothing before the first comparison.
  const std::optional<StrategyComparison>& comparison() const { return m_comparison; }
  bool saveCsv(const QString& path);
  bool saveFigure(const QString& path);

 public Q_SLOTS:
  void start();
  void reject() override;

 private:
  struct Found;
  QWidget* makeChoices();
  QWidget* makeResults();
  std::vector<std::string> chosen() const;
  void choicesChanged();
  void showProgress(const Progress& progress);
  void ended(const QString& text);
  void showResults();
  void fillTable(const std::vector<ComparedStrategy>& rows);
  void askBeforeItGoes();
  void askForCsv();

  ComparisonSubject m_subject;
  QListWidget* m_strategies = nullptr;
  QSpinBox* m_seeds = nullptr;
  QSpinBox* m_evaluations = nullptr;
  QPushButton* m_start = nullptr;
  QPushButton* m_cancel = nullptr;
  QPushButton* m_csv = nullptr;
  QPushButton* m_figure = nullptr;
  QLabel* m_problem = nullptr;
  QLabel* m_state = nullptr;
  QLabel* m_about = nullptr;
  QProgressBar* m_progress = nullptr;
  ComparisonPlot* m_plot = nullptr;
  QTableWidget* m_table = nullptr;
  QElapsedTimer m_running;
  QString m_stage;  ///< of which m_running counts
  std::int64_t m_doneBefore = 0;
  std::optional<StrategyComparison> m_comparison;
  bool m_unsaved = false;          ///< neither the curves nor the figure of what is shown
  std::shared_ptr<Found> m_found;  ///< the job's while it runs
  BackgroundJob m_job;
};

}  // namespace pscope
