#pragma once

#include <QDialog>
#include <QStringList>
#include <memory>
#include <optional>

#include "core/device/device.h"
#include "core/device/table_import.h"
#include "core/space/space.h"
#include "widgets/latest_job.h"

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace pscope {

/// "Import a table": costs of operators or of a space's choices, one a row, become a look-up table of a profile. What
/// comes of it is said, with the line of anything that is wrong, before it is taken up.
/// @thread the window's
class DeviceTableDialog : public QDialog {
  Q_OBJECT
 public:
  /// @param space  of the open study, offered first; may be nullptr
  DeviceTableDialog(const DeviceProfile& profile, const Space* space, QWidget* parent = nullptr);
  ~DeviceTableDialog() override;

  /// Takes a file; its columns tell which kind of table it probably is.
  void setFile(const QString& path);
  /// Whether a table's columns speak of operators: "op" or "kernel_type".
  static bool holdsOperators(const QString& path);
  /// Whether a file is a table of blocks: YAML.
  static bool holdsBlocks(const QString& path);
  void setSpaceName(const QString& name);
  void setPatterns(const QStringList& patterns);
  void setBase(const QString& columnAndValue);
  void setColumn(const QString& column);
  void setName(const QString& name);
  /// What is accepted: the profile with the table; nothing while something is wrong.
  const std::optional<DeviceProfile>& result() const { return m_result; }

 private:
  void makeFields(QFormLayout* form);
  void chooseFile();
  void readColumns();
  void changed();
  void showFound();
  void showProblem(const Error& error);
  QString freeName(const QString& column) const;
  QStringList readingKey() const;
  TableImport import() const;
  QString conflictText() const;

  struct Outcome;
  DeviceProfile m_profile;
  std::optional<Space> m_studySpace;
  QLineEdit* m_file;
  QString m_readFile;  ///< whose columns are shown
  QComboBox* m_kind;
  QComboBox* m_column;
  QComboBox* m_unit;
  QComboBox* m_space;
  QPlainTextEdit* m_patterns;
  QLineEdit* m_base;
  QPlainTextEdit* m_fusion;
  QDoubleSpinBox* m_clock;
  QLineEdit* m_name;
  bool m_named = false;  ///< by the user: it does not follow the column any more
  QComboBox* m_tag;
  QLineEdit* m_source;
  QSpinBox* m_batch;
  QComboBox* m_precision;
  QLabel* m_found;
  QPushButton* m_accept;
  std::shared_ptr<Outcome> m_outcome;     ///< written by the reader
  std::shared_ptr<const Outcome> m_read;  ///< the last one that succeeded
  std::optional<DeviceProfile> m_result;
  LatestJob m_reader;
};

}  // namespace pscope
