// One code point at a time out of bytes that may be anything, exactly as the WHATWG decoder (TextDecoder)
// reads them: each maximal subpart of an ill-formed sequence is one U+FFFD.
#pragma once

#include <cstddef>
#include <string_view>

#include "diff_types.h"

namespace hunkwise {

inline constexpr u32 kReplacementCharacter = 0xFFFD;

struct DecodedCodePoint {
  u32 value;
  u32 bytes;  // >= 1
};

// Precondition: at < text.size(). Source: https://encoding.spec.whatwg.org/#utf-8-decoder
inline DecodedCodePoint decode_code_point(std::string_view text, std::size_t at) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<u32>(static_cast<u8>(text[i])); };
  const u32 lead = byte(at);
  if (lead < 0x80) return {lead, 1};
  u32 needed = 0;
  u32 lowest = 0x80;  // bounds of the next byte: they exclude overlong forms, surrogates and values over U+10FFFF
  u32 highest = 0xBF;
  u32 value = 0;
  if (lead >= 0xC2 && lead <= 0xDF) {
    needed = 1;
    value = lead & 0x1F;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    if (lead == 0xE0) lowest = 0xA0;
    if (lead == 0xED) highest = 0x9F;
    needed = 2;
    value = lead & 0xF;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    if (lead == 0xF0) lowest = 0x90;
    if (lead == 0xF4) highest = 0x8F;
    needed = 3;
    value = lead & 0x7;
  } else {
    return {kReplacementCharacter, 1};
  }
  for (u32 seen = 1; seen <= needed; ++seen) {
    if (at + seen >= text.size()) return {kReplacementCharacter, seen};
    const u32 next = byte(at + seen);
    if (next < lowest || next > highest) return {kReplacementCharacter, seen};
    lowest = 0x80;
    highest = 0xBF;
    value = (value << 6) | (next & 0x3F);
  }
  return {value, needed + 1};
}

inline u32 utf16_units(u32 code_point) noexcept { return code_point >= 0x10000 ? 2 : 1; }

}  // namespace hunkwise
