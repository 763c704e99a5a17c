#pragma once

#include <QGroupBox>
#include <QTimer>
#include <functional>
#include <optional>
#include <vector>

#include "core/base/message.h"
#include "core/record/search_config.h"
#include "widgets/latest_job.h"

class QCheckBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace pscope {

/// "Start from earlier studies": a list of files, by a dialog or dropped here, and what would be taken over from them,
/// which is found out in the background.
class WarmStartGroup : public QGroupBox {
  Q_OBJECT
 public:
  explicit WarmStartGroup(QWidget* parent = nullptr);

  /// @param search  the whole configuration: what can be taken over depends on all of it
  void load(const SearchConfig& search);
  /// The studies and what is evaluated first, as chosen.
  const WarmStartConfig& choice() const { return m_search.warmStart; }
  void addStudies(const QStringList& files);
  QString sentence() const;

 Q_SIGNALS:
  void edited();

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  void chooseFiles();
  void removeSelected();
  void showStudies();
  void changed();
  void find();
  void found();

  SearchConfig m_search;
  QListWidget* m_list;
  QPushButton* m_add;
  QPushButton* m_remove;
  QCheckBox* m_front;
  QLabel* m_sentence;
  QTimer m_delay;
  bool m_loading = false;
  std::vector<Message> m_notes;  ///< the job's while it runs
  LatestJob m_job;
};

}  // namespace pscope
