#include "widgets/help_window.h"

#include <QCoreApplication>
#include <QListWidget>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>
#include <span>

#include "core/base/build_info.h"
#include "core/base/embedded_file.h"

namespace pscope {

std::span<const EmbeddedFile> embeddedHelp();

namespace {

QString toText(std::string_view text) {
  return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

struct AboutTr {
  Q_DECLARE_TR_FUNCTIONS(AboutTr)
};

}  // namespace

HelpWindow::HelpWindow(QWidget* parent) : QDialog(parent), m_list(new QListWidget), m_text(new QTextBrowser) {
  setObjectName(QStringLiteral("helpWindow"));
  setWindowTitle(tr("Help"));
  resize(900, 640);
  m_list->setAccessibleName(tr("Help pages"));
  m_list->setFrameShape(QFrame::NoFrame);
  m_text->setFrameShape(QFrame::NoFrame);
  m_text->setOpenExternalLinks(true);
  m_text->document()->setDocumentMargin(20);
  auto* splitter = new QSplitter(this);
  splitter->addWidget(m_list);
  splitter->addWidget(m_text);
  splitter->setStretchFactor(1, 1);
  splitter->setSizes({220, 680});
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(splitter);
  for (const auto& page : pages()) {
    auto* item = new QListWidgetItem(page.title, m_list);
    item->setData(Qt::UserRole, page.name);
  }
  connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem* item) {
    if (item == nullptr) return;
    for (const auto& file : embeddedHelp()) {
      if (toText(file.name) == item->data(Qt::UserRole).toString()) m_text->setMarkdown(toText(file.text));
    }
  });
}

std::vector<HelpWindow::Page> HelpWindow::pages() {
  std::vector<Page> result;
  for (const auto& file : embeddedHelp()) {
    Page page{toText(file.name), toText(file.name)};
    const QString first = toText(file.text).section(QLatin1Char('\n'), 0, 0);
    if (first.startsWith(QLatin1String("# "))) page.title = first.mid(2).trimmed();
    result.push_back(std::move(page));
  }
  return result;
}

void HelpWindow::showPage(const QString& name) {
  for (int row = 0; row < m_list->count(); ++row) {
    if (m_list->item(row)->data(Qt::UserRole).toString() == name) m_list->setCurrentRow(row);
  }
  show();
  raise();
  activateWindow();
}

QString aboutText() {
  return QStringLiteral("<h3>Paretoscope %1</h3><p>%2</p><p>%3</p><p>%4</p><p><small>%5 %6</small></p>")
      .arg(QLatin1String(programVersion()),
           AboutTr::tr("A desktop explorer for hardware-aware neural architecture search."),
           AboutTr::tr("Free software under the GNU General Public License, version 3 or later, without any warranty."),
           AboutTr::tr(
               "Made with Qt %1 (LGPL 3), QCustomPlot (GPL 3), SQLite (public domain), nlohmann/json (MIT), FreeType "
               "(FTL), "
               "libpng, libjpeg-turbo, zlib and Eigen (MPL 2). Training runs in a program of its own with LibTorch "
               "(BSD), "
               "graph layout in another with Graphviz (EPL).")
               .arg(QLatin1String(qVersion())),
           AboutTr::tr("Built from commit"), QLatin1String(programCommit()));
}

}  // namespace pscope
