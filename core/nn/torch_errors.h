#pragma once

#include <exception>
#include <utility>

#include "core/base/result.h"

namespace pscope {

/// The error for an exception that LibTorch (or the standard library beneath it) threw: OutOfMemory when memory was
/// short, External otherwise; the text of the library goes into `detail`, without its backtrace.
Error torchError(std::exception_ptr exception);

/// Runs `work`, which returns a Result or Status, and turns what it throws into an Error: the edge of core/nn.
template <class Work>
auto guardTorch(Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (...) {
    return torchError(std::current_exception());
  }
}

}  // namespace pscope
