#include "widgets/device_document.h"

#include <QFile>
#include <QFileInfo>
#include <QUndoCommand>
#include <cctype>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/base/file.h"
#include "widgets/device_text.h"
#include "widgets/text.h"

namespace pscope {
namespace {

constexpr int kSaveDelayMs = 300;

std::string toStd(const QString& text) {
  return text.toStdString();
}

/// Every object with a "v", in document order; also those that DeviceProfile refuses.
void collectLeaves(const Json& json, const Json::json_pointer& place, std::vector<std::string>& leaves) {
  if (json.is_object()) {
    if (json.contains("v")) return leaves.push_back(place.to_string());
    for (const auto& [key, value] : json.items()) {
      if (place.empty() && (key == "fits" || key == "tables" || key == "health" || key == "pscope_device")) continue;
      collectLeaves(value, place / key, leaves);
    }
  } else if (json.is_array()) {
    for (std::size_t i = 0; i < json.size(); ++i) collectLeaves(json[i], place / i, leaves);
  }
}

/// Whether something can be put at a pointer: what is on the way there is an object or is not there yet.
bool hasRoomAt(const Json& json, const Json::json_pointer& place) {
  for (auto parent = place; !parent.empty();) {
    const std::string child = parent.back();
    parent.pop_back();
    if (!json.contains(parent)) continue;
    const Json& found = json.at(parent);
    return found.is_object() || (found.is_array() && found.empty() && child == "0");
  }
  return json.is_object();
}

/// What the reader of profiles says of one figure alone, at its place: that decides which unit and which sizes are
/// plausible. In a list it is the only part.
std::optional<Error> problemOf(std::string pointer, const Json& leaf) {
  if (const auto index = pointer.find('/', 1) + 1; index != 0 && std::isdigit(pointer[index]) != 0) {
    pointer.replace(index, pointer.find('/', index) - index, "0");
  }
  Json alone = Json::object();
  alone["name"] = "figure";
  alone[Json::json_pointer(pointer)] = leaf;
  const auto read = DeviceProfile::fromJson(alone, "");
  // What the part lacks around it is no fault of the figure.
  if (read.ok() || !read.error().place.starts_with(pointer)) return std::nullopt;
  return read.error();
}

QString textOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? toQString(found->get<std::string>()) : QString();
}

const std::vector<FigureKind>& figureKinds() {
  static const std::vector<FigureKind> kKinds = {{"/units/0/peak_mac_s/fp32", QStringLiteral("MAC/s")},
                                                 {"/units/0/peak_mac_s/fp16", QStringLiteral("MAC/s")},
                                                 {"/units/0/peak_mac_s/bf16", QStringLiteral("MAC/s")},
                                                 {"/units/0/peak_mac_s/int8", QStringLiteral("MAC/s")},
                                                 {"/units/0/eff/conv", QStringLiteral("1")},
                                                 {"/units/0/eff/dw", QStringLiteral("1")},
                                                 {"/units/0/eff/gemm", QStringLiteral("1")},
                                                 {"/units/0/launch_s", QStringLiteral("s")},
                                                 {"/mem/0/bw_Bps", QStringLiteral("B/s")},
                                                 {"/mem/0/eff", QStringLiteral("1")},
                                                 {"/mem/0/bytes", QStringLiteral("B")},
                                                 {"/power/idle_W", QStringLiteral("W")},
                                                 {"/power/max_W", QStringLiteral("W")}};
  return kKinds;
}

}  // namespace

/// Two snapshots of the document: undoing gives back every byte.
class DeviceEditCommand : public QUndoCommand {
 public:
  DeviceEditCommand(DeviceDocument& document, const QString& what, std::shared_ptr<const Json> before,
                    std::shared_ptr<const Json> after)
      : QUndoCommand(what), m_document(document), m_before(std::move(before)), m_after(std::move(after)) {}
  void undo() override { m_document.apply(m_before); }
  void redo() override { m_document.apply(m_after); }

 private:
  DeviceDocument& m_document;
  std::shared_ptr<const Json> m_before, m_after;
};

QString freeName(const QString& file) {
  QString name = file;
  for (int i = 2; QFileInfo::exists(name); ++i) name = QStringLiteral("%1-%2").arg(file).arg(i);
  return name;
}

