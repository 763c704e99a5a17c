#include "viz/save_image.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QImage>
#include <QMessageBox>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

namespace pscope {
namespace {

constexpr double kPngScale = 2;
constexpr int kScreenDpi = 96;

bool paintPng(QIODevice& file, const QSize& size,
              const std::function<bool(QPaintDevice&, ImageFormat, double)>& paint) {
  QImage image(size * kPngScale, QImage::Format_ARGB32_Premultiplied);
  if (image.isNull()) return false;
  image.fill(Qt::transparent);
  // The resolution is told to the file only: while painting it would scale fonts a second time.
  if (!paint(image, ImageFormat::Png, kPngScale)) return false;
  const int dotsPerMetre = static_cast<int>(kScreenDpi * kPngScale / 0.0254 + 0.5);
  image.setDotsPerMeterX(dotsPerMetre);
  image.setDotsPerMeterY(dotsPerMetre);
  return image.save(&file, "PNG");
}

bool paintSvg(QIODevice& file, const QSize& size,
              const std::function<bool(QPaintDevice&, ImageFormat, double)>& paint) {
  QSvgGenerator generator;
  generator.setOutputDevice(&file);
  generator.setSize(size);
  generator.setViewBox(QRect(QPoint(0, 0), size));
  generator.setResolution(kScreenDpi);
  generator.setTitle(QStringLiteral("Paretoscope"));
  return paint(generator, ImageFormat::Svg, 1);
}

bool paintPdf(QIODevice& file, const QSize& size,
              const std::function<bool(QPaintDevice&, ImageFormat, double)>& paint) {
  QPdfWriter writer(&file);
  writer.setCreator(QStringLiteral("Paretoscope"));
  writer.setResolution(kScreenDpi);
  writer.setPageSize(QPageSize(QSizeF(size) * 72.0 / kScreenDpi, QPageSize::Point, QString(), QPageSize::ExactMatch));
  writer.setPageMargins(QMarginsF());
  return paint(writer, ImageFormat::Pdf, 1);
}

QString translated(const char* text) {
  return QCoreApplication::translate("SaveImage", text);
}

}  // namespace

bool saveImageFile(const QString& path, const QSize& size,
                   const std::function<bool(QPaintDevice&, ImageFormat, double)>& paint) {
  if (size.isEmpty()) return false;
  const QString suffix = QFileInfo(path).suffix().toLower();
  if (suffix != QLatin1String("png") && suffix != QLatin1String("svg") && suffix != QLatin1String("pdf")) return false;
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return false;
  bool painted = false;
  if (suffix == QLatin1String("png")) painted = paintPng(file, size, paint);
  if (suffix == QLatin1String("svg")) painted = paintSvg(file, size, paint);
  if (suffix == QLatin1String("pdf")) painted = paintPdf(file, size, paint);
  if (!painted) {
    file.cancelWriting();
    return false;
  }
  return file.commit();
}

void askAndSaveImage(QWidget* parent, const QString& suggestion, const std::function<bool(const QString&)>& save) {
  const QString filter = QStringLiteral("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)");
  QString chosen;
  QString path = QFileDialog::getSaveFileName(parent, translated(QT_TRANSLATE_NOOP("SaveImage", "Save image")),
                                              suggestion + QStringLiteral(".png"), filter, &chosen);
  if (path.isEmpty()) return;
  if (QFileInfo(path).suffix().isEmpty()) path += QLatin1Char('.') + chosen.left(3).toLower();
  if (save(path)) return;
  QMessageBox::warning(
      parent, translated(QT_TRANSLATE_NOOP("SaveImage", "Save image")),
      translated(QT_TRANSLATE_NOOP("SaveImage",
                                   "The image could not be written to %1. Choose a folder that you may "
                                   "write to and a name that ends in .png, .svg or .pdf."))
          .arg(path));
}

}  // namespace pscope
