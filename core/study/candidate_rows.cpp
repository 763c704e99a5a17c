#include "core/study/candidate_rows.h"

#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "core/base/hash.h"
#include "core/base/json.h"
#include "core/study/schema.h"

namespace pscope {
namespace {

std::string listText(const Genome& values) {
  std::string text = "[";
  for (const int value : values) {
    if (text.size() > 1) text += ',';
    text += std::to_string(value);
  }
  return text + "]";
}

std::string listText(const std::vector<CandidateId>& ids) {
  std::string text = "[";
  for (const auto id : ids) {
    if (text.size() > 1) text += ',';
    text += std::to_string(id.value);
  }
  return text + "]";
}

/// "[1,2,-1]" as written above; false for anything else.
template <class T, class Make>
bool readList(std::string_view text, std::vector<T>& values, Make make) {
  if (text.size() < 2 || text.front() != '[' || text.back() != ']') return false;
  text = text.substr(1, text.size() - 2);
  while (!text.empty()) {
    std::int64_t number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc()) return false;
    values.push_back(make(number));
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    if (text.empty()) return true;
    if (text.front() != ',' || text.size() == 1) return false;
    text.remove_prefix(1);
  }
  return true;
}

Error damaged(const Database& database, const std::string& place) {
  return makeError(ErrorCode::Database, PSCOPE_TR_NOOP("Study", "A row of the study cannot be understood."),
                   PSCOPE_TR_NOOP("Study", "Open a copy of the study from before the damage."), database.path(), place);
}

Json librariesJson(const Provenance& provenance) {
  Json libraries = Json::object();
  for (const auto& [name, version] : provenance.libraries) libraries[name] = version;
  return libraries;
}

/// Everything in one text: equal texts are equal provenances.
std::string provenanceHash(const Provenance& p) {
  const Json all = {p.estimator,
                    p.estimatorVersion,
                    p.programVersion,
                    p.programCommit,
                    librariesJson(p),
                    p.hostCpu,
                    p.instructionSet,
                    p.threads,
                    p.seed,
                    p.spaceHash,
                    p.recipeHash,
                    p.dataHash,
                    p.device,
                    p.deviceVersion,
                    p.source,
                    p.evidence,
                    p.time};
  return hashText(all.dump(-1, ' ', false, Json::error_handler_t::replace));
}

constexpr const char* kWriteCandidate = R"sql(
INSERT INTO candidate(id, design, genome, state, reason, error_code, parents, finished, notes, pinned, rung)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
ON CONFLICT(id) DO UPDATE SET design = ?2, genome = ?3, state = ?4, reason = ?5, error_code = ?6, parents = ?7,
                              finished = ?8, notes = ?9, pinned = ?10, rung = ?11)sql";
constexpr const char* kWriteMeasurement = R"sql(
INSERT INTO measurement(candidate, position, metric, value, unit, kind, scale, epochs, data_share, weights,
                        standard_error, level, seconds, provenance)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14))sql";
constexpr const char* kWriteProvenance = R"sql(
INSERT INTO provenance(hash, estimator, estimator_version, program_version, program_commit, libraries, host_cpu,
                       instruction_set, threads, seed, space_hash, recipe_hash, data_hash, device, device_version,
                       source, evidence, time)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
RETURNING id)sql";
constexpr const char* kWriteSnapshot = R"sql(
INSERT INTO search_state(id, asked, told, strategy, pending) VALUES (1, ?1, ?2, ?3, ?4)
ON CONFLICT(id) DO UPDATE SET asked = ?1, told = ?2, strategy = ?3, pending = ?4)sql";
constexpr const char* kReadCandidates = R"sql(
SELECT id, design, genome, state, reason, error_code, parents, finished, notes, pinned, rung
FROM candidate WHERE id BETWEEN ?1 AND ?2 ORDER BY id)sql";
constexpr const char* kReadOldCandidates = R"sql(
SELECT id, design, genome, state, reason, error_code, parents, finished, notes, pinned, NULL
FROM candidate WHERE id BETWEEN ?1 AND ?2 ORDER BY id)sql";
constexpr const char* kReadMeasurements = R"sql(
SELECT candidate, metric, value, unit, kind, scale, epochs, data_share, weights, standard_error, level, seconds,
       provenance
FROM measurement WHERE candidate BETWEEN ?1 AND ?2 ORDER BY candidate, position)sql";
constexpr const char* kReadProvenance = R"sql(
SELECT estimator, estimator_version, program_version, program_commit, libraries, host_cpu, instruction_set, threads,
       seed, space_hash, recipe_hash, data_hash, device, device_version, source, evidence, time
FROM provenance WHERE id = ?1)sql";

