#include "core/nn/torch_errors.h"

#include <c10/util/Exception.h>

#include <new>
#include <string>

namespace pscope {
namespace {

Error outOfMemory(std::string detail) {
  auto error = makeError(
      ErrorCode::OutOfMemory, PSCOPE_TR_NOOP("Training", "There was not enough memory."),
      PSCOPE_TR_NOOP("Training", "Use a smaller batch, a smaller scale of the space, or fewer workers at once."));
  error.detail = std::move(detail);
  return error;
}

Error unexpected(std::string detail) {
  auto error = makeError(ErrorCode::External, PSCOPE_TR_NOOP("Training", "LibTorch refused an operation."),
                         PSCOPE_TR_NOOP("Training", "The log has its words; please report this design."));
  error.detail = std::move(detail);
  return error;
}

/// LibTorch has one exception for everything, and of its CPU allocator only the text tells.
bool tellsOfMemory(const std::string& text) {
  for (const char* words : {"can't allocate memory", "not enough memory", "could not create a memory object",
                            "out of memory", "std::bad_alloc"}) {
    if (text.find(words) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

Error torchError(std::exception_ptr exception) {
  try {
    std::rethrow_exception(std::move(exception));
  } catch (const std::bad_alloc& problem) {
    return outOfMemory(problem.what());
  } catch (const c10::Error& problem) {
    std::string text = problem.what_without_backtrace();
    return tellsOfMemory(text) ? outOfMemory(std::move(text)) : unexpected(std::move(text));
  } catch (const std::exception& problem) {
    std::string text = problem.what();
    return tellsOfMemory(text) ? outOfMemory(std::move(text)) : unexpected(std::move(text));
  } catch (...) {
    return unexpected("an exception of an unknown type");
  }
}

}  // namespace pscope
