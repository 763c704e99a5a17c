#include "widgets/measuring_command_editor.h"

#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr int kLongestTimeout = 86'400;  ///< seconds: a day
constexpr int kArgumentLines = 10;       ///< that are seen without scrolling

}  // namespace

MeasuringCommandEditor::MeasuringCommandEditor(QWidget* parent) : QWidget(parent) {
  m_arguments = new QPlainTextEdit(this);
  m_arguments->setObjectName(QStringLiteral("measureArguments"));
  m_arguments->setAccessibleName(tr("Program and its arguments, one a line"));
  m_arguments->setPlaceholderText(
      tr("The program, then its arguments, one a line:\n\n/home/me/bench-on-pi\n--model\n{onnx}\n--runs\n50"));
  m_arguments->setToolTip(
      tr("No shell takes part: each line is passed as it is. {onnx} stands for the path of the model's file; a script "
         "of yours copies it to the device, runs it there and prints the latency."));
  m_arguments->setTabChangesFocus(true);
  m_arguments->setLineWrapMode(QPlainTextEdit::NoWrap);
  m_arguments->setFixedHeight(kArgumentLines * fontMetrics().lineSpacing());
  m_how = new QComboBox(this);
  m_how->setObjectName(QStringLiteral("measureHow"));
  m_how->setAccessibleName(tr("How the latency is found in the output"));
  m_how->addItem(tr("Pattern"), QStringLiteral("pattern"));
  m_how->addItem(tr("JSON pointer"), QStringLiteral("json"));
  m_place = new QLineEdit(this);
  m_place->setObjectName(QStringLiteral("measurePlace"));
  m_place->setAccessibleName(tr("Pattern or JSON pointer of the latency"));
  m_unit = new QComboBox(this);
  m_unit->setObjectName(QStringLiteral("measureUnit"));
  m_unit->setAccessibleName(tr("Unit of the latency that is printed"));
  for (const char* unit : {"ms", "s", "us"}) m_unit->addItem(QLatin1String(unit));
  m_timeout = new QSpinBox(this);
  m_timeout->setObjectName(QStringLiteral("measureTimeout"));
  m_timeout->setAccessibleName(tr("Longest run of the program, in seconds"));
  m_timeout->setRange(1, kLongestTimeout);
  m_timeout->setValue(120);
  m_timeout->setSuffix(tr(" s at most"));
  m_timeout->setToolTip(tr("A program that runs longer than so many seconds counts as hanging and is ended."));
  const auto fileButton = [this](const char* name, const QString& text, bool saving) {
    auto* button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setToolTip(tr("The command as a JSON file, as the command line takes it (--command)."));
    connect(button, &QToolButton::clicked, this, [this, saving] { chooseFile(saving); });
    return button;
  };
  auto* figure = new QHBoxLayout;
  figure->addWidget(m_how);
  figure->addWidget(m_place, 1);
  auto* rest = new QHBoxLayout;
  rest->addWidget(m_unit);
  rest->addWidget(m_timeout, 1);
  rest->addWidget(fileButton("measureOpenCommand", tr("Open…"), false));
  rest->addWidget(fileButton("measureSaveCommand", tr("Save…"), true));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(m_arguments);
  layout->addLayout(figure);
  layout->addLayout(rest);
  const auto explain = [this] {
    const bool pattern = m_how->currentIndex() == 0;
    m_place->setPlaceholderText(pattern ? QStringLiteral("median ([0-9.]+) ms") : QStringLiteral("/latency/median"));
    m_place->setToolTip(pattern
                            ? tr("A regular expression for one line of the output, with one group around the number.")
                            : tr("Where the number is in the program's output, which is one JSON document."));
  };
  explain();
  connect(m_how, &QComboBox::currentIndexChanged, this, explain);
  connect(m_how, &QComboBox::currentIndexChanged, this, &MeasuringCommandEditor::changed);
  connect(m_unit, &QComboBox::currentIndexChanged, this, &MeasuringCommandEditor::changed);
  connect(m_timeout, &QSpinBox::valueChanged, this, &MeasuringCommandEditor::changed);
  connect(m_place, &QLineEdit::textChanged, this, &MeasuringCommandEditor::changed);
  connect(m_arguments, &QPlainTextEdit::textChanged, this, &MeasuringCommandEditor::changed);
}

Result<MeasuringCommand> MeasuringCommandEditor::command() const {
  Json json = {{"arguments", Json::array()}};
  for (const QString& line : m_arguments->toPlainText().split(QLatin1Char('\n'))) {
    json["arguments"].push_back(line.toStdString());
  }
  // Empty lines at the end are how people end a text, not arguments.
  while (!json["arguments"].empty() && json["arguments"].back().get<std::string>().empty()) {
    json["arguments"].erase(json["arguments"].size() - 1);
  }
  json[m_how->currentData().toString().toStdString()] = m_place->text().toStdString();
  json["unit"] = m_unit->currentText().toStdString();
  json["timeout_s"] = m_timeout->value();
  return parseMeasuringCommand(JsonView(json, ""));
}

void MeasuringCommandEditor::setCommand(const MeasuringCommand& command) {
  QStringList lines;
  for (const std::string& argument : command.arguments) lines << toQString(argument);
  m_arguments->setPlainText(lines.join(QLatin1Char('\n')));
  m_how->setCurrentIndex(command.pattern.empty() ? 1 : 0);
  m_place->setText(toQString(command.pattern.empty() ? command.pointer : command.pattern));
  m_unit->setCurrentText(toQString(command.unit));
  m_timeout->setValue(qRound(command.timeoutSeconds));
}

Status MeasuringCommandEditor::open(const QString& path) {
  PSCOPE_TRY(const Json json, readJsonFile(path.toStdString()));
  PSCOPE_TRY(const MeasuringCommand command, parseMeasuringCommand(JsonView(json, path.toStdString())));
  setCommand(command);
  return {};
}

void MeasuringCommandEditor::chooseFile(bool saving) {
  const auto now = command();
  if (saving && !now.ok()) return Q_EMIT failed(now.error());
  auto* dialog = new QFileDialog(this, saving ? tr("Save the command") : tr("Open a command"), {},
                                 tr("Commands (*.json);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(saving ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
  dialog->setFileMode(saving ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
  dialog->setDefaultSuffix(QStringLiteral("json"));
  connect(dialog, &QFileDialog::fileSelected, this, [this, saving, now](const QString& path) {
    const Status done =
        saving ? writeFileAtomically(path.toStdString(), toJson(now.value()).dump(1) + "\n") : open(path);
    if (!done.ok()) Q_EMIT failed(done.error());
  });
  dialog->open();
}

}  // namespace pscope
