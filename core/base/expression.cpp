#include "core/base/expression.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/number_text.h"

namespace pscope {
namespace {

constexpr std::size_t kMaxLength = 10'000;
constexpr int kMostNesting = 200;
constexpr int kMaxStack = 256;

enum Opcode : int {
  kNumber,
  kText,
  kName,
  kAddition,
  kSubtraction,
  kProduct,
  kQuotient,
  kRemainder,
  kPower,
  kNegation,
  kEqual,
  kUnequal,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual,
  kIn,
  kAnd,
  kOr,
  kNot,
  kMin,
  kMax,
  kAbs,
  kFloor,
  kCeil,
  kRound,
  kSqrt,
  kLog,
  kLog2,
  kExp,
  kRoundTo,
  kIf,
};

struct Function {
  std::string_view name;
  Opcode opcode;
  int minArguments;
  int maxArguments;
};
constexpr std::array<Function, 12> kFunctions = {{
    {"min", kMin, 1, 20},
    {"max", kMax, 1, 20},
    {"abs", kAbs, 1, 1},
    {"floor", kFloor, 1, 1},
    {"ceil", kCeil, 1, 1},
    {"round", kRound, 1, 1},
    {"sqrt", kSqrt, 1, 1},
    {"log", kLog, 1, 1},
    {"log2", kLog2, 1, 1},
    {"exp", kExp, 1, 1},
    {"round_to", kRoundTo, 2, 2},
    {"if", kIf, 3, 3},
}};

bool startsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// Edits that turn one text into the other (Levenshtein), for "did you mean".
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string nearest(std::string_view name, const std::vector<std::string>& names) {
  std::string best;
  std::size_t bestDistance = name.size() / 2 + 1;
  for (const auto& known : names) {
    if (const auto edits = distance(name, known); edits < bestDistance) {
      bestDistance = edits;
      best = known;
    }
  }
  return best;
}

struct StackValue {
  double number = 0;
  std::string_view text;
};

double truth(bool value) {
  return value ? 1.0 : 0.0;
}
bool isTrue(double value) {
  return value != 0 && value == value;
}

bool equal(const StackValue& a, const StackValue& b) {
  if (a.text.empty() && b.text.empty()) return a.number == b.number;
  return a.text == b.text;
}

double binary(int opcode, double a, double b) {
  switch (opcode) {
    case kAddition:
      return a + b;
    case kSubtraction:
      return a - b;
    case kProduct:
      return a * b;
    case kQuotient:
      return a / b;
    case kRemainder:
      return std::fmod(a, b);
    case kPower:
      return std::pow(a, b);
    case kLess:
      return truth(a < b);
    case kLessEqual:
      return truth(a <= b);
    case kGreater:
      return truth(a > b);
    case kGreaterEqual:
      return truth(a >= b);
    case kAnd:
      return truth(isTrue(a) && isTrue(b));
    case kOr:
      return truth(isTrue(a) || isTrue(b));
    case kRoundTo:
      return b == 0 ? a : std::max(b, std::floor(a / b + 0.5) * b);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

double unary(int opcode, double a) {
  switch (opcode) {
    case kNegation:
      return -a;
    case kNot:
      return truth(!isTrue(a));
    case kAbs:
      return std::abs(a);
    case kFloor:
      return std::floor(a);
    case kCeil:
      return std::ceil(a);
    case kRound:
      return std::round(a);
    case kSqrt:
      return std::sqrt(a);
    case kLog:
      return std::log(a);
    case kLog2:
      return std::log2(a);
    case kExp:
      return std::exp(a);
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

}  // namespace

/// Recursive descent over the source; emits code for a stack machine.
class ExpressionCompiler {
 public:
  ExpressionCompiler(std::string_view source, const std::vector<std::string>& names)
      : m_source(source), m_names(names) {}

  Result<Expression> compile() {
    m_out.m_source = m_source;
    if (m_source.size() > kMaxLength) return fail(0, PSCOPE_TR_NOOP("Expression", "The expression is too long."), {});
    PSCOPE_CHECK(disjunction());
    skipSpace();
    if (m_at < m_source.size()) {
      return fail(m_at, PSCOPE_TR_NOOP("Expression", "An operator is expected here."),
                  PSCOPE_TR_NOOP("Expression", "Remove the rest or join it with an operator."));
    }
    auto& used = m_out.m_usedNames;
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    return std::move(m_out);
  }

 private:
  class Nested {
   public:
    explicit Nested(int& depth) : m_depth(depth) { ++m_depth; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;
    ~Nested() { --m_depth; }

   private:
    int& m_depth;
  };

  Error fail(std::size_t at, Message what, Message mend) const {
    return makeError(ErrorCode::Parse, std::move(what), std::move(mend), "", "column " + std::to_string(at + 1));
  }

  void skipSpace() {
    while (m_at < m_source.size() && (m_source[m_at] == ' ' || m_source[m_at] == '\t' || m_source[m_at] == '\n'))
      ++m_at;
  }
  bool take(std::string_view token) {
    skipSpace();
    if (m_source.substr(m_at, token.size()) != token) return false;
    if (startsName(token.front()) && m_at + token.size() < m_source.size()) {
      const char next = m_source[m_at + token.size()];
      if (startsName(next) || isDigit(next) || next == '.') return false;
    }
    m_at += token.size();
    return true;
  }

  Status emit(int opcode, int argument, double number, int stackChange) {
    m_out.m_code.push_back({opcode, argument, number});
    m_stack += stackChange;
    m_out.m_stackSize = std::max(m_out.m_stackSize, m_stack);
    if (m_stack > kMaxStack) return fail(m_at, PSCOPE_TR_NOOP("Expression", "The expression is too deep."), {});
    return {};
  }

  Status disjunction() {
    const Nested nested(m_depth);
    if (m_depth > kMostNesting) {
      return fail(m_at, PSCOPE_TR_NOOP("Expression", "The expression is too deep."),
                  PSCOPE_TR_NOOP("Expression", "Use fewer parentheses."));
    }
    PSCOPE_CHECK(conjunction());
    while (take("or") || take("||")) {
      PSCOPE_CHECK(conjunction());
      PSCOPE_CHECK(emit(kOr, 0, 0, -1));
    }
    return {};
  }

  Status conjunction() {
    PSCOPE_CHECK(negation());
    while (take("and") || take("&&")) {
      PSCOPE_CHECK(negation());
      PSCOPE_CHECK(emit(kAnd, 0, 0, -1));
    }
    return {};
  }

  Status negation() {
    int nots = 0;
    for (;; ++nots) {
      skipSpace();
      const bool unequal = m_source.substr(m_at, 2) == "!=";
      if (!(take("not") || (!unequal && take("!")))) break;
    }
    PSCOPE_CHECK(comparison());
    for (; nots > 0; --nots) PSCOPE_CHECK(emit(kNot, 0, 0, 0));
    return {};
  }

  Status comparison() {
    PSCOPE_CHECK(sum());
    static constexpr std::array<std::pair<std::string_view, Opcode>, 7> kOperators = {{
        {"==", kEqual},
        {"!=", kUnequal},
        {"<=", kLessEqual},
        {">=", kGreaterEqual},
        {"=", kEqual},
        {"<", kLess},
        {">", kGreater},
    }};
    for (const auto& [token, opcode] : kOperators) {
      if (!take(token)) continue;
      PSCOPE_CHECK(sum());
      return emit(opcode, 0, 0, -1);
    }
    if (take("in")) return membership();
    return {};
  }

  Status membership() {
    if (!take("[")) {
      return fail(m_at, PSCOPE_TR_NOOP("Expression", "A list is expected after \"in\"."),
                  PSCOPE_TR_NOOP("Expression", "Write it as in [1, 2, 3]."));
    }
    int count = 0;
    do {
      PSCOPE_CHECK(sum());
      ++count;
    } while (take(","));
    if (!take("]")) return expected("]");
    return emit(kIn, count, 0, -count);
  }

  Status sum() {
    PSCOPE_CHECK(product());
    for (;;) {
      const Opcode opcode = take("+") ? kAddition : take("-") ? kSubtraction : kNumber;
      if (opcode == kNumber) return {};
      PSCOPE_CHECK(product());
      PSCOPE_CHECK(emit(opcode, 0, 0, -1));
    }
  }

  Status product() {
    PSCOPE_CHECK(sign());
    for (;;) {
      const Opcode opcode = take("*") ? kProduct : take("/") ? kQuotient : take("%") ? kRemainder : kNumber;
      if (opcode == kNumber) return {};
      PSCOPE_CHECK(sign());
      PSCOPE_CHECK(emit(opcode, 0, 0, -1));
    }
  }

  Status sign() {
    int minuses = 0;
    while (take("-")) ++minuses;
    PSCOPE_CHECK(power());
    if (minuses % 2 == 1) return emit(kNegation, 0, 0, 0);
    return {};
  }

  Status power() {
    const Nested nested(m_depth);
    if (m_depth > kMostNesting) return fail(m_at, PSCOPE_TR_NOOP("Expression", "The expression is too deep."), {});
    PSCOPE_CHECK(primary());
    if (!take("^")) return {};
    PSCOPE_CHECK(take("-") ? negatedPower() : power());
    return emit(kPower, 0, 0, -1);
  }
  Status negatedPower() {
    PSCOPE_CHECK(power());
    return emit(kNegation, 0, 0, 0);
  }

  Status expected(const char* token) const {
    return fail(m_at, PSCOPE_TR_NOOP("Expression", "\"%1\" is expected here.").arg(token),
                PSCOPE_TR_NOOP("Expression", "Add it."));
  }

  Status primary() {
    skipSpace();
    if (m_at >= m_source.size()) {
      return fail(m_at, PSCOPE_TR_NOOP("Expression", "The expression ends too early."),
                  PSCOPE_TR_NOOP("Expression", "Add a number, a name or a parenthesis."));
    }
    const char c = m_source[m_at];
    if (take("(")) {
      PSCOPE_CHECK(disjunction());
      return take(")") ? Status() : expected(")");
    }
    if (isDigit(c) || c == '.') return number();
    if (c == '\'' || c == '"') return text(c);
    if (startsName(c)) return nameOrFunction();
    return fail(m_at, PSCOPE_TR_NOOP("Expression", "\"%1\" is not expected here.").arg(std::string(1, c)),
                PSCOPE_TR_NOOP("Expression", "Write a number, a name or a parenthesis."));
  }

  Status number() {
    const std::size_t begin = m_at;
    while (m_at < m_source.size() && (isDigit(m_source[m_at]) || m_source[m_at] == '.')) ++m_at;
    if (m_at < m_source.size() && (m_source[m_at] == 'e' || m_source[m_at] == 'E')) {
      std::size_t exponent = m_at + 1;
      if (exponent < m_source.size() && (m_source[exponent] == '+' || m_source[exponent] == '-')) ++exponent;
      if (exponent < m_source.size() && isDigit(m_source[exponent])) {
        m_at = exponent;
        while (m_at < m_source.size() && isDigit(m_source[m_at])) ++m_at;
      }
    }
    const auto value = parseNumber(m_source.substr(begin, m_at - begin));
    if (!value) {
      return fail(begin, PSCOPE_TR_NOOP("Expression", "This is not a number."),
                  PSCOPE_TR_NOOP("Expression", "Write it as 1.5, 2e6 or 500k."));
    }
    double factor = 1;
    const char suffix = m_at < m_source.size() ? m_source[m_at] : ' ';
    if (suffix == 'k') factor = 1e3;
    if (suffix == 'M') factor = 1e6;
    if (suffix == 'G') factor = 1e9;
    if (factor > 1) ++m_at;
    if (m_at < m_source.size() && startsName(m_source[m_at])) {
      return fail(m_at, PSCOPE_TR_NOOP("Expression", "Letters follow a number."),
                  PSCOPE_TR_NOOP("Expression", "Known suffixes are k, M and G."));
    }
    return emit(kNumber, 0, *value * factor, 1);
  }

  Status text(char quote) {
    const std::size_t begin = ++m_at;
    const std::size_t end = m_source.find(quote, begin);
    if (end == std::string_view::npos) {
      return fail(begin - 1, PSCOPE_TR_NOOP("Expression", "This text is not closed."),
                  PSCOPE_TR_NOOP("Expression", "Close it with the quote it began with."));
    }
    m_at = end + 1;
    if (end == begin) {
      return fail(begin - 1, PSCOPE_TR_NOOP("Expression", "An empty text matches nothing."),
                  PSCOPE_TR_NOOP("Expression", "Write the text to compare with."));
    }
    m_out.m_texts.emplace_back(m_source.substr(begin, end - begin));
    return emit(kText, static_cast<int>(m_out.m_texts.size()) - 1, 0, 1);
  }

  std::string_view readName() {
    const std::size_t begin = m_at;
    while (m_at < m_source.size()) {
      const char c = m_source[m_at];
      if (c == '[') {
        std::size_t close = m_at + 1;
        while (close < m_source.size() && isDigit(m_source[close])) ++close;
        if (close == m_at + 1 || close >= m_source.size() || m_source[close] != ']') break;
        m_at = close + 1;
      } else if (startsName(c) || isDigit(c) || c == '.') {
        ++m_at;
      } else {
        break;
      }
    }
    return m_source.substr(begin, m_at - begin);
  }

  Status nameOrFunction() {
    const std::size_t begin = m_at;
    const std::string_view name = readName();
    if (name == "true" || name == "false") return emit(kNumber, 0, truth(name == "true"), 1);
    if (m_at < m_source.size() && m_source[m_at] == '(') return function(name, begin);
    const auto found = std::find(m_names.begin(), m_names.end(), name);
    if (found == m_names.end()) {
      const std::string near = nearest(name, m_names);
      return fail(begin, PSCOPE_TR_NOOP("Expression", "\"%1\" is not known here.").arg(std::string(name)),
                  near.empty() ? PSCOPE_TR_NOOP("Expression", "Use one of the names of this place.")
                               : PSCOPE_TR_NOOP("Expression", "Did you mean \"%1\"?").arg(near));
    }
    const int index = static_cast<int>(found - m_names.begin());
    m_out.m_usedNames.push_back(index);
    return emit(kName, index, 0, 1);
  }

  Status function(std::string_view name, std::size_t begin) {
    const auto found =
        std::find_if(kFunctions.begin(), kFunctions.end(), [&](const auto& f) { return f.name == name; });
    if (found == kFunctions.end()) {
      std::string names;
      for (const auto& f : kFunctions) names += (names.empty() ? "" : ", ") + std::string(f.name);
      return fail(begin, PSCOPE_TR_NOOP("Expression", "There is no function \"%1\".").arg(std::string(name)),
                  PSCOPE_TR_NOOP("Expression", "The functions are: %1.").arg(names));
    }
    ++m_at;  // the parenthesis
    int count = 0;
    if (!take(")")) {
      do {
        PSCOPE_CHECK(disjunction());
        ++count;
      } while (take(","));
      if (!take(")")) return expected(")");
    }
    if (count < found->minArguments || count > found->maxArguments) {
      return fail(begin,
                  PSCOPE_TR_NOOP("Expression", "%1 does not take %2 arguments.")
                      .arg(std::string(name))
                      .arg(std::to_string(count)),
                  PSCOPE_TR_NOOP("Expression", "Give it %1.").arg(std::to_string(found->minArguments)));
    }
    return emit(found->opcode, count, 0, 1 - count);
  }

  std::string_view m_source;
  const std::vector<std::string>& m_names;
  Expression m_out;
  std::size_t m_at = 0;
  int m_depth = 0;
  int m_stack = 0;
};

Result<Expression> Expression::compile(std::string_view source, const std::vector<std::string>& names) {
  return ExpressionCompiler(source, names).compile();
}

template <class Load>
double Expression::run(Load load) const {
  std::array<StackValue, kMaxStack> stack;
  int top = -1;
  for (const auto& [opcode, argument, number] : m_code) {
    switch (opcode) {
      case kNumber:
        stack[static_cast<std::size_t>(++top)] = {number, {}};
        break;
      case kText:
        stack[static_cast<std::size_t>(++top)] = {0, m_texts[static_cast<std::size_t>(argument)]};
        break;
      case kName:
        stack[static_cast<std::size_t>(++top)] = load(static_cast<std::size_t>(argument));
        break;
      case kEqual:
      case kUnequal: {
        const auto& b = stack[static_cast<std::size_t>(top)];
        auto& a = stack[static_cast<std::size_t>(top) - 1];
        const bool comparable = a.number == a.number && b.number == b.number;
        a = {truth(comparable && equal(a, b) == (opcode == kEqual)), {}};
        --top;
        break;
      }
      case kIn: {
        top -= argument;
        auto& value = stack[static_cast<std::size_t>(top)];
        bool found = false;
        for (int i = 1; i <= argument; ++i) found = found || equal(value, stack[static_cast<std::size_t>(top + i)]);
        value = {truth(found), {}};
        break;
      }
      case kMin:
      case kMax: {
        top -= argument - 1;
        auto& value = stack[static_cast<std::size_t>(top)];
        for (int i = 1; i < argument; ++i) {
          const double other = stack[static_cast<std::size_t>(top + i)].number;
          value = {opcode == kMin ? std::min(value.number, other) : std::max(value.number, other), {}};
        }
        break;
      }
      case kIf:
        top -= 2;
        stack[static_cast<std::size_t>(top)] =
            stack[static_cast<std::size_t>(isTrue(stack[static_cast<std::size_t>(top)].number) ? top + 1 : top + 2)];
        break;
      case kNegation:
      case kNot:
      case kAbs:
      case kFloor:
      case kCeil:
      case kRound:
      case kSqrt:
      case kLog:
      case kLog2:
      case kExp: {
        auto& value = stack[static_cast<std::size_t>(top)];
        value = {unary(opcode, value.number), {}};
        break;
      }
      default: {
        auto& a = stack[static_cast<std::size_t>(top) - 1];
        a = {binary(opcode, a.number, stack[static_cast<std::size_t>(top)].number), {}};
        --top;
      }
    }
  }
  return stack[0].number;
}

double Expression::evaluate(std::span<const Value> values) const {
  return run([values](std::size_t index) { return StackValue{values[index].number, values[index].text}; });
}

double Expression::evaluate(std::span<const double> values) const {
  return run([values](std::size_t index) { return StackValue{values[index], {}}; });
}

}  // namespace pscope
