#pragma once

#include <QObject>
#include <QString>

#include "core/base/ids.h"

class QPalette;

namespace pscope {

class StudyDocument;
class ThumbnailCache;

/// What is shown of a candidate under the pointer, in plot and table: state, measurements, and a picture of its
/// network.
/// @thread the window's
class CandidateTooltip : public QObject {
  Q_OBJECT
 public:
  explicit CandidateTooltip(QObject* parent = nullptr);

  /// Rich text; empty when the study has no such candidate. The picture may come later: pictureReady() follows then.
  QString html(const StudyDocument& document, CandidateId id, const QPalette& palette, double pixelRatio);

 Q_SIGNALS:
  void pictureReady();

 private:
  ThumbnailCache* m_thumbnails;
};

}  // namespace pscope
