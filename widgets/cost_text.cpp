#include "widgets/cost_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QRegularExpression>
#include <array>
#include <cmath>

#include "widgets/text.h"

namespace pscope {
namespace {

struct CostTr {
  Q_DECLARE_TR_FUNCTIONS(CostTr)
};

struct Prefix {
  double factor;
  const char* text;
};
constexpr std::array<Prefix, 4> kDecimal{{{1e9, "G"}, {1e6, "M"}, {1e3, "k"}, {1, ""}}};
constexpr std::array<Prefix, 4> kBinary{
    {{1024.0 * 1024 * 1024, "GiB"}, {1024.0 * 1024, "MiB"}, {1024, "KiB"}, {1, "B"}}};

const Prefix& prefixOf(const std::array<Prefix, 4>& prefixes, double value) {
  for (const Prefix& prefix : prefixes) {
    if (std::abs(value) >= prefix.factor * 0.9995) return prefix;
  }
  return prefixes.back();
}

bool isCount(const CheapMetric& metric) {
  return metric.kind == CheapMetric::Kind::Params || metric.kind == CheapMetric::Kind::Macs;
}

bool isMemory(const CheapMetric& metric) {
  return metric.kind == CheapMetric::Kind::PeakActivation || metric.unit == "B" || metric.unit == "bytes";
}

/// Three significant digits, whole numbers as they are.
QString shortNumber(double value) {
  const double size = std::abs(value);
  const QLocale locale;
  if (size >= 99.95 || value == 0) return locale.toString(value, 'f', 0);
  if (std::floor(value) == value) return locale.toString(value, 'f', 0);
  if (size >= 9.995) return locale.toString(value, 'f', 1);
  if (size >= 0.1) return locale.toString(value, 'f', 2);
  return locale.toString(value, 'g', 2);
}

QString withUnit(const CheapMetric& metric, double value) {
  const QString unit = isCount(metric)    ? QString::fromUtf8(prefixOf(kDecimal, value).text)
                       : isMemory(metric) ? QString::fromUtf8(prefixOf(kBinary, value).text)
                                          : toQString(metric.unit);
  const double factor = isCount(metric)    ? prefixOf(kDecimal, value).factor
                        : isMemory(metric) ? prefixOf(kBinary, value).factor
                                           : 1;
  const QString number = shortNumber(value / factor);
  return unit.isEmpty() ? number : number + QChar(QChar::Nbsp) + unit;
}

}  // namespace

QString costTitle(const CheapMetric& metric) {
  if (!metric.title.empty()) return toQString(metric.title);
  switch (metric.kind) {
    case CheapMetric::Kind::Params:
      return CostTr::tr("Parameters");
    case CheapMetric::Kind::Macs:
      return CostTr::tr("MACs");
    case CheapMetric::Kind::PeakActivation:
      return CostTr::tr("Peak activation memory");
    default:
      return toQString(metric.name);
  }
}

QString costTooltip(const CheapMetric& metric) {
  QString what;
  switch (metric.kind) {
    case CheapMetric::Kind::Params:
      what = CostTr::tr("Trainable parameters of the network: weights, biases, scale and shift of normalisation.");
      break;
    case CheapMetric::Kind::Macs:
      what = CostTr::tr("Multiply-accumulates of convolutions, linear layers and attentions for one input.");
      break;
    case CheapMetric::Kind::PeakActivation:
      what = CostTr::tr("The largest sum of tensors that are alive at a time, in bytes of 32-bit numbers, batch 1.");
      break;
    case CheapMetric::Kind::Latency:
      what = CostTr::tr("Estimated latency of one inference on %1, in milliseconds.").arg(costTitle(metric));
      break;
    case CheapMetric::Kind::Objective:
      what = CostTr::tr("The objective \"%1\" of the study, in %2.").arg(costTitle(metric), toQString(metric.unit));
      break;
  }
  return CostTr::tr("%1\nSource: %2; evidence %3.").arg(what, toQString(metric.source), toQString(metric.evidence));
}

CostUnit costUnit(const CheapMetric& metric, double typical) {
  if (isMemory(metric)) {
    const Prefix& prefix = prefixOf(kBinary, typical);
    return {prefix.factor, QString::fromUtf8(prefix.text)};
  }
  if (!isCount(metric)) return {1, toQString(metric.unit)};
  const Prefix& prefix = prefixOf(kDecimal, typical);
  const QString what = metric.kind == CheapMetric::Kind::Macs ? CostTr::tr("MACs") : CostTr::tr("parameters");
  const QString text = QString::fromUtf8(prefix.text);
  return {prefix.factor, text.isEmpty() ? what : text + QLatin1Char(' ') + what};
}

QString costText(const CheapMetric& metric, double value) {
  return std::isfinite(value) ? withUnit(metric, value) : QStringLiteral("\u2013");
}

QString costChangeText(const CheapMetric& metric, double change) {
  if (!std::isfinite(change)) return QStringLiteral("\u2013");
  if (change == 0) return QStringLiteral("0");
  const QString sign = change > 0 ? QStringLiteral("+") : QStringLiteral("\u2212");
  return sign + withUnit(metric, std::abs(change));
}

QString percentChangeText(double before, double after) {
  if (!std::isfinite(before) || !std::isfinite(after) || before == 0) return {};
  const double percent = 100 * (after - before) / std::abs(before);
  const QString number = QLocale().toString(std::abs(percent), 'f', std::abs(percent) < 99.95 ? 1 : 0);
  const QString sign = percent > 0 ? QStringLiteral("+") : percent < 0 ? QStringLiteral("\u2212") : QString();
  return sign + number + QChar(QChar::Nbsp) + QLatin1Char('%');
}

std::optional<double> parseCost(const QString& text, const CostUnit& unit) {
  static const QRegularExpression pattern(QStringLiteral(R"(^\s*([0-9][0-9.,\s]*(?:[eE][+-]?\d+)?)\s*(.*?)\s*$)"));
  const auto match = pattern.match(text);
  if (!match.hasMatch()) return std::nullopt;
  bool ok = false;
  const QString digits = match.captured(1).trimmed();
  double number = QLocale().toDouble(digits, &ok);
  if (!ok) number = QLocale::c().toDouble(digits, &ok);
  if (!ok || !std::isfinite(number)) return std::nullopt;
  const QString suffix = match.captured(2);
  if (suffix.isEmpty() || suffix == unit.text) return number * unit.factor;
  const QString first = suffix.section(QLatin1Char(' '), 0, 0);
  for (const auto* prefixes : {&kDecimal, &kBinary}) {
    for (const Prefix& prefix : *prefixes) {
      const QString name = QString::fromUtf8(prefix.text);
      if (!name.isEmpty() && first.compare(name, Qt::CaseInsensitive) == 0) return number * prefix.factor;
    }
  }
  return std::nullopt;
}

}  // namespace pscope
