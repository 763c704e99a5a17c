#include "core/space/space.h"

#include <algorithm>
#include <iterator>

#include "core/base/hash.h"
#include "core/space/document.h"
#include "core/space/lowering.h"
#include "core/space/space_impl.h"
#include "core/space/template_compiler.h"
#include "core/space/trimmed.h"

namespace pscope {

struct SpaceReader {
  /// The compiled document, or nothing with the problems that it has.
  static std::shared_ptr<Space::Impl> read(const Json& json, const std::string& file, Problems& problems);
};

std::shared_ptr<Space::Impl> SpaceReader::read(const Json& json, const std::string& file, Problems& problems) {
  auto impl = std::make_shared<Space::Impl>();
  impl->file = file;
  impl->document = json;
  const JsonView document(impl->document, file);
  auto head = readHead(document, problems);
  if (!document.isObject()) return nullptr;
  impl->name = std::move(head.name);
  impl->title = std::move(head.title);
  impl->summary = std::move(head.summary);
  impl->source = std::move(head.source);
  impl->evidence = std::move(head.evidence);
  impl->hash = hashText(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (const auto choices = problems.take(document.member("choices"))) {
    impl->tree = ChoiceTree::build(*choices, problems);
  }
  readTags(document, impl->tags, impl->twins, problems);
  if (hasNoNetwork(document)) {
    problems.add(document.onlyKeys({"pscope_space", "name", "title", "summary", "source", "evidence", "tags", "twins",
                                    "choices", "constraints", "text", "network"}));
  } else {
    readScales(document, impl->scales, impl->program, problems);
    compileTemplate(document, impl->tree, impl->program, problems);
  }
  // With problems the tree of choices may be incomplete.
  if (problems.empty()) {
    impl->constraints = Constraints::read(document, impl->tree, impl->program.valueTexts, problems);
  }
  if (problems.empty() && document.has("text")) {
    if (const auto pattern = problems.take(document.member("text"))) {
      impl->textForm = TextForm::fromPattern(*pattern, impl->tree, problems);
    }
  }
  if (!problems.empty()) return nullptr;
  auto counts = CountTables::build(impl->tree, impl->constraints.overChoices);
  if (!counts.ok()) {
    auto error = std::move(counts).error();
    error.file = file;
    if (error.place.empty()) error.place = "/choices";
    problems.add(std::move(error));
    return nullptr;
  }
  impl->counts = std::move(counts).value();
  if (impl->counts.count() == "0") {
    problems.add(document.error(PSCOPE_TR_NOOP("Space", "No design satisfies all constraints."),
                                PSCOPE_TR_NOOP("Space", "Loosen one of them.")));
    return nullptr;
  }
  const Genome first = *impl->counts.design(0);
  for (std::size_t i = 0; i < impl->scales.size(); ++i) {
    if (!impl->scales[i].variableInput) continue;
    auto input = inputShape(impl->program, impl->tree, impl->program.scales[i], first);
    if (input.ok()) {
      impl->scales[i].input = input.value();
    } else {
      problems.add(std::move(input).error());
    }
  }
  return impl;
}

Result<Space> Space::fromJson(const Json& document, const std::string& file) {
  Problems problems;
  auto impl = SpaceReader::read(document, file, problems);
  if (!problems.empty()) return problems.errors().front();
  return Space(std::move(impl));
}

Result<Space> Space::fromText(std::string_view text, const std::string& file) {
  PSCOPE_TRY(const Json document, parseJson(text, file));
  return fromJson(document, file);
}

std::vector<Error> Space::check(std::string_view text, const std::string& file) {
  const auto document = parseJson(text, file);
  if (!document.ok()) return {document.error()};
  Problems problems;
  auto impl = SpaceReader::read(document.value(), file, problems);
  if (!problems.empty()) return problems.errors();
  const Space space(std::move(impl));
  const auto first = space.design(0);  // one design a scale shows mistakes that only shapes reveal
  for (const auto& scale : space.scales()) {
    if (auto network = space.lower(*first, scale.name); !network.ok()) problems.add(std::move(network).error());
  }
  return problems.errors();
}

const std::string& Space::name() const {
  return m_impl->name;
}
const std::string& Space::title() const {
  return m_impl->title;
}
const std::string& Space::summary() const {
  return m_impl->summary;
}
const std::string& Space::source() const {
  return m_impl->source;
}
const std::string& Space::evidence() const {
  return m_impl->evidence;
}
const Json& Space::document() const {
  return m_impl->document;
}
const std::string& Space::hash() const {
  return m_impl->hash;
}
const SpaceTags& Space::tags() const {
  return m_impl->tags;
}
TwinRule Space::twinRule() const {
  return m_impl->twins;
}
const std::vector<Choice>& Space::choices() const {
  return m_impl->tree.choices();
}
const std::vector<ScaleInfo>& Space::scales() const {
  return m_impl->scales;
}

const ScaleInfo* Space::scale(std::string_view name) const {
  const auto& scales = m_impl->scales;
  const auto found = std::find_if(scales.begin(), scales.end(), [name](const ScaleInfo& s) { return s.name == name; });
  return found == scales.end() ? nullptr : &*found;
}

const ScaleInfo* Space::scaleFor(const TensorShape& input) const {
  const auto& scales = m_impl->scales;
  const auto found = std::find_if(scales.begin(), scales.end(),
                                  [&input](const ScaleInfo& s) { return !s.variableInput && s.input == input; });
  return found == scales.end() ? nullptr : &*found;
}

std::string Space::count() const {
  return m_impl->counts.count();
}
double Space::approximateCount() const {
  return m_impl->counts.approximateCount();
}
Genome Space::sample(Rng& rng) const {
  return m_impl->counts.sample(rng);
}
std::optional<Genome> Space::design(std::uint64_t index) const {
  return m_impl->counts.design(index);
}

Status Space::validate(const Genome& genome) const {
  const ChoiceTree& tree = m_impl->tree;
  if (genome.size() != tree.choices().size()) {
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Space", "A design of this space has %1 genes, not %2.")
                                                     .arg(std::to_string(tree.choices().size()))
                                                     .arg(std::to_string(genome.size())));
  }
  // Ranges first: conditions read the levels of earlier genes.
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const Choice& choice = tree.choices()[i];
    if (genome[i] == kInactive || (genome[i] >= 0 && genome[i] < static_cast<int>(choice.levels.size()))) continue;
    return makeError(ErrorCode::InvalidArgument, PSCOPE_TR_NOOP("Space", "The choice \"%1\" has no level number %2.")
                                                     .arg(choice.path)
                                                     .arg(std::to_string(genome[i])));
  }
  for (std::size_t i = 0; i < genome.size(); ++i) {
    const bool active = tree.isActive(i, genome);
    if (active == (genome[i] != kInactive)) continue;
    return makeError(ErrorCode::InvalidArgument,
                     (active ? PSCOPE_TR_NOOP("Space", "The choice \"%1\" is active but has no level.")
                             : PSCOPE_TR_NOOP("Space", "The choice \"%1\" has a level but is not active."))
                         .arg(tree.choices()[i].path));
  }
  if (const Constraint* violated = m_impl->constraints.violated(tree, genome)) {
    return makeError(ErrorCode::InvalidArgument,
                     PSCOPE_TR_NOOP("Space", "The design violates the constraint \"%1\".").arg(violated->source), {},
                     m_impl->file, violated->pointer);
  }
  return {};
}

