#pragma once

class QTableView;

namespace pscope {

/// Columns as wide as their cells and as titles of at most two lines need; a last one that stretches is cut where there
/// is little room. For tables whose titles are longer than their figures. Titles that the model aligns itself must
/// allow the break (Qt::TextWordWrap).
/// @cost O(rows that are visible)
void fitColumnsToCells(QTableView& table);

}  // namespace pscope
