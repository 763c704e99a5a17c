#include "widgets/knob_row.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QScopedValueRollback>
#include <QSlider>
#include <QSpinBox>
#include <QToolButton>
#include <algorithm>
#include <cmath>

#include "widgets/text.h"

namespace pscope {
namespace {

constexpr std::size_t kMostButtons = 5;
constexpr std::size_t kMostButtonLetters = 24;  ///< of all buttons of a row together

/// A number field over the levels of a choice: it steps from level to level and takes the nearest to what is typed.
class LevelSpinBox : public QSpinBox {
 public:
  LevelSpinBox(const Choice& choice, QWidget* parent) : QSpinBox(parent), m_choice(choice) {
    setRange(0, static_cast<int>(choice.levels.size()) - 1);
    setKeyboardTracking(false);
  }

 protected:
  QString textFromValue(int value) const override {
    return toQString(m_choice.levels[static_cast<std::size_t>(value)]);
  }
  int valueFromText(const QString& text) const override {
    bool ok = false;
    double number = locale().toDouble(text.trimmed(), &ok);
    if (!ok) number = QLocale::c().toDouble(text.trimmed(), &ok);
    if (!ok) return value();
    const auto distance = [number](double level) { return std::abs(level - number); };
    const auto nearest = std::min_element(m_choice.numbers.begin(), m_choice.numbers.end(),
                                          [&](double a, double b) { return distance(a) < distance(b); });
    return static_cast<int>(nearest - m_choice.numbers.begin());
  }
  QValidator::State validate(QString& text, int&) const override {
    bool ok = false;
    locale().toDouble(text.trimmed(), &ok);
    if (!ok) QLocale::c().toDouble(text.trimmed(), &ok);
    return ok ? QValidator::Acceptable : QValidator::Intermediate;
  }

 private:
  Choice m_choice;
};

/// One of a row of buttons that look like one control; the chosen one is filled.
class SegmentButton : public QToolButton {
 public:
  explicit SegmentButton(QWidget* parent) : QToolButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
  }
  QSize sizeHint() const override {
    return {std::max(fontMetrics().horizontalAdvance(text()) + 14, fontMetrics().averageCharWidth() * 5),
            fontMetrics().height() + 7};
  }
  QSize minimumSizeHint() const override { return sizeHint(); }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const auto group = isEnabled() ? QPalette::Active : QPalette::Disabled;
    const auto colour = [&](QPalette::ColorRole role) { return palette().color(group, role); };
    QColor frame = colour(QPalette::Text);
    frame.setAlphaF(0.28F);
    const bool filled = isChecked() && isEnabled();
    QColor ground = filled ? colour(QPalette::Highlight) : colour(QPalette::Base);
    if (!filled && underMouse() && isEnabled()) ground = colour(QPalette::Button);
    painter.fillRect(rect(), ground);
    painter.setPen(frame);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
    if (hasFocus()) {
      painter.setPen(QPen(filled ? colour(QPalette::HighlightedText) : colour(QPalette::Highlight), 1));
      painter.drawRect(rect().adjusted(2, 2, -3, -3));
    }
    painter.setPen(filled ? colour(QPalette::HighlightedText) : colour(QPalette::Text));
    painter.drawText(rect(), Qt::AlignCenter, text());
  }
};

bool isRange(const Choice& choice) {
  const bool numeric = choice.type == Choice::Type::Integer || choice.type == Choice::Type::Real;
  return numeric && choice.levels.size() > 3;
}

bool fitsButtons(const Choice& choice) {
  std::size_t letters = 0;
  for (const auto& level : choice.levels) letters += level.size() + 1;
  return choice.levels.size() <= kMostButtons && letters <= kMostButtonLetters;
}

/// "stage1.kernel" -> "kernel"
QString shortName(const Choice& choice) {
  return toQString(choice.path).section(QLatin1Char('.'), -1);
}

}  // namespace

KnobRow::KnobRow(std::size_t index, const Choice& choice, QWidget* parent)
    : QWidget(parent), m_index(index), m_choice(choice) {
  const QString path = toQString(choice.path);
  setObjectName(QStringLiteral("knob_") + path);
  m_marker = new QLabel(QStringLiteral("\u25cf"), this);
  m_marker->setForegroundRole(QPalette::Highlight);
  m_marker->setToolTip(tr("Differs from the starting design"));
  m_marker->setFixedWidth(fontMetrics().horizontalAdvance(QStringLiteral("\u25cf")) + 2);
  auto* name = new QLabel(shortName(choice), this);
  name->setToolTip(choice.title.empty() ? path : QStringLiteral("%1\n%2").arg(path, toQString(choice.title)));
  name->setFixedWidth(fontMetrics().averageCharWidth() * 15);
  m_before = new QLabel(this);
  m_before->setForegroundRole(QPalette::PlaceholderText);
  m_before->setToolTip(tr("The level in the starting design"));
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 4, 0);
  layout->setSpacing(4);
  layout->addWidget(m_marker);
  layout->addWidget(name);
  if (choice.type == Choice::Type::Boolean) {
    makeCheckBox(layout);
  } else if (isRange(choice)) {
    makeSlider(layout);
  } else if (fitsButtons(choice)) {
    makeButtons(layout);
  } else {
    makeComboBox(layout);
  }
  layout->addWidget(m_before);
  layout->addStretch(1);
  for (auto* control : m_control->findChildren<QWidget*>()) {
    const auto* button = qobject_cast<QToolButton*>(control);
    control->setAccessibleName(button == nullptr ? path : path + QLatin1Char(' ') + button->text());
  }
  m_control->setAccessibleName(choice.title.empty() ? path : path + QStringLiteral(": ") + toQString(choice.title));
}

