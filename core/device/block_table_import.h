#pragma once

#include <string>
#include <vector>

#include "core/base/job.h"
#include "core/base/json.h"
#include "core/base/message.h"
#include "core/base/result.h"
#include "core/device/table_import.h"

namespace pscope {

class Space;

/// A look-up table of blocks as Once-for-All and ProxylessNAS keep them, as a table of a space's choices.
///
/// The file is YAML of two levels: the key of a block, such as
/// "expanded_conv-input:112x112x16-output:56x56x24-expand:96-kernel:3-stride:2-idskip:0-se:0-hs:0" (`expand` is the
/// number of channels inside, or their ratio to those of the input; "se" and "hs" may be missing), "Conv-...",
/// "Conv_1-...", "Conv_2-...", "AvgPool2D-..." or "Logits-input:...-output:1000"; below it members such as "mean". Each
/// block of the space is lowered with each of its levels, its key is built from the shapes, and what the file has of it
/// becomes a row; the fixed parts of the network are the base, one for each input resolution that the file has. Levels
/// that the file lacks have no row; of a block with more than 10,000 combinations of levels the first ones have, and a
/// note says so.
/// @param import  its `column` is the member ("mean" unless given), its `unit` that of it ("ms" unless given)
/// @param notes   gets what was left out
/// @return the table's JSON object, for DeviceProfile::withTable()
/// @error Parse  with line: no YAML of this kind; NotFound  no block of the space is in the file, or a fixed part (its
///        key is told); Cancelled
/// @cost lowering of each level of each block; some milliseconds between two looks at job.stop
/// @source Cai et al., Once-for-All, ICLR 2020; Cai, Zhu, Han, ProxylessNAS, ICLR 2019: their latency tables
Result<Json> importBlockTable(const TableImport& import, const Space& space, std::vector<Message>& notes,
                              const JobContext& job = {});

}  // namespace pscope
