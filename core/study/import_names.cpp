#include "core/study/import_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <ctime>
#include <limits>
#include <utility>

#include "core/base/number_text.h"

namespace pscope {
namespace {

using Words = std::initializer_list<std::string_view>;

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return std::tolower(c); });
  return text;
}

/// "_val_acc1_" of "val-acc1"; with `finely`, words end at capitals too, and lose digits at their end: "_val_acc_".
std::string wordsOf(const std::string& name, bool finely) {
  std::string words = "_";
  const auto endWord = [&] {
    while (finely && isDigit(words.back())) words.pop_back();
    if (words.back() != '_') words += '_';
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const auto c = static_cast<unsigned char>(name[i]);
    const bool isHump =
        finely && i > 0 && std::isupper(c) != 0 && std::islower(static_cast<unsigned char>(name[i - 1]));
    if (isHump || std::isalnum(c) == 0) endWord();
    if (std::isalnum(c) != 0) words += static_cast<char>(std::tolower(c));
  }
  endWord();
  return words;
}

bool hasWords(const std::string& name, std::string_view words) {
  const std::string wanted = "_" + std::string(words) + "_";
  return wordsOf(name, false).find(wanted) != std::string::npos ||
         wordsOf(name, true).find(wanted) != std::string::npos;
}

bool hasAny(const std::string& name, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return hasWords(name, word); });
}

/// Words that make a setting of what would be a result: "loss_weight", "kernel_size", "score_threshold".
bool namesSetting(const std::string& name) {
  if (hasAny(name, {"model_size", "memory_size", "binary_size"})) return false;
  return hasAny(name, {"weight", "weights", "size", "fn", "function", "type", "kind", "name", "coef", "coefficient",
                       "lambda", "factor", "scale", "smoothing", "threshold", "limit", "budget", "target", "bound"});
}

bool namesAnyResult(const std::string& name, Words words) {
  return !namesSetting(name) && hasAny(name, words);
}

}  // namespace

std::string guessedUnit(const std::string& name) {
  static constexpr std::array<std::pair<std::string_view, const char*>, 20> kEnds = {
      {{"_ms", "ms"},     {"_us", "us"}, {"_ns", "ns"},     {"_s", "s"},          {"_sec", "s"},
       {"_seconds", "s"}, {"_mj", "mJ"}, {"_uj", "uJ"},     {"_j", "J"},          {"_mw", "mW"},
       {"_w", "W"},       {"_pct", "%"}, {"_percent", "%"}, {"_bytes", "B"},      {"_kb", "kB"},
       {"_kib", "KiB"},   {"_mb", "MB"}, {"_mib", "MiB"},   {"cycles", "cycles"}, {"epochs", "epochs"}}};
  const std::string low = lowered(name);
  for (const auto& [end, unit] : kEnds) {
    if (low.ends_with(end)) return unit;
  }
  static constexpr std::array<std::pair<std::string_view, const char*>, 9> kWords = {{{"params", "parameters"},
                                                                                      {"parameters", "parameters"},
                                                                                      {"param_count", "parameters"},
                                                                                      {"macs", "MACs"},
                                                                                      {"mmacs", "MMACs"},
                                                                                      {"gmacs", "GMACs"},
                                                                                      {"flops", "FLOPs"},
                                                                                      {"mflops", "MFLOPs"},
                                                                                      {"gflops", "GFLOPs"}}};
  for (const auto& [word, unit] : kWords) {
    if (hasWords(name, word)) return unit;
  }
  return kUnknownUnit;
}

bool namesResult(const std::string& name, std::string_view words) {
  return namesAnyResult(name, {words});
}

std::optional<Direction> guessedDirection(const std::string& name) {
  const Words less = {
      "error",        "errors", "err",        "loss",        "latency",     "runtime",        "delay",
      "energy",       "params", "parameters", "param_count", "macs",        "mmacs",          "gmacs",
      "flops",        "mflops", "gflops",     "memory",      "cycles",      "perplexity",     "rmse",
      "mse",          "mae",    "model_size", "memory_size", "binary_size", "inference_time", "train_time",
      "training_time"};
  const Words more = {"acc", "accuracy",  "top1",   "top5",  "f1",  "auc",  "auroc",
                      "map", "precision", "recall", "score", "iou", "miou", "throughput"};
  if (namesAnyResult(name, less)) return Direction::Minimize;
  if (namesAnyResult(name, more)) return Direction::Maximize;
  return std::nullopt;
}

bool looksMeasured(const std::string& name) {
  if (guessedDirection(name)) return true;
  const std::string unit = guessedUnit(name);
  // "epochs" are chosen as often as counted, and a single letter may stand for anything: "input_w".
  const std::string low = lowered(name);
  const bool isOneLetter = low.ends_with("_s") || low.ends_with("_j") || low.ends_with("_w");
  return unit != kUnknownUnit && unit != "epochs" && !isOneLetter;
}

std::string objectiveName(const std::string& name) {
  std::string result;
  for (const char c : name) {
    const bool refused = static_cast<unsigned char>(c) < ' ' || std::string_view(",\";=").find(c) != std::string::npos;
    result += refused ? '_' : c;
  }
  return result.empty() ? "value" : result;
}

std::string auxiliaryName(const std::string& name, const std::vector<Objective>& objectives, const char* origin) {
  const bool isTaken = std::any_of(objectives.begin(), objectives.end(),
                                   [&name](const Objective& objective) { return objective.name == name; });
  return isTaken ? name + " (" + origin + ")" : name;
}

int epochsIn(std::string_view name) {
  for (std::size_t at = name.find("ep"); at != std::string_view::npos; at = name.find("ep", at + 1)) {
    std::size_t first = at;
    while (first > 0 && isDigit(name[first - 1])) --first;
    int number = 0;
    if (first < at && std::from_chars(name.data() + first, name.data() + at, number).ec == std::errc()) return number;
  }
  return 0;
}

std::optional<Budget> budgetFromText(const std::string& text) {
  Budget budget;
  std::size_t at = std::min(text.find(", "), text.size());
  budget.scale = text.substr(0, at);
  while (at < text.size()) {
    at += 2;
    const std::size_t end = std::min(text.find(", ", at), text.size());
    const std::string part = text.substr(at, end - at);
    const auto blank = part.find(' ');
    const auto number = parseNumber(part.substr(0, blank));
    if (number && part.find("epoch") != std::string::npos) budget.epochs = *number;
    if (number && part.find('%') != std::string::npos) budget.dataShare = *number / 100;
    if (part.ends_with(" weights")) {
      budget.weights = weightsFromName(part.substr(0, part.size() - 8)).value_or(WeightsOrigin::None);
    }
    at = end;
  }
  if (budget.scale.empty() || budget.text() != text) return std::nullopt;
  return budget;
}

double utcSeconds(const std::string& text) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  std::tm parts{};
  const char* rest = ::strptime(text.c_str(), "%Y-%m-%d", &parts);
  if (rest == nullptr || (*rest != 'T' && *rest != ' ')) return kNone;
  rest = ::strptime(rest + 1, "%H:%M:%S", &parts);
  if (rest == nullptr) return kNone;
  std::string fraction(rest);
  if (fraction.ends_with('Z')) fraction.pop_back();
  const bool isFraction =
      fraction.size() > 1 && fraction.front() == '.' && std::all_of(fraction.begin() + 1, fraction.end(), isDigit);
  if (!fraction.empty() && !isFraction) return kNone;  // another zone, or rubbish
  const double whole = static_cast<double>(::timegm(&parts));
  return isFraction ? whole + parseNumber("0" + fraction).value_or(0) : whole;
}

}  // namespace pscope