void KnobRow::ask(int level, bool moving) {
  if (!m_echo) Q_EMIT levelWanted(m_index, level, moving);
}

void KnobRow::makeCheckBox(QHBoxLayout* layout) {
  auto* box = new QCheckBox(this);
  connect(box, &QCheckBox::toggled, this, [this](bool on) { ask(on ? 1 : 0); });
  m_setLevel = [box](int level) { box->setChecked(level == 1); };
  m_control = box;
  layout->addWidget(box);
}

void KnobRow::makeButtons(QHBoxLayout* layout) {
  m_control = new QWidget(this);
  auto* row = new QHBoxLayout(m_control);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  auto* group = new QButtonGroup(m_control);
  for (std::size_t level = 0; level < m_choice.levels.size(); ++level) {
    auto* button = new SegmentButton(m_control);
    button->setText(toQString(m_choice.levels[level]));
    group->addButton(button, static_cast<int>(level));
    row->addWidget(button);
  }
  connect(group, &QButtonGroup::idClicked, this, [this](int level) { ask(level); });
  m_setLevel = [group](int level) {
    auto* button = group->button(level);
    if (button != nullptr) return button->setChecked(true);
    if (auto* checked = group->checkedButton()) {
      group->setExclusive(false);
      checked->setChecked(false);
      group->setExclusive(true);
    }
  };
  layout->addWidget(m_control);
}

void KnobRow::makeComboBox(QHBoxLayout* layout) {
  auto* box = new QComboBox(this);
  for (const auto& level : m_choice.levels) box->addItem(toQString(level));
  box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  box->setFocusPolicy(Qt::StrongFocus);
  connect(box, &QComboBox::activated, this, [this](int level) { ask(level); });
  m_setLevel = [box](int level) { box->setCurrentIndex(level); };
  m_control = box;
  layout->addWidget(box);
}

void KnobRow::makeSlider(QHBoxLayout* layout) {
  m_control = new QWidget(this);
  auto* slider = new QSlider(Qt::Horizontal, m_control);
  slider->setRange(0, static_cast<int>(m_choice.levels.size()) - 1);
  slider->setPageStep(std::max(1, slider->maximum() / 5));
  slider->setMinimumWidth(90);
  slider->setMaximumWidth(220);
  auto* number = new LevelSpinBox(m_choice, m_control);
  auto* row = new QHBoxLayout(m_control);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(6);
  row->addWidget(slider, 1);
  row->addWidget(number);
  connect(slider, &QSlider::valueChanged, this, [this, slider](int level) { ask(level, slider->isSliderDown()); });
  connect(slider, &QSlider::sliderReleased, this, &KnobRow::moveEnded);
  connect(number, &QSpinBox::valueChanged, this, [this](int level) { ask(level); });
  m_setLevel = [slider, number](int level) {
    if (level < 0) return;
    slider->setValue(level);
    number->setValue(level);
  };
  layout->addWidget(m_control, 1);
}

void KnobRow::showLevel(int level, int start) {
  {
    const QScopedValueRollback echo(m_echo, true);
    m_setLevel(level);
  }
  const bool active = level != kInactive;
  m_control->setEnabled(active);
  setToolTip(active ? QString() : tr("Not active in this design: it needs %1.").arg(toQString(m_choice.condition)));
  const bool changed = level != start;
  m_marker->setText(changed ? QStringLiteral("\u25cf") : QString());
  const QString before =
      start == kInactive ? tr("not active") : toQString(m_choice.levels[static_cast<std::size_t>(start)]);
  m_before->setText(changed ? tr("was %1").arg(before) : QString());
}

bool KnobRow::matches(const Choice& choice, const QString& words) {
  for (const QString& word : words.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
    const auto in = [&](const std::string& text) { return toQString(text).contains(word, Qt::CaseInsensitive); };
    if (!in(choice.path) && !in(choice.title) && std::none_of(choice.levels.begin(), choice.levels.end(), in)) {
      return false;
    }
  }
  return true;
}

}  // namespace pscope
