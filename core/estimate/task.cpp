#include "core/estimate/task.h"

namespace pscope {

Result<std::unique_ptr<ResidentTask>> TaskRunner::openResident(const ResidentSpec& spec, const std::string&,
                                                               const JobContext&) {
  return makeError(ErrorCode::Unsupported,
                   PSCOPE_TR_NOOP("Worker", "Nobody here keeps tasks of the kind \"%1\".").arg(spec.kind),
                   PSCOPE_TR_NOOP("Worker", "Use programs of the same version together."));
}

}  // namespace pscope
