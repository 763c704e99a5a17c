#include "widgets/space_json_panel.h"

#include <QFontDatabase>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSyntaxHighlighter>
#include <QTextBlock>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "widgets/space_document.h"
#include "widgets/space_expression_edit.h"
#include "widgets/text.h"

namespace pscope {

/// Colours of keys, texts, numbers and words.
class JsonHighlighter : public QSyntaxHighlighter {
 public:
  using QSyntaxHighlighter::QSyntaxHighlighter;

  void setDark(bool dark) {
    m_key.setForeground(dark ? QColor(0x8a, 0xc4, 0xff) : QColor(0x0b, 0x57, 0x99));
    m_string.setForeground(dark ? QColor(0x9b, 0xd3, 0x8d) : QColor(0x2c, 0x6e, 0x1f));
    m_number.setForeground(dark ? QColor(0xe8, 0xb0, 0x6a) : QColor(0x9a, 0x4f, 0x00));
    rehighlight();
  }

 protected:
  void highlightBlock(const QString& text) override {
    static const QRegularExpression token(
        QStringLiteral(R"re(("(?:\\.|[^"\\])*"?)(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))re"));
    for (auto matches = token.globalMatch(text); matches.hasNext();) {
      const auto match = matches.next();
      if (match.capturedStart(1) >= 0) {
        const bool isKey = match.capturedStart(2) >= 0;
        setFormat(static_cast<int>(match.capturedStart(1)), static_cast<int>(match.capturedLength(1)),
                  isKey ? m_key : m_string);
      } else {
        setFormat(static_cast<int>(match.capturedStart(3)), static_cast<int>(match.capturedLength(3)), m_number);
      }
    }
  }

 private:
  QTextCharFormat m_key, m_string, m_number;
};

namespace {

class Numbers : public QWidget {
 public:
  explicit Numbers(NumberedTextEdit* editor) : QWidget(editor), m_editor(editor) {}
  QSize sizeHint() const override { return {m_editor->numbersWidth(), 0}; }

 protected:
  void paintEvent(QPaintEvent* event) override { m_editor->paintNumbers(event); }

 private:
  NumberedTextEdit* m_editor;
};

/// Text of a keyboard or the clipboard as JSON can hold it outside of its strings.
QString plainJsonText(QString text) {
  for (const QChar separator : {QChar(QChar::LineSeparator), QChar(QChar::ParagraphSeparator)}) {
    text.replace(separator, QLatin1Char('\n'));
  }
  return text.replace(QChar(QChar::Nbsp), QLatin1Char(' '));
}

/// Characters of the window's text before a byte of the document's.
int characterOf(const std::string& text, std::size_t offset) {
  return static_cast<int>(QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min(offset, text.size()))).size());
}

}  // namespace

NumberedTextEdit::NumberedTextEdit(QWidget* parent) : QPlainTextEdit(parent), m_numbers(new Numbers(this)) {
  connect(this, &QPlainTextEdit::blockCountChanged, this, &NumberedTextEdit::placeNumbers);
  connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
    if (dy != 0) {
      m_numbers->scroll(0, dy);
    } else {
      m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    }
  });
  placeNumbers();
}

int NumberedTextEdit::numbersWidth() const {
  return 16 + fontMetrics().horizontalAdvance(QString::number(std::max(100, blockCount())));
}

void NumberedTextEdit::placeNumbers() {
  setViewportMargins(numbersWidth(), 0, 0, 0);
  m_numbers->setGeometry(contentsRect().x(), contentsRect().y(), numbersWidth(), contentsRect().height());
}

void NumberedTextEdit::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  placeNumbers();
}

void NumberedTextEdit::keyPressEvent(QKeyEvent* event) {
  const QString plain =
      event->matches(QKeySequence::InsertLineSeparator) ? QStringLiteral("\n") : plainJsonText(event->text());
  if (isReadOnly() || plain == event->text()) return QPlainTextEdit::keyPressEvent(event);
  textCursor().insertText(plain);
  ensureCursorVisible();
}

void NumberedTextEdit::inputMethodEvent(QInputMethodEvent* event) {
  QInputMethodEvent plain(event->preeditString(), event->attributes());
  plain.setCommitString(plainJsonText(event->commitString()), event->replacementStart(), event->replacementLength());
  QPlainTextEdit::inputMethodEvent(&plain);
}

