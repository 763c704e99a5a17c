#pragma once

#include <QObject>
#include <set>

#include "core/base/ids.h"

namespace pscope {

/// The candidates selected in all panels, and the current one among them: the only thing that panels share.
/// @thread the window's
class Selection : public QObject {
  Q_OBJECT
 public:
  using QObject::QObject;

  const std::set<CandidateId>& ids() const { return m_ids; }
  /// The candidate shown in detail; none when nothing is selected.
  CandidateId current() const { return m_current; }

  /// Selects `ids`. The current one becomes `current` if it is among them, else it stays if it still is, else it is the
  /// smallest. Says so once, and only if something changed: that ends the echo between views.
  void set(std::set<CandidateId> ids, CandidateId current = {});
  void clear() { set({}); }

 Q_SIGNALS:
  void changed();
  void currentChanged();

 private:
  std::set<CandidateId> m_ids;
  CandidateId m_current;
};

}  // namespace pscope
