// What simdjson's westmere kernel asks of an x86 compiler and Emscripten's SSE emulation does not offer.
// Found in place of the compiler's own header, by simdjson's and our one including file only. Never for
// general use: see the multiply.
#pragma once

#include <nmmintrin.h>  // SSE4.2 and everything below it, over WebAssembly SIMD

#include <cstdint>

// Carry-less multiplication, only for simdjson's use of it: `b` is all ones and the low half of the product
// is read. That product is the prefix xor of `a` (bit i = xor of bits 0..i), which six shifts give without a
// multiplier.
static inline __m128i _mm_clmulepi64_si128(__m128i a, __m128i /* all ones */, int /* 0: low halves */) {
  auto bits = static_cast<std::uint64_t>(_mm_cvtsi128_si64(a));
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return _mm_set_epi64x(0, static_cast<long long>(bits));
}

static inline long long _popcnt64(long long value) {
  return __builtin_popcountll(static_cast<unsigned long long>(value));
}

// simdjson takes WebAssembly for a 32-bit machine of Microsoft's kind, and asks for that compiler's wide
// multiplication.
static inline std::uint64_t _umul128(std::uint64_t a, std::uint64_t b, std::uint64_t* high) {
  const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
  *high = static_cast<std::uint64_t>(product >> 64);
  return static_cast<std::uint64_t>(product);
}
