#include "widgets/space_expression_edit.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCompleter>
#include <QKeyEvent>
#include <QPainter>
#include <QStandardItemModel>
#include <QTreeView>
#include <algorithm>

#include "core/base/expression.h"
#include "core/space/bound_expression.h"
#include "widgets/icons.h"
#include "widgets/text.h"

namespace pscope {

namespace {

bool isOfName(QChar c) {
  return c.isLetterOrNumber() || c == QLatin1Char('_') || c == QLatin1Char('.');
}

}  // namespace

SpaceExpressionEdit::SpaceExpressionEdit(Names names, QWidget* parent)
    : QLineEdit(parent),
      m_names(std::move(names)),
      m_model(new QStandardItemModel(this)),
      m_completer(new QCompleter(m_model, this)),
      m_button(addAction(QIcon(), QLineEdit::TrailingPosition)) {
  m_button->setObjectName(QStringLiteral("showNames"));
  m_button->setToolTip(tr("Names and operators that can stand here (Ctrl+Space)"));
  m_completer->setWidget(this);
  m_completer->setCaseSensitivity(Qt::CaseInsensitive);
  m_completer->setFilterMode(Qt::MatchContains);
  m_completer->setMaxVisibleItems(12);
  auto* view = new QTreeView;
  view->setRootIsDecorated(false);
  view->setHeaderHidden(true);
  view->setUniformRowHeights(true);
  view->setMinimumWidth(300);
  m_completer->setPopup(view);
  connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this, &SpaceExpressionEdit::insertName);
  connect(m_button, &QAction::triggered, this, &SpaceExpressionEdit::showNames);
  connect(this, &QLineEdit::textEdited, this, [this](const QString& text) {
    Q_EMIT edited(text);
    complete();
  });
  updateIcon();
}

void SpaceExpressionEdit::updateIcon() {
  m_button->setIcon(themedIcon("names", palette()));
}

void SpaceExpressionEdit::fillNames() {
  m_model->clear();
  using Kind = VisibleName::Kind;
  for (const auto& name : m_names()) {
    const QString kind = name.kind == Kind::Choice         ? tr("choice")
                         : name.kind == Kind::Parameter    ? tr("of the scale")
                         : name.kind == Kind::DerivedValue ? tr("derived")
                         : name.kind == Kind::Variable     ? tr("variable")
                         : name.kind == Kind::Dimension    ? tr("size")
                         : name.kind == Kind::Cost         ? tr("cost")
                                                           : tr("function");
    auto* text = new QStandardItem(toQString(name.name));
    const QString detail = toQString(name.detail);
    auto* what = new QStandardItem(detail.isEmpty() ? kind : QStringLiteral("%1: %2").arg(kind, detail));
    what->setForeground(palette().color(QPalette::PlaceholderText));
    m_model->appendRow({text, what});
  }
  for (const char* word : {"+", "-", "*", "/", "=", "!=", "<", "<=", ">", ">=", "and", "or", "not", "(", ")", ","}) {
    auto* what = new QStandardItem(tr("operator"));
    what->setForeground(palette().color(QPalette::PlaceholderText));
    m_model->appendRow({new QStandardItem(QLatin1String(word)), what});
  }
}

int SpaceExpressionEdit::nameStart() const {
  int start = cursorPosition();
  while (start > 0 && isOfName(text()[start - 1])) --start;
  return start;
}

void SpaceExpressionEdit::showNames() {
  setFocus();
  fillNames();
  m_completer->setCompletionPrefix({});
  m_completer->complete();
  static_cast<QTreeView*>(m_completer->popup())->resizeColumnToContents(0);
}

void SpaceExpressionEdit::complete() {
  const QString begun = text().mid(nameStart(), cursorPosition() - nameStart());
  const bool isNumber = !begun.isEmpty() && begun[0].isDigit();
  if (begun.isEmpty() || isNumber) {
    m_completer->popup()->hide();
    return;
  }
  fillNames();
  m_completer->setCompletionPrefix(begun);
  const bool isWhole = m_completer->completionCount() == 1 && m_completer->currentCompletion() == begun;
  if (m_completer->completionCount() == 0 || isWhole) {
    m_completer->popup()->hide();
    return;
  }
  m_completer->complete();
  static_cast<QTreeView*>(m_completer->popup())->resizeColumnToContents(0);
}

