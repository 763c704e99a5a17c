#pragma once

namespace pscope {

/// "0.1.0" and the commit the program was built from ("unknown" outside a checkout).
const char* programVersion();
const char* programCommit();

}  // namespace pscope
