#include "widgets/device_measure_result.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>
#include <cmath>

#include "viz/scatter_plot.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {
namespace {

QString percentText(double value, int decimals) {
  return QLocale().toString(value, 'f', decimals) + QChar(QChar::Nbsp) + QLatin1Char('%');
}

}  // namespace

DeviceMeasureResult::DeviceMeasureResult(QWidget* parent) : QWidget(parent) {
  m_text = new QLabel(this);
  m_text->setObjectName(QStringLiteral("measureQuality"));
  m_text->setWordWrap(true);
  m_text->setTextFormat(Qt::RichText);
  m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_plot = new ScatterPlot(this);
  m_plot->setObjectName(QStringLiteral("measurePlot"));
  m_plot->setEmptyText(tr("No network was kept to judge the fit by."));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_text);
  layout->addWidget(m_plot, 1);
}

void DeviceMeasureResult::showReport(const MeasuringReport& report, bool here) {
  const auto quality = [](const QString& name, const FitQuality& q) {
    return tr("<b>%1</b> over %n unseen network(s): Spearman %2, median error %3, %4 within 5 %, %5 within 10 %.",
              nullptr, static_cast<int>(q.designs))
        .arg(name, QLocale().toString(q.spearman, 'f', 3), percentText(q.medianErrorPercent, 1),
             percentText(q.within5Percent, 0), percentText(q.within10Percent, 0));
  };
  QStringList lines;
  if (report.resumed > 0) {
    lines << tr("%n timing(s) are of an earlier run; the measurement is dated %1.", nullptr,
                static_cast<int>(report.resumed))
                 .arg(dateText(report.date));
  }
  if (report.fitQuality) lines << quality(tr("The fit"), *report.fitQuality);
  if (report.tableQuality) lines << quality(tr("The sum of operators"), *report.tableQuality);
  const Repeatability& floor = report.fit->repeatability;
  lines << (floor.pairs > 0
                ? tr("Repeatability floor: of %n pair(s) that execute the same operators, %1 agree within 10 %. No fit "
                     "can be better.",
                     nullptr, static_cast<int>(floor.pairs))
                      .arg(percentText(floor.within10Percent, 0))
                : tr("Repeatability floor: not known, no two designs execute the same operators."));
  QString noise;
  if (std::isfinite(report.spreadPercent)) {
    noise = tr("Noise: the rounds of one item differ by %1 in the median. ").arg(percentText(report.spreadPercent, 1));
  }
  const QString sign = report.driftPercent >= 0 ? QStringLiteral("+") : QString();
  lines << noise + tr("Drift: three networks at the end against the beginning: %1.")
                       .arg(sign + percentText(report.driftPercent, 1));
  if (here) {
    const MachineState& machine = report.before;
    lines << tr("Clock governor: %1. Load at the beginning: %2 on %n core(s).", nullptr, machine.cores)
                 .arg(machine.governor.empty() ? tr("not known") : toQString(machine.governor),
                      std::isfinite(machine.load) ? QLocale().toString(machine.load, 'f', 1) : tr("not known"));
  }
  m_text->setText(lines.join(QStringLiteral("<br>")));
  std::vector<ScatterPoint> points;
  for (const CheckedNetwork& each : report.check) {
    points.push_back({each.measured.sample.latencyMs, each.fitMs, toQString(each.measured.design)});
  }
  m_plot->setPoints(std::move(points), tr("ms"));
}

}  // namespace pscope
