#pragma once

#include <QObject>
#include <functional>
#include <string>

class QSettings;

namespace pscope {

class MessageBar;
class RecentFiles;
class SpaceDocument;

/// Saves a space's document, and asks what is to be done about unsaved changes and about another program's.
/// @thread the window's
class SpaceSaving : public QObject {
  Q_OBJECT
 public:
  enum class Answer { Save, Discard, Cancel };
  /// Asks what to do with unsaved changes, and calls back at once or later.
  using SaveQuestion = std::function<void(const QString& title, std::function<void(Answer)> answer)>;
  /// Asks for a file name to save under; calls back unless the user thinks better of it.
  using FileQuestion = std::function<void(const QString& suggestion, std::function<void(const QString& path)> answer)>;

  /// @param window  of the questions    @param messages, recent, settings  outlive this
  SpaceSaving(QWidget* window, MessageBar& messages, RecentFiles& recent, QSettings& settings);

  /// @param document  outlives this, or is replaced before it goes; nullptr: none
  void setDocument(SpaceDocument* document);
  /// Calls `then` once nothing unsaved is left, asking first if there is.
  void whenSaved(std::function<void()> then);
  /// Saves, asking for a file where there is none yet, and calls `then` if that went well.
  void save(std::function<void()> then = [] {});
  void saveAs(std::function<void()> then = [] {});
  void setSaveQuestion(SaveQuestion question) { m_saveQuestion = std::move(question); }
  void setFileQuestion(FileQuestion question) { m_fileQuestion = std::move(question); }

 Q_SIGNALS:
  /// The user wants to see what another program changed.
  void differenceRequested();

 private:
  void tellChangedOutside();

  QWidget* m_window;
  MessageBar& m_messages;
  RecentFiles& m_recent;
  QSettings& m_settings;
  SpaceDocument* m_document = nullptr;
  SaveQuestion m_saveQuestion;
  FileQuestion m_fileQuestion;
};

}  // namespace pscope
