#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/rng.h"
#include "core/network/network.h"
#include "core/record/candidate.h"

namespace pscope {

enum class Layer { Architecture, Recipe, Compression, Deployment };

/// One gene: a choice of the tree with its repeats unrolled.
struct Choice {
  enum class Type { Categorical, Boolean, Integer, Real };
  std::string path;  ///< unique: "stage2.kernel"; as in the text form
  std::string title;
  Type type = Type::Categorical;
  Layer layer = Layer::Architecture;
  std::vector<std::string> levels;  ///< text of each level, in order; at least one
  std::vector<double> numbers;      ///< numeric value of each level (index of a text level, 0/1 of a boolean)
  std::string condition;            ///< expression over earlier choices; empty: always active
};

/// A scale of the template: the same design as it will run ("deploy") or cheaper to train.
struct ScaleInfo {
  std::string name;
  std::string summary;
  TensorShape input;           ///< of the first design, where choices decide
  bool variableInput = false;  ///< the input's size is itself chosen (resolution)
  int classes = 0;
};

/// What the surveys sort networks by (reference: search manual, section 10); free words are allowed.
struct SpaceTags {
  std::vector<std::string> task;      ///< "image classification"
  std::vector<std::string> family;    ///< "cell", "mobile", "transformer"
  std::vector<std::string> category;  ///< of Khan et al., A survey of the recent architectures of deep CNNs, 2020
};

/// Whether one of the tags is this word, in any letter case.
bool hasTag(const SpaceTags& tags, std::string_view word);

/// When two designs count as the same network (twins).
enum class TwinRule {
  Expression,  ///< equal expressions of the output: skips collapsed, sums in any order, zeros propagated
  Graph,       ///< isomorphic graphs of operators: a shared part differs from two equal ones
};

/// A design space: a tree of choices and a network template written with them, from one JSON document.
///
/// Immutable once made; copies share. The document's language is described in resources/help/space-language.md.
/// @thread const functions from any thread
class Space {
 public:
  /// @error Parse etc. with file and JSON pointer; `problems` of check() lists them all
  static Result<Space> fromJson(const Json& document, const std::string& file);
  static Result<Space> fromText(std::string_view text, const std::string& file);
  /// Every problem of a document, each with its pointer; empty: it is a valid space.
  static std::vector<Error> check(std::string_view text, const std::string& file);

  const std::string& name() const;
  const std::string& title() const;
  const std::string& summary() const;
  const std::string& source() const;
  const std::string& evidence() const;
  const Json& document() const;
  /// 32 hexadecimal digits of the document (formatting does not count).
  const std::string& hash() const;

  const SpaceTags& tags() const;
  TwinRule twinRule() const;

  const std::vector<Choice>& choices() const;
  const std::vector<ScaleInfo>& scales() const;  ///< the first one is "deploy"
  const ScaleInfo* scale(std::string_view name) const;
  /// The first scale with this input and at least these classes, or nullptr.
  const ScaleInfo* scaleFor(const TensorShape& input) const;

  /// Exact number of designs under the conditions and the constraints over choices, in decimal digits: counted, not
  /// sampled. Constraints over costs are not part of it.
  std::string count() const;
  /// The same as a double (may be infinity for plots and estimates).
  double approximateCount() const;

  /// Uniform over the designs that count() counts. @cost O(choices)
  Genome sample(Rng& rng) const;
  /// Active genes within their levels, inactive ones kInactive, constraints over choices satisfied.
  /// @error InvalidArgument names the choice or the constraint
  Status validate(const Genome& genome) const;
  /// Makes a genome valid, keeping what it can from the first gene on: inactive genes become kInactive; levels that are
  /// missing, out of range or lead to no valid design are drawn, uniformly over the completions.
  Genome repaired(const Genome& genome, Rng& rng) const;
  /// The same, but such genes take their first possible level.
  Genome completed(const Genome& genome) const;
  /// The design number `index` (0 <= index < count) in lexicographic order, for small spaces; nothing beyond.
  std::optional<Genome> design(std::uint64_t index) const;

  std::string text(const Genome& genome) const;
  /// @error Parse names the position and what was expected there
  Result<Genome> parse(std::string_view text) const;

  /// The space with one more constraint over choices: a part of this one, with the same choices in the same order, so
  /// that its designs are designs of this space too. Empty text: the same space.
  /// @error Parse  it is no expression over choices; Unsupported  it reads costs of the network, or ties too many
  /// choices together; NotFound  no design is left. The place is a JSON pointer into `file`, which only errors name
  /// @cost that of counting the designs
  Result<Space> restricted(const std::string& where, const std::string& file = "",
                           const std::string& pointer = "/where") const;

  bool hasCostConstraints() const;
  /// Whether a network's costs (at the scale "deploy") satisfy the document's constraints over costs.
  /// @error InvalidArgument  the first one that is violated, as written, with the costs
  Status checkCosts(const Genome& genome, const StaticCosts& costs) const;

  /// The network of a design at a scale. @cost about 20 us for nasbench201
  /// @error NotFound (scale), InvalidArgument (shapes that do not fit, with the template's pointer)
  Result<Network> lower(const Genome& genome, std::string_view scale = "deploy") const;

 private:
  struct Impl;
  friend struct SpaceReader;
  explicit Space(std::shared_ptr<const Impl> impl) : m_impl(std::move(impl)) {}
  std::shared_ptr<const Impl> m_impl;
};

struct FamilyInfo {
  std::string name;
  std::string size;     ///< decimal digits
  std::string summary;  ///< one sentence
  SpaceTags tags;
};
/// The built-in families (documents of resources/spaces), in the order of their list.
std::vector<FamilyInfo> builtInFamilies();
/// A built-in family by name, or a space's JSON file by path. @error NotFound lists the families
Result<Space> openSpace(const std::string& nameOrPath);

}  // namespace pscope
