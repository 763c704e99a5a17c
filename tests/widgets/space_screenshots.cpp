// Renders the panels about a space and its designs, light and dark, in two sizes, into a folder: to be looked at.
//   pscope_space_screenshots FOLDER [SPACE]        (QT_QPA_PLATFORM=offscreen, or under a display)
#include <QApplication>
#include <QDir>
#include <QSplitter>
#include <QTabWidget>
#include <QTest>
#include <clocale>
#include <cstdio>

#include "widgets/appearance.h"
#include "widgets/edit_lens_view.h"
#include "widgets/knobs_panel.h"
#include "widgets/space_distribution_panel.h"
#include "widgets/space_preview_panel.h"
#include "widgets/space_profiler.h"

using namespace pscope;

namespace {

constexpr int kMostWaitMs = 20'000;

bool shoot(QWidget& widget, const QDir& folder, const QString& name) {
  QTest::qWait(120);
  if (widget.grab().save(folder.filePath(name + QStringLiteral(".png")))) return true;
  std::fprintf(stderr, "cannot write %s\n", qPrintable(name));
  return false;
}

/// A design with a few choices turned.
void shootKnobs(const Space& space, const SpaceProfiler& profiler, const QDir& folder, const QString& suffix) {
  struct Shape {
    const char* name;
    QSize size;
  };
  for (const auto& [name, size] :
       {Shape{"wide", {1280, 800}}, Shape{"wide", {1920, 1080}}, Shape{"dock", {420, 760}}}) {
    KnobsPanel knobs("");
    knobs.setSpace(space);
    knobs.setBounds({{"raspberry-pi-4", 0.95 * profiler.examples().typical->values[3]}, {"macs", 1e6}});
    knobs.offerEvaluation(true);
    if (!knobs.begin(profiler.examples().typical->genome, QStringLiteral("Typical")).ok()) return;
    int turned = 0;
    for (std::size_t i = 0; i < space.choices().size() && turned < 3; i += 2) {
      if (knobs.genome()[i] > 0 && knobs.editor().setLevel(i, knobs.genome()[i] - 1)) ++turned;
    }
    knobs.resize(size);
    knobs.show();
    QTest::qWait(600);
    const QString where = QStringLiteral("-%1-%2%3").arg(QLatin1String(name)).arg(size.width()).arg(suffix);
    shoot(knobs, folder, QStringLiteral("knobs") + where);
    knobs.findChild<QTabWidget*>(QStringLiteral("knobsTabs"))->setCurrentWidget(knobs.findChild<EditLensView*>());
    QTest::qWait(300);
    shoot(knobs, folder, QStringLiteral("lens") + where);
  }
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  if (argc < 2 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
    std::fprintf(stderr, "usage: pscope_space_screenshots FOLDER [SPACE]\n");
    return 2;
  }
  const QDir folder(QString::fromLocal8Bit(argv[1]));
  const auto space = openSpace(argc > 2 ? argv[2] : "mobilenetv3-ofa");
  if (!space.ok()) {
    std::fprintf(stderr, "%s\n", space.error().text().c_str());
    return 2;
  }
  Appearance appearance;
  SpaceProfiler profiler;
  profiler.setSpace(space.value());
  if (!QTest::qWaitFor([&] { return profiler.examples().complete; }, kMostWaitMs)) return 1;
  for (const auto theme : {Appearance::Theme::Light, Appearance::Theme::Dark}) {
    appearance.setTheme(theme);
    const QString suffix = theme == Appearance::Theme::Light ? QStringLiteral("-light") : QStringLiteral("-dark");
    shootKnobs(space.value(), profiler, folder, suffix);
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
      const QString where = QStringLiteral("-%1%2").arg(size.width()).arg(suffix);
      QSplitter both(Qt::Vertical);
      auto* preview = new SpacePreviewPanel(profiler, "");
      auto* distribution = new SpaceDistributionPanel(profiler);
      const auto profile = profiler.profile();
      distribution->setBounds({{"macs", profile->median(DesignCosts::kMacs)},
                               {"raspberry-pi-4", 0.8 * profile->median(3)},
                               {"peak_activation_bytes", 1.2 * profile->median(DesignCosts::kPeakActivation)}});
      both.addWidget(preview);
      both.addWidget(distribution);
      both.setSizes({size.height() * 35 / 100, size.height() * 65 / 100});
      both.resize(size);
      both.show();
      QTest::qWait(700);  // the pictures
      if (!shoot(both, folder, QStringLiteral("space") + where)) return 1;
      distribution->showTable(true);
      if (!shoot(both, folder, QStringLiteral("space-table") + where)) return 1;
    }
  }
  return 0;
}
