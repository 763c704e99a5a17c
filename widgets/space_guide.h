#pragma once

#include <QFrame>
#include <QPointer>
#include <functional>
#include <vector>

class QLabel;
class QPushButton;

namespace pscope {

struct Error;
class SpaceDocument;
class SpacePalettePanel;

/// What a space that is begun still needs, in the order in which it is easiest: a list with ticks and a button for each
/// step. Gone once nothing is missing.
class SpaceGuide : public QFrame {
  Q_OBJECT
 public:
  /// @param palette  puts parts into the document
  explicit SpaceGuide(SpacePalettePanel& palette, QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);

 Q_SIGNALS:
  void refused(const pscope::Error& error);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  struct Step {
    QString text;
    std::function<bool(const SpaceDocument&)> done;
    QLabel* mark = nullptr;
    QLabel* label = nullptr;
    QPushButton* button = nullptr;
  };
  void addStep(const char* name, const QString& text, const QString& action,
               std::function<bool(const SpaceDocument&)> done, std::function<void()> function);
  void update();
  void addHead();

  SpacePalettePanel& m_palette;
  QPointer<SpaceDocument> m_document;
  std::vector<Step> m_steps;
};

}  // namespace pscope
