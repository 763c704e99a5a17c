#include "widgets/run_command_dialog.h"

#include <QDialogButtonBox>
#include <QFontDatabase>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "core/run/command_consent.h"
#include "widgets/text.h"

namespace pscope {
namespace {

/// One argument a line, each as JSON text, so that none can look like several.
QString argumentLines(const MeasuringCommand& command) {
  QStringList lines;
  for (const std::string& argument : command.arguments) {
    MeasuringCommand one;
    one.arguments = {argument};
    const QString text = toQString(argumentsText(one));
    lines.push_back(text.mid(1, text.size() - 2));
  }
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

RunCommandDialog::RunCommandDialog(const QString& device, const MeasuringCommand& command, QWidget* parent)
    : QDialog(parent) {
  setObjectName(QStringLiteral("runCommandDialog"));
  setAttribute(Qt::WA_DeleteOnClose);
  setWindowTitle(tr("Run a program?"));
  auto* question = new QLabel(tr("“%1” is timed by a program of this machine, which its profile names. Run it only if "
                                 "you know what it does: whoever wrote the profile chose it.")
                                  .arg(device),
                              this);
  question->setTextFormat(Qt::PlainText);
  question->setWordWrap(true);
  auto* caption = new QLabel(tr("&Program and arguments, without a shell; {onnx} stands for a model's file:"), this);
  caption->setWordWrap(true);
  auto* arguments = new QPlainTextEdit(argumentLines(command), this);
  arguments->setObjectName(QStringLiteral("runCommandArguments"));
  arguments->setAccessibleName(tr("Program and arguments"));
  arguments->setReadOnly(true);
  arguments->setTabChangesFocus(true);
  arguments->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  caption->setBuddy(arguments);
  auto* remembered = new QLabel(tr("The answer is remembered for exactly these arguments."), this);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  auto* run = buttons->addButton(tr("&Run it"), QDialogButtonBox::AcceptRole);
  run->setObjectName(QStringLiteral("runCommandAccept"));
  run->setAutoDefault(false);
  run->setToolTip(tr("Runs the program now, and without asking from now on"));
  buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
  buttons->button(QDialogButtonBox::Cancel)->setFocus();
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* layout = new QVBoxLayout(this);
  for (QWidget* widget : std::initializer_list<QWidget*>{question, caption, arguments, remembered, buttons}) {
    layout->addWidget(widget);
  }
  resize(560, 320);
}

}  // namespace pscope
