#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace pscope {

/// Where a number comes from; the window draws each kind differently and never mixes them unmarked.
enum class MeasurementKind { Measured, Simulated, Tabulated, Analytic, Predicted, Proxy };
enum class WeightsOrigin { None, Own, Inherited, Shared };

const char* kindName(MeasurementKind kind);  ///< "measured" ...: as in files, in English
std::optional<MeasurementKind> kindFromName(const std::string& name);
const char* weightsName(WeightsOrigin origin);
std::optional<WeightsOrigin> weightsFromName(const std::string& name);

/// What was spent on a measurement.
struct Budget {
  std::string scale = "deploy";  ///< scale of the template that was evaluated
  double epochs = 0;             ///< 0: nothing was trained
  double dataShare = 1;          ///< share of the training data, 0..1
  WeightsOrigin weights = WeightsOrigin::None;

  /// Short text for tables and CSV, such as "deploy, 8 epochs, 25 % data, own weights"; "deploy" when nothing was
  /// trained.
  std::string text() const;
  bool operator==(const Budget&) const = default;
};

/// Everything needed to get the same number again, shared by the measurements of one estimator in one session.
struct Provenance {
  std::string estimator;
  std::string estimatorVersion;
  std::string programVersion;
  std::string programCommit;
  std::map<std::string, std::string> libraries;  ///< name -> version
  std::string hostCpu;
  std::string instructionSet;
  int threads = 1;
  std::uint64_t seed = 0;
  std::string spaceHash;
  std::string recipeHash;
  std::string dataHash;
  std::string device;
  std::string deviceVersion;
  std::string source;    ///< publication, table or file the number rests on
  std::string evidence;  ///< evidence tag of the reference manuals: V, P, P3, C, D, E, R or "user"
  std::string time;      ///< start of the session, ISO 8601, UTC

  bool operator==(const Provenance&) const = default;
};
/// Program version, host, instruction set and time filled in.
Provenance provenanceOfThisProgram();

/// A value with everything that makes it a number: unit, kind, budget, uncertainty, provenance.
struct Measurement {
  std::string metric;  ///< objective it serves, or the name of an auxiliary metric ("train_accuracy")
  double value = 0;    ///< finite
  std::string unit;
  MeasurementKind kind = MeasurementKind::Measured;
  Budget budget;
  std::optional<double> standardError;  ///< in `unit`
  int level = 0;                        ///< rung of the objective's ladder, 0 the lowest; -1 for auxiliary metrics
  double seconds = 0;                   ///< wall time it took; 0 when it was taken over from an earlier candidate
  std::shared_ptr<const Provenance> provenance;
};

}  // namespace pscope
