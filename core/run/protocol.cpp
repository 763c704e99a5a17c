#include "core/run/protocol.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/number_text.h"

namespace pscope {
namespace {

const std::string kSource = "worker message";

/// Replaces the non-finite numbers that a Json value may hold (JSON text has no form for them).
void replaceNonFinite(Json& value) {
  if (value.is_number_float()) {
    if (!std::isfinite(value.get<double>())) value = numberText(value.get<double>());
  } else if (value.is_structured()) {
    for (auto& member : value) replaceNonFinite(member);
  }
}

Json objectOf(const std::string& text) {
  auto parsed = parseJson(text, kSource);
  if (!parsed.ok() || !parsed.value().is_object()) return Json::object();
  return std::move(parsed).value();
}

std::string lineOf(Json message) {
  replaceNonFinite(message);
  return message.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

struct Encoder {
  Json operator()(const HelloMessage& hello) const {
    Json versions = Json::object();
    for (const auto& [name, version] : hello.versions) versions[name] = version;
    return {{"type", "hello"},
            {"protocol", hello.protocol},
            {"program", hello.program},
            {"versions", std::move(versions)},
            {"capabilities", hello.capabilities},
            {"residents", hello.residents}};
  }
  Json operator()(const OpenMessage& open) const {
    Json message = {{"type", "open"}, {"id", open.id}, {"kind", open.kind}, {"parameters", objectOf(open.parameters)}};
    if (!open.checkpoint.empty()) message["checkpoint"] = objectOf(open.checkpoint);
    return message;
  }
  Json operator()(const CallMessage& call) const {
    return {{"type", "call"}, {"id", call.id}, {"resident", call.resident}, {"request", objectOf(call.request)}};
  }
  Json operator()(const SaveMessage& save) const {
    return {{"type", "save"}, {"id", save.id}, {"resident", save.resident}};
  }
  Json operator()(const TaskMessage& task) const {
    return {{"type", "task"}, {"id", task.id}, {"kind", task.kind}, {"parameters", objectOf(task.parameters)}};
  }
  Json operator()(const ProgressMessage& progress) const {
    Json metrics = Json::object();
    for (const auto& [name, value] : progress.metrics) metrics[name] = jsonNumber(value);
    return {{"type", "progress"},           {"id", progress.id},
            {"done", progress.done},        {"total", progress.total},
            {"stage", progress.stage},      {"seconds_left", jsonNumber(progress.secondsLeft)},
            {"metrics", std::move(metrics)}};
  }
  Json operator()(const LogMessage& log) const { return {{"type", "log"}, {"id", log.id}, {"text", log.text}}; }
  Json operator()(const ResultMessage& result) const {
    return {{"type", "result"}, {"id", result.id}, {"result", objectOf(result.result)}};
  }
  Json operator()(const FailedMessage& failed) const {
    return {{"type", "failed"},
            {"id", failed.id},
            {"code", errorCodeName(failed.code)},
            {"text", failed.text},
            {"detail", failed.detail}};
  }
  Json operator()(const CancelMessage& cancel) const { return {{"type", "cancel"}, {"id", cancel.id}}; }
};

Result<ProtocolMessage> decodeHello(const JsonView& json) {
  HelloMessage hello;
  PSCOPE_TRY(const auto protocol, json.integer("protocol"));
  hello.protocol = static_cast<int>(protocol);
  PSCOPE_TRY(hello.program, json.string("program"));
  if (json.has("versions")) {
    PSCOPE_TRY(const auto versions, json.member("versions"));
    for (const auto& name : versions.keys()) {
      PSCOPE_TRY(auto version, versions.string(name));
      hello.versions.emplace_back(name, std::move(version));
    }
  }
  for (auto [key, names] : {std::pair{"capabilities", &hello.capabilities}, std::pair{"residents", &hello.residents}}) {
    if (!json.has(key)) continue;
    PSCOPE_TRY(const auto items, json.array(key));
    for (const auto& item : items) {
      PSCOPE_TRY(auto name, item.string());
      names->push_back(std::move(name));
    }
  }
  return ProtocolMessage(std::move(hello));
}

Result<std::string> objectText(const JsonView& json, std::string_view key) {
  PSCOPE_TRY(const auto member, json.member(key));
  if (!member.isObject()) return member.error(PSCOPE_TR_NOOP("Protocol", "An object is expected here."));
  return member.json().dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<ProtocolMessage> decodeProgress(const JsonView& json, std::int64_t id) {
  ProgressMessage progress;
  progress.id = id;
  PSCOPE_TRY(progress.done, json.integerOr("done", 0));
  PSCOPE_TRY(progress.total, json.integerOr("total", 0));
  PSCOPE_TRY(progress.stage, json.stringOr("stage", ""));
  PSCOPE_TRY(progress.secondsLeft, json.numberOr("seconds_left", -1));
  if (json.has("metrics")) {
    PSCOPE_TRY(const auto metrics, json.member("metrics"));
    for (const auto& name : metrics.keys()) {
      PSCOPE_TRY(const double value, metrics.number(name));
      progress.metrics.emplace_back(name, value);
    }
  }
  return ProtocolMessage(std::move(progress));
}

Result<ProtocolMessage> decodeOpen(const JsonView& json, std::int64_t id) {
  OpenMessage open;
  open.id = id;
  PSCOPE_TRY(open.kind, json.string("kind"));
  PSCOPE_TRY(open.parameters, objectText(json, "parameters"));
  if (json.has("checkpoint")) {
    PSCOPE_TRY(open.checkpoint, objectText(json, "checkpoint"));
  }
  return ProtocolMessage(std::move(open));
}

/// call or save
Result<ProtocolMessage> decodeOfResident(const std::string& type, const JsonView& json, std::int64_t id) {
  PSCOPE_TRY(const auto resident, json.integer("resident"));
  if (type == "save") return ProtocolMessage(SaveMessage{id, resident});
  PSCOPE_TRY(auto request, objectText(json, "request"));
  return ProtocolMessage(CallMessage{id, resident, std::move(request)});
}

Result<ProtocolMessage> decodeBody(const JsonView& json) {
  PSCOPE_TRY(const auto type, json.string("type"));
  if (type == "hello") return decodeHello(json);
  if (type == "log") {
    LogMessage log;
    PSCOPE_TRY(log.id, json.integerOr("id", 0));
    PSCOPE_TRY(log.text, json.string("text"));
    return ProtocolMessage(std::move(log));
  }
  PSCOPE_TRY(const auto id, json.integer("id"));
  if (type == "task") {
    TaskMessage task;
    task.id = id;
    PSCOPE_TRY(task.kind, json.string("kind"));
    PSCOPE_TRY(task.parameters, objectText(json, "parameters"));
    return ProtocolMessage(std::move(task));
  }
  if (type == "open") return decodeOpen(json, id);
  if (type == "call" || type == "save") return decodeOfResident(type, json, id);
  if (type == "progress") return decodeProgress(json, id);
  if (type == "result") {
    PSCOPE_TRY(auto result, objectText(json, "result"));
    return ProtocolMessage(ResultMessage{id, std::move(result)});
  }
  if (type == "failed") {
    FailedMessage failed;
    failed.id = id;
    PSCOPE_TRY(const auto code, json.string("code"));
    failed.code = errorCodeFromName(code);
    PSCOPE_TRY(failed.text, json.string("text"));
    PSCOPE_TRY(failed.detail, json.stringOr("detail", ""));
    return ProtocolMessage(std::move(failed));
  }
  if (type == "cancel") return ProtocolMessage(CancelMessage{id});
  return json.error(PSCOPE_TR_NOOP("Protocol", "\"%1\" is no type of message.").arg(type));
}

}  // namespace

Json jsonNumber(double value) {
  return std::isfinite(value) ? Json(value) : Json(numberText(value));
}

std::string encodeMessage(const ProtocolMessage& message) {
  return lineOf(std::visit(Encoder{}, message));
}

Result<ProtocolMessage> decodeMessage(std::string_view line) {
  while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
  PSCOPE_TRY(const auto json, parseJson(line, kSource));
  return decodeBody(JsonView(json, kSource));
}

}  // namespace pscope
