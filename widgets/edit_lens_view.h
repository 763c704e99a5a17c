#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/estimate/edit_lens.h"
#include "widgets/cost_source.h"
#include "widgets/latest_job.h"
#include "widgets/panel.h"

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QSortFilterProxyModel;
class QTableView;
class QToolButton;

namespace pscope {

class EditLensModel;

/// The one-edit lens: every design that differs in one choice, with its change in each cheap quantity, sortable; and
/// for each bound the cheapest edit that keeps it. Computed only while it is seen, in the background.
/// @thread the window's
class EditLensView : public Panel {
  Q_OBJECT
 public:
  explicit EditLensView(QWidget* parent = nullptr);
  ~EditLensView() override;

  void setQuestion(const CostQuestion& question);
  void setDesign(const Genome& genome);  ///< empty: none
  /// Bounds by the name of their quantity, beside those of the study's objectives.
  void setBounds(const std::map<std::string, double>& bounds);
  const std::map<std::string, double>& bounds() const { return m_bounds; }

 Q_SIGNALS:
  /// An edit was chosen. @param what  "stage1.kernel 5 → 3"
  void editWanted(const pscope::Genome& genome, const QString& what);
  void boundsChanged();

 protected:
  void refresh() override;
  void changeEvent(QEvent* event) override;

 private:
  void buildTable();
  void finish();
  void apply(std::size_t edit);
  void addBound();
  void showBounds();
  void showBound(int line, std::size_t metric, double limit, bool removable);
  void updateColours();

  CostQuestion m_question;
  Genome m_genome;
  std::map<std::string, double> m_bounds;
  EditLensModel* m_model;
  QSortFilterProxyModel* m_sorted;
  QComboBox* m_metric;
  QLineEdit* m_limit;
  QToolButton* m_relative;
  QWidget* m_boundBox;
  QLabel* m_note;
  QTableView* m_table;

  struct Answer {
    std::shared_ptr<const EditLens> lens;
    std::vector<CheapMetric> metrics;
  };
  CostSource m_costs;  ///< of the job
  Answer m_answer;     ///< of the job, until it is done
  LatestJob m_job;     // last: joined before what it uses dies
};

}  // namespace pscope
