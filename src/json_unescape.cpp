#include "json_unescape.h"

#include "text_lexer.h"

namespace hunkwise {
namespace {

bool read_code(std::span<const u8> body, std::size_t at, u32& code) {
  if (body.size() < at + 4) return false;
  code = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    const int value = lexer_detail::hexadecimal_value(body[at + i]);
    if (value < 0) return false;
    code = code << 4 | static_cast<u32>(value);
  }
  return true;
}

u32 put(u32 code, u8* out) {
  if (code < 0x80) {
    out[0] = static_cast<u8>(code);
    return 1;
  }
  if (code < 0x800) {
    out[0] = static_cast<u8>(0xC0 | code >> 6);
    out[1] = static_cast<u8>(0x80 | (code & 0x3F));
    return 2;
  }
  const bool is_long = code >= 0x10000;
  u32 size = 0;
  if (is_long) out[size++] = static_cast<u8>(0xF0 | code >> 18);
  out[size++] = static_cast<u8>(is_long ? 0x80 | (code >> 12 & 0x3F) : 0xE0 | code >> 12);
  out[size++] = static_cast<u8>(0x80 | (code >> 6 & 0x3F));
  out[size++] = static_cast<u8>(0x80 | (code & 0x3F));
  return size;
}

}  // namespace

bool unescape_json(std::span<const u8> body, u8* out, u32& written) {
  written = 0;
  for (std::size_t i = 0; i < body.size();) {
    if (body[i] != '\\') {
      out[written++] = body[i++];
      continue;
    }
    if (++i == body.size()) return false;
    if (body[i] != 'u') {
      const u8 character = lexer_detail::simple_escape(body[i++]);
      if (character == 0) return false;
      out[written++] = character;
      continue;
    }
    u32 code = 0;
    if (!read_code(body, i + 1, code)) return false;
    i += 5;
    if (code >= 0xD800 && code < 0xE000) {
      u32 low = 0;
      const bool has_low = code < 0xDC00 && i + 1 < body.size() && body[i] == '\\' && body[i + 1] == 'u' &&
                           read_code(body, i + 2, low) && low >= 0xDC00 && low < 0xE000;
      if (has_low) i += 6;
      code = has_low ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
    }
    written += put(code, out + written);
  }
  return true;
}

}  // namespace hunkwise
