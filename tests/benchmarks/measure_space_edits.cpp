// What an edit of a space costs in the real window: for every built-in family, with all panels of the Space perspective
// open, the median and the longest time of the window's thread until an edit is done and drawn everywhere, and the time
// until the changed space is compiled, checked and counted in the background. Prints the table of space-editor.md.
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
#include <nlohmann/json.hpp>
#include <vector>

#include "widgets/main_window.h"
#include "widgets/space_perspective.h"

using namespace pscope;

namespace {

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
  std::vector<double> blocked, checked;
  for (int i = 0; i < edits; ++i) {
    QElapsedTimer timer;
    timer.start();
    document->endMerging();
    if (i % 3 == 0) {
      (void)document->insert("/network", 0, Json{{"op", "identity"}}, QStringLiteral("Add"));
    } else if (i % 3 == 1) {
      (void)document->setValue("/title", "Title " + std::to_string(i));
    } else {
      document->undoStack().undo();
      document->undoStack().undo();
    }
    QApplication::sendPostedEvents();
    QApplication::processEvents(QEventLoop::ExcludeUserInputEvents);  // redrawn
    blocked.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    settle();
    checked.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
  }
  const std::size_t choices = document->space() ? document->space()->choices().size() : 0;
  std::printf("| %s | %zu | %zu | %.1f | %.1f | %.1f | %.1f |\n", family.c_str(), document->text().size(), choices,
              median(blocked), *std::max_element(blocked.begin(), blocked.end()), median(checked),
              *std::max_element(checked.begin(), checked.end()));
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
  window.space().setSaveQuestion([](const QString&, std::function<void(SpacePerspective::SaveAnswer)> answer) {
    answer(SpacePerspective::SaveAnswer::Discard);
  });
  window.newSpace();
  std::printf("| family | bytes | choices | drawn: median (ms) | longest | checked: median (ms) | longest |\n");
  std::printf("| --- | --- | --- | --- | --- | --- | --- |\n");
  for (const auto& family : builtInFamilies()) measure(window, family.name, edits);
  return 0;
}
