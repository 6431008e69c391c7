// How much a random test does in this build: everything natively, less where each step takes longer.
#pragma once

#include "diff_types.h"

namespace hunkwise::test {

#if defined(__EMSCRIPTEN__)
inline constexpr u32 kSlowness = 20;  // SAFE_HEAP
#elif defined(__SANITIZE_ADDRESS__)
inline constexpr u32 kSlowness = 5;
#else
inline constexpr u32 kSlowness = 1;
#endif

constexpr u32 repeated(u32 natively) { return natively / kSlowness; }

}  // namespace hunkwise::test
