// The service's answer -> one entry per file, plus the answer's own fields. Diff texts are skipped and counted, never
// unescaped or copied.
#pragma once

#include <span>

#include "diff_types.h"
#include "result_table.h"

namespace hunkwise {

enum class PayloadStep : u32 {
  kWindow = 0,    // more will come
  kLast = 1,      // the source ends with this window (which may be empty)
  kSnapshot = 2,  // nothing new: give the answer's own fields as far as they stand before the list of files
};

// One window of an answer, in order, without gaps. `state` is empty for the first one, else the last section of what
// the call before put into `out`. Takes time linear in the window (plus the state: below limits::kMaxSkeletonBytes).
// What is in `out` depends on where the windows end only in how it is spread over the calls.
// A Status that is not kOk ends the document; the fault's byte offset counts from the source's beginning.
Status index_payload(std::span<const u8> state, std::span<const u8> window, PayloadStep step, ResultArena& out,
                     u32& error_offset);

}  // namespace hunkwise
