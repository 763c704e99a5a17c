#include "widgets/stop_group.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QDoubleValidator>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QScopedValueRollback>
#include <QSpinBox>
#include <algorithm>

#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kFieldWidth = 180;
constexpr int kShortestWindow = 59;  ///< below, not even a window without improvement is enough for 95 %
constexpr double kDefaultMinutes = 60;
constexpr int kTargetsInARow = 2;

}  // namespace

StopGroup::StopGroup(QWidget* parent)
    : QGroupBox(tr("Stop earlier when"), parent),
      m_plateau(new QCheckBox(tr("the front &hardly improves any more"), this)),
      m_window(new QSpinBox(this)),
      m_time(new QCheckBox(tr("this ti&me is over"), this)),
      m_minutes(new QDoubleSpinBox(this)),
      m_target(new QCheckBox(tr("a candidate is as &good as this"), this)),
      m_targets(new QGridLayout) {
  m_plateau->setObjectName(QStringLiteral("stopPlateau"));
  m_plateau->setToolTip(
      tr("Ends the search when, with 95 % confidence, less than 5 % of the next evaluations would improve the "
         "hypervolume by more than 0.1 %. It can be continued anyway."));
  m_window->setObjectName(QStringLiteral("stopWindow"));
  m_window->setAccessibleName(tr("Evaluations that are looked at"));
  m_window->setToolTip(tr("How many of the last evaluations are looked at: the more, the surer and the later"));
  m_window->setRange(kShortestWindow, 1'000'000);
  m_window->setPrefix(tr("last "));
  m_time->setObjectName(QStringLiteral("stopTime"));
  m_time->setToolTip(
      tr("Begins no more candidates after this wall time, counted from each start. How many were evaluated then "
         "depends on the speed of this computer."));
  m_minutes->setObjectName(QStringLiteral("stopMinutes"));
  m_minutes->setAccessibleName(tr("Time of the search in minutes"));
  m_minutes->setRange(0.1, 1'000'000);
  m_minutes->setDecimals(1);
  m_minutes->setSuffix(tr(" min"));
  m_target->setObjectName(QStringLiteral("stopTarget"));
  m_target->setToolTip(tr("Ends the search with the first feasible candidate that reaches all values given here"));
  m_window->setFixedWidth(kFieldWidth);
  m_minutes->setFixedWidth(kFieldWidth);
  m_targets->setHorizontalSpacing(10);
  m_targets->setVerticalSpacing(4);
  auto* grid = new QGridLayout(this);
  grid->setHorizontalSpacing(16);
  grid->setVerticalSpacing(8);
  grid->setColumnStretch(2, 1);
  grid->addWidget(m_plateau, 0, 0);
  grid->addWidget(m_window, 0, 1);
  grid->addWidget(m_time, 1, 0);
  grid->addWidget(m_minutes, 1, 1);
  grid->addWidget(m_target, 2, 0, Qt::AlignTop);
  grid->addLayout(m_targets, 2, 1, 1, 2);
  for (QCheckBox* box : {m_plateau, m_time, m_target}) connect(box, &QCheckBox::toggled, this, &StopGroup::changed);
  connect(m_window, &QSpinBox::valueChanged, this, &StopGroup::changed);
  connect(m_minutes, &QDoubleSpinBox::valueChanged, this, &StopGroup::changed);
}

void StopGroup::load(const StopConfig& rules, const std::vector<Objective>& objectives) {
  const bool same = std::equal(objectives.begin(), objectives.end(), m_objectives.begin(), m_objectives.end(),
                               [](const Objective& a, const Objective& b) {
                                 return a.name == b.name && a.unit == b.unit && a.direction == b.direction;
                               });
  if (m_loaded && same && rules == this->rules()) return;
  m_loaded = true;
  m_objectives = objectives;
  const QScopedValueRollback loading(m_loading, true);
  m_rule = rules.plateau.value_or(PlateauRule{});
  m_plateau->setChecked(rules.plateau.has_value());
  // A document may have a shorter window with other numbers than those of this group; it stays as it is.
  m_window->setMinimum(std::min(kShortestWindow, static_cast<int>(m_rule.window)));
  m_window->setValue(static_cast<int>(m_rule.window));
  m_time->setChecked(rules.seconds.has_value());
  m_minutes->setValue(rules.seconds ? *rules.seconds / 60 : kDefaultMinutes);
  m_target->setChecked(!rules.target.empty());
  makeTargets(rules, objectives);
  changed();
}

void StopGroup::makeTargets(const StopConfig& rules, const std::vector<Objective>& objectives) {
  while (QLayoutItem* item = m_targets->takeAt(0)) {
    delete item->widget();
    delete item;
  }
  m_wishes.clear();
  int place = 0;
  for (const auto& objective : objectives) {
    auto* label = new QLabel(objectiveTitle(objective), this);
    auto* field = new QLineEdit(this);
    field->setObjectName(QStringLiteral("target_") + toQString(objective.name));
    field->setAccessibleName(tr("Target of %1").arg(objectiveTitle(objective)));
    const bool less = objective.direction == Direction::Minimize;
    field->setPlaceholderText(less ? tr("at most …") : tr("at least …"));
    field->setToolTip(tr("In %1; empty: any value").arg(toQString(objective.unit)));
    field->setFixedWidth(110);
    auto* validator = new QDoubleValidator(field);
    validator->setLocale(QLocale());
    field->setValidator(validator);
    for (const auto& [name, value] : rules.target) {
      if (name == objective.name) field->setText(QLocale().toString(value, 'g', 10));
    }
    const int column = 2 * (place % kTargetsInARow);
    m_targets->addWidget(field, place / kTargetsInARow, column);
    m_targets->addWidget(label, place / kTargetsInARow, column + 1);
    connect(field, &QLineEdit::textChanged, this, &StopGroup::changed);
    m_wishes.emplace_back(objective.name, field);
    ++place;
  }
  m_targets->setColumnStretch(2 * kTargetsInARow, 1);
}

StopConfig StopGroup::rules() const {
  StopConfig rules;
  if (m_plateau->isChecked()) {
    rules.plateau = m_rule;
    rules.plateau->window = static_cast<std::size_t>(m_window->value());
  }
  if (m_time->isChecked()) rules.seconds = 60 * m_minutes->value();
  if (m_target->isChecked()) {
    for (const auto& [name, field] : m_wishes) {
      bool ok = false;
      const double value = QLocale().toDouble(field->text(), &ok);
      if (ok) rules.target.emplace_back(name, value);
    }
  }
  return rules;
}

QString StopGroup::problem() const {
  if (!m_target->isChecked()) return {};
  bool any = false;
  for (const auto& [name, field] : m_wishes) {
    bool ok = false;
    (void)QLocale().toDouble(field->text(), &ok);
    any = any || ok;
    if (!ok && !field->text().isEmpty()) {
      return tr("“%1” is no number. Give the target a number, or leave its field empty.").arg(field->text());
    }
  }
  return any ? QString() : tr("The target has no value. Give it one, or do not stop at a target.");
}

void StopGroup::changed() {
  m_window->setEnabled(m_plateau->isChecked());
  m_minutes->setEnabled(m_time->isChecked());
  for (const auto& [name, field] : m_wishes) field->setEnabled(m_target->isChecked());
  if (!m_loading) Q_EMIT edited();
}

}  // namespace pscope
