// How long a network takes from its operators to the picture, and how soon a layout is given up when asked to.
//
//   QT_QPA_PLATFORM=offscreen bench_graphs [repetitions = 5] [part of a graph's name]
//
// Build (items and edges), layout (paretoscope-layout or built in, in the background in the program) and drawing (scene
// and first frame of a GraphView of 1280 x 800, the only part on the window's thread), each the median; wall clock.
#include <QApplication>
#include <QImage>
#include <algorithm>
#include <chrono>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <thread>

#include "tests/viz/big_graphs.h"
#include "viz/graph_view.h"

namespace {

using namespace pscope;
using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Processor time of this program so far: what a busy machine does not blur (dot's own time is not in it).
double processorMs() {
  return 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

struct Case {
  const char* name;
  Network (*make)(int);
  int nodes;
  double barMs;
};

void measure(const Case& test, LayoutClient& client, int repetitions) {
  const Network network = test.make(test.nodes);
  NetworkViewOptions all;
  all.opened.all = true;
  std::vector<double> build, layout, draw, total, processor;
  NetworkView view;
  GraphLayout drawn;
  for (int i = 0; i < repetitions; ++i) {
    const double before = processorMs();
    const auto start = Clock::now();
    view = networkView(network, all);
    build.push_back(msSince(start));
    const auto built = Clock::now();
    drawn = client.layout(view.layoutGraph());
    layout.push_back(msSince(built));
    const double made = processorMs();
    GraphView widget;
    widget.resize(1280, 800);
    widget.show();
    QImage image(widget.size(), QImage::Format_ARGB32_Premultiplied);
    const double paused = processorMs();
    const auto laidOut = Clock::now();
    widget.setGraph(view, drawn, QStringLiteral("benchmark"));
    widget.render(&image);
    draw.push_back(msSince(laidOut));
    processor.push_back(processorMs() - paused + made - before);
    total.push_back(build.back() + layout.back() + draw.back());
  }
  std::printf("| %s | %zu | %zu | %.1f | %.1f | %s | %.1f | **%.0f** | %.0f | %.0f | %.0f |\n", test.name,
              view.items.size(), view.edges.size(), median(build), median(layout), drawn.engine.c_str(), median(draw),
              median(total), median(processor), *std::max_element(total.begin(), total.end()), test.barMs);
  std::fflush(stdout);
}

/// From the request to stop until layout() is back, the request coming at moments spread over the layout.
void measureCancel(const Case& test, int repetitions) {
  NetworkViewOptions all;
  all.opened.all = true;
  const auto graph = networkView(test.make(test.nodes), all).layoutGraph();
  LayoutClient client;
  client.layout(graph);
  double longest = 0;
  for (int i = 0; i < 2 * repetitions; ++i) {
    std::stop_source stop;
    JobContext job;
    job.stop = stop.get_token();
    Clock::time_point end;
    std::thread thread([&] {
      client.layout(graph, job);
      end = Clock::now();
    });
    std::this_thread::sleep_for(std::chrono::milliseconds(3 * i));
    const auto asked = Clock::now();
    stop.request_stop();
    thread.join();
    longest = std::max(longest, std::chrono::duration<double, std::milli>(end - asked).count());
  }
  std::printf("| %s, %d | %.0f |\n", test.name, test.nodes, longest);
}

}  // namespace

int main(int argc, char** argv) {
  const QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  const int repetitions = argc > 1 ? std::max(1, std::atoi(argv[1])) : 5;
  std::vector<Case> cases;
  const std::pair<const char*, Network (*)(int)> kinds[] = {{"chain", test::chainNetwork},
                                                            {"residual, random long skips", test::longSkipNetwork},
                                                            {"DARTS-like cells", test::cellsNetwork}};
  const std::pair<int, double> sizes[] = {{150, 100}, {500, 300}, {1000, 1000}};
  for (const auto& [name, make] : kinds) {
    for (const auto& [nodes, bar] : sizes) cases.push_back({name, make, nodes, bar});
  }
  cases.push_back({"DenseNet-like", test::denseNetwork, 100, 100});
  if (argc > 2) std::erase_if(cases, [&](const Case& test) { return std::strstr(test.name, argv[2]) == nullptr; });
  std::printf(
      "| graph | nodes | edges | build (ms) | layout (ms) | by | drawing (ms) | all: median (ms) | processor time | "
      "longest | "
      "bar |\n");
  std::printf("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
  LayoutClient client;
  for (const auto& test : cases) measure(test, client, repetitions);
  std::printf("\n| cancel | longest wait (ms) |\n| --- | --- |\n");
  for (const auto& test : cases) {
    if (test.nodes >= 500 || test.make == test::denseNetwork) measureCancel(test, repetitions);
  }
  return 0;
}
