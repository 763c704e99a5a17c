#pragma once

#include <QSize>
#include <QString>
#include <functional>

class QIODevice;
class QPaintDevice;
class QWidget;

namespace pscope {

enum class ImageFormat { Png, Svg, Pdf };

/// Writes a figure of `size` (logical pixels of 1/96 inch) to `path`, the format by its suffix: completely or not at
/// all.
/// @param paint  gets the device, the format, and device pixels per logical pixel
/// @return false for an unknown suffix, an empty size or a failed write; the old file is then untouched
bool saveImageFile(const QString& path, const QSize& size,
                   const std::function<bool(QPaintDevice& device, ImageFormat format, double scale)>& paint);

/// Asks for a file name and saves; says so when it fails. @param save  gets the path
void askAndSaveImage(QWidget* parent, const QString& suggestion, const std::function<bool(const QString&)>& save);

}  // namespace pscope
