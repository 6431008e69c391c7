// Two stretches of ids compared four at a time: SSE2 natively and, through Emscripten's SSE layer, WebAssembly SIMD128.
#pragma once

#include <bit>

#include "diff_types.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hunkwise {

// How many of the next `count` ids are the same on both sides, forwards from two places or backwards from before them.
// Four at a time: where a run of equal ids ends is a matter of chance, and a wrong guess costs as much as a dozen of
// them.
template <bool kForward>
i32 count_same_ids(const u32* a, const u32* b, i32 count) {
  i32 same = 0;
#if defined(__SSE2__)
  const auto four = [](const u32* ids) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(ids)); };
  for (; same + 4 <= count; same += 4) {
    const i32 from = kForward ? same : -same - 4;
    const __m128i equal = _mm_cmpeq_epi32(four(a + from), four(b + from));
    const u32 differ = static_cast<u32>(_mm_movemask_ps(_mm_castsi128_ps(equal))) ^ 15u;
    if (differ != 0) return same + (kForward ? std::countr_zero(differ) : std::countl_zero(differ) - 28);
  }
#endif
  const auto place = [](i32 i) { return kForward ? i : -i - 1; };
  while (same < count && a[place(same)] == b[place(same)]) ++same;
  return same;
}

}  // namespace hunkwise
