#include "widgets/focus_dialog.h"

#include <QDialogButtonBox>
#include <QDoubleValidator>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "core/space/document_edit_names.h"
#include "widgets/count_text.h"
#include "widgets/space_expression_edit.h"
#include "widgets/text.h"

namespace pscope {

namespace {

constexpr int kFieldWidth = 110;
constexpr int kDigits = 10;
constexpr std::size_t kRowsWithoutScrolling = 6;

std::optional<double> numberIn(const QLineEdit& field) {
  bool ok = false;
  const double value = QLocale().toDouble(field.text().trimmed(), &ok);
  return ok ? std::optional(value) : std::nullopt;
}

}  // namespace

FocusDialog::FocusDialog(const Space& space, const std::vector<Objective>& objectives, bool holds, QWidget* parent)
    : QDialog(parent), m_space(space), m_objectives(objectives) {
  setObjectName(QStringLiteral("focusDialog"));
  setWindowTitle(tr("Focus of the search"));
  auto* explanation =
      new QLabel(tr("From the next candidate on the search looks here. Candidates and front stay what they are; what "
                    "was found outside is learned from, and what is better than a range gains nothing more."),
                 this);
  explanation->setWordWrap(true);
  m_where = new SpaceExpressionEdit(
      [this] {
        auto names = visibleNames(m_space.document(), "/constraints/0");
        std::erase_if(names, [](const VisibleName& name) { return name.kind == VisibleName::Kind::Cost; });
        return names;
      },
      this);
  m_where->setObjectName(QStringLiteral("focusWhere"));
  m_where->setAccessibleName(tr("Part of the space"));
  m_where->setPlaceholderText(tr("everywhere, or an expression over choices"));
  auto* whereLabel = new QLabel(tr("Only designs &where"), this);
  whereLabel->setBuddy(m_where);
  m_verdict = new QLabel(this);
  m_verdict->setObjectName(QStringLiteral("focusVerdict"));
  m_verdict->setWordWrap(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_accept = buttons->addButton(tr("&Focus"), QDialogButtonBox::AcceptRole);
  m_accept->setObjectName(QStringLiteral("focusAccept"));
  m_accept->setDefault(true);
  auto* end = buttons->addButton(tr("&End the focus"), QDialogButtonBox::ResetRole);
  end->setObjectName(QStringLiteral("focusEnd"));
  end->setToolTip(tr("From the next candidate on the search looks at the whole space again"));
  end->setEnabled(holds);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(10);
  layout->addWidget(explanation);
  layout->addWidget(makeRanges());
  layout->addWidget(whereLabel);
  layout->addWidget(m_where);
  layout->addWidget(m_verdict);
  layout->addStretch(1);
  layout->addWidget(buttons);
  resize(560, sizeHint().height());
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  connect(end, &QPushButton::clicked, this, [this] {
    setRegion({});
    accept();
  });
  connect(m_where, &SpaceExpressionEdit::edited, this, &FocusDialog::count);
  connect(&m_counter, &LatestJob::done, this, &FocusDialog::showCount);
  connect(&m_counter, &LatestJob::failed, this, &FocusDialog::showProblem);
  count();
}

QWidget* FocusDialog::makeRanges() {
  auto* ranges = new QWidget;
  auto* grid = new QGridLayout(ranges);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(6);
  for (std::size_t i = 0; i < m_objectives.size(); ++i) {
    const Objective& objective = m_objectives[i];
    const int line = static_cast<int>(i);
    const auto field = [&](const char* name, const QString& accessible, const QString& empty) {
      auto* edit = new QLineEdit(ranges);
      edit->setObjectName(QLatin1String(name) + toQString(objective.name));
      edit->setAccessibleName(accessible.arg(objectiveTitle(objective)));
      edit->setPlaceholderText(empty);
      edit->setToolTip(tr("In %1; empty: no limit").arg(toQString(objective.unit)));
      edit->setFixedWidth(kFieldWidth);
      auto* validator = new QDoubleValidator(edit);
      validator->setLocale(QLocale());
      edit->setValidator(validator);
      connect(edit, &QLineEdit::textChanged, this, &FocusDialog::updateButtons);
      return edit;
    };
    auto* label = new QLabel(objectiveTitle(objective), ranges);
    Row row{field("focusLow_", tr("Lower end of %1"), tr("from …")),
            field("focusHigh_", tr("Upper end of %1"), tr("up to …"))};
    label->setBuddy(row.low);
    grid->addWidget(label, line, 0);
    grid->addWidget(row.low, line, 1);
    grid->addWidget(new QLabel(QStringLiteral("–"), ranges), line, 2);
    grid->addWidget(row.high, line, 3);
    const bool less = objective.direction == Direction::Minimize;
    auto* better = new QLabel(less ? tr("less is better") : tr("more is better"), ranges);
    better->setForegroundRole(QPalette::PlaceholderText);
    grid->addWidget(better, line, 4);
    m_rows.push_back(row);
  }
  grid->setColumnStretch(5, 1);
  if (m_objectives.size() <= kRowsWithoutScrolling) {
    ranges->setParent(this);
    return ranges;
  }
  auto* area = new QScrollArea(this);
  area->setWidget(ranges);
  area->setWidgetResizable(true);
  area->setFrameShape(QFrame::NoFrame);
  area->setMinimumHeight(static_cast<int>(kRowsWithoutScrolling) * (m_rows.front().low->sizeHint().height() + 6));
  return area;
}

void FocusDialog::setRegion(const Focus& focus) {
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    const auto range = std::find_if(focus.objectives.begin(), focus.objectives.end(),
                                    [&](const FocusRange& each) { return each.objective == m_objectives[i].name; });
    const bool given = range != focus.objectives.end();
    const auto text = [](const std::optional<double>& value) {
      return value ? QLocale().toString(*value, 'g', kDigits) : QString();
    };
    m_rows[i].low->setText(given ? text(range->min) : QString());
    m_rows[i].high->setText(given ? text(range->max) : QString());
  }
  if (m_where->text() != toQString(focus.where)) {
    m_where->setText(toQString(focus.where));
    count();
  }
}

Focus FocusDialog::region() const {
  Focus focus;
  focus.where = m_where->text().trimmed().toStdString();
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    FocusRange range{m_objectives[i].name, numberIn(*m_rows[i].low), numberIn(*m_rows[i].high)};
    if (range.min || range.max) focus.objectives.push_back(std::move(range));
  }
  return focus;
}

