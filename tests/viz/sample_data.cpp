#include "tests/viz/sample_data.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <random>

namespace pscope::test {
namespace {

/// Uniform in [0, 1): std::uniform_real_distribution differs between libraries.
double uniform(std::mt19937& generator) {
  return static_cast<double>(generator() >> 5U) / 134217728.0;
}

double bell(std::mt19937& generator) {
  double sum = 0;
  for (int i = 0; i < 6; ++i) sum += uniform(generator);
  return sum / 3 - 1;
}

NetworkView::Item item(const char* title, const char* detail, const char* colour, const char* shape, double width,
                       int repeat = 1) {
  NetworkView::Item result;
  result.title = title;
  result.detail = detail;
  result.tooltip = std::string(title) + "\noutput " + detail + "\n2,320 parameters\n2.3 M MACs";
  result.colour = colour;
  result.shape = shape;
  result.repeat = repeat;
  result.width = width;
  result.height = 24;
  return result;
}

}  // namespace

QPalette darkPalette() {
  QPalette palette(QColor(45, 47, 51));
  palette.setColor(QPalette::Window, QColor(37, 39, 43));
  palette.setColor(QPalette::WindowText, QColor(230, 232, 235));
  palette.setColor(QPalette::Base, QColor(27, 29, 32));
  palette.setColor(QPalette::AlternateBase, QColor(34, 36, 40));
  palette.setColor(QPalette::Text, QColor(230, 232, 235));
  palette.setColor(QPalette::Button, QColor(48, 51, 56));
  palette.setColor(QPalette::ButtonText, QColor(230, 232, 235));
  palette.setColor(QPalette::ToolTipBase, QColor(48, 51, 56));
  palette.setColor(QPalette::ToolTipText, QColor(230, 232, 235));
  palette.setColor(QPalette::Highlight, QColor(0x56, 0xB4, 0xE9));
  palette.setColor(QPalette::HighlightedText, Qt::black);
  return palette;
}

void markFront(std::vector<PlotPoint>& points, bool minimizeX, bool minimizeY) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i].onFront = false;
    if (points[i].state == CandidateState::Done) order.push_back(i);
  }
  const double sx = minimizeX ? 1 : -1;
  const double sy = minimizeY ? 1 : -1;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const double xa = sx * points[a].x;
    const double xb = sx * points[b].x;
    return xa != xb ? xa < xb : sy * points[a].y < sy * points[b].y;
  });
  double lowest = INFINITY;
  for (const std::size_t i : order) {
    if (sy * points[i].y >= lowest) continue;
    lowest = sy * points[i].y;
    points[i].onFront = true;
  }
}

std::vector<PlotPoint> searchPoints(int count, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<PlotPoint> points;
  for (int i = 1; i <= count; ++i) {
    PlotPoint p;
    p.id = CandidateId{i};
    p.x = 3 + 16 * std::pow(uniform(generator), 0.8);
    p.y = 6 + 40 / p.x + 9 * std::pow(uniform(generator), 1.6) * (1 + std::abs(bell(generator)));
    if (p.x > 14 || p.y > 30) p.state = CandidateState::Infeasible;
    if (uniform(generator) < 0.08) p.kind = MeasurementKind::Predicted;
    points.push_back(p);
  }
  markFront(points, true, true);
  return points;
}

std::vector<PlotPoint> accuracyPoints(int count, unsigned seed) {
  std::mt19937 generator(seed);
  std::vector<PlotPoint> points;
  for (int i = 1; i <= count; ++i) {
    PlotPoint p;
    p.id = CandidateId{i};
    const double decades = std::clamp(1.5 + 0.6 * bell(generator), 0.0, 3.0);
    p.x = std::pow(10.0, 6 + decades);
    p.y = std::clamp(94 - 16 * std::exp(-1.2 * decades) - 7 * std::abs(bell(generator)) * uniform(generator), 10.0,
                     100.0);
    if (p.y < 80) p.state = CandidateState::Infeasible;
    points.push_back(p);
  }
  markFront(points, true, false);
  return points;
}

CandidateId frontId(const std::vector<PlotPoint>& points, int index) {
  std::map<double, CandidateId> front;
  for (const PlotPoint& p : points) {
    if (p.onFront) front.emplace(p.x, p.id);
  }
  const auto found = std::next(front.begin(), std::min<int>(index, static_cast<int>(front.size()) - 1));
  return found->second;
}

std::vector<double> hypervolumeCurve(int count, double scale) {
  std::vector<double> curve;
  double value = 0;
  for (int i = 0; i < count; ++i) {
    const double target = scale * 412.5 * (1 - 0.5 * std::exp(-i / 18.0) - 0.12 * std::exp(-i / 90.0));
    if (i % 4 == 0 || i < 6) value = std::max(value, target);
    curve.push_back(value);
  }
  return curve;
}

