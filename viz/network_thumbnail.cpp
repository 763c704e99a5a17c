#include "viz/network_thumbnail.h"

#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

#include "viz/graph_items.h"
#include "viz/layout/column_fold.h"

namespace pscope {
namespace {

constexpr double kBoxWidth = 44;  ///< every item alike: without text the width says nothing
constexpr double kBoxHeight = 22;
constexpr double kMargin = 3;  ///< pixels
constexpr double kLargestScale = 1;
constexpr int kMaxColumns = 8;

}  // namespace

QImage networkThumbnail(const NetworkView& view, const ThumbnailStyle& style) {
  QImage image(style.size * style.pixelRatio, QImage::Format_ARGB32_Premultiplied);
  image.setDevicePixelRatio(style.pixelRatio);
  image.fill(Qt::transparent);
  if (view.items.empty() || style.size.isEmpty()) return image;
  LayoutGraph graph = view.layoutGraph();
  for (auto& box : graph.nodes) box = {kBoxWidth, kBoxHeight};
  const GraphLayout column = layeredLayout(graph);
  const ColumnFold fold(graph, column);
  const double width = style.size.width() - 2 * kMargin;
  const double height = style.size.height() - 2 * kMargin;
  int columns = 1;
  double scale = 0;
  for (int c = 1; c <= kMaxColumns; ++c) {
    const auto size = fold.size(c);
    const double fits = std::min({width / size.width, height / size.height, kLargestScale});
    if (fits <= scale * 1.02) continue;
    scale = fits;
    columns = c;
  }
  const GraphLayout layout = fold.fold(columns);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(style.size.width() / 2.0, style.size.height() / 2.0);
  painter.scale(scale, scale);
  painter.translate(-layout.width / 2, -layout.height / 2);
  const QColor ground = style.dark ? QColor(0x1a, 0x1d, 0x22) : QColor(Qt::white);
  const QColor ink = style.dark ? QColor(0xe4, 0xe7, 0xeb) : QColor(0x1c, 0x21, 0x27);
  QColor line = ink;
  line.setAlphaF(0.5F);
  QPen pen(line, std::max(1.0, 0.8 / scale));
  painter.setPen(pen);
  painter.setBrush(Qt::NoBrush);
  for (const auto& route : layout.routes) {
    if (route.size() < 4) continue;
    QPainterPath path({route[0].x, route[0].y});
    for (std::size_t i = 1; i + 2 < route.size(); i += 3) {
      path.cubicTo(route[i].x, route[i].y, route[i + 1].x, route[i + 1].y, route[i + 2].x, route[i + 2].y);
    }
    painter.drawPath(path);
  }
  for (std::size_t i = 0; i < view.items.size(); ++i) {
    const auto& item = view.items[i];
    QColor colour(QString::fromStdString(item.colour));
    if (!colour.isValid()) colour = QColor(0x80, 0x80, 0x80);
    const QRectF box(layout.centres[i].x - kBoxWidth / 2, layout.centres[i].y - kBoxHeight / 2, kBoxWidth, kBoxHeight);
    const QPainterPath outline = shapeOutline(QString::fromStdString(item.shape), box);
    // Stronger than in the graph, where text stands on it.
    painter.setBrush(item.shape == "point" ? ground : style.dark ? colour.darker(115) : colour.darker(108));
    painter.setPen(QPen(style.dark ? colour.lighter(115) : colour.darker(150), std::max(1.0, 0.6 / scale)));
    if (item.repeat > 1) painter.drawPath(outline.translated(5, 4));
    painter.drawPath(outline);
  }
  return image;
}

}  // namespace pscope
