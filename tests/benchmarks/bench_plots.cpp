// Redraw of the plots, offscreen: QT_QPA_PLATFORM=offscreen bench_plots
#include <benchmark/benchmark.h>
#include <qcustomplot.h>

#include <QApplication>
#include <clocale>
#include <cstdlib>

#include "tests/viz/sample_data.h"
#include "viz/front_plot.h"
#include "viz/graph_view.h"

namespace {

using pscope::CandidateId;
using pscope::FrontPlot;
using pscope::PlotPoint;

/// A shown plot of `count` candidates at 900 x 600.
struct Shown {
  explicit Shown(int count) {
    plot.setAxes({"MACs", true, true, {}}, {"accuracy (%)", false, false, {}});
    plot.setPoints(pscope::test::accuracyPoints(count, 1));
    plot.resize(900, 600);
    plot.show();
    canvas = plot.findChild<QCustomPlot*>();
    canvas->replot();
  }
  FrontPlot plot;
  QCustomPlot* canvas = nullptr;
};

/// Everything anew, as after a zoom: all points are stamped again. Items: points.
void redraw(benchmark::State& state) {
  const auto count = static_cast<int>(state.range(0));
  Shown shown(count);
  const QCPRange range = shown.canvas->yAxis->range();
  bool odd = false;
  for (auto _ : state) {
    odd = !odd;
    shown.canvas->yAxis->setRange(range.lower, range.upper * (odd ? 1.001 : 1.0));
    shown.canvas->replot();
  }
  state.SetItemsProcessed(state.iterations() * count);
}
BENCHMARK(redraw)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

/// 200 candidates arrive at a plot that shows `count`, with the replot that shows them. Items: arriving candidates.
void arrivals(benchmark::State& state) {
  const auto count = static_cast<int>(state.range(0));
  Shown shown(count);
  auto extra = pscope::test::accuracyPoints(200, 2);
  std::int64_t next = count;
  for (auto _ : state) {
    for (PlotPoint& point : extra) {
      point.id = CandidateId{++next};
      point.onFront = false;
    }
    shown.plot.updatePoints(extra);
    shown.canvas->replot();
  }
  state.SetItemsProcessed(state.iterations() * 200);
}
BENCHMARK(arrivals)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond)->Iterations(200);

/// Mouse moves over the plot of `count` candidates. Items: moves.
void hover(benchmark::State& state) {
  Shown shown(static_cast<int>(state.range(0)));
  const QRect area = shown.canvas->axisRect()->rect();
  int step = 0;
  for (auto _ : state) {
    ++step;
    const QPoint at(area.left() + (step * 37) % area.width(), area.top() + (step * 23) % area.height());
    QMouseEvent event(QEvent::MouseMove, at, shown.canvas->mapToGlobal(at), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(shown.canvas, &event);
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(hover)->Arg(100'000)->Unit(benchmark::kMicrosecond);

/// One frame of a graph of `count` nodes, all of it in view.
void graphFrame(benchmark::State& state) {
  pscope::GraphView view;
  const auto network = pscope::test::chainView(static_cast<int>(state.range(0)));
  view.resize(900, 600);
  view.setGraph(network, pscope::test::columnLayout(network), "benchmark");
  view.show();
  view.fit();
  for (auto _ : state) benchmark::DoNotOptimize(view.grab());
}
BENCHMARK(graphFrame)->Arg(100)->Arg(1'000)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv) {
  if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
    setenv("QT_QPA_PLATFORM", "offscreen", 0);
  }
  const QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
