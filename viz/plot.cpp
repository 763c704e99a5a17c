#include "viz/plot.h"

#include <QContextMenuEvent>
#include <QEvent>

#include "viz/plot_frame.h"

namespace pscope {

Plot::Plot(QWidget* parent) : QWidget(parent) {}

Plot::~Plot() = default;

PlotFrame& Plot::install(std::unique_ptr<PlotFrame> frame) {
  m_frame = std::move(frame);
  m_frame->setUp();
  return *m_frame;
}

void Plot::setEmptyText(const QString& text) {
  m_frame->emptyText = text;
  m_frame->outdated();
}

bool Plot::saveImage(const QString& path) {
  return m_frame->saveImage(path);
}

QString Plot::dataText() const {
  return m_frame->dataText();
}

void Plot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (!m_frame) return;
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) m_frame->restyle();
}

void Plot::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  m_frame->redraw();
}

void Plot::contextMenuEvent(QContextMenuEvent* event) {
  m_frame->showMenu(event->globalPos());
}

}  // namespace pscope
