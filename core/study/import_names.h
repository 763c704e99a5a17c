#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/measurement.h"
#include "core/record/objective.h"

namespace pscope {

/// What names and cells in files of other programs say, as far as it can be told. All are pure functions, @thread any.

/// Unit of a number whose file does not name one.
inline constexpr const char* kUnknownUnit = "?";

/// Unit by the usual ends of names (`_ms`, `_pct`, `_bytes` ...) and whole words (`params`, `gflops`); kUnknownUnit
/// without one.
std::string guessedUnit(const std::string& name);
/// Whether `name` has this word ("acc": "val_acc", "valAcc", "acc1"; not "accelerator") or words ("param_count") and
/// names a result, not a setting ("loss_weight", "batch_size").
bool namesResult(const std::string& name, std::string_view words);
/// Whether less is better, by the words of results in a name; empty when none of them is known.
std::optional<Direction> guessedDirection(const std::string& name);
/// Whether numbers of this name are rather results than settings: the direction is known, or the unit beyond doubt.
bool looksMeasured(const std::string& name);

/// What may be the name of an objective: `,`, `;`, `=`, quotes and line breaks become `_`.
std::string objectiveName(const std::string& name);
/// Name of a number beside the objectives: as given or, where an objective has that name, followed by " (origin)".
std::string auxiliaryName(const std::string& name, const std::vector<Objective>& objectives, const char* origin);

/// Epochs that a name tells ("test_acc_200ep_pct": 200); 0 without.
int epochsIn(std::string_view name);
/// The budget that Budget::text() writes so; empty for other texts.
std::optional<Budget> budgetFromText(const std::string& text);
/// "2026-01-31T12:00:00.250Z", or with a blank and without the Z, in seconds since 1970, taken as UTC; NaN for anything
/// else.
double utcSeconds(const std::string& text);

}  // namespace pscope
