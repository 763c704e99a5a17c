#include "widgets/space_guide.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/space/document_edit.h"
#include "widgets/icons.h"
#include "widgets/space_document.h"
#include "widgets/space_palette_panel.h"

namespace pscope {

namespace {

bool hasElements(const SpaceDocument& document, const char* list) {
  const Json* value = valueAt(document.json(), list);
  return value != nullptr && value->is_structured() && !value->empty();
}

bool endsInClasses(const Json& body) {
  if (!body.is_array() || body.empty() || !body.back().is_object()) return false;
  const Json& last = body.back();
  if (last.contains("do")) return endsInClasses(last["do"]);
  return last.value("op", Json()) == "linear" && last.value("channels", Json()) == "classes";
}

}  // namespace

SpaceGuide::SpaceGuide(SpacePalettePanel& palette, QWidget* parent) : QFrame(parent), m_palette(palette) {
  setObjectName(QStringLiteral("spaceGuide"));
  setFrameShape(QFrame::NoFrame);
  setAutoFillBackground(true);
  setBackgroundRole(QPalette::AlternateBase);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(20, 10, 20, 10);
  grid->setHorizontalSpacing(10);
  grid->setVerticalSpacing(3);
  grid->setColumnStretch(1, 1);
  auto* title = new QLabel(tr("First steps of a space"), this);
  QFont font = title->font();
  font.setWeight(QFont::DemiBold);
  title->setFont(font);
  grid->addWidget(title, 0, 0, 1, 3);
  addStep(
      "guideName", tr("Give it a name"), tr("Name…"),
      [](const SpaceDocument& document) {
        const Json* name = valueAt(document.json(), "/name");
        return name != nullptr && *name != "untitled";
      },
      [this] { m_document->cursor().set("", "/name"); });
  addStep(
      "guideChoice", tr("Add what differs between designs: choices"), tr("Add a choice"),
      [](const SpaceDocument& document) { return hasElements(document, "/choices"); },
      [this] { m_palette.place(QStringLiteral("categorical")); });
  addStep(
      "guideScale", tr("Say what goes in and how many classes come out: a scale"), tr("Add a scale"),
      [](const SpaceDocument& document) { return hasElements(document, "/scales"); },
      [this] { m_palette.place(QStringLiteral("scale")); });
  addStep(
      "guideNetwork", tr("Build the network: put blocks and operators from the palette into it"),
      tr("Add a convolution"), [](const SpaceDocument& document) { return hasElements(document, "/network"); },
      [this] {
        m_document->cursor().set("/network");
        m_palette.place(QStringLiteral("ready_conv_bn_relu"));
      });
  addStep(
      "guideHead", tr("End in one number for each class"), tr("Add a head"),
      [](const SpaceDocument& document) {
        const Json* network = valueAt(document.json(), "/network");
        return network != nullptr && endsInClasses(*network);
      },
      [this] { addHead(); });
}

void SpaceGuide::addStep(const char* name, const QString& text, const QString& action,
                         std::function<bool(const SpaceDocument&)> done, std::function<void()> function) {
  Step step;
  step.text = text;
  step.done = std::move(done);
  step.mark = new QLabel(this);
  step.label = new QLabel(text, this);
  step.label->setWordWrap(true);
  step.button = new QPushButton(action, this);
  step.button->setObjectName(QLatin1String(name));
  step.button->setAccessibleName(action);
  connect(step.button, &QPushButton::clicked, this, [this, function = std::move(function)] {
    if (m_document) function();
  });
  auto* grid = static_cast<QGridLayout*>(layout());
  const int row = static_cast<int>(m_steps.size()) + 1;
  grid->addWidget(step.mark, row, 0);
  grid->addWidget(step.label, row, 1);
  grid->addWidget(step.button, row, 2);
  m_steps.push_back(std::move(step));
}

void SpaceGuide::setDocument(SpaceDocument* document) {
  if (m_document) m_document->disconnect(this);
  m_document = document;
  hide();
  if (m_document) {
    connect(document, &SpaceDocument::textChanged, this, &SpaceGuide::update);
    connect(document, &SpaceDocument::checkedChanged, this, &SpaceGuide::update);
  }
  update();
}

void SpaceGuide::update() {
  if (!m_document) return hide();
  bool missing = false;
  for (auto& step : m_steps) {
    const bool done = step.done(*m_document);
    missing = missing || !done;
    step.mark->setPixmap(done ? themedIcon("check", palette()).pixmap(16, 16) : QPixmap());
    step.mark->setAccessibleName(done ? tr("done") : tr("to do"));
    step.label->setForegroundRole(done ? QPalette::PlaceholderText : QPalette::WindowText);
    step.button->setVisible(!done);
    step.label->setFixedHeight(step.button->sizeHint().height());
  }
  // A family that ends otherwise is no beginner's work; nothing flickers while a text is checked.
  if (m_document->checked()) setVisible(missing && !m_document->valid());
}

void SpaceGuide::addHead() {
  const Json* network = valueAt(m_document->json(), "/network");
  const bool isList = network != nullptr && network->is_array();
  const std::size_t end = isList ? network->size() : 0;
  const Status status = m_document->edit(
      tr("Add a head"),
      [end, isList](DocumentEditor& editor) -> Status {
        if (!isList) PSCOPE_CHECK(editor.set("/network", Json::array()));
        PSCOPE_CHECK(editor.insert("/network", end, Json{{"op", "global_avg_pool"}}));
        return editor.insert("/network", end + 1, Json{{"op", "linear"}, {"channels", "classes"}});
      },
      pointerTo("/network", end + 1));
  if (!status.ok()) Q_EMIT refused(status.error());
}

void SpaceGuide::changeEvent(QEvent* event) {
  QFrame::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && !m_steps.empty()) update();
}

}  // namespace pscope
