#pragma once

#include <QSplitter>

#include "core/base/result.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QListView;
class QTabWidget;
class QToolButton;

namespace pscope {

class DeviceDocument;
class DeviceEditor;
class DeviceFilter;
class DeviceLibrary;
class DeviceRooflinePanel;
class DeviceSwapPanel;
class MessageBar;
class Selection;
class StudyDocument;

/// The perspective of devices: their list with search, the figures of the chosen one, and what it makes of a network
/// and of the open study.
/// @thread the window's
class DevicePerspective : public QSplitter {
  Q_OBJECT
 public:
  /// @param folder  of one's own profiles
  DevicePerspective(const QString& folder, Selection& selection, QWidget* parent = nullptr);
  ~DevicePerspective() override;

  void setStudy(StudyDocument* study);  ///< may be nullptr
  /// Takes a copy of a profile into the list. @return false when the file is no device profile: it is for others
  bool openFile(const QString& path);
  DeviceLibrary& library() { return *m_library; }
  DeviceDocument* current() const;
  void select(int row);
  /// Shows one of the pages beside the figures: "deviceRooflinePanel", "deviceSwapPanel".
  void showPage(const QString& name);

 private:
  QWidget* makeList();
  void makeActions();
  void showCurrent();
  void updateFamilies();
  void take(const Result<int>& row);
  void createProfile();
  void chooseFile();
  void exportProfile();
  void removeProfile();
  void fitToMeasurements();
  DeviceDocument* editable();

  StudyDocument* m_study = nullptr;
  DeviceLibrary* m_library;
  DeviceFilter* m_filter;
  QLineEdit* m_search;
  QComboBox* m_family;
  QListView* m_list;
  QLabel* m_none;
  QToolButton* m_more;
  MessageBar* m_messages;
  DeviceEditor* m_editor;
  QTabWidget* m_pages;
  DeviceRooflinePanel* m_roofline;
  DeviceSwapPanel* m_swap;
};

}  // namespace pscope
