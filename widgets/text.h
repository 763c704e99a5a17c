#pragma once

#include <QString>
#include <span>
#include <string>

#include "core/base/result.h"
#include "core/record/candidate.h"
#include "core/record/focus.h"
#include "core/record/objective.h"

namespace pscope {

/// Texts of core for people: translated, with numbers in the user's locale. @thread the window's

inline QString toQString(const std::string& text) {
  return QString::fromStdString(text);
}

/// The message in the language of the window, its arguments filled in.
QString translated(const Message& message);
/// What happened, with file and place, in one paragraph without the mend.
QString errorSummary(const Error& error);

/// Four significant digits; whole numbers with group separators from 10,000 on; an en dash when not finite.
QString valueText(double value);
/// valueText() with the unit behind it.
QString valueText(double value, const std::string& unit);
/// "3 min 20 s", "1 h 05 min", "less than a second"; empty when negative (unknown).
QString durationText(double seconds);
/// Unix time as local date and time.
QString timeText(double unixSeconds);

QString stateText(CandidateState state);
/// "rung 1 of 3" of a candidate that was not evaluated on all rungs; empty for the others.
QString rungText(const Candidate& candidate, std::span<const Objective> objectives);
QString kindText(MeasurementKind kind);
QString weightsText(WeightsOrigin origin);
QString budgetText(const Budget& budget);
/// "latency (ms)"
QString objectiveTitle(const Objective& objective);

/// "latency ≤ 20 ms, 5 ≤ error ≤ 10 %, stages <= 3"; "everywhere" for an empty one.
QString focusWords(const Focus& focus, std::span<const Objective> objectives);

/// Name of an objective or gene as it is written in filter expressions: what is not a letter, digit, '_' or '.' becomes
/// '_'.
std::string expressionName(const std::string& name);

}  // namespace pscope
