#pragma once

#include <QAbstractTableModel>
#include <memory>
#include <optional>
#include <vector>

#include "core/estimate/edit_lens.h"
#include "core/space/space.h"
#include "widgets/cost_change_model.h"

namespace pscope {

/// All single edits of a design as rows: the choice, from which level to which, and the change in each cheap quantity.
/// @thread the window's
class EditLensModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { ChoiceColumn, EditColumn, FirstMetric };
  enum Role { SortRole = Qt::UserRole + 1 };

  using QAbstractTableModel::QAbstractTableModel;

  void set(const std::optional<Space>& space, std::shared_ptr<const EditLens> lens, std::vector<CheapMetric> metrics);
  const EditLens* lens() const { return m_lens.get(); }
  const std::vector<CheapMetric>& metrics() const { return m_metrics; }
  /// Changes as shares of what the design has, or in their units.
  void setRelative(bool relative);
  void setColours(const ChangeColours& colours);
  /// "stage1.kernel 5 → 3"
  QString editText(std::size_t edit) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString display(const SingleEdit& edit, int column) const;
  QString tooltip(const SingleEdit& edit, int column) const;
  QVariant sortValue(int row, int column) const;
  QString levels(const SingleEdit& edit) const;

  std::optional<Space> m_space;
  std::shared_ptr<const EditLens> m_lens;
  std::vector<CheapMetric> m_metrics;
  bool m_relative = true;
  ChangeColours m_colours;
};

}  // namespace pscope