QString FocusDialog::verdict() const {
  return m_verdict->text();
}

QString FocusDialog::rangeProblem() const {
  for (std::size_t i = 0; i < m_rows.size(); ++i) {
    const auto low = numberIn(*m_rows[i].low), high = numberIn(*m_rows[i].high);
    if (low && high && *low > *high) return tr("The range of %1 is empty.").arg(toQString(m_objectives[i].name));
  }
  return {};
}

/// Off the window's thread: a large space under a constraint over many choices takes a while.
void FocusDialog::count() {
  m_usable = false;
  m_counted = std::make_shared<std::optional<std::string>>();
  m_where->setProblem({});
  m_counter.start([this, counted = m_counted, where = m_where->text().toStdString()](const JobContext&) -> Status {
    PSCOPE_TRY(const Space part, m_space.restricted(where));
    *counted = part.count();
    return {};
  });
  updateButtons();
}

void FocusDialog::showCount() {
  m_usable = true;
  updateButtons();
}

void FocusDialog::showProblem(const Error& error) {
  m_usable = false;
  const QString mend = translated(error.mend);
  const QString text = mend.isEmpty() ? translated(error.what) : translated(error.what) + QLatin1Char(' ') + mend;
  m_where->setProblem(text);
  m_accept->setEnabled(false);
  m_verdict->setText(text);
}

void FocusDialog::updateButtons() {
  const QString problem = rangeProblem();
  m_accept->setEnabled(m_usable && problem.isEmpty());
  if (!problem.isEmpty()) {
    m_verdict->setText(problem);
  } else if (m_usable && m_counted && *m_counted) {
    m_verdict->setText(tr("%1 of %2 designs are in this part of the space.")
                           .arg(shortCountText(**m_counted), shortCountText(m_space.count())));
  } else if (!m_where->marked()) {
    m_verdict->setText(tr("Counting the designs…"));
  }
}

}  // namespace pscope