void NumberedTextEdit::insertFromMimeData(const QMimeData* source) {
  if (!source->hasText()) return;
  textCursor().insertText(plainJsonText(source->text()));
  ensureCursorVisible();
}

void NumberedTextEdit::paintNumbers(QPaintEvent* event) {
  QPainter painter(m_numbers);
  painter.fillRect(event->rect(), palette().color(QPalette::AlternateBase));
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.setFont(font());
  auto block = firstVisibleBlock();
  qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
  while (block.isValid() && top <= event->rect().bottom()) {
    const qreal height = blockBoundingRect(block).height();
    painter.drawText(QRectF(0, top, m_numbers->width() - 8, fontMetrics().height()), Qt::AlignRight,
                     QString::number(block.blockNumber() + 1));
    top += height;
    block = block.next();
  }
}

// ---------------------------------------------------------------------------------------------------------------------

SpaceJsonPanel::SpaceJsonPanel(QWidget* parent)
    : Panel(parent),
      m_text(new NumberedTextEdit(this)),
      m_state(new QLabel(this)),
      m_highlighter(new JsonHighlighter(m_text->document())) {
  setObjectName(QStringLiteral("spaceJsonPanel"));
  m_text->setObjectName(QStringLiteral("spaceJson"));
  m_text->setAccessibleName(tr("JSON text of the space"));
  m_text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setUndoRedoEnabled(false);
  m_text->setTabChangesFocus(true);
  m_text->installEventFilter(new UndoForDocument(this));
  m_text->installEventFilter(this);
  m_state->setObjectName(QStringLiteral("spaceJsonState"));
  m_state->setContentsMargins(10, 4, 10, 4);
  m_state->setWordWrap(true);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(m_text, 1);
  layout->addWidget(m_state);
  connect(m_text, &QPlainTextEdit::textChanged, this, &SpaceJsonPanel::typed);
  connect(m_text, &QPlainTextEdit::cursorPositionChanged, this, &SpaceJsonPanel::followCursor);
  m_highlighter->setDark(palette().color(QPalette::Base).lightness() < 128);
}

void SpaceJsonPanel::setDocument(SpaceDocument* document) {
  if (m_document) {
    m_document->disconnect(this);
    m_document->cursor().disconnect(this);
  }
  m_document = document;
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpaceJsonPanel::requestRefresh);
    connect(document, &SpaceDocument::checkedChanged, this, &SpaceJsonPanel::requestRefresh);
    connect(&document->cursor(), &SpaceCursor::changed, this, &SpaceJsonPanel::requestRefresh);
  }
  m_text->setReadOnly(m_document == nullptr);
  requestRefresh();
}

