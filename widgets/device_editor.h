#pragma once

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace pscope {

class DeviceDocument;
class DeviceFiguresModel;

/// One device: its names, what its runtime does to dead operators, every figure with unit, evidence and source. A
/// profile of one's own is edited here, a preset is looked at.
/// @thread the window's
class DeviceEditor : public QWidget {
  Q_OBJECT
 public:
  explicit DeviceEditor(QWidget* parent = nullptr);

  void setDocument(DeviceDocument* document);  ///< may be nullptr
  DeviceDocument* document() const { return m_document; }
  /// Shows the figure at a JSON pointer and starts editing it where that is possible.
  void showFigure(const std::string& pointer);
  /// Says whose health is being checked, and how far: its row has the way to stop it, the others wait.
  /// @param checked  nullptr: nobody's
  void setHealthCheck(const DeviceDocument* checked, const QString& progress = {});

 Q_SIGNALS:
  void duplicateRequested();
  void healthCheckRequested();
  void healthCheckStopped();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QWidget* makeHead();
  QWidget* makeHealth(QWidget* head);
  void showHealth();
  void makeTable();
  void update();
  void fillAddMenu();

  DeviceDocument* m_document = nullptr;
  DeviceFiguresModel* m_model;
  QLineEdit* m_title;
  QLineEdit* m_family;
  QLineEdit* m_summary;
  QComboBox* m_deadCode;
  QLabel* m_state;
  QPushButton* m_duplicate;
  QPushButton* m_problem;
  QLabel* m_healthText;
  QPushButton* m_healthCheck;
  const DeviceDocument* m_checked = nullptr;  ///< only compared
  QString m_checkProgress;
  QTableView* m_table;
  QLabel* m_empty;
  QToolButton* m_add;
  QMenu* m_addMenu;
  QToolButton* m_remove;
  QToolButton* m_undo;
  QToolButton* m_redo;
};

}  // namespace pscope
