#pragma once

#include <QPointer>

#include "core/space/space_difference.h"
#include "widgets/panel.h"

class QComboBox;
class QTextBrowser;

namespace pscope {

class SpaceDocument;

/// The difference of two spaces as rich text for people.
QString differenceText(const Space& before, const Space& after);

/// What has changed since the space was saved, or since the last search of it (the open study's space).
class SpaceChangesPanel : public Panel {
  Q_OBJECT
 public:
  explicit SpaceChangesPanel(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  /// The space of the study that is open, or none.
  void setStudySpace(const std::optional<Space>& space, const QString& study);
  /// What another program wrote into the file; chosen at once.
  void showOutside();

 protected:
  void refresh() override;

 private:
  enum Against { SavedFile, Outside, Study };
  void fillChoices();

  QPointer<SpaceDocument> m_document;
  std::optional<Space> m_studySpace;
  /// What was compared with last, compiled: it seldom changes, the document does at every key.
  std::string m_beforeText;
  std::optional<Space> m_before;
  QString m_studyTitle;
  QComboBox* m_against;
  QTextBrowser* m_text;
};

}  // namespace pscope
