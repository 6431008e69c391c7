// 64 bytes at a time as bit masks: bit i speaks of byte i. SSE2 natively and, through Emscripten's SSE layer,
// WebAssembly SIMD128 (every operation used here maps to one instruction); plain loops elsewhere.
#pragma once

#include <bit>
#include <cstring>

#include "diff_types.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace hunkwise {

inline constexpr std::size_t kBlockBytes = 64;

#if defined(__SSE2__)

// Always inline and without a loop: where the core is compiled for size, too, the lanes have to stay in registers.
class Block {
 public:
  [[gnu::always_inline]] explicit Block(const u8* bytes)
      : a_(load(bytes)), b_(load(bytes + 16)), c_(load(bytes + 32)), d_(load(bytes + 48)) {}

  [[gnu::always_inline]] u64 equal(u8 value) const {
    const __m128i wanted = _mm_set1_epi8(static_cast<char>(value));
    return join(_mm_cmpeq_epi8(a_, wanted), _mm_cmpeq_epi8(b_, wanted), _mm_cmpeq_epi8(c_, wanted),
                _mm_cmpeq_epi8(d_, wanted));
  }

  // Bytes below `bound` (1 to 128), as unsigned numbers.
  [[gnu::always_inline]] u64 below(u8 bound) const {
    const __m128i last = _mm_set1_epi8(static_cast<char>(bound - 1));
    return join(_mm_cmpeq_epi8(_mm_min_epu8(a_, last), a_), _mm_cmpeq_epi8(_mm_min_epu8(b_, last), b_),
                _mm_cmpeq_epi8(_mm_min_epu8(c_, last), c_), _mm_cmpeq_epi8(_mm_min_epu8(d_, last), d_));
  }

  // Bytes from 128 up.
  [[gnu::always_inline]] u64 high() const { return join(a_, b_, c_, d_); }

 private:
  [[gnu::always_inline]] static __m128i load(const u8* bytes) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
  }
  [[gnu::always_inline]] static u64 bits(__m128i lane) { return static_cast<u32>(_mm_movemask_epi8(lane)); }
  [[gnu::always_inline]] static u64 join(__m128i a, __m128i b, __m128i c, __m128i d) {
    return bits(a) | bits(b) << 16 | bits(c) << 32 | bits(d) << 48;
  }

  __m128i a_, b_, c_, d_;
};

#else

class Block {
 public:
  explicit Block(const u8* bytes) { std::memcpy(bytes_, bytes, kBlockBytes); }
  u64 equal(u8 value) const {
    return join([=](u8 byte) { return byte == value; });
  }
  u64 below(u8 bound) const {
    return join([=](u8 byte) { return byte < bound; });
  }
  u64 high() const {
    return join([](u8 byte) { return byte >= 128; });
  }

 private:
  template <class Test>
  u64 join(Test test) const {
    u64 mask = 0;
    for (std::size_t i = 0; i < kBlockBytes; ++i) mask |= static_cast<u64>(test(bytes_[i])) << i;
    return mask;
  }

  u8 bytes_[kBlockBytes];
};

#endif

// How far the first quote or backslash is from `bytes`; `size` if there is none. For short strings: 16 bytes a step.
inline u32 find_quote_or_backslash(const u8* bytes, u32 size) {
  u32 at = 0;
#if defined(__SSE2__)
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  for (; size - at >= 16; at += 16) {
    const __m128i lane = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + at));
    const int found = _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(lane, quote), _mm_cmpeq_epi8(lane, backslash)));
    if (found != 0) return at + static_cast<u32>(std::countr_zero(static_cast<u32>(found)));
  }
#endif
  while (at < size && bytes[at] != '"' && bytes[at] != '\\') ++at;
  return at;
}

inline u32 lowest_bit(u64 mask) { return static_cast<u32>(std::countr_zero(mask)); }
inline u32 bit_count(u64 mask) { return static_cast<u32>(std::popcount(mask)); }
inline u64 bits_below(u32 count) { return count >= 64 ? ~u64{0} : (u64{1} << count) - 1; }

}  // namespace hunkwise
