#pragma once

#include <QPointer>
#include <QSplitter>
#include <memory>

#include "core/base/result.h"
#include "core/device/device_health.h"
#include "core/space/space.h"
#include "widgets/background_job.h"

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
class DeviceMeasureDialog;
class DeviceRooflinePanel;
class DeviceSwapPanel;
class DeviceTimelinePanel;
class MessageBar;
class Selection;
class StudyDocument;
struct MeasuringSetup;

/// The perspective of devices: their list with search, the figures of the chosen one, and what it makes of a network
/// and of the open study.
/// @thread the window's
class DevicePerspective : public QSplitter {
  Q_OBJECT
 public:
  /// @param folder  of one's own profiles; folders of measurements are made beside it
  DevicePerspective(const QString& folder, Selection& selection, QWidget* parent = nullptr);
  ~DevicePerspective() override;

  void setStudy(StudyDocument* study);  ///< may be nullptr
  /// Takes a copy of a profile into the list. @return false when the file is no device profile: it is for others
  bool openFile(const QString& path);
  DeviceLibrary& library() { return *m_library; }
  DeviceDocument* current() const;
  void select(int row);
  /// Offers a table (CSV): one of operators as a look-up table, any other as measured designs. Also what is dropped
  /// on the page.
  void openTable(const QString& path);
  /// Shows one of the pages beside the figures: "deviceRooflinePanel", "deviceTimelinePanel", "deviceSwapPanel".
  void showPage(const QString& name);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

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
  void fitToMeasurements(const QString& file = {});
  void importTable(const QString& file = {});
  void exportAll();
  void measure();
  void checkHealth();
  void startHealthCheck(DeviceDocument* document, const Space& space, const MeasuringSetup& setup);
  void healthChecked();
  void showHealthProgress(const Progress& progress);
  bool searching() const;
  static QString searchDisturbs();
  void tellDisturbance();
  Result<Space> spaceOf(const DeviceHealth& health) const;
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
  DeviceTimelinePanel* m_timeline;
  DeviceSwapPanel* m_swap;
  QPointer<DeviceDocument> m_checked;            ///< whose health is being checked
  std::shared_ptr<DeviceHealth::Check> m_check;  ///< written by the job
  BackgroundJob m_healthJob;
};

}  // namespace pscope
