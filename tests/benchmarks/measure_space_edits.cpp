// What an edit of a space costs in the real window: for every built-in family, with all panels of the Space perspective
// open, the computing time of the window's thread until an edit is done (median, longest) and until it is drawn
// everywhere, and the time by the clock until the changed space is compiled, checked and counted in the background.
// Prints the table of space-editor.md.
//
//   measure_space_edits [edits = 20]
#include <QApplication>
#include <QElapsedTimer>
#include <QSettings>
#include <QTemporaryDir>
#include <algorithm>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>
#include <vector>

#include "widgets/main_window.h"
#include "widgets/space_perspective.h"
#include "widgets/space_saving.h"

using namespace pscope;

namespace {

/// Time that this thread has computed: other programs do not count.
double threadMs() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[values.size() / 2];
}

void measure(MainWindow& window, const std::string& family, int edits) {
  window.space().beginWith(QString::fromStdString(family));
  SpaceDocument* document = window.space().document();
  const auto settle = [&] {
    QElapsedTimer waited;
    waited.start();
    while (!document->checked() && waited.elapsed() < 20'000) QApplication::processEvents(QEventLoop::AllEvents, 5);
  };
  settle();
  for (QElapsedTimer pause; !pause.isValid() || pause.elapsed() < 1'500;) {  // networks and distribution are drawn
    if (!pause.isValid()) pause.start();
    QApplication::processEvents(QEventLoop::AllEvents, 20);
  }
  std::vector<double> taken, drawn, checked;
  for (int i = 0; i < edits; ++i) {
    QElapsedTimer timer;
    timer.start();
    const double start = threadMs();
    document->endMerging();
    if (i % 3 == 0) {
      (void)document->insert("/network", 0, Json{{"op", "identity"}}, QStringLiteral("Add"));
    } else if (i % 3 == 1) {
      (void)document->setValue("/title", "Title " + std::to_string(i));
    } else {
      document->undoStack().undo();
      document->undoStack().undo();
    }
    taken.push_back(threadMs() - start);
    QApplication::sendPostedEvents();
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
    drawn.push_back(threadMs() - start);
    settle();
    checked.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  const std::size_t choices = document->space() ? document->space()->choices().size() : 0;
  const auto longest = [](const std::vector<double>& values) {
    return *std::max_element(values.begin(), values.end());
  };
  std::printf("| %s | %zu | %zu | %.1f | %.1f | %.1f | %.1f | %.1f |\n", family.c_str(), document->text().size(),
              choices, median(taken), longest(taken), median(drawn), longest(drawn), median(checked));
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  const int edits = std::max(3, argc > 1 ? std::atoi(argv[1]) : 20);
  QTemporaryDir folder;
  QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
  EstimatorRegistry estimators;
  registerEstimators(estimators);
  StrategyRegistry strategies;
  registerStrategies(strategies);
  WindowServices services;
  services.search = {&estimators, &strategies, ""};
  services.settings = &settings;
  services.exampleFolder = folder.path();
  MainWindow window(services);
  window.resize(1920, 1080);
  window.show();
  window.space().saving().setSaveQuestion([](const QString&, std::function<void(SpaceSaving::Answer)> answer) {
    answer(SpaceSaving::Answer::Discard);
  });
  window.newSpace();
  std::printf(
      "| family | bytes | choices | done: median (ms) | longest (ms) | drawn: median (ms) | longest (ms) | checked: "
      "median (ms) |\n");
  std::printf("| --- | --- | --- | --- | --- | --- | --- | --- |\n");
  for (const auto& family : builtInFamilies()) measure(window, family.name, edits);
  return 0;
}
