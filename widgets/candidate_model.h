#pragma once

#include <QAbstractTableModel>
#include <unordered_map>
#include <vector>

#include "core/record/candidate.h"
#include "core/record/objective.h"

namespace pscope {

/// All candidates of a study as rows, in the order of their arrival: the owner of the candidates in the window.
///
/// Columns: number, state, front, one for each objective, kind, budget, finished, design. Changes come in batches.
/// @thread the window's    @cost candidate(): O(1); update(): O(batch)
class CandidateModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Role {
    SortRole = Qt::UserRole + 1,  ///< double or text
    IdRole,                       ///< qlonglong
  };
  enum Column { IdColumn, StateColumn, FrontColumn, FirstObjectiveColumn };

  explicit CandidateModel(QObject* parent = nullptr);

  void reset(std::vector<Objective> objectives);
  const std::vector<Objective>& objectives() const { return m_objectives; }

  /// Adds new candidates and replaces known ones.
  void update(std::vector<Candidate> candidates);
  /// Marks rows as on the front or not; ids that are not in the model are ignored.
  void setOnFront(const std::vector<CandidateId>& ids, bool onFront);

  /// nullptr when there is none; valid until the next update().
  const Candidate* candidate(CandidateId id) const;
  const Candidate& candidateAt(int row) const { return m_rows[static_cast<std::size_t>(row)].candidate; }
  CandidateId idAt(int row) const { return candidateAt(row).id; }
  int rowOf(CandidateId id) const;  ///< -1: none
  bool onFront(CandidateId id) const;
  bool onFrontAt(int row) const { return m_rows[static_cast<std::size_t>(row)].onFront; }
  /// In the objective's own unit, NaN where it is missing.
  double value(int row, std::size_t objective) const { return m_rows[static_cast<std::size_t>(row)].values[objective]; }

  int kindColumn() const { return FirstObjectiveColumn + static_cast<int>(m_objectives.size()); }
  int budgetColumn() const { return kindColumn() + 1; }
  int finishedColumn() const { return kindColumn() + 2; }
  int designColumn() const { return kindColumn() + 3; }
  /// The number by which a column sorts; NaN for text columns and missing values.
  double sortNumber(int row, int column) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  struct Row {
    Candidate candidate;
    std::vector<double> values;
    bool onFront = false;
  };
  Row makeRow(Candidate candidate) const;
  QString displayText(int row, int column) const;
  QString tooltip(int row, int column) const;

  std::vector<Objective> m_objectives;
  std::vector<Row> m_rows;
  std::unordered_map<CandidateId, int> m_rowOf;
};

}  // namespace pscope
