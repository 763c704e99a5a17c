#include "widgets/welcome_page.h"

#include <QCommandLinkButton>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include "widgets/icons.h"
#include "widgets/recent_files.h"

namespace pscope {

WelcomePage::WelcomePage(RecentFiles& recent, QWidget* parent) : QWidget(parent), m_recent(recent) {
  setObjectName(QStringLiteral("welcomePage"));
  m_logo = new QLabel(this);
  auto* title = new QLabel(tr("Paretoscope"), this);
  QFont font = title->font();
  font.setPointSizeF(font.pointSizeF() * 2.2);
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  auto* subtitle = new QLabel(tr("Search neural architectures for your device and watch the Pareto front grow."), this);
  subtitle->setForegroundRole(QPalette::PlaceholderText);
  subtitle->setWordWrap(true);

  auto* head = new QHBoxLayout;
  head->setSpacing(18);
  head->addWidget(m_logo);
  auto* names = new QVBoxLayout;
  names->setSpacing(2);
  names->addStretch(1);
  names->addWidget(title);
  names->addWidget(subtitle);
  names->addStretch(1);
  head->addLayout(names, 1);

  auto* actions = new QVBoxLayout;
  actions->setSpacing(6);
  m_example = addAction("welcomeExample", tr("Example study"),
                        tr("Small networks that read letters, 24 candidates, a few minutes"));
  m_new = addAction("welcomeNew", tr("New study…"), tr("Choose a space, data, objectives and a device"));
  m_space = addAction("welcomeSpace", tr("Design space…"), tr("Draw one, or change a published family"));
  m_open = addAction("welcomeOpen", tr("Open…"), tr("A study (.pscope), a space or a search configuration (.json)"));
  actions->addWidget(m_example);
  actions->addWidget(m_new);
  actions->addWidget(m_space);
  actions->addWidget(m_open);
  actions->addStretch(1);
  connect(m_example, &QCommandLinkButton::clicked, this, &WelcomePage::exampleRequested);
  connect(m_new, &QCommandLinkButton::clicked, this, &WelcomePage::newStudyRequested);
  connect(m_space, &QCommandLinkButton::clicked, this, &WelcomePage::spaceRequested);
  connect(m_open, &QCommandLinkButton::clicked, this, &WelcomePage::openRequested);

  m_recentTitle = new QLabel(this);
  QFont bold = m_recentTitle->font();
  bold.setWeight(QFont::DemiBold);
  m_recentTitle->setFont(bold);
  m_list = new QListWidget(this);
  m_list->setObjectName(QStringLiteral("welcomeRecent"));
  m_list->setAccessibleName(tr("Recent studies"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_list->setTextElideMode(Qt::ElideMiddle);
  m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_list->setSpacing(2);
  connect(m_list, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { Q_EMIT fileRequested(item->data(Qt::UserRole).toString()); });
  connect(m_list, &QListWidget::itemClicked, this,
          [this](const QListWidgetItem* item) { Q_EMIT fileRequested(item->data(Qt::UserRole).toString()); });
  m_steps =
      new QLabel(tr("<p>Start the example: small networks are trained on this computer, and each one appears in the "
                    "plane of its objectives.</p><p>Select a candidate to see its architecture and where its "
                    "numbers come from.</p><p>Then make a study of your own, for your data and your device.</p>"),
                 this);
  m_steps->setWordWrap(true);
  m_steps->setForegroundRole(QPalette::PlaceholderText);
  m_steps->setAlignment(Qt::AlignTop);
  auto* recentBox = new QVBoxLayout;
  recentBox->setSpacing(8);
  recentBox->addWidget(m_recentTitle);
  recentBox->addWidget(m_list, 1);
  recentBox->addWidget(m_steps, 1);

  auto* hint = new QLabel(tr("You can also drop a study, a space or a configuration on this window."), this);
  hint->setForegroundRole(QPalette::PlaceholderText);

  auto* columns = new QHBoxLayout;
  columns->setSpacing(48);
  columns->addLayout(actions, 1);
  columns->addLayout(recentBox, 1);
  auto* box = new QWidget(this);
  box->setMaximumWidth(880);
  auto* inside = new QVBoxLayout(box);
  inside->setContentsMargins(32, 32, 32, 32);
  inside->setSpacing(32);
  inside->addLayout(head);
  inside->addLayout(columns);
  inside->addWidget(hint);
  auto* layout = new QVBoxLayout(this);
  layout->addStretch(2);
  auto* row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(box, 100);
  row->addStretch(1);
  layout->addLayout(row);
  layout->addStretch(3);

  connect(&m_recent, &RecentFiles::changed, this, &WelcomePage::fillRecent);
  fillRecent();
  setBackgroundRole(QPalette::Base);  // last: it announces a change of the palette
  setAutoFillBackground(true);
  updateIcons();
}

QCommandLinkButton* WelcomePage::addAction(const char* name, const QString& text, const QString& description) {
  auto* button = new QCommandLinkButton(text, description, this);
  button->setObjectName(QLatin1String(name));
  button->setAccessibleName(text);
  button->setAccessibleDescription(description);
  button->setIconSize({24, 24});
  return button;
}

void WelcomePage::fillRecent() {
  m_list->clear();
  for (const auto& file : m_recent.files()) {
    const QFileInfo info(file);
    QString folder = QDir::toNativeSeparators(info.absolutePath());
    if (folder.startsWith(QDir::homePath())) folder.replace(0, QDir::homePath().size(), QStringLiteral("~"));
    auto* item = new QListWidgetItem(QStringLiteral("%1\n%2").arg(info.completeBaseName(), folder), m_list);
    item->setData(Qt::UserRole, file);
    item->setToolTip(file);
  }
  const bool any = m_list->count() > 0;
  m_recentTitle->setText(any ? tr("Recent studies") : tr("First steps"));
  m_list->setVisible(any);
  m_steps->setVisible(!any);
}

void WelcomePage::updateIcons() {
  m_logo->setPixmap(programIcon().pixmap(80, 80));
  m_example->setIcon(themedIcon("play", palette()));
  m_new->setIcon(themedIcon("new", palette()));
  m_space->setIcon(themedIcon("space", palette()));
  m_open->setIcon(themedIcon("open", palette()));
}

void WelcomePage::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) updateIcons();
}

}  // namespace pscope