void SpaceExpressionEdit::insertName(const QString& name) {
  QString whole = text();
  const bool isName = !name.isEmpty() && (name[0].isLetter() || name[0] == QLatin1Char('_'));
  const bool isWord = name == QLatin1String("and") || name == QLatin1String("or") || name == QLatin1String("not");
  const int end = hasSelectedText() ? selectionStart() + static_cast<int>(selectedText().size()) : cursorPosition();
  int start = hasSelectedText() ? selectionStart() : cursorPosition();
  if (!hasSelectedText() && isName && !m_completer->completionPrefix().isEmpty()) start = nameStart();
  QString put = name;
  const bool isOperator = isWord || (!isName && name != QLatin1String("(") && name != QLatin1String(")"));
  if (isOperator) {
    if (start > 0 && !whole[start - 1].isSpace() && name != QLatin1String(",")) put.prepend(QLatin1Char(' '));
    put.append(QLatin1Char(' '));
  }
  whole.replace(start, end - start, put);
  setText(whole);
  setCursorPosition(start + static_cast<int>(put.size()));
  Q_EMIT edited(whole);
}

void SpaceExpressionEdit::setProblem(const QString& problem) {
  m_marked.reset();
  setToolTip(problem);
  const std::string source = text().toStdString();
  if (!problem.isEmpty()) {
    const auto names = namesIn(source);
    const auto expression = Expression::compile(source, names);
    if (!expression.ok()) {
      const QString place = toQString(expression.error().place);
      const int column = place.section(QLatin1Char(' '), -1).toInt();
      const int at = std::clamp(column - 1, 0, std::max(0, static_cast<int>(text().size()) - 1));
      m_marked = std::pair{at, at + 1};
    } else {
      const auto known = m_names();
      for (const auto& name : names) {
        const bool isKnown =
            std::any_of(known.begin(), known.end(), [&name](const VisibleName& each) { return each.name == name; });
        if (isKnown) continue;
        const int at = static_cast<int>(text().indexOf(toQString(name)));
        m_marked = std::pair{at, at + static_cast<int>(name.size())};
        break;
      }
    }
    if (!m_marked) m_marked = std::pair{0, static_cast<int>(text().size())};
  }
  update();
}

void SpaceExpressionEdit::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (!m_marked || text().isEmpty()) return;
  const QFontMetrics metrics(font());
  // The line scrolls: the cursor says by how much.
  const int origin = cursorRect().center().x() - metrics.horizontalAdvance(text().left(cursorPosition()));
  const int left = origin + metrics.horizontalAdvance(text().left(m_marked->first));
  const int right = origin + metrics.horizontalAdvance(text().left(m_marked->second));
  const int base = (height() + metrics.height()) / 2;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(QColor(0xd5, 0x3e, 0x2f), 1.4));
  QPolygonF wave;
  for (int x = std::max(left, 2); x <= std::min(std::max(right, left + 6), width() - 2); x += 2) {
    wave << QPointF(x, base + ((x / 2) % 2 == 0 ? 0 : 2));
  }
  painter.drawPolyline(wave);
}

void SpaceExpressionEdit::keyPressEvent(QKeyEvent* event) {
  const bool popup = m_completer->popup()->isVisible();
  if (popup && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Escape ||
                event->key() == Qt::Key_Tab)) {
    event->ignore();  // the list takes it
    return;
  }
  if (event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier) return showNames();
  QLineEdit::keyPressEvent(event);
}

void SpaceExpressionEdit::changeEvent(QEvent* event) {
  QLineEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_button != nullptr) updateIcon();
}

bool UndoForDocument::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
      event->ignore();
      return true;
    }
  }
  return QObject::eventFilter(watched, event);
}

}  // namespace pscope
