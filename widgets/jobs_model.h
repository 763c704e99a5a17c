#pragma once

#include <QAbstractTableModel>
#include <unordered_map>
#include <vector>

#include "core/run/runner.h"

namespace pscope {

/// What runs now and what failed, with reasons; a job that ended well leaves the list. Bounded.
/// @thread the window's
class JobsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { TitleColumn, ProgressColumn, TimeLeftColumn, DetailColumn, ColumnCount };
  enum Role {
    DoneRole = Qt::UserRole + 1,  ///< share done, 0..1; -1: unknown
    RunningRole,
    IdRole,
  };
  struct Job {
    CandidateId id;
    QString title;
    Progress progress;
    bool running = true;
    QString reason;
  };

  using QAbstractTableModel::QAbstractTableModel;

  /// Takes a batch of news; of several about one job the last one counts.
  void update(const std::vector<RunEvent::JobChanged>& news);
  /// Nothing runs any more (the search ended): only failures stay.
  void endRunning();
  void removeFailed(CandidateId id);
  void clear();

  const Job& job(int row) const { return m_jobs[static_cast<std::size_t>(row)]; }
  int rowOf(CandidateId id) const;  ///< -1: none
  int runningCount() const;
  int failedCount() const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  void remove(int row);

  std::vector<Job> m_jobs;
};

}  // namespace pscope