/// As it was given: QPlainTextEdit::toPlainText() makes spaces of no-break spaces and line ends of U+2028.
QString SpaceJsonPanel::typedText() const {
  return m_text->document()->toRawText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

void SpaceJsonPanel::refresh() {
  showText();
  showMarks();
}

/// Only what differs is replaced, so that the cursor and the place in the window stay.
void SpaceJsonPanel::showText() {
  const QScopedValueRollback echo(m_echo, true);
  const QString text = m_document ? toQString(m_document->text()) : QString();
  const QString shown = typedText();
  if (text == shown) return;
  const TextEdit edit = editBetween(shown.toStdString(), text.toStdString());
  const std::string before = shown.toStdString();
  QTextCursor cursor(m_text->document());
  cursor.setPosition(characterOf(before, edit.offset));
  cursor.setPosition(characterOf(before, edit.offset + edit.removed.size()), QTextCursor::KeepAnchor);
  cursor.insertText(toQString(edit.inserted));
}

void SpaceJsonPanel::showMarks() {
  QList<QTextEdit::ExtraSelection> marks;
  if (!m_document) return m_text->setExtraSelections(marks);
  const std::string& text = m_document->text();
  const auto mark = [&](TextSpan span, const QTextCharFormat& format) {
    QTextEdit::ExtraSelection selection;
    selection.cursor = QTextCursor(m_text->document());
    selection.cursor.setPosition(characterOf(text, span.begin));
    selection.cursor.setPosition(characterOf(text, span.end), QTextCursor::KeepAnchor);
    selection.format = format;
    marks.push_back(selection);
  };
  QTextCharFormat wrong;
  wrong.setUnderlineStyle(QTextCharFormat::WaveUnderline);
  wrong.setUnderlineColor(QColor(0xd5, 0x3e, 0x2f));
  if (const auto& error = m_document->textError()) {
    const auto offset = offsetOf(text, error->place).value_or(0);
    const std::size_t begin = offset < text.size() || offset == 0 ? offset : offset - 1;
    QTextCharFormat loud = wrong;
    loud.setBackground(QColor(0xd5, 0x3e, 0x2f, 70));
    mark({begin, std::min(begin + 1, text.size())}, loud);
    const QString place = toQString(error->place);
    m_state->setText(tr("⚠ Line %1, column %2: %3 The other views show the last text that was valid; nothing is lost.")
                         .arg(place.section(QLatin1Char(':'), 0, 0), place.section(QLatin1Char(':'), 1, 1),
                              translated(error->what)));
  } else {
    const JsonPlaces places(text);
    const auto& cursor = m_document->cursor();
    if (!m_text->hasFocus() && !cursor.current().empty()) {
      const auto place = places.findNearest(cursor.current());
      QTextCharFormat selected;
      QColor tint = palette().color(QPalette::Highlight);
      tint.setAlpha(40);
      selected.setBackground(tint);
      mark(place.value, selected);
      const QScopedValueRollback echo(m_echo, true);
      QTextCursor at(m_text->document());
      at.setPosition(characterOf(text, place.value.begin));
      m_text->setTextCursor(at);
      m_text->horizontalScrollBar()->setValue(0);
    }
    for (const auto& problem : m_document->problems()) mark(places.findNearest(problem.place).value, wrong);
    if (!m_document->checked()) {
      m_state->setText(tr("Checking…"));
    } else if (m_document->problems().empty()) {
      m_state->setText(tr("Valid. %n line(s).", nullptr, m_text->blockCount()));
    } else {
      const auto& first = m_document->problems().front();
      const auto [line, column] = lineAndColumn(text, places.findNearest(first.place).value.begin);
      m_state->setText(
          tr("⚠ Line %1, column %2: %3 %4").arg(line).arg(column).arg(translated(first.what), translated(first.mend)));
    }
  }
  m_text->setExtraSelections(marks);
}

void SpaceJsonPanel::typed() {
  if (m_echo || !m_document) return;
  const QScopedValueRollback echo(m_echo, true);
  m_document->setText(typedText().toStdString());
}

/// The part around the text cursor is selected everywhere.
void SpaceJsonPanel::followCursor() {
  if (m_echo || !m_document || m_document->textError() || !m_text->hasFocus()) return;
  if (typedText().toStdString() != m_document->text()) return;
  const QScopedValueRollback echo(m_echo, true);
  const QString before = typedText().left(m_text->textCursor().position());
  std::string place = JsonPlaces(m_document->text()).at(before.toStdString().size()).pointer;
  // Up to a part that has a form: an element of a list, or a member of "blocks" and "values".
  while (!place.empty()) {
    const std::string parent = parentPointer(place);
    const Json* value = valueAt(m_document->json(), place);
    const Json* owner = valueAt(m_document->json(), parent);
    const bool isPart =
        owner != nullptr && owner->is_array() && value != nullptr && (value->is_object() || parent == "/constraints");
    if (isPart || parent == "/blocks" || parent == "/values" || parent.empty()) break;
    place = parent;
  }
  m_document->cursor().set(place);
}

void SpaceJsonPanel::goTo(const QString& lineColumn) {
  const auto offset = offsetOf(typedText().toStdString(), lineColumn.toStdString());
  if (!offset) return;
  QTextCursor cursor(m_text->document());
  cursor.setPosition(characterOf(typedText().toStdString(), *offset));
  m_text->setTextCursor(cursor);
  m_text->setFocus();
}

/// What is typed from one visit to the next is one step of its own in the history.
bool SpaceJsonPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_text && event->type() == QEvent::FocusOut && m_document) m_document->endMerging();
  return Panel::eventFilter(watched, event);
}

void SpaceJsonPanel::changeEvent(QEvent* event) {
  Panel::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && m_highlighter != nullptr) {
    m_highlighter->setDark(palette().color(QPalette::Base).lightness() < 128);
  }
}

}  // namespace pscope
