// A strict JSON reader for the case that a text is refused: it says where the first offending byte is. Byte by byte;
// the readers that nothing has to be wrong for are json_cursor.h and structural_index.h.
#pragma once

#include <span>

#include "diff_types.h"

namespace hunkwise {

struct JsonFault {
  Status status = Status::kOk;  // kOk, kMalformed, kInvalidUtf8 or kTooDeep
  u32 offset = 0;
  bool is_incomplete = false;  // nothing wrong but that the text ends too early
};

// Reads `text` as one JSON value between white space. Linear; no recursion.
JsonFault check_json(std::span<const u8> text);

}  // namespace hunkwise
