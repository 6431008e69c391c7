// Placeholder until the real payload index: shows that simdjson's kernel runs in every preset.
#pragma once

#include <cstdint>
#include <string_view>

namespace hunkwise {

// Number of elements of the document's "files" array; -1 when the document is not JSON or has none, -2
// without memory.
std::int32_t count_files(std::string_view json);

}  // namespace hunkwise
