#include "widgets/space_document.h"

#include <QFileInfo>
#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/file.h"
#include "core/space/document_edit_fragment.h"
#include "core/space/document_edit_rename.h"
#include "core/space/document_members.h"
#include "widgets/space_outline.h"
#include "widgets/text.h"

namespace pscope {

namespace {

const char kByteOrderMark[] = "\xEF\xBB\xBF";

/// The space of a document and everything that is wrong with it. One design a scale is lowered: that shows what only
/// shapes reveal.
std::pair<std::optional<Space>, std::vector<Error>> compiled(const Json& json, const std::string& file) {
  auto space = Space::fromJson(json, file);
  if (!space.ok()) return {std::nullopt, Space::check(json.dump(-1, ' ', false, Json::error_handler_t::replace), file)};
  std::vector<Error> problems;
  const auto first = space.value().design(0);
  for (const auto& scale : space.value().scales()) {
    if (!first) break;
    if (auto network = space.value().lower(*first, scale.name); !network.ok()) {
      problems.push_back(std::move(network).error());
    }
  }
  if (!problems.empty()) return {std::nullopt, std::move(problems)};
  return {std::move(space).value(), {}};
}

}  // namespace

std::string emptySpaceText() {
  return "{\n  \"pscope_space\": 1,\n  \"name\": \"untitled\",\n  \"choices\": [],\n  \"scales\": [],\n  \"network\": "
         "[]\n}\n";
}

SpaceDocument::SpaceDocument(std::string text, QObject* parent)
    : QObject(parent), m_text(std::move(text)), m_json(std::make_unique<Json>(Json::object())), m_savedText(m_text) {
  m_lookTimer.setSingleShot(true);
  m_lookTimer.setInterval(100);  // a program that writes in several steps is looked at once
  connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_lookTimer, qOverload<>(&QTimer::start));
  connect(&m_lookTimer, &QTimer::timeout, this, &SpaceDocument::look);
  connect(&m_job, &BackgroundJob::succeeded, this, &SpaceDocument::finishCheck);
  connect(&m_job, &BackgroundJob::failed, this, [this](const Error& error) {
    m_check.space.reset();
    m_check.problems = {error};
    finishCheck();
  });
  parse();
}

SpaceDocument::~SpaceDocument() = default;

Result<std::unique_ptr<SpaceDocument>> SpaceDocument::open(const QString& path) {
  const QString absolute = QFileInfo(path).absoluteFilePath();
  PSCOPE_TRY(std::string bytes, readFile(absolute.toStdString(), 64U << 20U));
  auto document = std::make_unique<SpaceDocument>(std::string());
  document->m_path = absolute;
  document->setFileText(bytes);
  document->parse();
  document->watch();
  return document;
}

const Json& SpaceDocument::json() const {
  return *m_json;
}

/// The text of a file: without byte order mark, lines ended by LF; save() puts both back.
void SpaceDocument::setFileText(const std::string& bytes) {
  m_savedBytes = bytes;
  m_text = bytes;
  m_byteOrderMark = m_text.starts_with(kByteOrderMark);
  if (m_byteOrderMark) m_text.erase(0, 3);
  m_carriageReturns = m_text.find("\r\n") != std::string::npos;
  std::erase(m_text, '\r');
  m_savedText = m_text;
}

std::string SpaceDocument::fileBytes() const {
  std::string bytes = m_byteOrderMark ? kByteOrderMark : "";
  for (const char c : m_text) {
    if (c == '\n' && m_carriageReturns) bytes += '\r';
    bytes += c;
  }
  return bytes;
}

void SpaceDocument::parse() {
  ++m_revision;
  auto json = parseJson(m_text, {});
  m_textError.reset();
  if (json.ok()) {
    *m_json = std::move(json).value();
  } else {
    m_textError = std::move(json).error();
  }
  startCheck();
}

void SpaceDocument::startCheck() {
  if (m_textError) {
    m_problems = {*m_textError};
    m_checkedRevision = m_revision;
    Q_EMIT checkedChanged();
    return;
  }
  m_job.start([this, revision = m_revision, json = *m_json](const JobContext&) -> Status {
    m_check.revision = revision;
    std::tie(m_check.space, m_check.problems) = compiled(json, {});
    return {};
  });
}

