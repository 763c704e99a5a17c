#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <QUndoStack>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/space/document_edit.h"
#include "core/space/space.h"
#include "widgets/background_job.h"
#include "widgets/space_commands.h"
#include "widgets/space_cursor.h"

namespace pscope {

/// A design space that is being edited: its JSON text, the only thing that changes, and what follows from it.
///
/// Every edit is a command on undoStack() that replaces a part of the text, so undoing brings back the text byte for
/// byte. Text that is not JSON is kept too (it comes from the JSON tab); json() is then the last that was. After each
/// edit the space is compiled, checked and counted in the background; space() is the last valid one.
/// @thread the window's
class SpaceDocument : public QObject {
  Q_OBJECT
 public:
  /// A document without a file. @param text  any text
  explicit SpaceDocument(std::string text, QObject* parent = nullptr);
  /// @error those of readFile
  static Result<std::unique_ptr<SpaceDocument>> open(const QString& path);
  ~SpaceDocument() override;

  const std::string& text() const { return m_text; }
  const Json& json() const;
  /// Why text() is not JSON, with line:column; edits of the structure are refused then.
  const std::optional<Error>& textError() const { return m_textError; }

  const std::optional<Space>& space() const { return m_space; }
  /// Everything that is wrong with the present text, once it was checked.
  const std::vector<Error>& problems() const { return m_problems; }
  /// The present text has been checked.
  bool checked() const { return m_checkedRevision == m_revision; }
  /// checked(), and space() is of the present text.
  bool valid() const { return checked() && m_problems.empty(); }
  /// Problems of this place and of what is inside it.
  int problemsBelow(const std::string& pointer) const;

  const QString& path() const { return m_path; }  ///< empty: never saved
  QString title() const;                          ///< of the space, or the file's name
  /// The built-in family that the text was taken from, while it is unchanged.
  std::string builtInName() const;
  void setBuiltInName(const std::string& name) { m_builtIn = name; }
  bool modified() const { return !m_undo.isClean(); }
  QUndoStack& undoStack() { return m_undo; }
  SpaceCursor& cursor() { return m_cursor; }
  const SpaceCursor& cursor() const { return m_cursor; }

  /// Does an edit as one command.
  /// @param what    for the undo menu: "Add a choice"
  /// @param select  pointer that is selected afterwards; empty: the selection stays
  /// @error those of the function; Parse when the text is not JSON; nothing has changed then
  Status edit(const QString& what, const std::function<Status(DocumentEditor&)>& function,
              const std::optional<std::string>& select = {}, SpaceCommandId id = SpaceCommandId::None,
              const std::string& mergeKey = {});
  /// Replaces or adds a value; edits of one place merge until endMerging().
  Status setValue(const std::string& pointer, const Json& value);
  /// Takes out a member, or an element of a list; the next one is selected.
  Status remove(const std::string& pointer);
  Status insert(const std::string& array, std::size_t index, const Json& value, const QString& what);
  Status move(const std::string& pointer, const std::string& array, std::size_t index);
  /// One place up (-1) or down (1) in its list. @error InvalidArgument  it is the first or last
  Status moveBy(const std::string& pointer, int steps);
  Status duplicate(const std::string& pointer);
  /// A choice, derived value, parameter or block, and all that reads it.
  Status rename(const std::string& pointer, const std::string& name);
  /// The whole text, as typed.
  void setText(const std::string& text);
  /// What was typed so far is one step; what comes is another.
  void endMerging() { ++m_mergeSession; }

  /// The selected element as a clipboard text. @error InvalidArgument  nothing that can be copied
  Result<std::string> copyText() const;
  /// @error  of readFragment and pasteFragment, located
  Status paste(const std::string& text);

  /// Where a new statement or choice goes: behind the selected one, into the selected list.
  struct Place {
    std::string array;
    std::size_t index = 0;
  };
  Place placeForStatement() const;
  Place placeForChoice() const;

  /// @error  of writeFileAtomically; InvalidArgument when another program changed the file since
  Status save();
  Status saveAs(const QString& path);
  /// What another program wrote, while the user has not decided.
  const std::optional<std::string>& outsideText() const { return m_outsideText; }
  void reloadOutside();
  void keepMine();
  /// The text as it was opened or last saved.
  const std::string& savedText() const { return m_savedText; }

  /// Only for commands.
  void apply(const TextEdit& edit, const std::string& place);

 Q_SIGNALS:
  void textChanged();     ///< json() may have changed too
  void checkedChanged();  ///< problems(), space(), checked()
  void pathChanged();
  void changedOutside();

 private:
  void setFileText(const std::string& bytes);
  std::string fileBytes() const;
  void parse();
  void startCheck();
  void finishCheck();
  void look();
  void watch();

  std::string m_text;
  std::unique_ptr<Json> m_json;
  std::optional<Error> m_textError;
  QString m_path;
  std::string m_builtIn;
  std::string m_savedText;   ///< as m_text
  std::string m_savedBytes;  ///< as in the file
  std::optional<std::string> m_outsideText;
  bool m_carriageReturns = false;  ///< lines of the file end in CR LF
  bool m_byteOrderMark = false;

  QUndoStack m_undo;
  SpaceCursor m_cursor;
  int m_mergeSession = 0;
  std::uint64_t m_revision = 0;
  std::uint64_t m_checkedRevision = UINT64_MAX;
  std::optional<Space> m_space;
  std::vector<Error> m_problems;
  QFileSystemWatcher m_watcher;
  QTimer m_lookTimer;

  struct Check {
    std::uint64_t revision = 0;
    std::optional<Space> space;
    std::vector<Error> problems;
  };
  Check m_check;        ///< written by the job
  BackgroundJob m_job;  ///< last: joined before what it writes to dies
};

/// The document of a space that has nothing yet.
std::string emptySpaceText();

}  // namespace pscope
