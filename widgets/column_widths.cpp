#include "widgets/column_widths.h"

#include <QHeaderView>
#include <QTableView>
#include <algorithm>

namespace pscope {
namespace {

constexpr int kTitleLines = 2;
constexpr int kTitleMargin = 10;
constexpr int kSortSign = 14;
constexpr int kLastColumn = 90;

/// The least width at which a title takes two lines.
int titleWidth(const QString& title, const QFontMetrics& metrics) {
  int width = 0;
  for (const QString& word : title.split(QLatin1Char(' '))) width = std::max(width, metrics.horizontalAdvance(word));
  const int whole = metrics.horizontalAdvance(title);
  const auto lines = [&] {
    return metrics.boundingRect(QRect(0, 0, width, 1000), Qt::TextWordWrap, title).height() / metrics.lineSpacing();
  };
  while (width < whole && lines() > kTitleLines) width += 4;
  return width;
}

}  // namespace

void fitColumnsToCells(QTableView& table) {
  QHeaderView& header = *table.horizontalHeader();
  const QFontMetrics metrics = header.fontMetrics();
  header.setDefaultAlignment(Qt::AlignCenter | static_cast<Qt::Alignment>(Qt::TextWordWrap));
  header.setMinimumHeight(kTitleLines * metrics.lineSpacing() + 8);
  const int columns = table.model()->columnCount();
  for (int column = 0; column < columns; ++column) {
    const QString title = table.model()->headerData(column, Qt::Horizontal).toString();
    // One that takes the rest: long texts there are cut rather than that the table scrolls sideways.
    const int most = header.stretchLastSection() && column + 1 == columns ? kLastColumn : QWIDGETSIZE_MAX;
    const int cells = std::min(static_cast<const QAbstractItemView&>(table).sizeHintForColumn(column), most);
    const int sign = table.isSortingEnabled() && column == header.sortIndicatorSection() ? kSortSign : 0;
    header.resizeSection(column, std::max(cells + 8, titleWidth(title, metrics) + kTitleMargin + sign));
  }
}

}  // namespace pscope