void SpaceDocument::finishCheck() {
  if (m_check.revision != m_revision) return startCheck();  // edited meanwhile
  m_checkedRevision = m_revision;
  m_problems = std::move(m_check.problems);
  if (m_check.space) m_space = std::move(m_check.space);
  m_check = {};
  Q_EMIT checkedChanged();
}

int SpaceDocument::problemsBelow(const std::string& pointer) const {
  return static_cast<int>(std::count_if(m_problems.begin(), m_problems.end(), [&](const Error& problem) {
    return problem.place == pointer || problem.place.starts_with(pointer + "/");
  }));
}

QString SpaceDocument::title() const {
  for (const char* key : {"title", "name"}) {
    if (m_json->is_object() && m_json->contains(key) && (*m_json)[key].is_string()) {
      const QString text = toQString((*m_json)[key].get<std::string>()).simplified();
      if (!text.isEmpty()) return text;
    }
  }
  return m_path.isEmpty() ? tr("Untitled space") : QFileInfo(m_path).completeBaseName();
}

std::string SpaceDocument::builtInName() const {
  return m_text == m_savedText && m_path.isEmpty() ? m_builtIn : std::string();
}

// ---------------------------------------------------------------------------------------------------------------------

void SpaceDocument::apply(const TextEdit& edit, const std::string& place) {
  edit.applyTo(m_text);
  parse();
  Q_EMIT textChanged();
  m_cursor.set(place);
}

Status SpaceDocument::edit(const QString& what, const std::function<Status(DocumentEditor&)>& function,
                           const std::optional<std::string>& select, SpaceCommandId id, const std::string& mergeKey) {
  if (m_textError) {
    Error error = *m_textError;
    error.what = PSCOPE_TR_NOOP("SpaceDocument", "The text of the space is not valid JSON.");
    error.mend = PSCOPE_TR_NOOP("SpaceDocument", "Mend it in the JSON tab, or undo what was typed there.");
    return error;
  }
  DocumentEditor editor(m_text);
  PSCOPE_CHECK(function(editor));
  TextEdit change = editor.edit();
  if (change.empty()) return {};
  const std::string before = m_cursor.current();
  const std::string key = std::to_string(m_mergeSession) + mergeKey;
  m_undo.push(new SpaceTextCommand(*this, what, {std::move(change), before, select.value_or(before), id, key}));
  return {};
}

Status SpaceDocument::setValue(const std::string& pointer, const Json& value) {
  const QString what = tr("Change of %1").arg(toQString(lastToken(pointer)));
  return edit(
      what, [&](DocumentEditor& editor) { return editor.set(pointer, value); }, {}, SpaceCommandId::Value, pointer);
}

Status SpaceDocument::remove(const std::string& pointer) {
  const std::string parent = parentPointer(pointer);
  const Json* container = valueAt(*m_json, parent);
  std::optional<std::string> select;
  const bool isSelected = m_cursor.current() == pointer || m_cursor.current().starts_with(pointer + "/");
  if (isSelected) {
    select = parent;
    if (container != nullptr && container->is_array() && container->size() > 1) {
      const auto index = std::stoul(lastToken(pointer));
      select = pointerTo(parent, std::min<std::size_t>(index, container->size() - 2));
    } else if (container != nullptr && container->is_object() && m_cursor.current() != pointer) {
      select = m_cursor.current();
    }
  }
  return edit(tr("Remove"), [&](DocumentEditor& editor) { return editor.remove(pointer); }, select);
}

Status SpaceDocument::insert(const std::string& array, std::size_t index, const Json& value, const QString& what) {
  return edit(
      what,
      [&](DocumentEditor& editor) -> Status {
        if (valueAt(*m_json, array) == nullptr) PSCOPE_CHECK(editor.set(array, Json::array()));
        return editor.insert(array, index, value);
      },
      pointerTo(array, index));
}

Status SpaceDocument::move(const std::string& pointer, const std::string& array, std::size_t index) {
  const bool sameList = parentPointer(pointer) == array;
  const auto from = sameList ? std::stoul(lastToken(pointer)) : 0;
  if (sameList && (index == from || index == from + 1)) return {};
  PSCOPE_TRY(const auto source, kindOfList(parentPointer(pointer)));
  PSCOPE_TRY(const auto target, kindOfList(array));
  if (source != target) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("SpaceDocument", "This cannot be moved there."));
  }
  // Where it is afterwards: a list that the element stood in front of has moved up by one.
  std::string after = pointerTo(array, sameList && index > from ? index - 1 : index);
  auto tokens = pointerTokens(after);
  const auto own = pointerTokens(pointer);
  if (!sameList && tokens.size() > own.size() && std::equal(own.begin(), own.end() - 1, tokens.begin())) {
    auto& step = tokens[own.size() - 1];
    if (std::stoul(step) > std::stoul(own.back())) step = std::to_string(std::stoul(step) - 1);
    after.clear();
    for (const auto& token : tokens) after = pointerTo(after, token);
  }
  return edit(
      tr("Move"), [&](DocumentEditor& editor) { return editor.move(pointer, array, index); }, after,
      SpaceCommandId::None);
}

