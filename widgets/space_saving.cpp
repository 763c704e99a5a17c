#include "widgets/space_saving.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <nlohmann/json.hpp>

#include "core/space/document_edit.h"
#include "core/space/document_members.h"
#include "widgets/message_bar.h"
#include "widgets/recent_files.h"
#include "widgets/space_document.h"
#include "widgets/text.h"

namespace pscope {

SpaceSaving::SpaceSaving(QWidget* window, MessageBar& messages, RecentFiles& recent, QSettings& settings)
    : QObject(window), m_window(window), m_messages(messages), m_recent(recent), m_settings(settings) {
  m_saveQuestion = [this](const QString& title, std::function<void(Answer)> answer) {
    auto* box = new QMessageBox(QMessageBox::Question, tr("The space has unsaved changes"),
                                tr("Save the changes of %1?").arg(title), QMessageBox::NoButton, m_window);
    box->setObjectName(QStringLiteral("saveQuestion"));
    auto* save = box->addButton(QMessageBox::Save);
    auto* discard = box->addButton(QMessageBox::Discard);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(save);
    box->setAttribute(Qt::WA_DeleteOnClose);
    connect(box, &QMessageBox::finished, this, [box, save, discard, answer] {
      answer(box->clickedButton() == save      ? Answer::Save
             : box->clickedButton() == discard ? Answer::Discard
                                               : Answer::Cancel);
    });
    box->open();
  };
  m_fileQuestion = [this](const QString& suggestion, std::function<void(const QString&)> answer) {
    auto* dialog = new QFileDialog(m_window, tr("Save the space"), suggestion, tr("Spaces (*.json)"));
    dialog->setObjectName(QStringLiteral("saveSpaceDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, answer);
    dialog->open();
  };
}

void SpaceSaving::setDocument(SpaceDocument* document) {
  m_document = document;
  if (m_document) connect(document, &SpaceDocument::changedOutside, this, &SpaceSaving::tellChangedOutside);
}

void SpaceSaving::tellChangedOutside() {
  m_messages.showMessage(
      MessageBar::Severity::Warning, tr("Another program changed %1.").arg(QFileInfo(m_document->path()).fileName()),
      tr("Reload it (your text can be brought back by undo), or keep yours and overwrite the file when you save."));
  m_messages.setAction(tr("Reload"), [this] {
    if (m_document) m_document->reloadOutside();
  });
  m_messages.addAction(tr("Keep mine"), [this] {
    if (m_document) m_document->keepMine();
  });
  m_messages.addAction(tr("Show the difference"), [this] {
    Q_EMIT differenceRequested();
    if (m_document) tellChangedOutside();  // still to be decided
  });
}

void SpaceSaving::whenSaved(std::function<void()> then) {
  if (!m_document || !m_document->modified()) return then();
  m_saveQuestion(m_document->title(), [this, then = std::move(then)](Answer answer) {
    if (answer == Answer::Cancel) return;
    if (answer == Answer::Save) return save(then);
    then();
  });
}

void SpaceSaving::save(std::function<void()> then) {
  if (!m_document) return;
  if (m_document->path().isEmpty()) return saveAs(std::move(then));
  const Status saved = m_document->save();
  if (!saved.ok()) {
    if (m_document->outsideText()) return tellChangedOutside();
    return m_messages.showError(saved.error());
  }
  m_recent.add(m_document->path());
  if (m_document->textError()) {
    m_messages.showMessage(MessageBar::Severity::Warning, tr("Saved, though the text is not valid JSON yet."));
  }
  then();
}

void SpaceSaving::saveAs(std::function<void()> then) {
  if (!m_document) return;
  QString folder = m_settings.value(QStringLiteral("folder")).toString();
  if (!m_document->path().isEmpty()) folder = QFileInfo(m_document->path()).absolutePath();
  const QString name = toQString(textOf(m_document->json(), "name"));
  const QString base = name.isEmpty() ? tr("space") : name;
  m_fileQuestion(QDir(folder).filePath(base + QStringLiteral(".json")), [this, then](const QString& path) {
    if (!m_document) return;
    const Status saved = m_document->saveAs(path);
    if (!saved.ok()) return m_messages.showError(saved.error());
    m_settings.setValue(QStringLiteral("folder"), QFileInfo(path).absolutePath());
    m_recent.add(path);
    then();
  });
}

}  // namespace pscope
