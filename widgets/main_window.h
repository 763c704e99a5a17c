#pragma once

#include <QMainWindow>
#include <functional>
#include <memory>

#include "widgets/appearance.h"
#include "widgets/message_bar.h"
#include "widgets/perspectives.h"
#include "widgets/recent_files.h"
#include "widgets/selection.h"
#include "widgets/study_document.h"

class QLabel;
class QProgressBar;
class QSettings;
class QStackedWidget;

namespace pscope {

class CostLabel;
class SpacePerspective;
class DevicePerspective;
class WelcomePage;
class Workspace;

/// What the window gets from main.
struct WindowServices {
  SearchServices search;
  std::string layoutProgram;      ///< empty: beside this program
  QSettings* settings = nullptr;  ///< outlives the window
  Appearance* appearance = nullptr;
  QString exampleFolder;  ///< where the example study is kept
};

/// The window: menus, tool bar, the perspectives (of which one is shown), status bar.
///
/// A perspective is a widget that is added to perspectives(); its windowTitle and windowModified become those of the
/// window while it is shown. What it opens is told by addFileKind().
/// @thread the window's
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  /// Asks whether a running search may be stopped, and calls back with the answer, at once or later.
  using StopQuestion = std::function<void(std::function<void(bool stop)> answer)>;

  /// Opens a file if it is of its kind: false leaves it to others.
  using FileOpener = std::function<bool(const QString& path)>;

  explicit MainWindow(const WindowServices& services, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// Opens a study, starts the assistant with a search configuration (.json), or whatever else the perspectives open.
  void openPath(const QString& path);
  /// Files with this suffix (".onnx") may be opened and dropped; `open` is asked before those that were added earlier.
  void addFileKind(const QString& suffix, FileOpener open);
  /// Makes a study and shows it; one that starts from earlier studies is made in the background. An existing file is
  /// refused.
  bool createStudy(const QString& path, const SearchConfig& config, bool start);
  /// Opens the example study, made at first use.
  void openExample(bool start);
  void selectFirst();
  void closeStudy();

  StudyDocument* document() { return m_document.get(); }
  Selection& selection() { return m_selection; }
  MessageBar& messages() { return *m_messages; }
  RecentFiles& recentFiles() { return m_recent; }
  Workspace& workspace() { return *m_workspace; }
  Perspectives& perspectives() { return *m_perspectives; }
  SpacePerspective& space() { return *m_space; }
  void setStopQuestion(StopQuestion question) { m_stopQuestion = std::move(question); }

 public Q_SLOTS:
  void newStudy();
  void chooseFile();
  /// The import assistant, with a file if one was given.
  void importFile(const QString& path);
  void saveCopyAs();
  void startOrContinue();
  void addCandidates();
  /// Strategies side by side on the evaluations of this study.
  void compareStrategies();
  /// The gallery of templates.
  void newSpace();
  /// The Space perspective with a copy of the study's space.
  void editStudySpace();

 Q_SIGNALS:
  void studyChanged();

 protected:
  void closeEvent(QCloseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  void showEvent(QShowEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void makePerspectives();
  void makeModelPerspective();
  void makeActions();
  QAction* makeAction(const char* name, const QString& text, const QKeySequence& shortcut, const char* icon,
                      std::function<void()> function);
  void makeMenus();
  void makeViewMenu();
  void makeHelpMenu();
  void makeToolBar();
  void makeStatusBar();
  void fillRecentMenu();
  void updateIcons();
  void updateActions();
  void updateStatus();
  void updateTitle();
  QAction* find(const char* action) const;
  void readSettings();
  void writeSettings();
  void restoreLayoutOnce();
  /// Calls `then` once no search runs, asking first if one does.
  void whenIdle(std::function<void()> then);
  void openStudy(const QString& path, bool start);
  void openConfiguration(const QString& path);
  /// Closes the study that is open and shows another, or none. false: something of it could not be written, and was
  /// told.
  bool changeStudy(std::unique_ptr<StudyDocument> document);
  void setDocument(std::unique_ptr<StudyDocument> document);
  void tellReadOnly();
  void tellStopRule();
  void showAssistant(const SearchConfig* config);
  void searchSpace(const QString& space);
  void searchFromStudy();
  bool createFromEarlier(const QString& path, const SearchConfig& config, bool start);
  void showHelp(const QString& name);
  void showAbout();

  WindowServices m_services;
  Selection m_selection;
  RecentFiles m_recent;
  std::unique_ptr<StudyDocument> m_document;
  StopQuestion m_stopQuestion;
  bool m_showsSomething = false;  ///< a candidate was selected for the user
  std::function<void()> m_afterStop;
  bool m_closing = false;
  std::optional<std::string> m_discarded;  ///< text of the space that the user does not want to save
  bool m_layoutRestored = false;

  QStackedWidget* m_stack;    ///< the perspectives
  QStackedWidget* m_explore;  ///< the welcome page, or the study
  Perspectives* m_perspectives;
  std::vector<std::pair<QString, FileOpener>> m_fileKinds;
  SpacePerspective* m_space;
  DevicePerspective* m_devices;
  WelcomePage* m_welcome;
  Workspace* m_workspace;
  MessageBar* m_messages;
  QMenu* m_recentMenu = nullptr;
  QLabel* m_stateLabel = nullptr;
  QLabel* m_bestLabel = nullptr;
  CostLabel* m_costLabel = nullptr;
  QProgressBar* m_progress = nullptr;
  std::vector<std::pair<QAction*, const char*>> m_icons;
};

}  // namespace pscope