Genome Space::repaired(const Genome& genome, Rng& rng) const {
  return m_impl->counts.completed(genome, &rng);
}

Genome Space::completed(const Genome& genome) const {
  return m_impl->counts.completed(genome, nullptr);
}

Result<Space> Space::restricted(const std::string& where, const std::string& file, const std::string& pointer) const {
  if (trimmed(where).empty()) return *this;
  const auto at = [&](Error error) {
    error.file = file;
    error.place = pointer;
    return error;
  };
  const Json list = {{"constraints", Json::array({where})}};
  Problems problems;
  auto read = Constraints::read(JsonView(list, file), m_impl->tree, m_impl->program.valueTexts, problems);
  if (!problems.empty()) return at(problems.errors().front());
  if (!read.overCosts.empty()) {
    return makeError(ErrorCode::Unsupported,
                     PSCOPE_TR_NOOP("Space", "A region of the space is described by choices, not by costs."),
                     PSCOPE_TR_NOOP("Space", "Make the cost an objective and give that a range."), file, pointer);
  }
  auto impl = std::make_shared<Impl>(*m_impl);
  impl->whole = m_impl;
  auto& constraints = impl->constraints.overChoices;
  std::move(read.overChoices.begin(), read.overChoices.end(), std::back_inserter(constraints));
  auto counts = CountTables::build(impl->tree, constraints);
  if (!counts.ok()) return at(std::move(counts).error());
  if (counts.value().count() == "0") {
    return makeError(
        ErrorCode::NotFound,
        PSCOPE_TR_NOOP("Space", "None of the %1 designs of the space satisfies \"%2\".").arg(count()).arg(where),
        PSCOPE_TR_NOOP("Space", "Loosen the region."), file, pointer);
  }
  impl->counts = std::move(counts).value();
  impl->document["constraints"].push_back(where);
  impl->hash = hashText(impl->document.dump(-1, ' ', false, Json::error_handler_t::replace));
  return Space(std::move(impl));
}

