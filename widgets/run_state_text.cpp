#include "widgets/run_state_text.h"

#include <QCoreApplication>
#include <QLocale>

#include "core/base/number_text.h"
#include "widgets/study_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

struct RunTr {
  Q_DECLARE_TR_FUNCTIONS(RunTr)
};

QString stateWord(const StudyDocument& document) {
  if (document.starting()) return RunTr::tr("Starting");
  if (document.readOnly()) return RunTr::tr("Read-only");
  const auto evaluations = document.evaluations();
  switch (document.state()) {
    case RunState::Running:
      return RunTr::tr("Running");
    case RunState::Paused:
      return RunTr::tr("Paused");
    case RunState::Stopping:
      return RunTr::tr("Stopping");
    case RunState::Finished:
      return RunTr::tr("Finished");
    case RunState::Failed:
      return RunTr::tr("Failed");
    case RunState::Idle:
      break;
  }
  if (evaluations.done == 0) return RunTr::tr("Not started");
  return evaluations.done < evaluations.total ? RunTr::tr("Stopped") : RunTr::tr("Finished");
}

}  // namespace

QString searchStatusText(const StudyDocument& document) {
  const QLocale locale;
  const auto evaluations = document.evaluations();
  QString text = QStringLiteral("%1 · %2").arg(
      stateWord(document),
      RunTr::tr("%1 of %2 evaluated").arg(locale.toString(evaluations.done), locale.toString(evaluations.total)));
  if (evaluations.failed > 0)
    text += QStringLiteral(" · ") + RunTr::tr("%1 failed").arg(locale.toString(evaluations.failed));
  if (evaluations.secondsLeft >= 0) {
    text += QStringLiteral(" · ") + RunTr::tr("about %1 left").arg(durationText(evaluations.secondsLeft));
  }
  return text;
}

QString bestText(const StudyDocument& document) {
  if (document.objectives().empty() || document.front().size() == 0) return {};
  const auto& objective = document.objectives().front();
  const double best = objective.minimized(document.front().points().front().values.front());
  return RunTr::tr("Best %1 %2").arg(toQString(objective.name), valueText(best, objective.unit));
}

QString stopRuleText(const Message& rule) {
  Message local = rule;
  for (std::string& argument : local.args) {
    if (const auto number = parseNumber(argument)) argument = valueText(*number).toStdString();
  }
  return translated(local);
}

}  // namespace pscope
