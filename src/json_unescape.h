// The body of a JSON string -> UTF-8.
#pragma once

#include <span>

#include "diff_types.h"

namespace hunkwise {

// Writes at most body.size() bytes to `out` and says how many in `written`. A lone surrogate becomes U+FFFD. False: an
// escape that JSON does not have. Control characters and UTF-8 are for others to check.
bool unescape_json(std::span<const u8> body, u8* out, u32& written);

}  // namespace hunkwise
