#pragma once

#include <QWidget>

class QCommandLinkButton;
class QLabel;
class QListWidget;

namespace pscope {

class RecentFiles;

/// What is shown while no study is open: what one can do first, and the studies opened last.
class WelcomePage : public QWidget {
  Q_OBJECT
 public:
  explicit WelcomePage(RecentFiles& recent, QWidget* parent = nullptr);

 Q_SIGNALS:
  void newStudyRequested();
  void spaceRequested();
  void openRequested();
  void exampleRequested();
  void fileRequested(const QString& path);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  QCommandLinkButton* addAction(const char* name, const QString& text, const QString& description);
  void fillRecent();
  void updateIcons();

  RecentFiles& m_recent;
  QLabel* m_logo;
  QCommandLinkButton* m_example;
  QCommandLinkButton* m_new;
  QCommandLinkButton* m_space;
  QCommandLinkButton* m_open;
  QLabel* m_recentTitle;
  QListWidget* m_list;
  QLabel* m_steps;
};

}  // namespace pscope
