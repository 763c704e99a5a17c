#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/record/focus.h"
#include "core/record/objective.h"
#include "core/record/stop_config.h"
#include "core/record/warm_start_config.h"

namespace pscope {

/// Data as named in a configuration or on the command line (`idx:fashion-mnist`).
struct DataSpec {
  std::string format;  ///< idx, cifar-binary, glyphs ...
  std::string path;    ///< absolute; empty for built-in data

  bool operator==(const DataSpec&) const = default;
};
/// "FORMAT:PATH" of the command line. @error InvalidArgument
Result<DataSpec> parseDataSpec(const std::string& text);

/// A search as described by one JSON document (the one of the command line, which is a promise).
struct SearchConfig {
  std::string name;   ///< title of the study; the file's name when empty
  std::string space;  ///< built-in family or absolute path of a document
  std::string
      scale;  ///< the scale that will run ("deploy" for costs); empty: the first that fits the data, else "deploy"
  std::vector<Objective> objectives;
  std::vector<std::pair<std::string, DataSpec>> data;  ///< by name; estimators use "main" unless told otherwise
  std::string strategy = "default";
  std::string strategyParameters = "{}";  ///< JSON object as text
  int candidates = 100;
  std::uint64_t seed = 1;
  std::vector<double>
      reference;    ///< of the hypervolume, in the objectives' own units; empty: chosen from the candidates
  int workers = 0;  ///< 0: as many as there are cores, at most 8
  double deadlineSeconds = 600;  ///< of one candidate
  bool async = false;
  StopConfig stop;
  WarmStartConfig warmStart;
  Focus focus;  ///< that the search begins with

  bool operator==(const SearchConfig&) const = default;
};

/// How many candidates a search evaluates itself: all but those that were taken over from earlier studies.
inline int ownCandidates(const SearchConfig& config) {
  return static_cast<int>(std::max<std::int64_t>(1, config.candidates - config.warmStart.taken));
}

/// The configuration of a study as one of a new search: as it was before anything was taken over.
SearchConfig asNewSearch(SearchConfig config);

/// Reads a configuration. Relative paths in it (space, data, estimator files, studies) become absolute against
/// `baseFolder`.
/// @error Parse, InvalidArgument with the JSON pointer; unknown members are refused
Result<SearchConfig> parseSearchConfig(const Json& json, const std::string& file, const std::string& baseFolder);
Result<SearchConfig> readSearchConfig(const std::string& path);
/// The document again; parseSearchConfig(toJson(c)) == c.
Json toJson(const SearchConfig& config);

}  // namespace pscope
