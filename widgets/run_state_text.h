#pragma once

#include <QString>

namespace pscope {

class StudyDocument;
struct Message;

/// "running · 12 of 24 · about 2 min 10 s left"
QString searchStatusText(const StudyDocument& document);
/// "Best error 7.8 %": of the first objective; empty while nothing is known.
QString bestText(const StudyDocument& document);
/// The rule that ended a search, with its numbers in the user's locale.
QString stopRuleText(const Message& rule);

}  // namespace pscope