std::string pendingText(const std::vector<Candidate>& pending) {
  Json list = Json::array();
  for (const auto& candidate : pending) {
    Json parents = Json::array();
    for (const auto id : candidate.parents) parents.push_back(id.value);
    list.push_back({{"id", candidate.id.value},
                    {"design", candidate.design},
                    {"genome", candidate.genome},
                    {"parents", std::move(parents)}});
    if (candidate.rung) list.back()["rung"] = *candidate.rung;
    // What was expected of it when it was proposed; everything else it has yet to get.
    for (const auto& measurement : candidate.measurements) {
      if (measurement.kind != MeasurementKind::Predicted || measurement.level >= 0) continue;
      list.back()["predicted"].push_back({{"metric", measurement.metric},
                                          {"value", measurement.value},
                                          {"unit", measurement.unit},
                                          {"deviation", measurement.standardError.value_or(0)}});
    }
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<Candidate>> parsePending(std::string_view text, const std::string& file) {
  PSCOPE_TRY(const auto json, parseJson(text, file));
  PSCOPE_TRY(const auto list, JsonView(json, file).array());
  std::vector<Candidate> pending;
  for (const auto& item : list) {
    Candidate candidate;
    PSCOPE_TRY(candidate.id.value, item.integer("id"));
    PSCOPE_TRY(candidate.design, item.string("design"));
    PSCOPE_TRY(const auto genome, item.array("genome"));
    for (const auto& level : genome) {
      PSCOPE_TRY(const auto value, level.integer());
      candidate.genome.push_back(static_cast<int>(value));
    }
    PSCOPE_TRY(const auto parents, item.array("parents"));
    for (const auto& parent : parents) {
      PSCOPE_TRY(const auto value, parent.integer());
      candidate.parents.push_back(CandidateId{value});
    }
    if (item.has("rung")) {
      PSCOPE_TRY(const auto rung, item.integer("rung"));
      candidate.rung = static_cast<int>(rung);
    }
    if (item.has("predicted")) {
      PSCOPE_TRY(const auto predicted, item.array("predicted"));
      for (const auto& view : predicted) {
        Measurement measurement;
        PSCOPE_TRY(measurement.metric, view.string("metric"));
        PSCOPE_TRY(measurement.value, view.number("value"));
        PSCOPE_TRY(measurement.unit, view.string("unit"));
        PSCOPE_TRY(measurement.standardError, view.number("deviation"));
        measurement.kind = MeasurementKind::Predicted;
        measurement.level = -1;
        candidate.measurements.push_back(std::move(measurement));
      }
    }
    pending.push_back(std::move(candidate));
  }
  return pending;
}

bool readCandidateRow(const SqlStatement& row, Candidate& candidate) {
  candidate.id.value = row.integer(0);
  candidate.design = row.text(1);
  const auto state = stateFromName(std::string(row.text(3)));
  if (!state) return false;
  candidate.state = *state;
  candidate.reason = row.text(4);
  candidate.errorCode = row.text(5);
  candidate.finished = row.real(7);
  candidate.notes = row.text(8);
  candidate.pinned = row.integer(9) != 0;
  if (!row.isNull(10)) candidate.rung = static_cast<int>(row.integer(10));
  return readList(row.text(2), candidate.genome, [](std::int64_t n) { return static_cast<int>(n); }) &&
         readList(row.text(6), candidate.parents, [](std::int64_t n) { return CandidateId{n}; });
}

bool readMeasurementRow(const SqlStatement& row, Measurement& measurement) {
  measurement.metric = row.text(1);
  measurement.value = row.real(2);
  measurement.unit = row.text(3);
  const auto kind = kindFromName(std::string(row.text(4)));
  measurement.budget.scale = row.text(5);
  measurement.budget.epochs = row.real(6);
  measurement.budget.dataShare = row.real(7);
  const auto weights = weightsFromName(std::string(row.text(8)));
  if (!kind || !weights) return false;
  measurement.kind = *kind;
  measurement.budget.weights = *weights;
  if (!row.isNull(9)) measurement.standardError = row.real(9);
  measurement.level = static_cast<int>(row.integer(10));
  measurement.seconds = row.real(11);
  return true;
}

}  // namespace

Result<CandidateWriter> CandidateWriter::create(Database& database) {
  CandidateWriter writer;
  PSCOPE_TRY(writer.m_candidate, SqlStatement::prepare(database, kWriteCandidate));
  PSCOPE_TRY(writer.m_clear, SqlStatement::prepare(database, "DELETE FROM measurement WHERE candidate = ?1"));
  PSCOPE_TRY(writer.m_measurement, SqlStatement::prepare(database, kWriteMeasurement));
  PSCOPE_TRY(writer.m_findProvenance, SqlStatement::prepare(database, "SELECT id FROM provenance WHERE hash = ?1"));
  PSCOPE_TRY(writer.m_addProvenance, SqlStatement::prepare(database, kWriteProvenance));
  PSCOPE_TRY(writer.m_snapshot, SqlStatement::prepare(database, kWriteSnapshot));
  return writer;
}

Status CandidateWriter::write(const Candidate& candidate) {
  const std::string genome = listText(candidate.genome);
  const std::string parents = listText(candidate.parents);
  m_candidate.bind(1, candidate.id.value);
  m_candidate.bind(2, candidate.design);
  m_candidate.bind(3, genome);
  m_candidate.bind(4, std::string_view(stateName(candidate.state)));
  m_candidate.bind(5, candidate.reason);
  m_candidate.bind(6, candidate.errorCode);
  m_candidate.bind(7, parents);
  m_candidate.bind(8, candidate.finished);
  m_candidate.bind(9, candidate.notes);
  m_candidate.bind(10, std::int64_t{candidate.pinned});
  if (candidate.rung) {
    m_candidate.bind(11, std::int64_t{*candidate.rung});
  } else {
    m_candidate.bindNull(11);
  }
  PSCOPE_CHECK(m_candidate.run());
  m_clear.bind(1, candidate.id.value);
  PSCOPE_CHECK(m_clear.run());
  std::int64_t position = 0;
  for (const auto& measurement : candidate.measurements) {
    if (!std::isfinite(measurement.value)) continue;
    PSCOPE_CHECK(writeMeasurement(candidate.id, position++, measurement));
  }
  return {};
}

Status CandidateWriter::writeMeasurement(CandidateId id, std::int64_t position, const Measurement& measurement) {
  m_measurement.bind(1, id.value);
  m_measurement.bind(2, position);
  m_measurement.bind(3, measurement.metric);
  m_measurement.bind(4, measurement.value);
  m_measurement.bind(5, measurement.unit);
  m_measurement.bind(6, std::string_view(kindName(measurement.kind)));
  m_measurement.bind(7, measurement.budget.scale);
  m_measurement.bind(8, measurement.budget.epochs);
  m_measurement.bind(9, measurement.budget.dataShare);
  m_measurement.bind(10, std::string_view(weightsName(measurement.budget.weights)));
  if (measurement.standardError) {
    m_measurement.bind(11, *measurement.standardError);
  } else {
    m_measurement.bindNull(11);
  }
  m_measurement.bind(12, std::int64_t{measurement.level});
  m_measurement.bind(13, measurement.seconds);
  if (measurement.provenance) {
    PSCOPE_TRY(const auto provenance, provenanceId(measurement.provenance));
    m_measurement.bind(14, provenance);
  } else {
    m_measurement.bindNull(14);
  }
  return m_measurement.run();
}

Result<std::int64_t> CandidateWriter::provenanceId(const std::shared_ptr<const Provenance>& provenance) {
  if (const auto known = m_provenanceIds.find(provenance); known != m_provenanceIds.end()) return known->second;
  if (m_provenanceIds.size() > 10'000) m_provenanceIds.clear();
  const auto& p = *provenance;
  const std::string hash = provenanceHash(p);
  m_findProvenance.bind(1, hash);
  PSCOPE_TRY(const bool found, m_findProvenance.step());
  std::int64_t id = found ? m_findProvenance.integer(0) : 0;
  m_findProvenance.reset();
  if (!found) {
    const std::string libraries = librariesJson(p).dump(-1, ' ', false, Json::error_handler_t::replace);
    const std::string seed = std::to_string(p.seed);
    int parameter = 0;
    for (const std::string* text : {&hash, &p.estimator, &p.estimatorVersion, &p.programVersion, &p.programCommit,
                                    &libraries, &p.hostCpu, &p.instructionSet}) {
      m_addProvenance.bind(++parameter, *text);
    }
    m_addProvenance.bind(++parameter, std::int64_t{p.threads});
    for (const std::string* text : {&seed, &p.spaceHash, &p.recipeHash, &p.dataHash, &p.device, &p.deviceVersion,
                                    &p.source, &p.evidence, &p.time}) {
      m_addProvenance.bind(++parameter, *text);
    }
    auto added = m_addProvenance.step();
    if (added.ok() && added.value()) id = m_addProvenance.integer(0);
    m_addProvenance.reset();
    if (!added.ok()) return std::move(added).error();
  }
  m_provenanceIds.emplace(provenance, id);
  return id;
}

Status CandidateWriter::write(const SearchSnapshot& snapshot) {
  const std::string pending = pendingText(snapshot.pending);
  m_snapshot.bind(1, snapshot.asked);
  m_snapshot.bind(2, snapshot.told);
  m_snapshot.bind(3, snapshot.strategyState);
  m_snapshot.bind(4, pending);
  return m_snapshot.run();
}

Result<std::shared_ptr<const Provenance>> ProvenanceCache::get(Database& database, std::int64_t id) {
  const std::scoped_lock lock(m_mutex);
  if (const auto known = m_rows.find(id); known != m_rows.end()) return known->second;
  PSCOPE_TRY(auto row, SqlStatement::prepare(database, kReadProvenance));
  row.bind(1, id);
  PSCOPE_TRY(const bool found, row.step());
  if (!found) return damaged(database, "provenance " + std::to_string(id));
  auto provenance = std::make_shared<Provenance>();
  int column = 0;
  for (std::string* text : {&provenance->estimator, &provenance->estimatorVersion, &provenance->programVersion,
                            &provenance->programCommit}) {
    *text = row.text(column++);
  }
  PSCOPE_TRY(const auto libraries, parseJson(row.text(column++), database.path()));
  const JsonView view(libraries, database.path());
  for (const auto& name : view.keys()) {
    PSCOPE_TRY(provenance->libraries[name], view.string(name));
  }
  for (std::string* text : {&provenance->hostCpu, &provenance->instructionSet}) *text = row.text(column++);
  provenance->threads = static_cast<int>(row.integer(column++));
  const auto seed = row.text(column++);
  std::from_chars(seed.data(), seed.data() + seed.size(), provenance->seed);
  for (std::string* text :
       {&provenance->spaceHash, &provenance->recipeHash, &provenance->dataHash, &provenance->device,
        &provenance->deviceVersion, &provenance->source, &provenance->evidence, &provenance->time}) {
    *text = row.text(column++);
  }
  m_rows.emplace(id, provenance);
  return std::shared_ptr<const Provenance>(std::move(provenance));
}

Result<std::vector<Candidate>> readCandidates(Database& database, CandidateId first, CandidateId last,
                                              ProvenanceCache& provenance) {
  PSCOPE_CHECK(database.execute("BEGIN"));
  struct End {
    Database& database;
    ~End() { (void)database.execute("COMMIT"); }
  } const end{database};
  PSCOPE_TRY(const auto version, database.integer("PRAGMA user_version"));
  const char* query = version < kRungVersion ? kReadOldCandidates : kReadCandidates;
  PSCOPE_TRY(auto rows, SqlStatement::prepare(database, query));
  PSCOPE_TRY(auto values, SqlStatement::prepare(database, kReadMeasurements));
  for (auto* statement : {&rows, &values}) {
    statement->bind(1, first.value);
    statement->bind(2, last.value);
  }
  std::vector<Candidate> candidates;
  PSCOPE_TRY(bool moreValues, values.step());
  std::int64_t lastProvenance = 0;
  std::shared_ptr<const Provenance> shared;
  for (;;) {
    PSCOPE_TRY(const bool more, rows.step());
    if (!more) break;
    Candidate& candidate = candidates.emplace_back();
    if (!readCandidateRow(rows, candidate)) return damaged(database, "candidate " + std::to_string(candidate.id.value));
    while (moreValues && values.integer(0) <= candidate.id.value) {
      if (values.integer(0) == candidate.id.value) {
        auto& measurement = candidate.measurements.emplace_back();
        if (!readMeasurementRow(values, measurement)) {
          return damaged(database, "measurement of candidate " + std::to_string(candidate.id.value));
        }
        if (const auto id = values.integer(12); id != 0) {
          if (id != lastProvenance) {
            PSCOPE_TRY(shared, provenance.get(database, id));
            lastProvenance = id;
          }
          measurement.provenance = shared;
        }
      }
      PSCOPE_TRY(moreValues, values.step());
    }
  }
  return candidates;
}

Result<std::optional<SearchSnapshot>> readSnapshot(Database& database) {
  PSCOPE_TRY(auto row, SqlStatement::prepare(database, "SELECT asked, told, strategy, pending FROM search_state"));
  PSCOPE_TRY(const bool found, row.step());
  if (!found) return std::optional<SearchSnapshot>();
  SearchSnapshot snapshot;
  snapshot.asked = row.integer(0);
  snapshot.told = row.integer(1);
  snapshot.strategyState = row.text(2);
  PSCOPE_TRY(snapshot.pending, parsePending(row.text(3), database.path()));
  return std::optional<SearchSnapshot>(std::move(snapshot));
}

}  // namespace pscope