Status SpaceDocument::moveBy(const std::string& pointer, int steps) {
  const std::string array = parentPointer(pointer);
  const Json* list = valueAt(*m_json, array);
  if (list == nullptr || !list->is_array()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("SpaceDocument", "This has no place in a list."));
  }
  const auto index = static_cast<std::int64_t>(std::stoul(lastToken(pointer)));
  const auto target = index + steps;
  if (target < 0 || target >= static_cast<std::int64_t>(list->size())) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("SpaceDocument", "This is at the end of its list already."));
  }
  return move(pointer, array, static_cast<std::size_t>(steps > 0 ? target + 1 : target));
}

Status SpaceDocument::duplicate(const std::string& pointer) {
  PSCOPE_TRY(const auto fragment, copyFragment(*m_json, {pointer}));
  const std::string array = parentPointer(pointer);
  const auto index = fragment.kind == SpaceFragment::Kind::Blocks ? 0 : std::stoul(lastToken(pointer)) + 1;
  std::string place;
  DocumentEditor trial(m_text);
  PSCOPE_TRY(place, pasteFragment(trial, fragment, array, index));
  return edit(
      tr("Duplicate"),
      [&](DocumentEditor& editor) {
        auto pasted = pasteFragment(editor, fragment, array, index);
        return pasted.ok() ? Status() : Status(pasted.error());
      },
      place);
}

Status SpaceDocument::rename(const std::string& pointer, const std::string& name) {
  // Entries of lists keep their pointers; members have their name in it.
  const bool isElement = pointer.starts_with("/choices/");
  const std::string after = isElement ? pointer : pointerTo(parentPointer(pointer), std::string_view(name));
  const bool isCurrent = m_cursor.current() == pointer;
  return edit(
      tr("Rename"), [&](DocumentEditor& editor) { return renameEverywhere(editor, pointer, name); },
      isCurrent ? std::optional(after) : std::nullopt);
}

void SpaceDocument::setText(const std::string& text) {
  TextEdit change = editBetween(m_text, text);
  if (change.empty()) return;
  const std::string place = m_cursor.current();
  // Large replacements are steps of their own.
  const bool typed = change.removed.size() < 80 && change.inserted.size() < 80;
  const std::string key = std::to_string(m_mergeSession);
  m_undo.push(new SpaceTextCommand(
      *this, tr("Typing"),
      {std::move(change), place, place, typed ? SpaceCommandId::Text : SpaceCommandId::None, key}));
}

Result<std::string> SpaceDocument::copyText() const {
  PSCOPE_TRY(const auto fragment, copyFragment(*m_json, {m_cursor.current()}));
  return documentText(fragment.toJson()) + "\n";
}

Status SpaceDocument::paste(const std::string& text) {
  PSCOPE_TRY(const auto fragment, readFragment(text));
  Place place;
  switch (fragment.kind) {
    case SpaceFragment::Kind::Choices:
      place = placeForChoice();
      break;
    case SpaceFragment::Kind::Statements:
      place = placeForStatement();
      break;
    case SpaceFragment::Kind::Constraints:
    case SpaceFragment::Kind::Scales: {
      place.array = fragment.kind == SpaceFragment::Kind::Scales ? "/scales" : "/constraints";
      const Json* list = valueAt(*m_json, place.array);
      place.index = list == nullptr ? 0 : list->size();
      break;
    }
    case SpaceFragment::Kind::Blocks:
      break;
  }
  DocumentEditor trial(m_text);  // names are chosen while pasting
  PSCOPE_TRY(const std::string first, pasteFragment(trial, fragment, place.array, place.index));
  return edit(
      tr("Paste"),
      [&](DocumentEditor& editor) {
        auto pasted = pasteFragment(editor, fragment, place.array, place.index);
        return pasted.ok() ? Status() : Status(pasted.error());
      },
      first);
}