DeviceDocument::DeviceDocument(std::shared_ptr<const Json> json, DeviceProfile profile, QString file, QObject* parent)
    : QObject(parent), m_json(std::move(json)), m_profile(std::move(profile)), m_file(std::move(file)) {
  m_saveTimer.setSingleShot(true);
  m_saveTimer.setInterval(kSaveDelayMs);
  connect(&m_saveTimer, &QTimer::timeout, this, [this] {
    const Status saved = save();
    if (!saved.ok()) Q_EMIT saveFailed(saved.error());
  });
}

DeviceDocument::DeviceDocument(const DeviceProfile& preset, QObject* parent)
    : DeviceDocument(std::make_shared<const Json>(preset.document()), preset, QString(), parent) {}

Result<std::unique_ptr<DeviceDocument>> DeviceDocument::open(const QString& file) {
  PSCOPE_TRY(DeviceProfile profile, openDevice(toStd(file)));
  auto json = std::make_shared<const Json>(profile.document());
  std::unique_ptr<DeviceDocument> document(new DeviceDocument(json, std::move(profile), file, nullptr));
  if (QFile::exists(document->draftFile())) {
    auto draft = readJsonFile(toStd(document->draftFile()));
    if (draft.ok() && draft.value().is_object()) {
      document->apply(std::make_shared<const Json>(std::move(draft).value()));
    } else {
      document->putDraftAside();
    }
    document->m_saveTimer.stop();
  }
  return document;
}

DeviceDocument::~DeviceDocument() {
  if (!m_saveTimer.isActive()) return;
  const Status saved = save();
  if (!saved.ok()) qWarning("%s", saved.error().text().c_str());  // the windows are gone: nobody else can be told
}

/// A draft that cannot be read is not lost: somebody may mend it by hand.
void DeviceDocument::putDraftAside() {
  const QString aside = freeName(draftFile() + QStringLiteral(".unreadable"));
  QFile::rename(draftFile(), aside);
  m_draftProblem = makeError(
      ErrorCode::Parse, PSCOPE_TR_NOOP("Device", "Edits that were not finished cannot be read."),
      PSCOPE_TR_NOOP("Device", "The profile is as it was saved last; the edits are kept in this file."), toStd(aside));
}

QString DeviceDocument::draftFile() const {
  return m_file + QStringLiteral(".draft");
}

QString DeviceDocument::title() const {
  const QString title = text("title");
  return title.isEmpty() ? text("name") : title;
}

QString DeviceDocument::text(const char* member) const {
  return textOf(*m_json, member);
}

std::vector<DeviceFigure> DeviceDocument::figures() const {
  std::vector<std::string> leaves;
  collectLeaves(*m_json, Json::json_pointer(), leaves);
  std::vector<DeviceFigure> figures;
  for (const std::string& pointer : leaves) {
    const Json& leaf = m_json->at(Json::json_pointer(pointer));
    DeviceFigure figure;
    figure.pointer = pointer;
    figure.name = figureName(*m_json, toQString(pointer));
    const Json& value = leaf.at("v");
    if (value.is_number()) {
      figure.value = value.get<double>();
    } else {
      figure.typed = value.is_string() ? toQString(value.get<std::string>()) : toQString(value.dump());
    }
    figure.unit = textOf(leaf, "unit");
    figure.tag = textOf(leaf, "tag");
    figure.source = textOf(leaf, "source");
    figure.problem = problemOf(pointer, leaf);
    figures.push_back(std::move(figure));
  }
  return figures;
}

std::vector<FigureKind> DeviceDocument::missingFigures() const {
  std::vector<FigureKind> missing;
  for (const FigureKind& kind : figureKinds()) {
    const Json::json_pointer place(kind.pointer);
    if (!m_json->contains(place) && hasRoomAt(*m_json, place)) missing.push_back(kind);
  }
  return missing;
}

void DeviceDocument::push(const QString& what, Json after) {
  if (readOnly() || after == *m_json) return;
  m_undo.push(new DeviceEditCommand(*this, what, m_json, std::make_shared<const Json>(std::move(after))));
}

void DeviceDocument::apply(std::shared_ptr<const Json> json) {
  m_json = std::move(json);
  auto read = DeviceProfile::fromJson(*m_json, "");
  if (read.ok()) {
    m_profile = std::move(read).value();
    m_problem.reset();
  } else {
    m_problem = read.error();
  }
  m_saveTimer.start();
  Q_EMIT changed();
}

void DeviceDocument::setText(const char* member, const QString& text) {
  Json after = *m_json;
  if (text.isEmpty() && std::string_view(member) != "name") {
    after.erase(member);
  } else {
    after[member] = toStd(text);
  }
  push(tr("Change the %1").arg(QLatin1String(member)), std::move(after));
}

