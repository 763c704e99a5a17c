#pragma once

#include <QAbstractTableModel>
#include <QColor>
#include <vector>

#include "core/estimate/design_costs.h"

namespace pscope {

/// Colours of a change for the better and for the worse; an arrow says the same.
struct ChangeColours {
  QColor better, worse;
};
/// "▼ −5.1 %", or the absolute change in its unit; empty when nothing changes.
QString changeText(const CheapMetric& metric, double before, double after, bool relative);
/// 1: better, -1: worse, 0: the same or not known.
int changeSense(const CheapMetric& metric, double before, double after);

/// The cheap quantities of a design beside those of the one it was made from: quantity, now, change, share, before.
/// @thread the window's
class CostChangeModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { Quantity, Now, Change, Percent, Before, ColumnCount };

  using QAbstractTableModel::QAbstractTableModel;

  void set(std::vector<CheapMetric> metrics, std::vector<double> before, std::vector<double> now);
  void clear() { set({}, {}, {}); }
  void setColours(const ChangeColours& colours);

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(std::size_t row, int column) const;

  std::vector<CheapMetric> m_metrics;
  std::vector<double> m_before, m_now;
  ChangeColours m_colours;
};

}  // namespace pscope
