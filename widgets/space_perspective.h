#pragma once

#include <QUndoGroup>
#include <QWidget>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/space/space.h"
#include "widgets/space_document.h"
#include "widgets/space_profiler.h"
#include "widgets/thumbnail_cache.h"

class QAction;
class QDockWidget;
class QSettings;
class QStackedWidget;
class QTabBar;
class QScrollArea;

namespace pscope {

class DockWindow;
class KnobsPanel;
class MessageBar;
class RecentFiles;
class SpaceCanvas;
class SpaceChangesPanel;
class SpaceDistributionPanel;
class SpaceGallery;
class SpaceGuide;
class SpaceHeader;
class SpaceJsonPanel;
class SpacePalettePanel;
class SpacePreviewPanel;
class SpaceProblemsPanel;
class SpacePropertiesPanel;
class SpaceSaving;
class SpaceTreePanel;

/// The Space perspective: the gallery of templates, or one space's document with its views in docks around the canvas.
/// @thread the window's
class SpacePerspective : public QWidget {
  Q_OBJECT
 public:
  /// @param recent, settings  outlive this
  SpacePerspective(RecentFiles& recent, QSettings& settings, const std::string& layoutProgram,
                   QWidget* parent = nullptr);
  ~SpacePerspective() override;

  /// Whether a file is a space rather than a search configuration: its JSON, or broken JSON, names "pscope_space".
  static bool isSpaceFile(const QString& path);
  /// Opens a space's file, once unsaved changes are taken care of.
  void openFile(const QString& path);
  /// A new document from a family, or empty for an empty one.
  void beginWith(const QString& family);
  /// A new document with the space of a study.
  void editCopy(const Space& space);
  void showGallery();
  SpaceDocument* document() { return m_document.get(); }
  /// Which devices there are. @param known  none: the presets
  void setKnownDevices(const DeviceList& known);
  /// What "what changed" can be compared with.
  void setStudySpace(const std::optional<Space>& space, const QString& study);

  /// Calls `then` once nothing unsaved is left, asking first if there is.
  void whenSaved(std::function<void()> then);
  SpaceSaving& saving() { return *m_saving; }

  /// For menus of the window, in order; nullptr is a separator.
  std::vector<QAction*> fileActions() const { return m_fileActions; }
  std::vector<QAction*> editActions() const { return m_editActions; }
  std::vector<QAction*> viewActions() const;
  QAction* searchAction() const { return m_searchAction; }
  std::vector<QAction*> toolActions() const { return m_toolActions; }
  void updateIcons();
  void saveLayout();

  MessageBar& messages() { return *m_messages; }
  SpaceCanvas& canvas() { return *m_canvas; }
  SpaceTreePanel& tree() { return *m_tree; }
  SpacePalettePanel& palettePanel() { return *m_palette; }
  SpacePropertiesPanel& properties() { return *m_properties; }
  QDockWidget* dock(const char* name) const;

 Q_SIGNALS:
  void documentChanged();
  void openRequested();
  /// Name of a built-in family, or the path of a saved document.
  void searchRequested(const QString& space);

 public Q_SLOTS:
  void search();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void buildEditor(const std::string& layoutProgram);
  void arrange();
  void resetLayout();
  void restoreLayoutOnce();
  void makeActions();
  QAction* makeAction(const char* name, const QString& text, const QKeySequence& shortcut, const char* icon,
                      std::function<void()> function);
  void connectPanels();
  void setDocument(std::unique_ptr<SpaceDocument> document);
  void forgetDocument();
  void checkedChanged();
  void updateActions();
  void updateTitle();
  void updateBodies();
  void followCursor();
  void copy();
  void cut();
  void paste();
  void goToProblem();
  void report(const Status& status);

  RecentFiles& m_recent;
  QSettings& m_settings;
  std::unique_ptr<SpaceDocument> m_document;
  QUndoGroup m_undoGroup;
  SpaceProfiler m_profiler;
  ThumbnailCache m_thumbnails;
  bool m_layoutRestored = false;
  std::size_t m_lastProblem = 0;
  QString m_pasteError;  ///< what the message bar said of the last one; a good paste takes it away

  MessageBar* m_messages;
  QStackedWidget* m_stack;
  SpaceGallery* m_gallery;
  DockWindow* m_editor;
  SpaceSaving* m_saving;
  SpaceHeader* m_header;
  QTabBar* m_bodies;
  SpaceGuide* m_guide = nullptr;
  SpaceCanvas* m_canvas;
  QScrollArea* m_scroll;
  SpaceTreePanel* m_tree;
  SpacePalettePanel* m_palette;
  SpacePropertiesPanel* m_properties;
  SpaceProblemsPanel* m_problems;
  SpaceJsonPanel* m_json;
  SpaceChangesPanel* m_changes;
  SpacePreviewPanel* m_preview;
  SpaceDistributionPanel* m_distribution;
  KnobsPanel* m_knobs;
  std::vector<QAction*> m_fileActions, m_editActions, m_toolActions;
  QAction* m_searchAction = nullptr;
  QAction* m_resetAction = nullptr;
  std::vector<std::pair<QAction*, const char*>> m_icons;
};

}  // namespace pscope