bool Space::hasCostConstraints() const {
  return !m_impl->constraints.overCosts.empty();
}

Status Space::checkCosts(const Genome& genome, const StaticCosts& costs) const {
  const Constraint* violated = m_impl->constraints.violated(m_impl->tree, genome, costs);
  if (violated == nullptr) return {};
  return makeError(ErrorCode::InvalidArgument,
                   PSCOPE_TR_NOOP("Space", "The constraint \"%1\" is violated: %2 parameters, %3 MACs, %4 bytes.")
                       .arg(violated->source)
                       .arg(std::to_string(costs.params))
                       .arg(std::to_string(costs.macs))
                       .arg(std::to_string(costs.peakActivationBytes)),
                   {}, m_impl->file, violated->pointer);
}

std::string Space::text(const Genome& genome) const {
  return m_impl->textForm.print(m_impl->tree, genome);
}
Result<Genome> Space::parse(std::string_view text) const {
  PSCOPE_TRY(Genome genome, m_impl->textForm.parse(m_impl->tree, text));
  PSCOPE_CHECK(validate(genome));
  return genome;
}

Result<Network> Space::lower(const Genome& genome, std::string_view scaleName) const {
  if (m_impl->scales.empty()) {
    return makeError(
        ErrorCode::Unsupported,
        PSCOPE_TR_NOOP("Space", "The space %1 holds choices only: it does not say how a network is built.").arg(name()),
        PSCOPE_TR_NOOP("Space", "Describe the network in the space's document to see graphs and costs."));
  }
  const ScaleInfo* info = scale(scaleName);
  if (info == nullptr) {
    std::string names;
    for (const auto& s : m_impl->scales) names += (names.empty() ? "" : ", ") + s.name;
    return makeError(
        ErrorCode::NotFound,
        PSCOPE_TR_NOOP("Space", "The space %1 has no scale \"%2\".").arg(name()).arg(std::string(scaleName)),
        PSCOPE_TR_NOOP("Space", "It has: %1.").arg(names));
  }
  PSCOPE_CHECK(validate(genome));
  const auto index = static_cast<std::size_t>(info - m_impl->scales.data());
  return lowerProgram(m_impl->program, m_impl->tree, m_impl->program.scales[index], genome, *m_impl->scopePaths,
                      m_impl->file);
}

}  // namespace pscope
