// Renders five architecture graphs, light and dark, at 1280x800 and 1920x1080, into a folder: to be looked at.
//   QT_QPA_PLATFORM=offscreen pscope_graph_screenshots FOLDER RESNET50.onnx
#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPainter>
#include <QTest>
#include <clocale>
#include <cstdio>
#include <functional>
#include <string_view>

#include "core/space/space.h"
#include "viz/graph_view.h"
#include "viz/network_thumbnail.h"
#include "widgets/appearance.h"
#include "widgets/network_graph.h"
#include "widgets/network_page.h"

namespace {

using namespace pscope;

struct Picture {
  const char* name;
  const char* family;
  const char* design;  ///< empty: one drawn with seed 1; "first": every choice at its first level
  const char* title;
  CostKind colours;
};

const Picture kPictures[] = {
    {"nasbench201",
     "nasbench201",
     "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|",
     "NAS-Bench-201, the best cell on CIFAR-10",
     {}},
    {"mobilenetv3",
     "mobilenetv3-ofa",
     "",
     "MobileNetV3 (Once-for-All), one design",
     {CostKind::What::Latency, "pixel-1"}},
    {"vit", "autoformer-vit", "first", "Vision transformer (AutoFormer), the smallest", {CostKind::What::Macs, ""}},
    {"darts", "darts", "", "DARTS, one design", {}},
};

class Camera {
 public:
  Camera(QString folder, QString look) : m_folder(std::move(folder)), m_look(std::move(look)) {}

  template <class Signal, class Sender>
  void shoot(QWidget& widget, const QString& name, Sender* sender, Signal drawn,
             const std::function<void()>& draw) const {
    for (const QSize size : {QSize(1280, 800), QSize(1920, 1080)}) {
      widget.resize(size);
      widget.show();
      QEventLoop loop;
      QObject::connect(sender, drawn, &loop, &QEventLoop::quit);
      draw();
      loop.exec();
      QTest::qWait(50);
      const QString path = QDir(m_folder).filePath(
          QStringLiteral("graph-%1-%2x%3-%4.png").arg(name).arg(size.width()).arg(size.height()).arg(m_look));
      if (!widget.grab().save(path)) std::fprintf(stderr, "cannot write %s\n", qPrintable(path));
    }
  }

 private:
  QString m_folder, m_look;
};

Result<Network> networkOf(const Picture& picture) {
  PSCOPE_TRY(const Space space, openSpace(picture.family));
  Rng rng(1);
  Genome genome = space.sample(rng);
  if (std::string_view(picture.design) == "first") {
    genome = space.completed(Genome(space.choices().size(), kInactive));
  } else if (*picture.design != '\0') {
    PSCOPE_TRY(genome, space.parse(picture.design));
  }
  return space.lower(genome);
}

/// Thumbnails of eight families in the sizes of a table row and a tooltip.
bool saveThumbnails(const QString& path, bool dark) {
  const char* const families[] = {"demo",           "nasbench201", "nasbench101", "darts", "mobilenetv3-ofa",
                                  "autoformer-vit", "resnet-rs",   "nasnet"};
  QImage sheet(8 * 256 + 16, 280, QImage::Format_ARGB32_Premultiplied);
  sheet.fill(dark ? Appearance::darkPalette().color(QPalette::Base) : QColor(Qt::white));
  QPainter painter(&sheet);
  int x = 16;
  for (const char* family : families) {
    const auto network = networkOf({family, family, "", "", {}});
    if (!network.ok()) return false;
    const NetworkView view = networkView(network.value());
    painter.drawImage(x, 16, networkThumbnail(view, {QSize(96, 64), 1, dark}));
    painter.drawImage(x, 100, networkThumbnail(view, {QSize(240, 160), 1, dark}));
    x += 256;
  }
  painter.end();
  return sheet.save(path);
}

}  // namespace

int main(int argc, char** argv) {
  const QApplication app(argc, argv);
  std::setlocale(LC_NUMERIC, "C");
  if (argc != 3 || !QDir().mkpath(QString::fromLocal8Bit(argv[1]))) {
    std::fprintf(stderr, "usage: pscope_graph_screenshots FOLDER RESNET50.onnx\n");
    return 2;
  }
  const QString folder = QString::fromLocal8Bit(argv[1]);
  Appearance appearance;
  for (const auto theme : {Appearance::Theme::Light, Appearance::Theme::Dark}) {
    appearance.setTheme(theme);
    const Camera camera(folder, theme == Appearance::Theme::Dark ? QStringLiteral("dark") : QStringLiteral("light"));
    for (const auto& picture : kPictures) {
      NetworkGraph graph("");
      graph.setCostKind(picture.colours);
      camera.shoot(graph, QLatin1String(picture.name), &graph, &NetworkGraph::shown, [&] {
        graph.draw([&picture](const JobContext&) { return networkOf(picture); }, QLatin1String(picture.title));
      });
    }
    const bool dark = theme == Appearance::Theme::Dark;
    const QString sheet = QDir(folder).filePath(dark ? QStringLiteral("graph-thumbnails-dark.png")
                                                     : QStringLiteral("graph-thumbnails-light.png"));
    if (!saveThumbnails(sheet, dark)) std::fprintf(stderr, "cannot write %s\n", qPrintable(sheet));
    NetworkPage page("");
    QObject::connect(&page, &NetworkPage::failed, [](const Error& error) {
      std::fprintf(stderr, "%s\n", error.text().c_str());
      std::exit(2);
    });
    camera.shoot(page, QStringLiteral("resnet50"), &page.graph(), &NetworkGraph::shown,
                 [&] { page.openFile(QString::fromLocal8Bit(argv[2])); });
  }
  return 0;
}
