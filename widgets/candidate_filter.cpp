#include "widgets/candidate_filter.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>

#include "core/base/number_text.h"
#include "widgets/candidate_model.h"
#include "widgets/text.h"

namespace pscope {

namespace {

bool looksLikeExpression(const std::string& text, const std::vector<std::string>& names) {
  if (text.find_first_of("<>=!()&|+*/^%") != std::string::npos) return true;
  return std::find(names.begin(), names.end(), text) != names.end();
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

}  // namespace

CandidateFilter::CandidateFilter(QObject* parent) : QSortFilterProxyModel(parent) {
  setSortRole(CandidateModel::SortRole);
  setDynamicSortFilter(true);
}

void CandidateFilter::setCandidates(CandidateModel* candidates, const std::vector<Choice>& choices) {
  m_candidates = candidates;
  m_choices = choices;
  m_expression.reset();
  m_contained.clear();
  m_names.clear();
  if (candidates != nullptr) {
    for (const auto& objective : candidates->objectives()) m_names.push_back(expressionName(objective.name));
    for (const char* name : {"id", "state", "front"}) m_names.emplace_back(name);
    for (const auto& choice : choices) m_names.push_back(expressionName(choice.path));
  }
  m_values.assign(m_names.size(), {});
  setSourceModel(candidates);
}

Status CandidateFilter::setFilter(const QString& text) {
  const std::string source = text.trimmed().toStdString();
  std::optional<Expression> expression;
  std::string contained;
  if (!source.empty() && looksLikeExpression(source, m_names)) {
    PSCOPE_TRY(expression, Expression::compile(source, m_names));
  } else {
    contained = lowered(source);
  }
  m_expression = std::move(expression);
  m_contained = std::move(contained);
  invalidateFilter();
  return {};
}

Expression::Value CandidateFilter::valueOf(int row, std::size_t name) const {
  const std::size_t objectives = m_candidates->objectives().size();
  const Candidate& candidate = m_candidates->candidateAt(row);
  if (name < objectives) return {m_candidates->value(row, name), {}};
  const std::size_t fixed = name - objectives;
  if (fixed == 0) return {static_cast<double>(candidate.id.value), {}};
  if (fixed == 1) return {0, stateName(candidate.state)};
  if (fixed == 2) return {m_candidates->onFrontAt(row) ? 1.0 : 0.0, {}};
  const std::size_t gene = fixed - 3;
  const Choice& choice = m_choices[gene];
  const int level = gene < candidate.genome.size() ? candidate.genome[gene] : kInactive;
  if (level < 0 || static_cast<std::size_t>(level) >= choice.levels.size()) {
    return {std::numeric_limits<double>::quiet_NaN(), {}};
  }
  if (choice.type == Choice::Type::Categorical) {
    const std::string& text = choice.levels[static_cast<std::size_t>(level)];
    if (const auto number = parseNumber(text)) return {*number, {}};
    return {static_cast<double>(level), text};
  }
  return {choice.numbers[static_cast<std::size_t>(level)], {}};
}

bool CandidateFilter::filterAcceptsRow(int row, const QModelIndex&) const {
  if (m_candidates == nullptr) return true;
  if (m_expression) {
    for (const int name : m_expression->usedNames()) {
      m_values[static_cast<std::size_t>(name)] = valueOf(row, static_cast<std::size_t>(name));
    }
    const double value = m_expression->evaluate(std::span<const Expression::Value>(m_values));
    return value != 0 && !std::isnan(value);
  }
  if (m_contained.empty()) return true;
  return lowered(m_candidates->candidateAt(row).design).find(m_contained) != std::string::npos;
}

bool CandidateFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
  const double a = m_candidates->sortNumber(left.row(), left.column());
  const double b = m_candidates->sortNumber(right.row(), right.column());
  if (std::isnan(a) && std::isnan(b)) {
    const bool isText = left.column() >= m_candidates->kindColumn();
    if (left.column() == m_candidates->designColumn()) {
      return m_candidates->candidateAt(left.row()).design < m_candidates->candidateAt(right.row()).design;
    }
    if (isText) return left.data().toString() < right.data().toString();
    return left.row() < right.row();
  }
  // Missing values come last whichever way the column is sorted.
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) == (sortOrder() == Qt::DescendingOrder);
  if (a != b) return a < b;
  return false;
}

}  // namespace pscope