SpaceDocument::Place SpaceDocument::placeForStatement() const {
  const std::string& current = m_cursor.current();
  const auto kind = kindOfList(current);
  if (m_cursor.gap() && kind.ok() && kind.value() == SpaceFragment::Kind::Statements) {
    return {current, *m_cursor.gap()};
  }
  if (const Json* value = valueAt(*m_json, current); value != nullptr && kind.ok()) {
    if (value->is_array() && kind.value() == SpaceFragment::Kind::Statements) return {current, value->size()};
    if (kind.value() == SpaceFragment::Kind::Blocks && value->contains("body")) {
      return {current + "/body", (*value)["body"].size()};
    }
    const std::string array = parentPointer(current);
    const Json* list = valueAt(*m_json, array);
    if (kind.value() == SpaceFragment::Kind::Statements && list != nullptr && list->is_array()) {
      return {array, std::stoul(lastToken(current)) + 1};
    }
  }
  const Json* network = valueAt(*m_json, "/network");
  return {"/network", network != nullptr && network->is_array() ? network->size() : 0};
}

SpaceDocument::Place SpaceDocument::placeForChoice() const {
  const std::string& current = m_cursor.current();
  if (current.starts_with("/choices")) {
    const Json* value = valueAt(*m_json, current);
    if (value != nullptr && value->is_array()) return {current, m_cursor.gap().value_or(value->size())};
    if (value != nullptr && value->is_object()) {
      const std::string type = textOf(*value, "type");
      if (type == "group" || type == "repeat" || type == "optional") {
        return {current + "/choices", value->contains("choices") ? (*value)["choices"].size() : 0};
      }
      const Json* list = valueAt(*m_json, parentPointer(current));
      if (list != nullptr && list->is_array()) return {parentPointer(current), std::stoul(lastToken(current)) + 1};
    }
  }
  const Json* choices = valueAt(*m_json, "/choices");
  return {"/choices", choices != nullptr && choices->is_array() ? choices->size() : 0};
}

// ---------------------------------------------------------------------------------------------------------------------

Status SpaceDocument::save() {
  if (const auto inFile = readFile(m_path.toStdString(), 64U << 20U); inFile.ok() && inFile.value() != m_savedBytes) {
    look();
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("SpaceDocument", "Another program changed this file since it was opened."),
                     PSCOPE_TR_NOOP("SpaceDocument", "Choose which of both to keep, or save under another name."),
                     m_path.toStdString());
  }
  return saveAs(m_path);
}

Status SpaceDocument::saveAs(const QString& path) {
  const std::string bytes = fileBytes();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  if (const auto files = m_watcher.files(); !files.isEmpty()) m_watcher.removePaths(files);
  const Status written = writeFileAtomically(absolute.toStdString(), bytes);
  if (!written.ok()) {
    watch();
    return written;
  }
  m_savedBytes = bytes;
  m_savedText = m_text;
  m_outsideText.reset();
  endMerging();
  const bool moved = m_path != absolute;
  m_path = absolute;
  m_builtIn.clear();
  m_undo.setClean();
  watch();
  if (moved) Q_EMIT pathChanged();
  return {};
}

void SpaceDocument::watch() {
  if (!m_path.isEmpty() && QFileInfo::exists(m_path) && !m_watcher.files().contains(m_path)) m_watcher.addPath(m_path);
}

void SpaceDocument::look() {
  watch();  // a file that was replaced is another one to the watcher
  const auto bytes = readFile(m_path.toStdString(), 64U << 20U);
  if (!bytes.ok() || bytes.value() == m_savedBytes || bytes.value() == m_outsideText) return;
  m_outsideText = bytes.value();
  Q_EMIT changedOutside();
}

void SpaceDocument::reloadOutside() {
  if (!m_outsideText) return;
  const std::string before = m_text;
  const std::string bytes = *std::exchange(m_outsideText, std::nullopt);
  setFileText(bytes);
  const std::string after = std::exchange(m_text, before);
  endMerging();
  if (after != before) {
    const std::string place = m_cursor.current();
    m_undo.push(new SpaceTextCommand(*this, tr("Reload"),
                                     {editBetween(before, after), place, place, SpaceCommandId::None, {}}));
  }
  m_undo.setClean();
}

void SpaceDocument::keepMine() {
  if (!m_outsideText) return;
  m_savedBytes = *std::exchange(m_outsideText, std::nullopt);
  m_undo.resetClean();
}

}  // namespace pscope
