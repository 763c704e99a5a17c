#pragma once

#include <QWidget>
#include <map>

#include "core/space/space.h"

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;
class QStandardItemModel;

namespace pscope {

class ThumbnailCache;

/// Templates to begin a space with: the built-in families, each with a picture of its smallest network, size, tags and
/// summary, and an empty space. Filtered by words.
class SpaceGallery : public QWidget {
  Q_OBJECT
 public:
  /// @param thumbnails  outlives this
  explicit SpaceGallery(ThumbnailCache& thumbnails, QWidget* parent = nullptr);

  /// Shows a button that goes back to the space that is open.
  void offerReturn(bool offered);
  void focusFilter();

 Q_SIGNALS:
  /// Name of a family; empty: an empty space.
  void chosen(const QString& family);
  void openRequested();
  void returnRequested();

 protected:
  void showEvent(QShowEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  void fill();
  void filter(const QString& text);

  ThumbnailCache& m_thumbnails;
  QLineEdit* m_filter;
  QListView* m_list;
  QStandardItemModel* m_model;
  QPushButton* m_return;
  QLabel* m_count;
  std::map<QString, Space> m_spaces;  ///< by name
  bool m_filled = false;
};

}  // namespace pscope
