#pragma once

#include <QPointer>
#include <QWidget>

class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace pscope {

class SpaceDocument;
struct Error;

/// What can be put into a space: choices, statements, operators by their groups, blocks of this space and ready-made
/// ones. A click (or Enter) puts one where the caret of the canvas is; it can also be dragged.
class SpacePalettePanel : public QWidget {
  Q_OBJECT
 public:
  explicit SpacePalettePanel(QWidget* parent = nullptr);

  void setDocument(SpaceDocument* document);
  /// Puts the part of this name ("conv2d", "integer", "for") where it belongs now.
  void place(const QString& name);
  void focusFilter();

 Q_SIGNALS:
  void refused(const pscope::Error& error);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void fill();
  void fillBlocks();
  QTreeWidgetItem* addGroup(const QString& title);
  void addPart(QTreeWidgetItem* group, const QString& name, const QString& title, const QString& toolTip,
               const QByteArray& fragment, const QString& colour = {}, const std::string& shape = {});
  void filter(const QString& text);
  void placeItem(const QTreeWidgetItem* item);

  QPointer<SpaceDocument> m_document;
  QLineEdit* m_filter;
  QTreeWidget* m_list;
  QTreeWidgetItem* m_blocks = nullptr;
  std::vector<std::string> m_blockNames;
};

}  // namespace pscope
