// Renders the plots and the graph view with realistic data, light and dark, into a folder: to be looked at.
//   pscope_plot_screenshots FOLDER        (QT_QPA_PLATFORM=offscreen, or under a display)
#include <QApplication>
#include <QDir>
#include <QStyle>
#include <QStyleFactory>
#include <QTest>
#include <clocale>
#include <cmath>
#include <cstdio>
#include <random>

#include "tests/viz/sample_data.h"
#include "viz/front_plot.h"
#include "viz/graph_view.h"
#include "viz/hypervolume_plot.h"
#include "viz/timeline_plot.h"

namespace pscope::test {
namespace {

QPalette lightPalette() {
  return QStyleFactory::create(QStringLiteral("Fusion"))->standardPalette();
}

class Camera {
 public:
  Camera(QString folder, QString suffix) : m_folder(std::move(folder)), m_suffix(std::move(suffix)) {}
  void shoot(QWidget& widget, const QString& name, int width, int height) const {
    widget.resize(width, height);
    widget.show();
    QTest::qWait(160);  // longer than the plots wait to join arriving data
    const QString path = QDir(m_folder).filePath(name + QLatin1Char('-') + m_suffix + QStringLiteral(".png"));
    if (!widget.grab().save(path)) std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
  }
  /// What the window's "Save image" writes.
  template <class View>
  void save(View& view, const QString& name) const {
    for (const char* suffix : {"png", "svg", "pdf"}) {
      const QString path =
          QDir(m_folder).filePath(QStringLiteral("saved-%1-%2.%3").arg(name, m_suffix, QLatin1String(suffix)));
      if (!view.saveImage(path)) std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
    }
  }

