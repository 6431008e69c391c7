#include "line_index.h"

#include <bit>
#include <cstddef>

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#elif defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hunkwise {
namespace {

constexpr std::size_t kBlock = 16;

// One bit per LF among 16 bytes, the first byte in the lowest bit.
u32 newline_mask(const char* block) noexcept {
#if defined(__wasm_simd128__)
  return static_cast<u32>(wasm_i8x16_bitmask(wasm_i8x16_eq(wasm_v128_load(block), wasm_i8x16_splat('\n'))));
#elif defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block));
  return static_cast<u32>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))));
#else
  u32 mask = 0;
  for (u32 i = 0; i < kBlock; ++i) mask |= static_cast<u32>(block[i] == '\n') << i;
  return mask;
#endif
}

template <typename OnMask, typename OnTailNewline>
void scan_newlines(std::string_view text, OnMask on_mask, OnTailNewline on_tail) {
  std::size_t at = 0;
  for (; at + kBlock <= text.size(); at += kBlock) {
    if (const u32 mask = newline_mask(text.data() + at)) on_mask(at, mask);
  }
  for (; at < text.size(); ++at) {
    if (text[at] == '\n') on_tail(at);
  }
}

}  // namespace

LineIndex index_lines(std::string_view text) {
  LineIndex index;
  if (text.empty()) return index;
  std::size_t newlines = 0;
  scan_newlines(
      text, [&](std::size_t, u32 mask) { newlines += static_cast<std::size_t>(std::popcount(mask)); },
      [&](std::size_t) { ++newlines; });
  index.ends_with_newline = text.back() == '\n';
  index.starts.resize_for_overwrite(newlines + (index.ends_with_newline ? 1 : 2));
  u32* next = index.starts.data();
  *next++ = 0;
  scan_newlines(
      text,
      [&](std::size_t at, u32 mask) {
        for (; mask != 0; mask &= mask - 1)
          *next++ = static_cast<u32>(at) + static_cast<u32>(std::countr_zero(mask)) + 1;
      },
      [&](std::size_t at) { *next++ = static_cast<u32>(at) + 1; });
  if (!index.ends_with_newline) *next = static_cast<u32>(text.size());
  return index;
}

}  // namespace hunkwise
