#pragma once

class QTableView;

namespace pscope {

/// Columns as wide as their cells and as titles of at most two lines need; the last one takes the rest. For tables
/// whose titles are longer than their figures. Titles that come from the model's alignment must allow the break
/// (Qt::TextWordWrap).
/// @cost O(rows that are visible)
void fitColumnsToCells(QTableView& table);

}  // namespace pscope
