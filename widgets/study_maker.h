#pragma once

#include <QPointer>
#include <QString>

#include "core/record/search_config.h"
#include "widgets/background_job.h"

class QProgressDialog;
class QWidget;

namespace pscope {

/// Makes a study that starts from earlier ones, which takes a while: in the background, with a dialog that shows how
/// far it is and can stop it. Nothing is left behind when it is stopped or fails.
/// @thread the window's
class StudyMaker : public QObject {
  Q_OBJECT
 public:
  /// @param window  that the dialog belongs to
  explicit StudyMaker(QWidget* window);
  ~StudyMaker() override;

  /// Does nothing while a study is being made.
  void make(const QString& path, const SearchConfig& config);

 Q_SIGNALS:
  // Exactly one of them for each make().
  void made(const QString& path);
  void failed(const pscope::Error& error);
  void cancelled();

 private:
  void showProgress(const Progress& progress);

  QPointer<QProgressDialog> m_dialog;
  QString m_path;
  BackgroundJob m_job;
};

}  // namespace pscope