void DeviceDocument::setValue(const std::string& pointer, const QString& typed) {
  const Json::json_pointer place(pointer);
  if (!m_json->contains(place)) return;
  Json after = *m_json;
  Json& leaf = after[place];
  const auto value = parseQuantity(typed, textOf(leaf, "unit"));
  const Json next = value ? Json(*value) : Json(toStd(typed));
  // 24e9 read as an integer and typed again is no edit.
  if (value && leaf["v"].is_number() && leaf["v"].get<double>() == *value) return;
  if (leaf["v"] == next) return;
  leaf["v"] = next;
  leaf["tag"] = "user";
  push(tr("Change “%1”").arg(figureName(*m_json, toQString(pointer))), std::move(after));
}

void DeviceDocument::setTag(const std::string& pointer, const QString& tag) {
  const Json::json_pointer place(pointer);
  if (!m_json->contains(place)) return;
  Json after = *m_json;
  after[place]["tag"] = toStd(tag);
  push(tr("Change the evidence of “%1”").arg(figureName(*m_json, toQString(pointer))), std::move(after));
}

void DeviceDocument::setSource(const std::string& pointer, const QString& source) {
  const Json::json_pointer place(pointer);
  if (!m_json->contains(place)) return;
  Json after = *m_json;
  after[place]["source"] = toStd(source);
  push(tr("Change the source of “%1”").arg(figureName(*m_json, toQString(pointer))), std::move(after));
}

void DeviceDocument::addFigure(const FigureKind& kind) {
  const Json::json_pointer place(kind.pointer);
  if (m_json->contains(place) || !hasRoomAt(*m_json, place)) return;
  Json after = *m_json;
  if (kind.pointer.starts_with("/units/0/") && !after.contains(Json::json_pointer("/units/0"))) {
    after["units"] = Json::array({{{"id", "cpu"}, {"kind", "cpu"}}});
  }
  if (kind.pointer.starts_with("/mem/0/") && !after.contains(Json::json_pointer("/mem/0"))) {
    after["mem"] = Json::array({{{"level", "dram"}}});
  }
  after[place] = {{"v", ""}, {"unit", toStd(kind.unit)}, {"tag", "user"}, {"source", ""}};
  push(tr("Add “%1”").arg(figureName(*m_json, toQString(kind.pointer))), std::move(after));
}

void DeviceDocument::removeFigure(const std::string& pointer) {
  const Json::json_pointer place(pointer);
  if (!m_json->contains(place)) return;
  Json after = *m_json;
  Json& parent = after[place.parent_pointer()];
  if (parent.is_array()) {
    parent.erase(static_cast<std::size_t>(std::stoul(place.back())));
  } else {
    parent.erase(place.back());
  }
  push(tr("Remove “%1”").arg(figureName(*m_json, toQString(pointer))), std::move(after));
}

Status DeviceDocument::addFit(const DeviceFit& fit) {
  if (readOnly() || m_problem) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Device", "This profile cannot take up a fit as it is."),
                     PSCOPE_TR_NOOP("Device", "Duplicate the preset, or mend the profile's figures first."));
  }
  PSCOPE_TRY(const DeviceProfile fitted, m_profile.withFit(fit));
  push(tr("Fit to measurements"), fitted.document());
  return {};
}

void DeviceDocument::removeFits() {
  Json after = *m_json;
  after.erase("fits");
  push(tr("Remove what was fitted"), std::move(after));
}

Status DeviceDocument::takeTables(const DeviceProfile& changed) {
  if (readOnly()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Device", "A preset stays as it is."),
                     PSCOPE_TR_NOOP("Device", "Duplicate it first."));
  }
  Json after = *m_json;
  after["tables"] = changed.document().at("tables");
  push(tr("Import a table"), std::move(after));
  return {};
}

void DeviceDocument::addHealthCheck(const DeviceHealth::Check& check) {
  if (!m_profile.health()) return;
  DeviceHealth health = *m_profile.health();
  health.checks.push_back(check);
  Json after = *m_json;
  after["health"] = health.toJson();
  push(tr("Health check"), std::move(after));
}

Status DeviceDocument::save() {
  m_saveTimer.stop();
  if (readOnly()) return {};
  const std::string text = m_json->dump(1) + "\n";
  if (m_problem) return writeFileAtomically(toStd(draftFile()), text);
  PSCOPE_CHECK(writeFileAtomically(toStd(m_file), text));
  QFile::remove(draftFile());
  return {};
}

}  // namespace pscope