 private:
  QString m_folder, m_suffix;
};

void shootFronts(const Camera& camera) {
  FrontPlot plot;
  plot.setAxes({QStringLiteral("Raspberry Pi 4 latency (ms)"), false, true, 14.0},
               {QStringLiteral("validation error (%)"), false, true, 30.0});
  plot.setPoints(searchPoints(300, 7));
  plot.setSelection({frontId(searchPoints(300, 7), 2)});
  camera.shoot(plot, QStringLiteral("front-300"), 760, 480);
  camera.save(plot, QStringLiteral("front-300"));
  plot.setAxes({QStringLiteral("MACs"), true, true, {}},
               {QStringLiteral("validation accuracy (%)"), false, false, 80.0});
  plot.setPoints(accuracyPoints(2000, 3));
  camera.shoot(plot, QStringLiteral("front-log-accuracy"), 760, 480);
  camera.shoot(plot, QStringLiteral("front-narrow"), 330, 300);
  plot.setPoints(accuracyPoints(100000, 4));
  camera.shoot(plot, QStringLiteral("front-100000"), 1280, 800);
  plot.setAxes({QStringLiteral("latency (ms)"), false, true, {}}, {QStringLiteral("error (%)"), false, true, {}});
  plot.setPoints({});
  plot.setEmptyText(QStringLiteral("No candidates yet. Start a search, and they will appear here one by one."));
  camera.shoot(plot, QStringLiteral("front-empty"), 640, 400);
  plot.setPoints(searchPoints(24, 5));
  camera.shoot(plot, QStringLiteral("front-24"), 640, 400);
}

void shootHypervolumes(const Camera& camera) {
  HypervolumePlot plot;
  plot.setUnit(QStringLiteral("% \u00d7 ms"));
  camera.shoot(plot, QStringLiteral("hypervolume-empty"), 560, 300);
  plot.setCurve(hypervolumeCurve(180, 1.0));
  plot.setRandomBand(hypervolumeCurve(300, 0.93), hypervolumeCurve(300, 0.96), hypervolumeCurve(300, 0.985),
                     QStringLiteral("20 random orders of the same table, seed 1"));
  camera.shoot(plot, QStringLiteral("hypervolume-band"), 640, 360);
  camera.save(plot, QStringLiteral("hypervolume-band"));
  plot.clearRandomBand();
  plot.setCurve(hypervolumeCurve(24, 1.0));
  camera.shoot(plot, QStringLiteral("hypervolume-24"), 330, 260);
}

void shootGraphs(const Camera& camera) {
  GraphView view;
  camera.shoot(view, QStringLiteral("graph-empty"), 420, 300);
  const NetworkView cell = cellView();
  view.setGraph(cell, columnLayout(cell), QStringLiteral("candidate 17: nasbench201 cell, 3 stages"));
  camera.shoot(view, QStringLiteral("graph-cell"), 520, 640);
  const NetworkView real = networkView(residualNetwork());
  view.setGraph(real, layeredLayout(real.layoutGraph()), QStringLiteral("candidate 8: residual network"));
  camera.shoot(view, QStringLiteral("graph-real"), 460, 700);
  camera.save(view, QStringLiteral("graph-real"));
  const NetworkView chain = chainView(40);
  view.setGraph(chain, columnLayout(chain),
                QStringLiteral("candidate 4: forty blocks in a row, a long title that is cut"));
  camera.shoot(view, QStringLiteral("graph-chain"), 360, 480);
}

/// Forty operators of falling size on a scratchpad, with two tensors moved out and in.
Timeline chainTimeline(int units) {
  Timeline timeline;
  for (int u = 0; u < units; ++u)
    timeline.units << (units == 1 ? QStringLiteral("roofline") : QStringLiteral("part %1").arg(u + 1));
  double now = 0, address = 0;
  for (int i = 0; i < 40; ++i) {
    TimelineStep step;
    step.name = QStringLiteral("stage%1/cell%2/conv2d_%3").arg(i / 14 + 1).arg(i / 5).arg(i);
    step.op = i % 7 == 5 ? QStringLiteral("add") : QStringLiteral("conv2d");
    step.unit = i % units;
    step.startMs = now;
    step.latencyMs = 0.1 + 1.5 * std::abs(std::sin(0.7 * i)) / (1 + 0.05 * i);
    step.memoryBound = i % 7 == 5 || i % 11 == 3;
    step.memoryBytes = 4e5 + 3e5 * std::sin(0.4 * i);
    step.spilledBytes = i == 17 || i == 29 ? 65536 : 0;
    now += step.latencyMs;
    timeline.steps.push_back(step);
    const double bytes = 120'000 + 90'000 * std::abs(std::cos(0.9 * i));
    if (address + bytes > 800'000) address = 0;
    const auto first = static_cast<std::size_t>(i);
    timeline.tensors.push_back(
        {step.name, first, std::min<std::size_t>(first + 2, 39), bytes, address, i == 17 || i == 29});
    address += bytes;
  }
  timeline.limitBytes = 1 << 20;
  return timeline;
}

void shootTimelines(const Camera& camera) {
  TimelinePlot plot;
  camera.shoot(plot, QStringLiteral("timeline-empty"), 590, 400);
  Timeline timeline = chainTimeline(1);
  plot.setTimeline(timeline);
  plot.setCurrent(12);
  camera.shoot(plot, QStringLiteral("timeline-schedule"), 590, 520);
  camera.save(plot, QStringLiteral("timeline-schedule"));
  timeline = chainTimeline(3);
  timeline.tensors.clear();
  plot.setTimeline(timeline);
  camera.shoot(plot, QStringLiteral("timeline-parts"), 1100, 760);
  timeline.units = {QStringLiteral("roofline, hardware and compression manual 4.2")};
  for (TimelineStep& step : timeline.steps) {
    step.unit = 0;
    step.memoryBytes = std::numeric_limits<double>::quiet_NaN();
  }
  plot.setTimeline(timeline);
  camera.shoot(plot, QStringLiteral("timeline-no-memory"), 590, 300);
}

}  // namespace
}  // namespace pscope::test

int main(int argc, char** argv) {
  QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
  const QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  if (argc != 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
    std::fprintf(stderr, "usage: pscope_plot_screenshots FOLDER\n");
    return 2;
  }
  for (const bool dark : {false, true}) {
    QApplication::setPalette(dark ? pscope::test::darkPalette() : pscope::test::lightPalette());
    const pscope::test::Camera camera(QString::fromLocal8Bit(argv[1]),
                                      dark ? QStringLiteral("dark") : QStringLiteral("light"));
    pscope::test::shootFronts(camera);
    pscope::test::shootHypervolumes(camera);
    pscope::test::shootGraphs(camera);
    pscope::test::shootTimelines(camera);
  }
  return 0;
}
