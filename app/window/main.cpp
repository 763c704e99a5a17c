// The window: wires the parts together and reads the command line. It never loads LibTorch nor Graphviz.
#include <QApplication>
#include <QCommandLineParser>
#include <QElapsedTimer>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>
#include <QTimer>
#include <QTranslator>
#include <algorithm>
#include <clocale>
#include <cstdio>
#include <exception>
#include <memory>

#include "core/base/build_info.h"
#include "widgets/device_perspective.h"
#include "widgets/event_loop_trace.h"
#include "widgets/main_window.h"
#include "widgets/new_study_dialog.h"
#include "widgets/space_perspective.h"

using namespace pscope;

namespace {

struct Options {
  QString file;
  bool example = false;
  bool start = false;
  QString screenshot;
  int screenshotDelayMs = 1500;
  QSize size;
  QString theme;
  int assistantStep = -1;
  QString perspective;
  QString select;
};

Options readOptions(const QApplication& app) {
  QCommandLineParser parser;
  parser.setApplicationDescription(
      QApplication::translate("main", "Explorer for hardware-aware neural architecture search."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(
      QStringLiteral("file"),
      QApplication::translate("main",
                              "Study (.pscope), design space or search configuration (.json), or model (.onnx)."),
      QStringLiteral("[file]"));
  parser.addOption({QStringLiteral("example"), QApplication::translate("main", "Open the example study.")});
  parser.addOption({QStringLiteral("start"), QApplication::translate("main", "Start (or continue) its search.")});
  const auto hidden = [&parser](const char* name, const char* value) {
    QCommandLineOption option(QLatin1String(name), {}, QLatin1String(value));
    option.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(option);
  };
  hidden("screenshot", "file");  // for the README: saves the window after a while and quits
  hidden("screenshot-delay", "ms");
  hidden("size", "WxH");
  hidden("theme", "light|dark");
  hidden("assistant", "step");
  hidden("perspective", "name");
  hidden("select", "pointer");  // a part of the space that is shown
  parser.process(app);
  Options options;
  if (!parser.positionalArguments().isEmpty()) options.file = parser.positionalArguments().constFirst();
  options.example = parser.isSet(QStringLiteral("example"));
  options.start = parser.isSet(QStringLiteral("start"));
  options.screenshot = parser.value(QStringLiteral("screenshot"));
  if (const int delay = parser.value(QStringLiteral("screenshot-delay")).toInt(); delay > 0) {
    options.screenshotDelayMs = delay;
  }
  const QStringList size = parser.value(QStringLiteral("size")).split(QLatin1Char('x'));
  if (size.size() == 2) options.size = {size[0].toInt(), size[1].toInt()};
  options.theme = parser.value(QStringLiteral("theme"));
  options.perspective = parser.value(QStringLiteral("perspective"));
  options.select = parser.value(QStringLiteral("select"));
  if (const QString step = parser.value(QStringLiteral("assistant")); !step.isEmpty()) {
    options.assistantStep = step.toInt();
  }
  return options;
}

/// An exception that escapes from a slot would end the program with everything that is not saved: it is told instead.
class Application : public QApplication {
 public:
  using QApplication::QApplication;
  void setWindow(MainWindow* window) { m_window = window; }

  bool notify(QObject* receiver, QEvent* event) override {
    try {
      return QApplication::notify(receiver, event);
    } catch (const std::exception& exception) {
      std::fprintf(stderr, "unexpected failure: %s\n", exception.what());
      if (m_window != nullptr) {
        m_window->messages().showMessage(
            MessageBar::Severity::Error,
            translate("main", "Something went wrong in the program: %1").arg(QString::fromUtf8(exception.what())),
            translate("main", "What you did last may be incomplete. Save what you need and start the program again."));
      }
      return false;
    }
  }

 private:
  MainWindow* m_window = nullptr;
};

/// Waits for the graph of what is selected, saves the picture, ends.
void scheduleScreenshot(MainWindow& window, const Options& options) {
  QTimer::singleShot(options.screenshotDelayMs, &window, [&window, file = options.screenshot] {
    QTimer::singleShot(1200, &window, [&window, file] {
      QWidget* dialog = QApplication::activeModalWidget();
      const bool saved = (dialog != nullptr ? dialog : &window)->grab().save(file);
      if (dialog != nullptr) dialog->close();
      if (!saved) std::fprintf(stderr, "cannot write %s\n", qPrintable(file));
      if (StudyDocument* document = window.document(); document != nullptr && document->busy()) {
        window.setStopQuestion([](std::function<void(bool)> answer) { answer(true); });
      }
      window.close();
    });
  });
}

void installTranslations(QApplication& app, QTranslator& qtTexts, QTranslator& texts) {
  if (qtTexts.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                   QLibraryInfo::path(QLibraryInfo::TranslationsPath))) {
    app.installTranslator(&qtTexts);
  }
  if (texts.load(QLocale(), QStringLiteral("paretoscope"), QStringLiteral("_"), QStringLiteral(":/i18n")) ||
      texts.load(QStringLiteral(":/i18n/paretoscope_en.qm"))) {
    app.installTranslator(&texts);
  }
}

}  // namespace

int main(int argc, char** argv) {
  QElapsedTimer sinceStart;
  sinceStart.start();
  Application app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  QApplication::setApplicationName(QStringLiteral("paretoscope"));
  QApplication::setApplicationDisplayName(QStringLiteral("Paretoscope"));
  QApplication::setApplicationVersion(QLatin1String(programVersion()));
  QApplication::setDesktopFileName(QStringLiteral("paretoscope"));
  QTranslator qtTexts, texts;
  installTranslations(app, qtTexts, texts);
  const Options options = readOptions(app);

  std::unique_ptr<EventLoopTrace> trace;
  if (const QString file = qEnvironmentVariable("PSCOPE_TRACE"); !file.isEmpty()) {
    trace = std::make_unique<EventLoopTrace>(file, sinceStart);
  }
  QSettings settings(QStringLiteral("paretoscope"), QStringLiteral("paretoscope"));
  Appearance appearance;
  auto theme = static_cast<Appearance::Theme>(settings.value(QStringLiteral("theme"), 0).toInt());
  if (options.theme == QLatin1String("light")) theme = Appearance::Theme::Light;
  if (options.theme == QLatin1String("dark")) theme = Appearance::Theme::Dark;
  appearance.setTheme(theme);

  EstimatorRegistry estimators;
  registerEstimators(estimators);
  StrategyRegistry strategies;
  registerStrategies(strategies);
  WindowServices services;
  services.search = {&estimators, &strategies, ""};
  services.settings = &settings;
  services.appearance = &appearance;
  services.exampleFolder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
  MainWindow window(services);
  app.setWindow(&window);
  if (trace) trace->watchFirstFrame(&window);
  if (options.size.isValid()) window.resize(options.size);
  // A study is opened before the first frame, so that this shows it; a configuration opens the assistant above the
  // window.
  const bool configuration = options.file.endsWith(QLatin1String(".json"), Qt::CaseInsensitive);
  if (!options.file.isEmpty() && !configuration) window.openPath(options.file);
  if (options.example) window.openExample(false);
  window.show();
  if (configuration) window.openPath(options.file);
  if (!options.perspective.isEmpty()) {  // "devices", or with one of its pages: "devices/deviceSwapPanel"
    window.perspectives().show(options.perspective.section(QLatin1Char('/'), 0, 0));
    auto* devices = window.findChild<DevicePerspective*>();
    if (devices != nullptr) devices->showPage(options.perspective.section(QLatin1Char('/'), 1));
  }
  if (SpaceDocument* space = window.space().document(); space != nullptr && !options.select.isEmpty()) {
    space->cursor().set(options.select.toStdString());
  }
  if (options.assistantStep >= 0) {
    window.newStudy();
    auto* dialog = window.findChild<NewStudyDialog*>();
    if (dialog != nullptr) dialog->goTo(static_cast<StudyDraft::Step>(std::min(options.assistantStep, 5)));
  }
  if (options.start) QTimer::singleShot(0, &window, &MainWindow::startOrContinue);
  if (!options.screenshot.isEmpty()) scheduleScreenshot(window, options);
  const int status = QApplication::exec();
  app.setWindow(nullptr);
  return status;
}