NetworkView cellView() {
  NetworkView view;
  view.items = {
      item("input", "3x32x32", "#888888", "ellipse", 60),
      item("conv 3x3, 16", "16x32x32", "#0072B2", "box", 92),
      item("cell", "16x32x32", "#009E73", "box", 70, 5),
      item("max pool 3x3", "16x32x32", "#56B4E9", "trapezium", 100),
      item("identity", "16x32x32", "#999999", "parallelogram", 80),
      item("skip", "16x32x32", "#999999", "point", 60),
      item("add", "16x32x32", "#D55E00", "diamond", 64),
      item("conv 1x1, 32 /2", "32x16x16", "#0072B2", "box", 104),
      item("batch norm, relu", "32x16x16", "#CC79A7", "hexagon", 118),
      item("global average pool", "32x1x1", "#56B4E9", "trapezium", 132),
      item("linear, 10", "10x1x1", "#E69F00", "box", 80),
  };
  view.edges = {{0, 1}, {1, 2}, {2, 3}, {2, 4}, {2, 5},  {3, 6}, {4, 6},
                {5, 6}, {6, 7}, {7, 8}, {8, 9}, {9, 10}, {1, 8}};
  return view;
}

Network residualNetwork() {
  Network network(TensorShape{3, 32, 32});
  const auto add = [&network](Op op, std::vector<NodeIndex> inputs, const OpAttributes& attributes = {}) {
    return network.add(op, inputs, attributes).value();
  };
  const auto conv = [&add](NodeIndex from, int channels, int kernel, int stride) {
    OpAttributes a;
    a.outChannels = channels;
    a.kernelHeight = a.kernelWidth = static_cast<std::int16_t>(kernel);
    a.stride = static_cast<std::int16_t>(stride);
    a.paddingHeight = a.paddingWidth = static_cast<std::int16_t>(kernel / 2);
    return add(Op::BatchNorm, {add(Op::Conv2d, {from}, a)});
  };
  NodeIndex last = add(Op::Relu, {conv(0, 16, 3, 1)});
  for (int stage = 0; stage < 3; ++stage) {
    for (int block = 0; block < 2; ++block) {
      const std::string path = "stage" + std::to_string(stage + 1) + "/block" + std::to_string(block + 1);
      network.setScope(path);
      const int stride = stage > 0 && block == 0 ? 2 : 1;
      const int channels = 16 << stage;
      const NodeIndex body = conv(add(Op::Relu, {conv(last, channels, 3, stride)}), channels, 3, 1);
      const NodeIndex skip = stride == 1 ? last : conv(last, channels, 1, stride);
      last = add(Op::Relu, {add(Op::Add, {body, skip})});
    }
  }
  network.setScope("");
  OpAttributes classifier;
  classifier.outChannels = 10;
  classifier.bias = true;
  add(Op::Linear, {add(Op::Flatten, {add(Op::GlobalAvgPool, {last})})}, classifier);
  return network;
}

NetworkView chainView(int count) {
  NetworkView view;
  view.items.push_back(item("input", "3x32x32", "#888888", "ellipse", 60));
  for (int i = 1; i < count; ++i) {
    const bool join = i % 4 == 0;
    view.items.push_back(join ? item("add", "16x32x32", "#D55E00", "diamond", 64)
                              : item("conv 3x3, 16, relu", "16x32x32", "#0072B2", "box", 124));
    view.edges.push_back({i - 1, i});
    if (join && i >= 4) view.edges.push_back({i - 4, i});
  }
  return view;
}

GraphLayout columnLayout(const NetworkView& view) {
  constexpr double kRow = 58;
  constexpr double kColumn = 150;
  std::vector<int> rows(view.items.size(), 0);
  for (const auto& edge : view.edges) {
    auto& row = rows[static_cast<std::size_t>(edge.to)];
    row = std::max(row, rows[static_cast<std::size_t>(edge.from)] + 1);
  }
  std::map<int, int> used;
  std::map<int, int> width;
  for (const int row : rows) ++width[row];
  GraphLayout layout;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int column = used[rows[i]]++;
    layout.centres.push_back({300 + (column - (width[rows[i]] - 1) / 2.0) * kColumn, 30 + rows[i] * kRow});
  }
  for (const auto& edge : view.edges) {
    const auto from = static_cast<std::size_t>(edge.from);
    const auto to = static_cast<std::size_t>(edge.to);
    const auto a = layout.centres[from];
    const auto b = layout.centres[to];
    const double y0 = a.y + view.items[from].height / 2;
    const double y1 = b.y - view.items[to].height / 2;
    const double bulge = rows[to] > rows[from] + 1 ? 190 : 0;
    layout.routes.push_back({{a.x, y0}, {a.x + bulge, (y0 + y1) / 2}, {b.x + bulge, (y0 + y1) / 2}, {b.x, y1}});
  }
  layout.width = 600;
  layout.height = 60 + kRow * (1 + *std::max_element(rows.begin(), rows.end()));
  layout.engine = "layered (built in)";
  return layout;
}

}  // namespace pscope::test
