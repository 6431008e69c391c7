#include "json_cursor.h"

#include "block_masks.h"
#include "json_unescape.h"

namespace hunkwise {
namespace {

bool is_digit(u8 c) { return c >= '0' && c <= '9'; }

}  // namespace

bool JsonCursor::eat(u8 expected, bool opens) {
  if (has_failed_ || peek() != expected) return fail();
  ++next_;
  is_first_ = opens;
  return true;
}

bool JsonCursor::next_key(std::string_view& key) {
  if (peek() == '}') {
    eat('}');
    return false;
  }
  if (!is_first_ && !eat(',')) return false;
  return string(key) && eat(':');
}

bool JsonCursor::next_element() {
  if (peek() == ']') {
    eat(']');
    return false;
  }
  if (!is_first_ && !eat(',')) return false;
  is_first_ = false;
  return peek() != 0 || fail();
}

bool JsonCursor::string(std::string_view& out) {
  const u32 start = offset() + 1;
  if (!eat('"')) return false;
  const u32 size = static_cast<u32>(text_.size());
  u32 end = start;
  bool has_escape = false;
  for (;;) {
    end += find_quote_or_backslash(text_.data() + end, size - end);
    if (end >= size) return fail();
    if (text_[end] == '"') break;
    has_escape = true;
    if (size - end < 2) return fail();
    end += 2;
  }
  if (!has_escape) {
    out = {reinterpret_cast<const char*>(text_.data()) + start, end - start};
    return true;
  }
  // All strings of a text, resolved, are shorter than the text: the memory never moves.
  if (unescaped_.empty()) unescaped_.resize_for_overwrite(text_.size());
  u8* resolved = unescaped_.data() + unescaped_size_;
  u32 written = 0;
  if (!unescape_json(text_.subspan(start, end - start), resolved, written)) return fail();
  unescaped_size_ += written;
  out = {reinterpret_cast<const char*>(resolved), written};
  return true;
}

// Whether a scalar may end before `at`.
bool JsonCursor::ends_at(u32 at) const {
  if (at == text_.size()) return true;
  switch (text_[at]) {
    case ' ':
    case '\n':
    case '\r':
    case '\t':
    case ',':
    case ':':
    case ']':
    case '}':
    case '[':
    case '{':
      return true;
    default:
      return false;
  }
}

bool JsonCursor::literal(std::string_view word) {
  const u32 at = offset();
  const std::string_view rest(reinterpret_cast<const char*>(text_.data()) + at, text_.size() - at);
  if (has_failed_ || !rest.starts_with(word) || !ends_at(at + static_cast<u32>(word.size()))) return fail();
  ++next_;
  is_first_ = false;
  return true;
}

bool JsonCursor::boolean(bool& value) {
  value = peek() == 't';
  return literal(value ? "true" : "false");
}

bool JsonCursor::number(u32& count, bool& is_count) {
  u32 at = offset();
  const u32 size = static_cast<u32>(text_.size());
  const auto digit_at = [&](u32 position) { return position < size && is_digit(text_[position]); };
  const auto char_at = [&](u32 position) { return position < size ? text_[position] : u8{0}; };
  count = 0;
  is_count = char_at(at) != '-';
  if (!is_count) ++at;
  if (!digit_at(at)) return fail();
  if (text_[at] == '0') {
    ++at;
  } else {
    u64 sum = 0;
    for (; digit_at(at); ++at) sum = std::min<u64>(sum * 10 + (text_[at] - '0'), limits::kMaxLineNumber);
    count = static_cast<u32>(sum);
  }
  if (char_at(at) == '.') {
    is_count = false;
    if (!digit_at(++at)) return fail();
    while (digit_at(at)) ++at;
  }
  if ((char_at(at) | 0x20) == 'e') {
    is_count = false;
    ++at;
    if (char_at(at) == '+' || char_at(at) == '-') ++at;
    if (!digit_at(at)) return fail();
    while (digit_at(at)) ++at;
  }
  if (has_failed_ || !ends_at(at)) return fail();
  ++next_;
  is_first_ = false;
  return true;
}

bool JsonCursor::scalar() {
  std::string_view text;
  u32 count = 0;
  bool ignored = false;
  switch (peek()) {
    case '"':
      return string(text);
    case 't':
    case 'f':
      return boolean(ignored);
    case 'n':
      return null();
    default:
      return number(count, ignored);
  }
}

bool JsonCursor::skip() {
  std::bitset<limits::kMaxDepth + 2> is_object;
  u32 depth = 0;
  do {
    const u8 first = peek();
    if (first == '{' || first == '[') {
      if (depth == is_object.size()) return fail();
      is_object[depth++] = first == '{';
      eat(first, true);
    } else if (!scalar()) {
      return false;
    }
    // To the next value, out of every container that ends here.
    std::string_view key;
    while (depth != 0 && !(is_object[depth - 1] ? next_key(key) : next_element())) {
      if (has_failed_) return false;
      --depth;
    }
  } while (depth != 0);
  return true;
}

}  // namespace hunkwise
