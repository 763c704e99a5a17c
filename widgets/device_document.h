#pragma once

#include <QObject>
#include <QTimer>
#include <QUndoStack>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/device/device.h"

namespace pscope {

/// A figure of a device profile as it is edited: it may hold what somebody typed that is no number.
struct DeviceFigure {
  std::string pointer;          ///< "/units/0/peak_mac_s/fp32"
  QString name;                 ///< "Peak of the CPU, fp32"
  std::optional<double> value;  ///< nothing: what was typed is no number
  QString typed;                ///< then: what was typed
  QString unit;
  QString tag;
  QString source;
  std::optional<Error> problem;  ///< why the profile is refused because of it
};

/// `file`, or with a number behind it where that name is taken.
QString freeName(const QString& file);

/// A figure that a profile may have, for adding it.
struct FigureKind {
  std::string pointer;
  QString unit;
};

/// A device profile that is edited: every edit is undone byte by byte, presets refuse them, and nothing that was typed
/// is lost: an invalid profile is kept in a draft beside the file, which stays as it was.
///
/// profile() is the last valid state; what uses devices uses that one.
/// @thread the window's
class DeviceDocument : public QObject {
  Q_OBJECT
 public:
  /// A preset: read-only.
  explicit DeviceDocument(const DeviceProfile& preset, QObject* parent = nullptr);
  /// A profile of one's own in `file`; its draft is taken up if there is one.
  /// @error those of readJsonFile() and DeviceProfile::fromJson()
  static Result<std::unique_ptr<DeviceDocument>> open(const QString& file);
  ~DeviceDocument() override;  ///< saves what waits

  bool readOnly() const { return m_file.isEmpty(); }
  const QString& file() const { return m_file; }  ///< empty: a preset
  QString draftFile() const;
  const Json& json() const { return *m_json; }
  /// The last valid state.
  const DeviceProfile& profile() const { return m_profile; }
  /// Why the document is not valid now, with its pointer.
  const std::optional<Error>& problem() const { return m_problem; }
  /// Why the edits of an earlier session are not here.
  const std::optional<Error>& draftProblem() const { return m_draftProblem; }
  QString title() const;
  QString text(const char* member) const;  ///< "summary", "family", "dead_code"; empty: none
  std::vector<DeviceFigure> figures() const;
  /// Figures that cost models read and that the profile lacks.
  std::vector<FigureKind> missingFigures() const;
  QUndoStack& undoStack() { return m_undo; }

  /// All of these do nothing to a preset, and nothing when nothing changes.
  void setText(const char* member, const QString& text);  ///< an empty text takes the member away (but for "name")
  /// Takes what was typed: a quantity in the figure's unit, or any text, which is then a problem of the figure. A new
  /// value has the tag "user".
  void setValue(const std::string& pointer, const QString& typed);
  void setTag(const std::string& pointer, const QString& tag);
  void setSource(const std::string& pointer, const QString& source);
  /// Adds a figure without a value: a problem until it has one.
  void addFigure(const FigureKind& kind);
  void removeFigure(const std::string& pointer);
  /// @error those of DeviceProfile::withFit(); InvalidArgument for a preset or an invalid profile
  Status addFit(const DeviceFit& fit);
  void removeFits();
  /// Takes up the tables of a profile that was made from this one. @error InvalidArgument for a preset
  Status takeTables(const DeviceProfile& changed);
  /// Takes up what a health check found.
  void addHealthCheck(const DeviceHealth::Check& check);

  /// Writes now what waits. @error those of writeFileAtomically
  Status save();

 Q_SIGNALS:
  void changed();
  void saveFailed(const pscope::Error& error);

 private:
  friend class DeviceEditCommand;
  DeviceDocument(std::shared_ptr<const Json> json, DeviceProfile profile, QString file, QObject* parent);
  void push(const QString& what, Json after);
  void apply(std::shared_ptr<const Json> json);
  void putDraftAside();

  std::shared_ptr<const Json> m_json;
  DeviceProfile m_profile;
  QString m_file;
  std::optional<Error> m_problem, m_draftProblem;
  QUndoStack m_undo;
  QTimer m_saveTimer;
};

}  // namespace pscope
