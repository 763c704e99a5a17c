#pragma once

#include <memory>

#include "core/worker/worker.h"

namespace pscope {

/// Trains a design: parameters are a TrainTask, the result a TrainResult. The last data set is kept for the next task.
TaskHandler makeTrainHandler();
/// Times the network of a design, or one operator of it: parameters are a MeasureTask, the result a LatencySample.
TaskHandler makeMeasureHandler();
/// Keeps a Controller: opened by a ControllerTask. A call {"learn": [samples with rewards], "sample": count} learns
/// first, then draws: {"samples": [...]}.
ResidentFactory makeControllerResident();
/// Keeps a DesignPredictor: opened by a PredictorTask. {"fit": designs, "targets": numbers} learns; {"predict":
/// designs} is answered by {"mean": [...], "deviation": [...]} and changes nothing.
ResidentFactory makePredictorResident();
/// Misbehaves on demand, for tests of the pool: {"mode": "echo" | "sleep" | "exit" | "crash" | "hang" | "nan" | "oom",
/// "seconds": of sleep, "status": of exit, "bytes": of oom}.
TaskHandler makeSelftestHandler();

}  // namespace pscope
