#pragma once

#include <QDialog>
#include <vector>

class QListWidget;
class QTextBrowser;

namespace pscope {

/// The documents of resources/help, in a window of their own that does not block.
class HelpWindow : public QDialog {
  Q_OBJECT
 public:
  struct Page {
    QString name;   ///< file name
    QString title;  ///< first heading
  };
  explicit HelpWindow(QWidget* parent = nullptr);

  static std::vector<Page> pages();
  void showPage(const QString& name);

 private:
  QListWidget* m_list;
  QTextBrowser* m_text;
};

/// What the program is, its version and the licences of what it is made with (rich text).
QString aboutText();

}  // namespace pscope
