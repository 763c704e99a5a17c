#pragma once

#include <QDialog>
#include <memory>
#include <optional>
#include <vector>

#include "core/record/focus.h"
#include "core/record/objective.h"
#include "core/space/space.h"
#include "widgets/latest_job.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace pscope {

class SpaceExpressionEdit;

/// Asks where a search should look: a range of each objective and a part of the space, with its exact number of designs
/// while one types. Accepted only with a region that can be looked at, or with an empty one, which ends a focus.
class FocusDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param space, objectives  those of the search
  /// @param holds  a focus can be ended
  FocusDialog(const Space& space, const std::vector<Objective>& objectives, bool holds, QWidget* parent = nullptr);

  void setRegion(const Focus& focus);
  Focus region() const;
  /// What the line under the expression says: the number of designs, or what is wrong.
  QString verdict() const;
  /// The region was refused after all.
  void showProblem(const Error& error);

 private:
  struct Row {
    QLineEdit* low;
    QLineEdit* high;
  };
  QWidget* makeRanges();
  void count();
  void showCount();
  /// What is wrong about a range; empty: nothing is.
  QString rangeProblem() const;
  void updateButtons();

  const Space m_space;
  const std::vector<Objective> m_objectives;
  std::vector<Row> m_rows;
  SpaceExpressionEdit* m_where;
  QLabel* m_verdict;
  QPushButton* m_accept;
  bool m_usable = true;  ///< the expression is
  std::shared_ptr<std::optional<std::string>> m_counted;
  LatestJob m_counter;  ///< last: joined before what it uses dies
};

}  // namespace pscope
