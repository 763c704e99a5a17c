#include "widgets/icons.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmap>
#include <QSvgRenderer>
#include <utility>

static void initIconResources() {
  Q_INIT_RESOURCE(icons);
}

namespace pscope {

namespace {

QByteArray source(const char* name) {
  initIconResources();
  QFile file(QStringLiteral(":/pscope/icons/%1.svg").arg(QLatin1String(name)));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Draws an SVG in one colour when it is asked for, in the size that is asked for: nothing is drawn ahead of need.
class LineIconEngine : public QIconEngine {
 public:
  LineIconEngine(QByteArray svg, const QColor& normal, const QColor& disabled, const QColor& selected)
      : m_svg(std::move(svg)), m_normal(normal), m_disabled(disabled), m_selected(selected) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    const QColor colour = mode == QIcon::Disabled ? m_disabled : mode == QIcon::Selected ? m_selected : m_normal;
    QByteArray svg = m_svg;
    svg.replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
    QSvgRenderer(svg).render(painter, QRectF(rect));
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  QIconEngine* clone() const override { return new LineIconEngine(*this); }

 private:
  QByteArray m_svg;
  QColor m_normal, m_disabled, m_selected;
};

}  // namespace

QIcon themedIcon(const char* name, const QPalette& palette) {
  QByteArray svg = source(name);
  if (svg.isEmpty()) return {};
  return QIcon(new LineIconEngine(std::move(svg), palette.color(QPalette::Active, QPalette::ButtonText),
                                  palette.color(QPalette::Disabled, QPalette::ButtonText),
                                  palette.color(QPalette::Active, QPalette::HighlightedText)));
}

QIcon programIcon() {
  return QIcon(new LineIconEngine(source("paretoscope"), Qt::black, Qt::black, Qt::black));
}

}  // namespace pscope
