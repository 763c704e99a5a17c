#include "widgets/candidate_tooltip.h"

#include <QPalette>
#include <QPixmap>

#include "widgets/study_document.h"
#include "widgets/text.h"
#include "widgets/thumbnail_cache.h"

namespace pscope {

namespace {

constexpr QSize kPicture(240, 150);
constexpr std::size_t kPicturesKept = 200;

}  // namespace

CandidateTooltip::CandidateTooltip(QObject* parent)
    : QObject(parent), m_thumbnails(new ThumbnailCache(kPicturesKept, this)) {
  connect(m_thumbnails, &ThumbnailCache::ready, this, &CandidateTooltip::pictureReady);
}

QString CandidateTooltip::html(const StudyDocument& document, CandidateId id, const QPalette& palette,
                               double pixelRatio) {
  const CandidateModel& model = document.candidates();
  const int row = model.rowOf(id);
  if (row < 0) return {};
  const Candidate& candidate = model.candidateAt(row);
  QString text = QStringLiteral("<b>%1</b>").arg(tr("Candidate %1").arg(id.value));
  if (model.onFrontAt(row)) text += QStringLiteral(" · ") + tr("on the front");
  if (candidate.state == CandidateState::Infeasible) text += QStringLiteral(" · ") + stateText(candidate.state);
  const bool screened = candidate.state == CandidateState::Screened;
  if (screened) {
    text += QStringLiteral(" · %1, %2").arg(stateText(candidate.state), rungText(candidate, document.objectives()));
  }
  text += QStringLiteral("<table cellspacing=0 cellpadding=1>");
  for (const auto& objective : document.objectives()) {
    const Measurement* measurement = candidate.measurement(objective.name);
    if (measurement == nullptr) continue;
    QString how = kindText(measurement->kind);
    if (screened) how += QStringLiteral(", ") + budgetText(measurement->budget).toHtmlEscaped();
    text += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align=right>%2</td><td>&nbsp;&nbsp;%3</td></tr>")
                .arg(toQString(objective.name).toHtmlEscaped(),
                     valueText(measurement->value, objective.unit).toHtmlEscaped(), how);
  }
  text += QStringLiteral("</table>");
  if (!candidate.reason.empty()) text += QStringLiteral("<br>") + toQString(candidate.reason).toHtmlEscaped();
  const QPixmap picture =
      m_thumbnails->thumbnail(document.space(), candidate.genome, document.scale(), kPicture, palette, pixelRatio);
  if (!picture.isNull()) text += QStringLiteral("<br>") + ThumbnailCache::html(picture);
  return text;
}

}  // namespace pscope
