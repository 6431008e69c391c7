// Property: for any two lines of bytes, spans are ascending and in bounds, cut no surrogate pair, and the
// text outside of them is the same on both sides, in the code units that a decoder of the whole line would
// give.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "hidden_chars.h"
#include "intraline_diff.h"
#include "utf8_decoder.h"

namespace {

using namespace hunkwise;

void require(bool holds) {
  if (!holds) std::abort();
}

std::u16string utf16(std::string_view text, bool& has_hidden_code_point) {
  std::u16string out;
  for (std::size_t at = 0; at < text.size();) {
    const DecodedCodePoint now = decode_code_point(text, at);
    require(now.bytes >= 1 && at + now.bytes <= text.size());
    at += now.bytes;
    has_hidden_code_point = has_hidden_code_point || is_hidden_code_point(now.value);
    if (now.value < 0x10000) {
      out += static_cast<char16_t>(now.value);
    } else {
      out += static_cast<char16_t>(0xD800 + ((now.value - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((now.value - 0x10000) & 0x3FF));
    }
  }
  return out;
}

bool is_low_surrogate(char16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

std::u16string outside(const std::u16string& line, const Buffer<IntralineSpan>& spans) {
  std::u16string rest;
  u32 from = 0;
  for (const IntralineSpan& span : spans) {
    require(span.start < span.end && span.end <= line.size() && (from == 0 || span.start > from));
    require(!is_low_surrogate(line[span.start]) && (span.end == line.size() || !is_low_surrogate(line[span.end])));
    rest += line.substr(from, span.start - from);
    from = span.end;
  }
  return rest + line.substr(from);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(bytes) + 1, size - 1);
  const std::size_t middle = rest.size() * (bytes[0] % 120u) / 119;
  std::string old_line(rest.substr(0, middle));
  std::string new_line(rest.substr(middle));
  if (bytes[0] >= 240) {  // long lines take another way: common ends are cut off first
    old_line = std::string(9000, 'x') + old_line + std::string(10, ' ');
    new_line = std::string(9000, 'x') + new_line + std::string(10, ' ');
  }
  IntralineResult result;
  static IntralineMemory memory;
  diff_inline(old_line, new_line, memory, result);
  bool old_hides = false;
  bool new_hides = false;
  const std::u16string old_text = utf16(old_line, old_hides);
  const std::u16string new_text = utf16(new_line, new_hides);
  const std::u16string old_rest = outside(old_text, result.old_spans);
  const std::u16string new_rest = outside(new_text, result.new_spans);
  if (!result.old_spans.empty() || !result.new_spans.empty()) require(old_rest == new_rest);
  if (old_line == new_line) require(result.old_spans.empty() && result.new_spans.empty());
  require(old_hides || !has_hidden_characters(old_line));
  require(new_hides || !has_hidden_characters(new_line));
  return 0;
}
