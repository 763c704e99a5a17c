#include "widgets/space_changes_panel.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QTextBrowser>
#include <QVBoxLayout>

#include "widgets/count_text.h"
#include "widgets/space_document.h"
#include "widgets/text.h"

namespace pscope {

namespace {

struct ChangesTr {
  Q_DECLARE_TR_FUNCTIONS(SpaceChanges)
};

constexpr std::size_t kMostLines = 60;  ///< of one kind

QString escaped(const std::string& text) {
  return toQString(text).toHtmlEscaped();
}

QString listed(const std::vector<std::string>& words) {
  QString text;
  for (const auto& word : words) text += (text.isEmpty() ? QString() : QStringLiteral(", ")) + escaped(word);
  return text;
}

void addLines(QString& html, const QString& title, const std::vector<QString>& lines) {
  if (lines.empty()) return;
  html += QStringLiteral("<p><b>%1</b></p><ul>").arg(title);
  for (std::size_t i = 0; i < std::min(lines.size(), kMostLines); ++i) {
    html += QStringLiteral("<li>%1</li>").arg(lines[i]);
  }
  if (lines.size() > kMostLines) {
    html += QStringLiteral("<li>%1</li>")
                .arg(ChangesTr::tr("and %n more", nullptr, static_cast<int>(lines.size() - kMostLines)));
  }
  html += QStringLiteral("</ul>");
}

}  // namespace

QString differenceText(const Space& before, const Space& after) {
  const SpaceDifference change = difference(before, after);
  if (change.empty()) return ChangesTr::tr("<p>Nothing has changed.</p>");
  QString html = ChangesTr::tr("<p>Designs: %1 before, <b>%2</b> now.</p>")
                     .arg(groupedDigits(before.count()), groupedDigits(after.count()));
  const auto paths = [](const std::vector<std::string>& list) {
    std::vector<QString> lines;
    for (const auto& path : list) lines.push_back(escaped(path));
    return lines;
  };
  addLines(html, ChangesTr::tr("Choices that are new"), paths(change.added));
  addLines(html, ChangesTr::tr("Choices that are gone"), paths(change.removed));
  std::vector<QString> changed;
  for (const auto& each : change.changed) {
    QString line = escaped(each.path);
    if (!each.addedLevels.empty()) line += ChangesTr::tr("; new levels: %1").arg(listed(each.addedLevels));
    if (!each.removedLevels.empty())
      line += ChangesTr::tr("; levels that are gone: %1").arg(listed(each.removedLevels));
    if (each.conditionBefore != each.conditionAfter) {
      const QString always = ChangesTr::tr("always");
      line += ChangesTr::tr("; active when: %1, was: %2")
                  .arg(each.conditionAfter.empty() ? always : escaped(each.conditionAfter),
                       each.conditionBefore.empty() ? always : escaped(each.conditionBefore));
    }
    changed.push_back(line);
  }
  addLines(html, ChangesTr::tr("Choices that changed"), changed);
  std::vector<QString> parts;
  if (change.constraintsDiffer) parts.push_back(ChangesTr::tr("the constraints"));
  if (change.templateDiffers) parts.push_back(ChangesTr::tr("the template of the network"));
  if (change.scalesDiffer) parts.push_back(ChangesTr::tr("the scales"));
  addLines(html, ChangesTr::tr("Also different"), parts);
  return html;
}

SpaceChangesPanel::SpaceChangesPanel(QWidget* parent)
    : Panel(parent), m_against(new QComboBox(this)), m_text(new QTextBrowser(this)) {
  setObjectName(QStringLiteral("spaceChangesPanel"));
  m_against->setObjectName(QStringLiteral("changesAgainst"));
  m_against->setAccessibleName(tr("Compared with"));
  m_text->setObjectName(QStringLiteral("changesText"));
  m_text->setAccessibleName(tr("What has changed"));
  m_text->setFrameShape(QFrame::NoFrame);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(10, 6, 10, 0);
  row->addWidget(new QLabel(tr("Compared with"), this));
  row->addWidget(m_against);
  row->addStretch(1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addLayout(row);
  layout->addWidget(m_text, 1);
  fillChoices();
  connect(m_against, &QComboBox::currentIndexChanged, this, &SpaceChangesPanel::requestRefresh);
}

void SpaceChangesPanel::setDocument(SpaceDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  if (m_document) {
    connect(document, &SpaceDocument::checkedChanged, this, &SpaceChangesPanel::requestRefresh);
    connect(&document->undoStack(), &QUndoStack::cleanChanged, this, &SpaceChangesPanel::requestRefresh);
  }
  requestRefresh();
}

void SpaceChangesPanel::setStudySpace(const std::optional<Space>& space, const QString& study) {
  m_studySpace = space;
  m_studyTitle = study;
  fillChoices();
  requestRefresh();
}

void SpaceChangesPanel::fillChoices() {
  const QSignalBlocker block(m_against);
  const QVariant chosen = m_against->currentData();
  m_against->clear();
  m_against->addItem(tr("the text as it was opened or saved"), SavedFile);
  if (m_document && m_document->outsideText()) m_against->addItem(tr("the file as it is now"), Outside);
  if (m_studySpace) m_against->addItem(tr("the last search: %1").arg(m_studyTitle), Study);
  m_against->setCurrentIndex(std::max(0, m_against->findData(chosen)));
}

void SpaceChangesPanel::showOutside() {
  fillChoices();
  m_against->setCurrentIndex(std::max(0, m_against->findData(Outside)));
  requestRefresh();
}

void SpaceChangesPanel::refresh() {
  if (!m_document) return m_text->clear();
  if (!m_document->space()) {
    m_text->setHtml(tr("<p>The space has no designs yet.</p>"));
    return;
  }
  const int against = m_against->currentData().toInt();
  if (against != Study) {
    const bool outside = against == Outside && m_document->outsideText();
    const std::string& text = outside ? *m_document->outsideText() : m_document->savedText();
    if (text != m_beforeText) {
      m_beforeText = text;
      const auto saved = Space::fromText(text, {});
      m_before = saved.ok() ? std::optional(saved.value()) : std::nullopt;
    }
  }
  const std::optional<Space>& before = against == Study ? m_studySpace : m_before;
  QString html;
  if (!m_document->valid()) html = tr("<p><i>The space has problems; this is about its last valid form.</i></p>");
  html += before ? differenceText(*before, *m_document->space())
                 : tr("<p>What it is compared with is not a valid space; all %1 designs are new.</p>")
                       .arg(groupedDigits(m_document->space()->count()));
  m_text->setHtml(html);
}

}  // namespace pscope
