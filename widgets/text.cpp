#include "widgets/text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <algorithm>
#include <cctype>
#include <cmath>

namespace pscope {

namespace {

struct TextTr {
  Q_DECLARE_TR_FUNCTIONS(TextTr)
};

}  // namespace

QString translated(const Message& message) {
  if (message.empty()) return {};
  QString text = QCoreApplication::translate(message.context, message.text);
  // Not QString::arg: an argument may itself hold "%1".
  QString result;
  for (qsizetype i = 0; i < text.size(); ++i) {
    if (text[i] == u'%' && i + 1 < text.size() && text[i + 1].isDigit()) {
      const auto index = static_cast<std::size_t>(text[i + 1].digitValue()) - 1;
      if (index < message.args.size()) {
        result += toQString(message.args[index]);
        ++i;
        continue;
      }
    }
    result += text[i];
  }
  return result;
}

QString errorSummary(const Error& error) {
  const QString what = translated(error.what);
  const QString file = toQString(error.file);
  const QString place = toQString(error.place);
  if (file.isEmpty() || what.contains(file)) return place.isEmpty() ? what : QStringLiteral("%1: %2").arg(place, what);
  return place.isEmpty() ? QStringLiteral("%1: %2").arg(file, what)
                         : QStringLiteral("%1, %2: %3").arg(file, place, what);
}

QString valueText(double value) {
  if (!std::isfinite(value)) return QStringLiteral("–");
  const double size = std::abs(value);
  const QLocale locale;
  if (size >= 1e15) return locale.toString(value, 'g', 4);
  if (size >= 1e4) return locale.toString(static_cast<qlonglong>(std::llround(value)));
  if (size >= 1000) return locale.toString(value, 'f', std::floor(value) == value ? 0 : 1);
  return locale.toString(value, 'g', 4);
}

QString valueText(double value, const std::string& unit) {
  if (unit.empty() || !std::isfinite(value)) return valueText(value);
  return valueText(value) + QChar(QChar::Nbsp) + toQString(unit);
}

QString durationText(double seconds) {
  if (!(seconds >= 0)) return {};
  if (seconds < 1) return TextTr::tr("less than a second");
  const auto total = static_cast<qlonglong>(std::ceil(seconds));
  if (total < 60) return TextTr::tr("%1 s").arg(total);
  if (total < 600) return TextTr::tr("%1 min %2 s").arg(total / 60).arg(total % 60, 2, 10, QLatin1Char('0'));
  if (total < 3600) return TextTr::tr("%1 min").arg((total + 30) / 60);
  if (total < 48 * 3600)
    return TextTr::tr("%1 h %2 min").arg(total / 3600).arg(total % 3600 / 60, 2, 10, QLatin1Char('0'));
  return TextTr::tr("%1 days").arg((total + 43200) / 86400);
}

QString timeText(double unixSeconds) {
  if (unixSeconds <= 0) return QStringLiteral("–");
  return QLocale().toString(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(unixSeconds * 1000)),
                            QLocale::ShortFormat);
}

QString stateText(CandidateState state) {
  switch (state) {
    case CandidateState::Queued:
      return TextTr::tr("queued");
    case CandidateState::Running:
      return TextTr::tr("running");
    case CandidateState::Done:
      return TextTr::tr("done");
    case CandidateState::Failed:
      return TextTr::tr("failed");
    case CandidateState::Infeasible:
      return TextTr::tr("infeasible");
    case CandidateState::Screened:
      return TextTr::tr("screened");
  }
  return {};
}

QString rungText(const Candidate& candidate, std::span<const Objective> objectives) {
  if (!candidate.rung) return {};
  return TextTr::tr("rung %1 of %2").arg(*candidate.rung + 1).arg(topRung(objectives) + 1);
}

QString kindText(MeasurementKind kind) {
  switch (kind) {
    case MeasurementKind::Measured:
      return TextTr::tr("measured");
    case MeasurementKind::Simulated:
      return TextTr::tr("simulated");
    case MeasurementKind::Tabulated:
      return TextTr::tr("tabulated");
    case MeasurementKind::Analytic:
      return TextTr::tr("analytic");
    case MeasurementKind::Predicted:
      return TextTr::tr("predicted");
    case MeasurementKind::Proxy:
      return TextTr::tr("proxy");
  }
  return {};
}

QString weightsText(WeightsOrigin origin) {
  switch (origin) {
    case WeightsOrigin::None:
      return TextTr::tr("no weights");
    case WeightsOrigin::Own:
      return TextTr::tr("own weights");
    case WeightsOrigin::Inherited:
      return TextTr::tr("inherited weights");
    case WeightsOrigin::Shared:
      return TextTr::tr("shared weights");
  }
  return {};
}

QString budgetText(const Budget& budget) {
  QString text = toQString(budget.scale);
  if (budget.epochs > 0) text += TextTr::tr(", %1 epochs").arg(valueText(budget.epochs));
  if (budget.epochs > 0 && budget.dataShare < 1)
    text += TextTr::tr(", %1 % of the data").arg(valueText(budget.dataShare * 100));
  if (budget.weights != WeightsOrigin::None) text += QStringLiteral(", ") + weightsText(budget.weights);
  return text;
}

QString objectiveTitle(const Objective& objective) {
  if (objective.unit.empty() || objective.unit == objective.name) return toQString(objective.name);
  return QStringLiteral("%1 (%2)").arg(toQString(objective.name), toQString(objective.unit));
}

QString focusWords(const Focus& focus, std::span<const Objective> objectives) {
  QStringList parts;
  for (const auto& range : focus.objectives) {
    const auto objective = std::find_if(objectives.begin(), objectives.end(),
                                        [&](const Objective& each) { return each.name == range.objective; });
    const std::string unit = objective == objectives.end() ? std::string() : objective->unit;
    const QString name = toQString(range.objective);
    if (range.min && range.max) {
      parts << QStringLiteral("%1 ≤ %2 ≤ %3").arg(valueText(*range.min), name, valueText(*range.max, unit));
    } else if (range.max) {
      parts << QStringLiteral("%1 ≤ %2").arg(name, valueText(*range.max, unit));
    } else if (range.min) {
      parts << QStringLiteral("%1 ≥ %2").arg(name, valueText(*range.min, unit));
    }
  }
  if (!focus.where.empty()) parts << toQString(focus.where);
  return parts.isEmpty() ? TextTr::tr("everywhere") : parts.join(QStringLiteral(", "));
}

std::string expressionName(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const bool plain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '[' || c == ']';
    result.push_back(plain ? c : '_');
  }
  if (!result.empty() && std::isdigit(static_cast<unsigned char>(result.front())) != 0)
    result.insert(result.begin(), '_');
  return result;
}

}  // namespace pscope
